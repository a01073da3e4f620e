// The cases of tests/conformance by the C++ header; README.md says what the operations do and print.
//
//   test_conformance_cpp_17            run all, write the results for the table
//   test_conformance_cpp_17 NUMBER...  run some
#include "figures.hpp"
#include "scores.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

#include <unistd.h>

namespace {

namespace fs = std::filesystem;

/** What the operations of a case work on. */
struct state : printer {
	fs::path folder;
	kepu::limits limits;
	std::string made;
	std::optional<std::string> digest;
	std::optional<kepu::plan> plan_of;
	kepu::findings found;
	std::optional<kepu::matrix> matrix;
	std::optional<kepu::imported> notice;
	std::optional<kepu::builder> builder;
	std::optional<kepu::regions> regions;
	std::optional<kepu::data> data;
	std::shared_ptr<kepu::rollup> rollup;
	std::optional<kepu::progress> progress;
	std::optional<kepu::scheme> scheme;
	std::shared_ptr<kepu::scheme_builder> scheme_builder;
	std::shared_ptr<kepu::inputs> inputs;
	std::optional<kepu::score> score;
	std::optional<kepu::explanation> explanation;
	std::vector<std::function<void(printer &)>> kept;
	std::vector<std::function<void()>> taken; // what was moved, which goes on

	const kepu::plan &plan_here() const { return plan_of.value(); }
	std::string in_folder(std::string_view name) const { return (folder / name).string(); }

	void take(const kepu::plan &plan, const kepu::findings &findings)
	{
		plan_of = plan;
		found = findings;
	}
};

using operation = std::function<void(state &, const words &)>;

std::string str(const words &w, std::size_t index)
{
	return std::string(w.at(index).value());
}

std::size_t count(const words &w, std::size_t index)
{
	return std::stoull(str(w, index));
}

std::optional<kepu::ref> ref(const kepu::maybe_text &id)
{
	return id ? std::optional<kepu::ref>(kepu::ref(*id)) : std::nullopt;
}

kepu::maybe_text at(const words &w, std::size_t index)
{
	return index < w.size() ? w[index] : std::nullopt;
}

std::string read(const fs::path &path)
{
	std::ifstream file(path, std::ios::binary);
	if (!file)
		throw std::runtime_error(path.string() + " cannot be read");
	std::ostringstream text;
	text << file.rdbuf();
	return text.str();
}

// ---- names of numbers ----

template <class Enum> Enum named(const std::map<std::string, Enum> &names, const words &w, std::size_t index)
{
	return names.at(str(w, index));
}

const std::map<std::string, std::optional<std::int64_t> kepu::limits::*> limits = {
	{ "bytes", &kepu::limits::bytes },   { "text", &kepu::limits::text },   { "depth", &kepu::limits::depth },
	{ "levels", &kepu::limits::levels }, { "ratio", &kepu::limits::ratio },
};
const std::map<std::string, kepu::language> languages = {
	{ "zh", kepu::language::zh },
	{ "en", kepu::language::en },
};
const std::map<std::string, kepu::format> formats = {
	{ "by-name", kepu::format::by_name }, { "xml", kepu::format::xml },         { "xml-gz", kepu::format::xml_gz },
	{ "json", kepu::format::json },       { "json-gz", kepu::format::json_gz },
};
const std::map<std::string, kepu::kind> kinds = {
	{ "overview", kepu::kind::overview }, { "goal", kepu::kind::goal },       { "part", kepu::kind::part },
	{ "action", kepu::kind::action },     { "project", kepu::kind::project }, { "task", kepu::kind::task },
	{ "safeguard", kepu::kind::safeguard }, { "other", kepu::kind::other },
};
const std::map<std::string, kepu::role> roles = {
	{ "lead", kepu::role::lead },
	{ "responsible", kepu::role::responsible },
	{ "participant", kepu::role::participant },
};
const std::map<std::string, kepu::comparison> comparisons = {
	{ "at-least", kepu::comparison::at_least }, { "more", kepu::comparison::more },
	{ "at-most", kepu::comparison::at_most },   { "less", kepu::comparison::less },
	{ "about", kepu::comparison::about },       { "equal", kepu::comparison::equal },
};
const std::map<std::string, kepu::value_kind> value_kinds = {
	{ "target", kepu::value_kind::target },
	{ "baseline", kepu::value_kind::baseline },
	{ "observation", kepu::value_kind::observation },
};
const std::map<std::string, kepu::path_kind> paths = {
	{ "linear", kepu::path_kind::linear },
	{ "stepwise", kepu::path_kind::stepwise },
	{ "given", kepu::path_kind::given },
};
const std::map<std::string, kepu::check> checks = {
	{ "unseen", kepu::check::unseen },
	{ "confirmed", kepu::check::confirmed },
	{ "corrected", kepu::check::corrected },
	{ "entered", kepu::check::entered },
};
const std::map<std::string, kepu::metadata_field> fields = {
	{ "title", kepu::metadata_field::title },
	{ "notice-title", kepu::metadata_field::notice_title },
	{ "document-number", kepu::metadata_field::document_number },
	{ "issuer", kepu::metadata_field::issuer },
	{ "issue-date", kepu::metadata_field::issue_date },
	{ "period", kepu::metadata_field::period },
	{ "recipient", kepu::metadata_field::recipient },
	{ "basis", kepu::metadata_field::basis },
};

// ---- operations: files and reading ----

void load(state &s, const std::string &path)
{
	kepu::findings findings;
	const kepu::plan plan = kepu::plan::load(path, &findings, s.limits);
	s.take(plan, findings);
}

void load_bytes(state &s, std::string_view bytes, const char *name)
{
	kepu::findings findings;
	const kepu::plan plan = kepu::plan::load_bytes(bytes, name, &findings, s.limits);
	s.take(plan, findings);
}

void print(state &s, std::string_view with)
{
	std::istringstream lines(s.made + "\n");
	for (std::string line; std::getline(lines, line);)
		if (line.find(with) != std::string::npos)
			s.line("| " + escaped(line, false));
}

void save(state &s, const words &w)
{
	const kepu::maybe_text word = at(w, 2);
	const auto expected = word == "digest" ? s.digest : word ? std::optional<std::string>(*word) : std::nullopt;
	s.plan_here().save(s.in_folder(*w[0]), named(formats, w, 1), expected);
}

void quotes(state &s, const words &w)
{
	const kepu::node node = s.plan_here().node(*w[0]).value();
	const auto proof = w[1] == "title"  ? node.title_provenance()
	                   : w[1] == "text" ? node.text_provenance()
	                   : w[1] == "due"  ? node.due_provenance()
	                                    : node.provenance();
	for (const kepu::span &span : proof->spans())
		s.line("  " + quoted(s.plan_here().quote(span)));
}

void find(state &s, const words &w)
{
	std::string made;
	if (w[0] == "node" || w[0] == "path") {
		const auto one = s.plan_here().node(*w[1]);
		for (const auto &node : w[0] == "path" ? s.plan_here().nodes_by_path(*w[1])
		                                       : one ? std::vector<kepu::node>{ *one } : std::vector<kepu::node>())
			made += " " + std::string(node.id());
	} else {
		const auto one = s.plan_here().unit(*w[1]);
		for (const auto &unit : w[0] == "name" ? s.plan_here().units_by_name(*w[1])
		                                       : one ? std::vector<kepu::unit>{ *one } : std::vector<kepu::unit>())
			made += " " + std::string(unit.id());
	}
	s.line(" " + (made.empty() ? " none" : made));
}

void take_notice(state &s, const kepu::imported &notice)
{
	s.notice = notice;
	s.take(notice.plan(), notice.findings());
}

void take_regions(state &s, const kepu::regions &regions)
{
	s.regions = regions;
	s.found = regions.findings();
}

void add_rows(state &s, const kepu::findings &refused)
{
	s.found = refused;
	s.plain("rows", s.data->size());
}

void figures(state &s, const words &)
{
	for (const kepu::datum &row : s.data->rows())
		say_datum(s, row);
}

void progress(state &s, const words &w)
{
	kepu::judge_options how;
	how.date = at(w, 0);
	how.path = at(w, 1) ? named(paths, w, 1) : kepu::path_kind::linear;
	const auto share = [&](std::size_t index) {
		return at(w, index) ? std::optional<kepu::decimal>(kepu::decimal::parse(*w[index])) : std::nullopt;
	};
	how.green = share(2);
	how.yellow = share(3);
	how.tolerance = share(4);
	how.exact = w.size() > 5;
	s.progress = s.data ? s.plan_here().progress(*s.data, how) : s.plan_here().progress(how);
}

void segments(state &s)
{
	for (const auto &segment : s.notice->segments())
		s.line("  " + std::to_string(static_cast<int>(segment.kind)) + " " + number(segment.span) +
		       (segment.node ? " " + std::string(segment.node->id()) : ""));
}

void select(state &s, const words &w)
{
	std::vector<kepu::node> nodes;
	std::vector<kepu::unit> units;
	std::istringstream node_ids(w[0] ? str(w, 0) : ""), unit_ids(w[1] ? str(w, 1) : "");
	for (std::string id; node_ids >> id;)
		nodes.push_back(s.plan_here().node(id).value());
	for (std::string id; unit_ids >> id;)
		units.push_back(s.plan_here().unit(id).value());
	s.matrix = s.matrix->select(nodes, units);
}

void date(state &s, const words &w)
{
	const kepu::date date = kepu::date::parse(*w[0]);
	s.line("  " + std::to_string(static_cast<int>(date.precision)) + " " + std::to_string(date.first) + " " +
	       std::to_string(date.last));
}

void decimal(state &s, const words &w)
{
	const kepu::decimal number = kepu::decimal::parse(*w[0]);
	s.line("  " + std::to_string(number.coefficient) + " " + std::to_string(number.scale) + " " + number.str());
}

void version(state &s)
{
	s.line("  " + std::string(kepu::version()));
	for (const kepu::component &component : kepu::components())
		if (component.name == "libxml2" || component.name == "zlib")
			s.yes(std::string(component.name), component.version.has_value());
}

// ---- operations: lifetimes and misuse ----

/** What is kept holds what it needs; nothing else does. */
void keep(state &s, const words &w)
{
	if (w[0] == "node") {
		const kepu::node node = s.plan_here().node(*w[1]).value();
		s.kept.push_back([node](printer &out) {
			out.part(node);
			out.text("plan", node.plan().uid());
			out.list("unit-names", node.assignments(), [](const auto &each) { return quoted(each.unit().name()); });
		});
	} else if (w[0] == "units") {
		const auto units = s.plan_here().units();
		s.kept.push_back([units](printer &out) { out.ids(std::to_string(units.size()), units); });
	} else if (w[0] == "matrix") {
		s.kept.push_back([matrix = *s.matrix](printer &out) { out.table(matrix); });
	} else if (w[0] == "findings") {
		s.kept.push_back([found = s.found](printer &out) { out.findings(found); });
	} else if (w[0] == "regions") {
		s.kept.push_back([regions = *s.regions](printer &out) { say_regions(out, regions); });
	} else if (w[0] == "progress") {
		s.kept.push_back([progress = *s.progress](printer &out) { say_progress(out, progress); });
	} else if (w[0] == "scheme") {
		s.kept.push_back([scheme = *s.scheme](printer &out) { say_elements(out, scheme); });
	} else if (w[0] == "score") {
		s.kept.push_back([score = *s.score](printer &out) { say_score(out, score); });
	} else if (w[0] == "explanation") {
		s.kept.push_back([why = *s.explanation](printer &out) { out.text("why", why[0].text(kepu::language::zh)); });
	} else {
		const auto segments = s.notice->segments();
		s.kept.push_back([segments](printer &out) {
			out.row(std::to_string(segments.size()), segments, [](const auto &each) { return static_cast<int>(each.kind); });
		});
	}
}

void drop(state &s)
{
	s.plan_of.reset();
	s.found = kepu::findings();
	s.matrix.reset();
	s.notice.reset();
	s.builder.reset();
	s.regions.reset();
	s.data.reset();
	s.rollup.reset();
	s.progress.reset();
	s.scheme.reset();
	s.scheme_builder.reset();
	s.inputs.reset();
	s.score.reset();
	s.explanation.reset();
	for (int i = 0; i < 20; i++) // what was released would be written over
		kepu::import_file("examples/data/qinghe-2022.txt");
}

/** The same of what scores. */
void scores_moved_from(state &s)
{
	s.kept.push_back([scheme = std::move(*s.scheme)](printer &out) { out.text("root", scheme.root().id()); });
	const auto builder = std::make_shared<kepu::scheme_builder>(std::move(*s.scheme_builder));
	s.kept.push_back([builder](printer &out) { out.line("  " + std::to_string(builder->add("scheme"))); });
	const auto inputs = std::make_shared<kepu::inputs>(std::move(*s.inputs));
	s.kept.push_back([inputs](printer &out) { out.line("  figures: " + std::to_string(inputs->size())); });
	s.kept.push_back([score = std::move(*s.score)](printer &out) { out.decimal("total", score[0].total()); });
	s.kept.push_back([why = std::move(*s.explanation)](printer &out) { out.decimal("points", why[0].points()); });
}

/** Each object is moved to another one, which goes on. */
void moved_from(state &s)
{
	if (s.score)
		return scores_moved_from(s);
	s.kept.push_back([plan = std::move(*s.plan_of)](printer &out) { out.sure("uid", plan.uid()); });
	s.kept.push_back([matrix = std::move(*s.matrix)](printer &out) { out.ids("rows", matrix.rows()); });
	s.kept.push_back([notice = std::move(*s.notice)](printer &out) { out.sure("title", notice.plan().title().value()); });
	const auto builder = std::make_shared<kepu::builder>(std::move(*s.builder));
	s.kept.push_back([builder](printer &out) {
		builder->add_unit("甲局");
		out.ids("units", builder->finish().units());
	});
}

extern const std::map<std::string, operation> operations;

/** The same in many threads at once; printed once, for it is the same. */
void threads(state &s, const words &w)
{
	const std::size_t number_of = count(w, 0);
	std::vector<std::string> given(number_of);
	std::vector<std::thread> workers;
	const operation run = operations.at(str(w, 1));
	for (std::string &mine : given)
		workers.emplace_back([&s, &mine, &run] {
			for (int i = 0; i < 10; i++) {
				state twin;
				twin.plan_of = s.plan_of;
				twin.matrix = s.matrix;
				twin.regions = s.regions;
				twin.progress = s.progress;
				run(twin, {});
				mine = twin.out;
			}
		});
	for (std::thread &worker : workers)
		worker.join();
	const bool same = std::all_of(given.begin(), given.end(), [&](const std::string &each) { return each == given[0]; });
	s.out += same ? given[0] : "  the threads have read different things\n";
}

/** One builder in two threads: each call goes through or is refused. */
void race(state &s)
{
	std::atomic<long> added{ 0 }, refused{ 0 };
	const auto work = [&] {
		for (int i = 0; i < 2000; i++)
			try {
				s.builder->add_unit("某单位");
				added++;
			} catch (const std::logic_error &) {
				refused++;
			}
	};
	std::thread first(work), second(work);
	first.join();
	second.join();
	const long units = static_cast<long>(s.builder->finish().units().size());
	s.line("  calls: " + std::to_string(added + refused) +
	       ", units that are not as many as calls that went through: " + std::to_string(units - added));
}

void foreign_part(state &s)
{
	const kepu::plan other = kepu::plan::load_bytes(s.plan_here().to_bytes());
	s.line(s.matrix->find(other.nodes()[0]) ? "  a row" : "  none");
	s.line(s.matrix->find(other.units()[0]) ? "  a column" : "  none");
	s.matrix->select({ other.nodes()[0] }, {});
}

template <class Type, class... Arguments> constexpr bool makes = std::is_constructible<Type, Arguments...>::value;

/** The compiler refuses them. */
void wrong_handle(state &s)
{
	static_assert(!makes<kepu::matrix, kepu::node> && !makes<kepu::matrix, kepu::builder> && !makes<kepu::builder, kepu::node>);
	static_assert(!makes<kepu::plan, kepu::node> && !makes<kepu::plan, kepu::matrix> && !makes<kepu::node, kepu::unit>);
	static_assert(!makes<kepu::findings, kepu::plan> && !makes<kepu::unit, kepu::plan> && !makes<kepu::imported, kepu::plan>);
	static_assert(!makes<kepu::data, kepu::node> && !makes<kepu::progress, kepu::data> && !makes<kepu::regions, kepu::plan>);
	static_assert(!makes<kepu::progress, kepu::plan, kepu::matrix> && !makes<kepu::data, kepu::data &> && !makes<kepu::progress>);
	static_assert(!makes<kepu::ref, kepu::plan> && !makes<kepu::ref, kepu::value> && !makes<kepu::node> && !makes<kepu::plan>);
	static_assert(!makes<kepu::scheme, kepu::plan> && !makes<kepu::inputs, kepu::plan> && !makes<kepu::inputs, kepu::score>);
	static_assert(!makes<kepu::inputs, kepu::inputs &> && !makes<kepu::scheme_builder, kepu::scheme_builder &>);
	static_assert(!makes<kepu::score, kepu::inputs> && !makes<kepu::explanation, kepu::score> && !makes<kepu::element>);
	static_assert(!std::is_invocable<decltype(&kepu::inputs::add_rollup), kepu::inputs, kepu::plan, kepu::maybe_text>::value);
	static_assert(!std::is_invocable<decltype(&kepu::matrix::select), kepu::matrix, std::vector<kepu::unit>,
	                                 std::vector<kepu::node>>::value);
	s.line("  all others are refused");
}

void add_inputs(state &s, const kepu::findings &refused)
{
	s.found = refused;
	s.line("  units: " + std::to_string(s.inputs->unit_count()) + ", figures: " + std::to_string(s.inputs->size()));
}

/** One figure; after a mistake nothing of it gets into the next one. */
void input(state &s, const words &w)
{
	std::size_t set = 0;
	try {
		for (; set + 1 < w.size(); set += 2)
			s.inputs->set(*w[set], w[set + 1]);
	} catch (const kepu::error &) {
		for (std::size_t i = 0; i < set; i += 2)
			s.inputs->set(*w[i], std::nullopt);
		throw;
	}
	add_inputs(s, s.inputs->add());
}

kepu::language language_of(const std::string &word)
{
	return word == "zh" ? kepu::language::zh : kepu::language::en;
}

// ---- the table of operations ----

kepu::builder &b(state &s)
{
	return s.builder.value();
}

void added(state &s, std::string_view id)
{
	s.line("  " + std::string(id));
}

const std::map<std::string, operation> operations = {
	{ "limit", [](state &s, const words &w) { s.limits.*limits.at(str(w, 0)) = std::stoll(str(w, 1)); } },
	{ "load", [](state &s, const words &w) { load(s, str(w, 0)); } },
	{ "load-saved", [](state &s, const words &w) { load(s, s.in_folder(*w[0])); } },
	{ "load-bytes",
	  [](state &s, const words &w) { load_bytes(s, read(str(w, 0)), fs::path(str(w, 0)).filename().c_str()); } },
	{ "load-text", [](state &s, const words &w) { load_bytes(s, *w[0], str(w, 1).c_str()); } },
	{ "load-made", [](state &s, const words &) { load_bytes(s, s.made, nullptr); } },
	{ "load-json",
	  [](state &s, const words &w) {
		  kepu::findings findings;
		  const kepu::plan plan = kepu::plan::from_json(*w[0], &findings, s.limits);
		  s.take(plan, findings);
	  } },
	{ "make", [](state &s, const words &w) { s.made = s.plan_here().to_bytes(named(formats, w, 0)); } },
	{ "json", [](state &s, const words &) { s.made = s.plan_here().to_json(); } },
	{ "facts", [](state &s, const words &) { s.made = s.plan_here().to_facts(); } },
	{ "csv", [](state &s, const words &w) { s.made = s.matrix->to_csv(!w.empty()); } },
	{ "html", [](state &s, const words &w) { s.made = s.plan_here().to_html(kepu::findings(), named(languages, w, 0)); } },
	{ "notice-html",
	  [](state &s, const words &w) { s.made = s.plan_here().to_html(s.notice->findings(), named(languages, w, 0)); } },
	{ "print", [](state &s, const words &) { print(s, ""); } },
	{ "print-lines-with", [](state &s, const words &w) { print(s, *w[0]); } },
	{ "save", save },
	{ "digest",
	  [](state &s, const words &w) {
		  s.digest = kepu::file_digest(s.in_folder(*w[0]));
		  s.line("  " + *s.digest);
	  } },
	{ "write", [](state &s, const words &w) { kepu::save_file(s.in_folder(*w[0]), *w[1]); } },
	{ "plan", [](state &s, const words &) { s.plan(s.plan_here()); } },
	{ "paragraphs", [](state &s, const words &) { s.paragraphs(s.plan_here()); } },
	{ "walk", [](state &s, const words &) { s.all(s.plan_here()); } },
	{ "show",
	  [](state &s, const words &w) {
		  s.parts(s.plan_here(), [&](std::string_view id) { return std::find(w.begin(), w.end(), id) != w.end(); });
	  } },
	{ "quotes", quotes },
	{ "find", find },
	{ "findings", [](state &s, const words &) { s.findings(s.found); } },
	{ "check", [](state &s, const words &) { s.findings(s.plan_here().check()); } },
	{ "import", [](state &s, const words &w) { take_notice(s, kepu::import_file(str(w, 0), at(w, 1))); } },
	{ "import-text",
	  [](state &s, const words &w) { take_notice(s, kepu::import_bytes(*w[0], str(w, 1).c_str(), at(w, 2))); } },
	{ "segments", [](state &s, const words &) { segments(s); } },
	{ "matrix", [](state &s, const words &w) { s.matrix = s.plan_here().matrix(!w.empty()); } },
	{ "select", select },
	{ "table", [](state &s, const words &) { s.table(*s.matrix); } },
	{ "date", date },
	{ "decimal", decimal },
	{ "version", [](state &s, const words &) { version(s); } },
	{ "new-builder", [](state &s, const words &) { s.builder.emplace(); } },
	{ "change", [](state &s, const words &) { s.builder = s.plan_here().change(); } },
	{ "add-node",
	  [](state &s, const words &w) { added(s, b(s).add_node(named(kinds, w, 1), w[2], w[3], ref(w[0]))); } },
	{ "add-unit", [](state &s, const words &w) { added(s, b(s).add_unit(*w[0], w[1] == "group")); } },
	{ "add-assignment", [](state &s, const words &w) { added(s, b(s).add_assignment(*w[0], *w[1], named(roles, w, 2))); } },
	{ "add-indicator",
	  [](state &s, const words &w) { added(s, b(s).add_indicator(*w[1], w[2], named(comparisons, w, 3), ref(w[0]))); } },
	{ "add-value", [](state &s, const words &w) { b(s).add_value(*w[0], named(value_kinds, w, 1), w[2], w[3], w[4]); } },
	{ "add-phase", [](state &s, const words &w) { added(s, b(s).add_phase(w[0], w[1], w[2], w[3])); } },
	{ "add-annex", [](state &s, const words &w) { added(s, b(s).add_annex(w[0], w[1])); } },
	{ "add-metadata", [](state &s, const words &w) { b(s).add_metadata(named(fields, w, 0), *w[1], w[2]); } },
	{ "set-metadata",
	  [](state &s, const words &w) { b(s).set_metadata(named(fields, w, 0), count(w, 1), *w[2], w[3]); } },
	{ "move-metadata",
	  [](state &s, const words &w) { b(s).move_metadata(named(fields, w, 0), count(w, 1), count(w, 2)); } },
	{ "remove-metadata", [](state &s, const words &w) { b(s).remove_metadata(named(fields, w, 0), count(w, 1)); } },
	{ "add-paragraph", [](state &s, const words &w) { b(s).add_paragraph(*w[0], std::stoll(str(w, 1))); } },
	{ "set", [](state &s, const words &w) { w[0] ? b(s).set(*w[0], *w[1], w[2]) : b(s).set(*w[1], w[2]); } },
	{ "set-value", [](state &s, const words &w) { b(s).set_value(*w[0], count(w, 1), *w[2], w[3]); } },
	{ "move-value", [](state &s, const words &w) { b(s).move_value(*w[0], count(w, 1), count(w, 2)); } },
	{ "remove-value", [](state &s, const words &w) { b(s).remove_value(*w[0], count(w, 1)); } },
	{ "move", [](state &s, const words &w) { b(s).move(*w[0], ref(w[1]), ref(w[2])); } },
	{ "remove", [](state &s, const words &w) { b(s).remove(*w[0], w.size() > 1 && w[1]); } },
	{ "add-span",
	  [](state &s, const words &w) { b(s).add_span(ref(w[0]), w[1], { count(w, 2), count(w, 3), count(w, 4) }); } },
	{ "set-check", [](state &s, const words &w) { b(s).set_check(ref(w[0]), w[1], named(checks, w, 2), w[3], w[4]); } },
	{ "remove-provenance", [](state &s, const words &w) { b(s).remove_provenance(ref(w[0]), w[1]); } },
	{ "reviewer", [](state &s, const words &w) { b(s).set_reviewer(w[0], w[1]); } },
	{ "confirm", [](state &s, const words &w) { b(s).confirm(ref(w[0]), w[1]); } },
	{ "undo", [](state &s, const words &w) { b(s).undo(ref(w[0])); } },
	{ "set-fact", [](state &s, const words &w) { b(s).set_fact(ref(w[0]), *w[1], w[2]); } },
	{ "changes", [](state &s, const words &) { s.changes(s.plan_here()); } },
	{ "doubts", [](state &s, const words &) { s.findings(s.plan_here().doubts()); } },
	{ "doubts-csv",
	  [](state &s, const words &w) {
		  const kepu::plan &plan = s.plan_here();
		  s.made = plan.doubts().to_csv(plan.get(), named(languages, w, 0), w.size() > 1);
	  } },
	{ "doubts-json",
	  [](state &s, const words &w) {
		  s.made = s.plan_here().doubts().to_json(s.plan_here().get(), named(languages, w, 0));
	  } },
	{ "onto",
	  [](state &s, const words &w) {
		  const auto [plan, findings] = kepu::import_bytes(*w[0]).plan().onto(s.plan_here());
		  s.take(plan, findings);
	  } },
	{ "regions", [](state &s, const words &w) { take_regions(s, kepu::regions::from_csv(*w[0])); } },
	{ "regions-file", [](state &s, const words &w) { take_regions(s, kepu::regions::from_csv_file(s.in_folder(*w[0]))); } },
	{ "tree", [](state &s, const words &) { say_regions(s, s.regions.value()); } },
	{ "find-region",
	  [](state &s, const words &w) {
		  const auto found = s.regions->find(*w[0]);
		  s.line("  " + std::string(found ? found->code() : "none"));
	  } },
	{ "data",
	  [](state &s, const words &w) {
		  if (w.empty())
			  s.data.emplace(s.plan_here());
		  else
			  s.data.emplace();
	  } },
	{ "add-csv", [](state &s, const words &w) { add_rows(s, s.data->add_csv(*w[0])); } },
	{ "add-csv-file", [](state &s, const words &w) { add_rows(s, s.data->add_csv_file(s.in_folder(*w[0]))); } },
	{ "rollup",
	  [](state &s, const words &w) {
		  const auto rule = static_cast<kepu::rollup_rule>(w.empty() ? 0 : std::stoi(std::string(*w[0])));
		  s.rollup = std::make_shared<kepu::rollup>(s.regions.value(), rule);
	  } },
	{ "roll-in",
	  [](state &s, const words &w) {
		  const std::string name(w.size() > 1 ? *w[1] : "");
		  s.found = s.rollup->add_bytes(*w[0], w.size() > 1 ? name.c_str() : nullptr);
	  } },
	{ "roll-in-file", [](state &s, const words &w) { s.found = s.rollup->add_file(s.in_folder(*w[0])); } },
	{ "roll-in-plan", [](state &s, const words &) { s.found = s.rollup->add(s.plan_here()); } },
	{ "roll-in-data", [](state &s, const words &) { s.found = s.rollup->add(*s.data); } },
	{ "totals", [](state &s, const words &) { say_rollup(s, s.regions.value(), *s.rollup); } },
	{ "find-rolled",
	  [](state &s, const words &w) {
		  const auto found = s.rollup->find(*w[0]);
		  s.line("  " + (found ? std::string(s.rollup->name(*found)) : std::string("none")));
	  } },
	{ "rollup-csv", [](state &s, const words &w) { s.made = s.rollup->to_csv(w[0], w[1], w.size() > 2); } },
	{ "rollup-json", [](state &s, const words &w) { s.made = s.rollup->to_json(w[0], w[1]); } },
	{ "scheme", [](state &s, const words &w) { s.scheme = kepu::scheme::load_bytes(*w[0]); } },
	{ "scheme-file", [](state &s, const words &w) { s.scheme = kepu::scheme::load(s.in_folder(*w[0])); } },
	{ "save-scheme", [](state &s, const words &w) { s.scheme->save(s.in_folder(*w[0])); } },
	{ "scheme-xml", [](state &s, const words &) { s.made = s.scheme->to_xml(); } },
	{ "scheme-json", [](state &s, const words &) { s.made = s.scheme->to_json(); } },
	{ "check-scheme",
	  [](state &s, const words &w) { s.found = w.empty() ? s.scheme->check() : s.scheme->check(*s.inputs); } },
	{ "elements", [](state &s, const words &) { say_elements(s, s.scheme.value()); } },
	{ "find-element",
	  [](state &s, const words &w) {
		  const auto found = s.scheme->find(*w[0]);
		  s.line("  " + (found ? std::to_string(found->index()) : std::string("none")));
	  } },
	{ "new-scheme", [](state &s, const words &) { s.scheme_builder = std::make_shared<kepu::scheme_builder>(); } },
	{ "add-element",
	  [](state &s, const words &w) {
		  const std::size_t made = w[0] ? s.scheme_builder->add(count(w, 0), *w[1]) : s.scheme_builder->add(*w[1]);
		  s.line("  " + std::to_string(made));
	  } },
	{ "set-element", [](state &s, const words &w) { s.scheme_builder->set(count(w, 0), *w[1], w[2]); } },
	{ "finish-scheme", [](state &s, const words &) { s.scheme = s.scheme_builder->finish(); } },
	{ "inputs", [](state &s, const words &) { s.inputs = std::make_shared<kepu::inputs>(s.scheme.value()); } },
	{ "input-unit", [](state &s, const words &w) { s.inputs->add_unit(*w[0], w[1], w[2], w[3]); } },
	{ "units-csv", [](state &s, const words &w) { add_inputs(s, s.inputs->add_units_csv(*w[0])); } },
	{ "units-csv-file",
	  [](state &s, const words &w) { add_inputs(s, s.inputs->add_units_csv_file(s.in_folder(*w[0]))); } },
	{ "inputs-csv", [](state &s, const words &w) { add_inputs(s, s.inputs->add_csv(*w[0])); } },
	{ "inputs-csv-file", [](state &s, const words &w) { add_inputs(s, s.inputs->add_csv_file(s.in_folder(*w[0]))); } },
	{ "input", input },
	{ "inputs-progress", [](state &s, const words &w) { add_inputs(s, s.inputs->add_progress(*s.progress, w[0])); } },
	{ "inputs-rollup",
	  [](state &s, const words &w) {
		  add_inputs(s, s.inputs->add_rollup(*s.rollup, w.empty() ? std::nullopt : w[0]));
	  } },
	{ "score",
	  [](state &s, const words &w) {
		  s.score = s.inputs->score(w.empty() ? std::nullopt : w[0]);
		  s.found = s.score->findings();
	  } },
	{ "scored", [](state &s, const words &) { say_score(s, s.score.value()); } },
	{ "find-scored",
	  [](state &s, const words &w) {
		  const auto found = s.score->find(*w[0]);
		  s.line("  " + (found ? std::to_string(found->row()) : std::string("none")));
	  } },
	{ "score-csv", [](state &s, const words &w) { s.made = s.score->to_csv(!w.empty()); } },
	{ "score-json", [](state &s, const words &) { s.made = s.score->to_json(); } },
	{ "explain", [](state &s, const words &w) { s.explanation = (*s.score)[count(w, 0)].explain(); } },
	{ "lines", [](state &s, const words &) { say_lines(s, s.explanation.value()); } },
	{ "explanation-text",
	  [](state &s, const words &w) { s.made = s.explanation->to_text(language_of(str(w, 0)), count(w, 1)); } },
	{ "explanation-json", [](state &s, const words &) { s.made = s.explanation->to_json(); } },
	{ "explanation-html", [](state &s, const words &w) { s.made = s.explanation->to_html(language_of(str(w, 0))); } },
	{ "need",
	  [](state &s, const words &w) {
		  const auto what = str(w, 2) == "rank" ? kepu::need::rank : kepu::need::grade;
		  const auto change = (*s.score)[count(w, 0)].need(s.score->scheme().find(*w[1]).value(), what);
		  s.line("  " + (change ? change->str() : std::string("none")));
	  } },
	{ "figures", figures },
	{ "progress", progress },
	{ "rows", [](state &s, const words &) { say_progress(s, s.progress.value()); } },
	{ "progress-csv", [](state &s, const words &w) { s.made = s.progress->to_csv(!w.empty()); } },
	{ "progress-json", [](state &s, const words &) { s.made = s.progress->to_json(); } },
	{ "finish", [](state &s, const words &) { s.take(b(s).finish(), kepu::findings()); } },
	{ "keep", keep },
	{ "drop", [](state &s, const words &) { drop(s); } },
	{ "kept",
	  [](state &s, const words &) {
		  for (const auto &thing : s.kept)
			  thing(s);
	  } },
	{ "moved-from", [](state &s, const words &) { moved_from(s); } },
	{ "threads", threads },
	{ "race", [](state &s, const words &) { race(s); } },
	{ "foreign-part", [](state &s, const words &) { foreign_part(s); } },
	{ "wrong-handle", [](state &s, const words &) { wrong_handle(s); } },
};

// ---- cases ----

/** Words stand between blanks; a text stands in quotes, - is none. The texts live in store. */
words words_of(std::string_view line, std::vector<std::string> &store)
{
	words made;
	for (std::size_t at = line.find_first_not_of(' '); at < line.size(); at = line.find_first_not_of(' ', at)) {
		std::string word;
		const bool bare = line[at] != '"';
		if (bare) {
			const std::size_t end = std::min(line.find(' ', at), line.size());
			word = line.substr(at, end - at);
			at = end;
		} else {
			for (at++; line[at] != '"'; at++) {
				const bool escape = line[at] == '\\';
				const char letter = escape ? line[++at] : line[at];
				word += !escape ? letter : letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter == 't' ? '\t' : letter;
			}
			at++;
		}
		store.push_back(word);
		made.push_back(bare && word == "-" ? std::nullopt : kepu::maybe_text(""));
	}
	return made;
}

struct result {
	std::string outcome, why;
};

void run(state &s, const operation &known, const words &w)
{
	try {
		known(s, w);
	} catch (const kepu::error &error) {
		s.error(error, s.folder.string());
	} catch (const std::logic_error &) {
		s.line("refused");
	}
}

result play(const std::string &name, const std::string &text)
{
	state s;
	std::string folder = (fs::temp_directory_path() / "kepu-conformance-XXXXXX").string();
	s.folder = mkdtemp(folder.data());
	std::istringstream lines(text);
	for (std::string line; std::getline(lines, line);) {
		if (line.rfind("# ", 0) != 0 && line.rfind("> ", 0) != 0)
			continue;
		s.line(line);
		if (line[0] == '#')
			continue;
		std::vector<std::string> store;
		words w = words_of(std::string_view(line).substr(2), store);
		for (std::size_t i = 0; i < w.size(); i++)
			if (w[i])
				w[i] = store[i];
		const auto known = operations.find(store[0]);
		if (known == operations.end()) {
			fs::remove_all(s.folder);
			return { "skip", "there is no operation " + store[0] };
		}
		run(s, known->second, words(w.begin() + 1, w.end()));
	}
	fs::remove_all(s.folder);
	if (s.out == text)
		return { "pass", "" };
	const auto parted = std::mismatch(s.out.begin(), s.out.end(), text.begin(), text.end());
	const auto at = static_cast<std::size_t>(parted.first - s.out.begin());
	const std::size_t from = at == 0 ? 0 : s.out.rfind('\n', at - 1) + 1;
	std::cout << name << ": expected\n"
	          << text.substr(from, text.find('\n', from) - from) << "\nbut was given\n"
	          << s.out.substr(from, s.out.find('\n', from) - from) << "\n";
	if (std::getenv("KEPU_CONFORMANCE_PRINT"))
		std::cout << s.out;
	return { "fail", "prints something else" };
}

} // namespace

int main(int argc, char **argv)
{
	const std::vector<std::string> wanted(argv + 1, argv + argc);
	fs::current_path(KEPU_SOURCE_DIR);
	std::vector<fs::path> cases;
	for (const auto &entry : fs::directory_iterator("tests/conformance/cases"))
		if (entry.path().extension() == ".case")
			cases.push_back(entry.path());
	std::sort(cases.begin(), cases.end());
	std::ostringstream results;
	int failed = 0, played = 0;
	for (const fs::path &path : cases) {
		const std::string name = path.filename().string(), text = read(path), feature = text.substr(11, text.find('\n') - 11);
		if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name.substr(0, 3)) == wanted.end())
			continue;
		const result given = play(name, text);
		results << name.substr(0, 3) << "\t" << feature << "\t" << given.outcome << "\t" << given.why << "\n";
		failed += given.outcome == "fail";
		played++;
	}
	if (wanted.empty()) {
		const fs::path folder = fs::path(KEPU_BUILD_DIR) / "conformance";
		fs::create_directories(folder);
		const fs::path path = folder / (__cplusplus >= 202002L ? "cpp20.tsv" : "cpp.tsv");
		const fs::path fresh = path.string() + "." + std::to_string(getpid());
		std::ofstream(fresh) << results.str();
		fs::rename(fresh, path);
	}
	std::cout << "c++: " << played << " cases, " << failed << " failed\n";
	return failed || !played;
}
