// The C++ classes: what they read, how they fail, and what may outlive what.
#include "check.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <numeric>
#include <sstream>
#include <string>
#include <thread>
#include <type_traits>
#include <unordered_set>
#include <vector>

/* clang before 16 cannot read the ranges of libstdc++. */
#if __cplusplus >= 202002L && (!defined(__clang__) || __clang_major__ >= 16)
#include <ranges>
#define HAS_RANGES 1
#endif

namespace {

const std::string full = KEPU_SOURCE_DIR "/tests/vectors/good-full/plan.xml";
const std::string notice = KEPU_SOURCE_DIR "/examples/data/qinghe-2022.txt";

// ---- reading ----

void test_plan()
{
	const kepu::plan plan = kepu::plan::load(full);
	CHECK(plan.uid() == "urn:example:full");
	CHECK(plan.revision() == 12);
	CHECK(plan.status() == kepu::plan_status::in_force);
	CHECK(plan.status_token() == "in-force");
	CHECK(plan.supersedes() == "urn:example:old");
	CHECK(plan.title() == "某县科普工作方案");
	CHECK(plan.period_start() == "2021" && plan.period_end() == "2025");
	CHECK(plan.region_name() == "某县" && plan.region_level() == kepu::level::county);
	const auto issuers = plan.metadata(kepu::metadata_field::issuer);
	CHECK(issuers.size() == 2 && issuers[1].text == "某县科协" && !issuers[1].provenance);
	const auto basis = plan.metadata(kepu::metadata_field::basis);
	CHECK(basis[0].number == "国发〔2021〕9号" && !basis[1].number);
	CHECK(plan.metadata(kepu::metadata_field::title)[0].provenance->check() == kepu::check::confirmed);
	CHECK(plan.paragraphs().size() == 5 && plan.paragraphs()[1].line == 3 && plan.paragraphs()[2].line == 0);
	CHECK(plan.nodes().size() == 4 && plan.roots().size() == 2 && plan.annexes()[0].roots().size() == 1);
	CHECK(plan.node("n5") && plan.node("n5")->annex() == plan.annexes()[0]);
	CHECK(!plan.node("none") && !plan.unit("n1"));
	CHECK(plan.nodes_by_path("1.1").size() == 1 && plan.nodes_by_path("1.1")[0].id() == "n2");
	CHECK(plan.units_by_name("科协").size() == 1 && plan.units_by_name("没有").empty());
}

void test_parts()
{
	const kepu::plan plan = kepu::plan::load(full);
	const kepu::node node = *plan.node("n1");
	CHECK(node.kind() == kepu::kind::part && node.kind_token() == "part" && node.label() == "一、");
	CHECK(node.title() == "办好讲座 & 展览" && node.path() == "1" && node.level() == 1);
	CHECK(node.due() == "六月中旬前" && node.due_date() == "2024-06-T2" && !node.is_ongoing());
	CHECK(!node.parent() && node.first_child()->id() == "n2" && node.next()->id() == "n4" && !node.previous());
	CHECK(node.children().size() == 2 && node.children()[1].parent() == node);
	CHECK(node.text_provenance()->spans().size() == 3);
	CHECK((node.text_provenance()->spans()[1] == kepu::span{ 1, 21, 24 }));
	CHECK(node.title_provenance()->findings().size() == 2 && node.title_provenance()->by() == "王五");
	CHECK(!plan.node("n4")->title() && !plan.node("n4")->provenance());
	CHECK(node.line() > 0 && node.column() > 0);

	const kepu::assignment lead = node.assignments()[0];
	CHECK(lead.unit().name() == "县科协" && lead.role() == kepu::role::lead && lead.leader() == "赵六");
	CHECK(lead.node() == node && lead.unit().assignments()[0] == lead);
	CHECK(node.assignments()[2].role() == kepu::role::unknown && !node.assignments()[2].role_token());

	const kepu::unit group = *plan.unit("u3");
	CHECK(group.is_group() && group.members().size() == 3 && group.members()[2].id() == "u4");
	const kepu::unit unit = *plan.unit("u1");
	CHECK(unit.aliases().size() == 2 && unit.aliases()[0] == "科协" && unit.functions()[0] == "science_association");
	CHECK(unit.code() == "12345678" && unit.liaison() == "李四" && plan.unit("u2")->successor()->id() == "u4");

	const kepu::indicator indicator = node.indicators()[0];
	CHECK(indicator.name() == "讲座" && indicator.unit() == "场" && indicator.comparison() == kepu::comparison::at_least);
	CHECK(indicator.every() == kepu::every::annual && indicator.counting() == kepu::counting::flow);
	const kepu::value value = indicator.values()[2];
	CHECK(value.kind() == kepu::value_kind::baseline && value.low_text() == "5.50" && !value.high());
	CHECK(value.low()->coefficient == 550 && value.low()->scale == 2 && *value.low() == kepu::decimal::parse("5.5"));
	CHECK(value.low()->str() == "5.50" && value.low()->to_double() > 5.49 && value.low()->to_double() < 5.51);
	CHECK(value.indicator() == indicator && plan.node("n3")->indicators()[0].weight()->id() == "i3");
	const auto indicators = plan.indicators();
	CHECK(indicators.size() == 3);
	CHECK(std::count_if(indicators.begin(), indicators.end(), [](const kepu::indicator &i) { return !i.node(); }) == 1);
	CHECK(plan.phases()[0].text() == "没有行号的一段" && plan.phases()[1].start() == "2026");
	CHECK(kepu::date::parse("2024-Q2").first == 20240401 && kepu::date::parse("2024-Q2").last == 20240630);
}

void test_lists()
{
	const kepu::plan plan = kepu::plan::load(full);
	const auto nodes = plan.nodes();
	std::string ids;
	for (const kepu::node &node : nodes)
		ids += std::string(node.id()) + " ";
	CHECK(ids == "n1 n2 n3 n4 ");
	CHECK(std::count_if(nodes.begin(), nodes.end(), [](const kepu::node &n) { return n.level() == 2; }) == 2);
	CHECK(nodes.end() - nodes.begin() == 4 && (nodes.begin() + 2)[1].id() == "n4" && nodes.front().id() == "n1");
	CHECK(throws<std::out_of_range>([&] { nodes[4]; }));
	CHECK(throws<std::out_of_range>([&] { plan.node("n4")->children().back(); }));
	const std::unordered_set<kepu::node> set(nodes.begin(), nodes.end());
	CHECK(set.size() == 4 && set.count(*plan.node("n3")) == 1);
#ifdef HAS_RANGES
	static_assert(std::ranges::random_access_range<decltype(nodes)>);
	CHECK(std::ranges::distance(nodes | std::views::filter([](const kepu::node &n) { return n.title().has_value(); })) == 2);
#endif
}

// ---- files ----

void test_forms()
{
	const kepu::plan plan = kepu::plan::load(full);
	CHECK(kepu::plan::from_json(plan.to_json()).to_bytes().view() == plan.to_bytes().view());
	CHECK(kepu::plan::load_bytes(plan.to_bytes(kepu::format::json_gz)).to_json().view() == plan.to_json().view());
	CHECK(plan.to_facts().str().find("\"id\": \"urn:example:full\"") != std::string::npos);
	CHECK(plan.to_html().str().find("<html lang=\"en\">") != std::string::npos);
	CHECK(plan.check().count(kepu::severity::error) == 0);

	char name[] = "/tmp/kepu-cpp-XXXXXX";
	CHECK(mkdtemp(name));
	const std::string path = std::string(name) + "/plan.kepu.json";
	plan.save(path, kepu::format::by_name, "");
	const std::string digest = kepu::file_digest(path);
	CHECK(kepu::plan::load(path) != plan && kepu::plan::load(path).to_json().view() == plan.to_json().view());
	plan.save(path, kepu::format::xml, digest);
	CHECK(caught([&] { plan.save(path, kepu::format::xml, digest); }).code() == kepu::error_code::conflict);
	kepu::save_file(path, "bytes");
	CHECK(kepu::file_digest(path) == "sha256:277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9");
	std::remove(path.c_str());
	std::remove(name);
}

void test_findings()
{
	kepu::findings found;
	CHECK(found.empty());
	const kepu::plan plan = kepu::plan::load(KEPU_SOURCE_DIR "/tests/vectors/good-newer/plan.xml", &found);
	CHECK(found.size() > 2 && found[0].code() == kepu::finding_code::newer_version && found[0].name() == "newer-version");
	CHECK(found[0].severity() != kepu::severity::error && found.count(kepu::severity::error) == 0);
	CHECK(found[0].message() != found[0].message(kepu::language::zh) && !found[0].span());
	const kepu::findings copy = found;
	found = kepu::findings();
	CHECK(copy[1].line() > 0 && copy.front().message() == copy[0].message());
}

// ---- errors ----

void test_errors()
{
	const kepu::error missing = caught([] { kepu::plan::load("/nonexistent/plan.xml"); });
	CHECK(missing.code() == kepu::error_code::not_found && missing.name() == "not-found" && missing.file() == "/nonexistent/plan.xml");
	CHECK(std::string(missing.what()) == "/nonexistent/plan.xml: no such file" && missing.message(kepu::language::zh) == "文件不存在");

	const kepu::error bad = caught([] {
		kepu::plan::load_bytes("{\"format\": \"urn:kepu:plan:1\", \"version\": \"0.1\",\n \"uid\": 5}", "some.json");
	});
	CHECK(bad.code() == kepu::error_code::wrong_type && bad.line() == 2 && bad.column() == 9 && bad.offset() == 56);
	CHECK(bad.path() == "/uid" && std::string(bad.what()) == "some.json:2:9: the value of \"uid\" must be string");
	const kepu::error copy = bad; // NOLINT
	CHECK(copy.message() == bad.message());

	CHECK(caught([] { kepu::plan::from_json("<plan/>"); }).code() == kepu::error_code::not_json);
	CHECK(caught([] { kepu::decimal::parse("twelve"); }).code() == kepu::error_code::bad_number);
	CHECK(caught([] { kepu::date::parse("2024-13"); }).code() == kepu::error_code::bad_date);
	CHECK(caught([] { kepu::decimal{ 1, 12 }.str(); }).code() == kepu::error_code::argument);
	kepu::limits limits;
	limits.depth = 3;
	CHECK(caught([&] { kepu::plan::load(full, nullptr, limits); }).code() == kepu::error_code::limit);
	limits.depth = -1;
	CHECK(caught([&] { kepu::plan::load(full, nullptr, limits); }).code() == kepu::error_code::argument);
	CHECK(std::is_nothrow_copy_constructible<kepu::error>::value);
}

// ---- lifetimes ----

kepu::node some_node()
{
	return kepu::plan::load(full).nodes()[1];
}

void test_what_outlives_what()
{
	const kepu::node node = some_node(); // its plan is held by nothing else
	CHECK(node.text() == "不在原文里的话" && node.plan().uid() == "urn:example:full" && node.parent()->id() == "n1");
	const auto units = kepu::plan::load(full).units();
	CHECK(units.size() == 4 && units[0].name() == "县科协");
	const auto entries = kepu::plan::load(full).matrix().entries();
	CHECK(entries.size() == 4 && entries[0].assignment.unit().name() == "县科协");
	const auto segments = kepu::import_file(notice).segments();
	CHECK(segments.size() > 10 && segments[0].span.paragraph == 0);
	const auto findings = kepu::import_file(notice).findings();
	for (const kepu::finding &finding : findings)
		CHECK(!finding.message().empty());

	kepu::plan one = kepu::plan::load(full), other = one, moved = std::move(one);
	CHECK(other == moved && !one.get()); // NOLINT: what a moved plan is, is what is tested
	CHECK(one.uid().empty() && one.nodes().empty() && !one.node("n1"));
	one = moved;
	CHECK(one == moved && one.nodes().size() == 4);
	std::optional<kepu::node> kept;
	{
		const kepu::matrix matrix(kepu::plan::load(full), true);
		kept = matrix.rows()[0];
	}
	CHECK(kept->plan().revision() == 12);
}

/** What was moved from: plans, matrices, builders and bytes are empty, parts and lists and errors are copied. */
void test_moved_from()
{
	std::optional<kepu::plan> plan = kepu::plan::load(full);
	kepu::node node = *plan->node("n1"), node_taken = std::move(node);
	auto nodes = plan->nodes(), nodes_taken = std::move(nodes);
	kepu::findings findings = plan->check(), findings_taken = std::move(findings);
	kepu::matrix matrix = plan->matrix(), matrix_taken = std::move(matrix);
	kepu::buffer bytes = plan->to_json(), bytes_taken = std::move(bytes);
	kepu::imported imported = kepu::import_file(notice), imported_taken = std::move(imported);
	plan.reset();
	nodes_taken = kepu::plan::load(full).nodes();
	node_taken = nodes_taken[3];
	findings_taken = kepu::findings();
	CHECK(node.title() == "办好讲座 & 展览" && nodes.size() == 4 && nodes[1].id() == "n2"); // NOLINT
	CHECK(findings.size() == findings.count(kepu::severity::warning) && findings.size() == 1);   // NOLINT
	CHECK(findings[0].name() == "task-without-lead" && findings_taken.empty());
	CHECK(matrix.rows().empty() && matrix.tally() == 0 && !matrix.plan().get()); // NOLINT
	CHECK(caught([&] { matrix.to_csv(); }).code() == kepu::error_code::argument);
	CHECK(caught([&] { matrix.select({}, {}); }).code() == kepu::error_code::argument);
	CHECK(matrix_taken.rows().size() == 5);
	CHECK(bytes.size() == 0 && bytes.view().empty() && bytes.str().empty() && bytes_taken.size() > 100); // NOLINT
	bytes = std::move(bytes_taken);
	CHECK(bytes_taken.view().empty() && bytes.size() > 100); // NOLINT
	CHECK(imported.segments().empty() && imported.findings().empty() && imported.plan().nodes().empty()); // NOLINT
	CHECK(imported_taken.segments().size() > 10);

	kepu::error error = caught([] { kepu::date::parse("x"); }), taken = std::move(error);
	CHECK(error.code() == taken.code() && std::string(error.what()) == taken.what()); // NOLINT
	kepu::plan empty = kepu::plan::load(full), other = std::move(empty);
	for (const auto &call : std::vector<std::function<void()>>{ [&] { empty.to_bytes(); }, [&] { empty.to_json(); },
	                                                            [&] { empty.to_facts(); }, [&] { empty.check(); },
	                                                            [&] { empty.change(); }, [&] { empty.matrix(); },
	                                                            [&] { empty.save("/tmp/none"); } })
		CHECK(caught(call).code() == kepu::error_code::argument);
}

void test_names_with_a_nul()
{
	const std::string name("/tmp\0/x", 7);
	const kepu::plan plan = kepu::plan::load(full);
	CHECK(throws<std::invalid_argument>([&] { kepu::plan::load(name); }));
	CHECK(throws<std::invalid_argument>([&] { kepu::import_file(name); }));
	CHECK(throws<std::invalid_argument>([&] { kepu::file_digest(name); }));
	CHECK(throws<std::invalid_argument>([&] { kepu::save_file(name, "x"); }));
	CHECK(throws<std::invalid_argument>([&] { plan.save(name); }));
	CHECK(throws<std::invalid_argument>([&] { plan.save("/tmp/none", kepu::format::xml, std::string("\0", 1)); }));
}

void test_quote()
{
	const kepu::plan plan = kepu::plan::load(full);
	CHECK(plan.quote(plan.node("n1")->title_provenance()->spans()[0]) == "办好讲座 & 展览");
	CHECK(plan.quote({ 4, 1, 2 }) == "𠀁四" && plan.quote({ 4, 5, 99 }) == "的字");
	CHECK(plan.quote({ 4, 99, 1 }).empty() && plan.quote({ 99, 0, 1 }).empty() && plan.quote({ 0, 0, 0 }).empty());
}

// ---- the matrix ----

void test_matrix()
{
	const kepu::plan plan = kepu::plan::load(full);
	const kepu::matrix own = plan.matrix(), inherited = plan.matrix(true);
	CHECK(!own.is_inherited() && inherited.is_inherited() && own.plan() == plan);
	CHECK(own.columns().size() == 3 && own.find(*plan.node("n1")) && own.find(*plan.unit("u2")));
	CHECK(own.cell(*plan.node("n1"), *plan.unit("u1")) == kepu::cell::lead);
	CHECK(any(own.cell(*plan.node("n1"), *plan.unit("u2")) & kepu::cell::participant));
	CHECK(own.cell(*plan.node("n2"), *plan.unit("u1")) == kepu::cell::none);
	CHECK(inherited.cell(*plan.node("n2"), *plan.unit("u1")) == kepu::cell::inherited_lead);
	CHECK(own.row_cells(0).size() == 3 && own.row_cells(0)[0].roles == kepu::cell::lead);
	CHECK(own.column_cells(*own.find(*plan.unit("u1"))).size() == 2);
	CHECK(own.entries().size() == 4 && own.row_entries(0).size() == 3 && !own.entries()[0].inherited);
	CHECK(own.tally() == 4 && own.tally(kepu::cell::lead) == 1 && own.row_tally(0) == 3 && own.column_tally(0) == 2);
	CHECK(own.idle_units().size() == 1 && own.idle_units()[0].id() == "u4");
	const kepu::matrix part = own.select({ *plan.node("n1") }, { *plan.unit("u1"), *plan.unit("u2") });
	CHECK(part.rows().size() == 1 && part.columns().size() == 2 && part.tally() == 2);
	CHECK(own.to_csv(true).view().substr(0, 3) == "\xef\xbb\xbf" && own.to_csv().view().find("县科协") != std::string_view::npos);
	const kepu::plan stranger = kepu::plan::load(full);
	CHECK(!own.find(*stranger.node("n1")) && own.cell(99, 99) == kepu::cell::none);
	CHECK(caught([&] { own.select({ *stranger.node("n1") }, {}); }).code() == kepu::error_code::argument);
	CHECK(own.unassigned().size() + own.leaderless().size() > 0);
}

// ---- notices ----

void test_import()
{
	const kepu::imported got = kepu::import_file(notice, "urn:example:own");
	CHECK(got.plan().uid() == "urn:example:own" && got.plan().assignments().size() > 5);
	std::size_t points = 0;
	for (const auto &segment : got.segments())
		points += segment.span.length;
	CHECK(points > 500 && got.segments().size() > 20);
	const auto segments = got.segments();
	CHECK(std::any_of(segments.begin(), segments.end(), [](const kepu::imported::segment &segment) {
		return segment.kind == kepu::segment_class::node_title && segment.node;
	}));
	CHECK(kepu::import_bytes("某县科普方案\n一、办好讲座。", "x.txt").plan().nodes().size() == 1);
	CHECK(caught([] { kepu::import_bytes("%PDF-1.7", "x.pdf"); }).code() == kepu::error_code::unknown_type);
}

// ---- the builder ----

void test_builder()
{
	kepu::builder b;
	b.set("uid", "urn:example:made");
	b.add_metadata(kepu::metadata_field::title, "某县方案");
	b.add_metadata(kepu::metadata_field::basis, "某法", "某发〔2021〕1号");
	b.add_metadata(kepu::metadata_field::basis, "另一法");
	b.move_metadata(kepu::metadata_field::basis, 1, 0);
	b.set_metadata(kepu::metadata_field::basis, 0, "第一法");
	b.remove_metadata(kepu::metadata_field::basis, 1);
	b.add_paragraph("一、办好讲座", 1);
	const std::string_view part = b.add_node(kepu::kind::part, "一、", "总的");
	const std::string_view task = b.add_node(kepu::kind::task, "（一）", "办好讲座 𠮷😀", part);
	const std::string other(b.add_node(kepu::kind::task, std::nullopt, "另一件", part));
	b.move(other, part, task);
	const std::string_view unit = b.add_unit("甲局"), group = b.add_unit("各单位", true);
	b.set(group, "member", unit);
	const std::string_view lead = b.add_assignment(task, unit, kepu::role::lead);
	const std::string_view indicator = b.add_indicator("讲座", "场", kepu::comparison::at_least, task);
	b.add_value(indicator, kepu::value_kind::target, "2025", "12");
	b.add_value(indicator, kepu::value_kind::baseline, "2020", "5.50");
	b.move_value(indicator, 1, 0);
	b.set_value(indicator, 0, "region", "某镇");
	b.add_value(indicator, kepu::value_kind::observation, std::nullopt, std::nullopt);
	b.remove_value(indicator, 2);
	b.add_span(kepu::ref(task), "title", { 0, 2, 4 });
	b.set_check(kepu::ref(task), "title", kepu::check::confirmed, "某人", "2024-01-01");
	b.set_check(std::nullopt, "title", kepu::check::entered);
	b.set_check(kepu::ref(unit), std::nullopt, kepu::check::unseen);
	b.remove_provenance(kepu::ref(unit), std::nullopt);
	b.add_phase("启动", "2021", "2022");
	b.add_node(kepu::kind::task, "1.", "附件里的", b.add_annex("附件1", "任务表"));

	const kepu::error used = caught([&] { b.remove(unit); });
	CHECK(used.code() == kepu::error_code::in_use && used.message().find(unit) != std::string::npos);
	CHECK(caught([&] { b.set("n99", "title", "x"); }).code() == kepu::error_code::unknown_id);
	CHECK(caught([&] { b.set(task, "mood", "good"); }).code() == kepu::error_code::unknown_field);
	CHECK(caught([&] { b.set(task, "due-date", "soon"); }).code() == kepu::error_code::bad_date);
	CHECK(caught([&] { b.add_unit("\xff"); }).code() == kepu::error_code::bad_utf8);

	const kepu::plan plan = b.finish();
	CHECK(caught([&] { b.add_unit("乙局"); }).code() == kepu::error_code::finished);
	CHECK(plan.uid() == "urn:example:made" && plan.revision() == 1 && plan.nodes().size() == 3);
	CHECK(plan.node(part)->children()[0].id() == other && plan.node(task)->title() == "办好讲座 𠮷😀");
	CHECK(plan.node(task)->title_provenance()->by() == "某人" && !plan.unit(unit)->provenance());
	CHECK(plan.first(kepu::metadata_field::basis) == "第一法" && plan.metadata(kepu::metadata_field::basis).size() == 1);
	CHECK(plan.node(task)->indicators()[0].values()[0].region() == "某镇");
	CHECK(plan.node(task)->assignments()[0].id() == lead);

	kepu::builder next = plan.change();
	next.set(*plan.node(task), "title", "改过的");
	next.remove(*plan.unit(unit), true);
	const kepu::plan changed = next.finish();
	CHECK(changed.revision() == 2 && changed.node(task)->title() == "改过的" && changed.node(task)->assignments().empty());
	CHECK(plan.node(task)->assignments().size() == 1); // the one before is as it was

	kepu::builder moved = std::move(next);
	CHECK(throws<std::logic_error>([&] { next.add_unit("x"); })); // NOLINT: that is what is tested
}

/** One builder, two threads: each call goes through whole or is refused. */
void test_builder_in_two_threads()
{
	kepu::builder b;
	std::atomic<int> added{ 0 }, refused{ 0 };
	const auto work = [&] {
		for (int i = 0; i < 2000; i++) {
			try {
				b.add_unit("甲局");
				added++;
			} catch (const std::logic_error &) {
				refused++;
			}
		}
	};
	std::thread first(work), second(work);
	first.join();
	second.join();
	CHECK(added + refused == 4000 && b.finish().units().size() == static_cast<std::size_t>(added));
}

/** One plan, many threads. */
void test_plan_in_threads()
{
	const kepu::plan plan = kepu::plan::load(full);
	std::atomic<std::size_t> bytes{ 0 };
	std::vector<std::thread> threads;
	for (int i = 0; i < 4; i++)
		threads.emplace_back([plan, &bytes] {
			for (int turn = 0; turn < 20; turn++) {
				for (const kepu::node &node : plan.nodes())
					bytes += node.title().value_or("").size();
				bytes += plan.to_json().size();
			}
		});
	for (std::thread &thread : threads)
		thread.join();
	CHECK(bytes % 80 == 0 && bytes > 0);
}

/** What is done in a review is kept in the plan, and a reading of the same text changes nothing. */
void test_review()
{
	const kepu::plan plan = kepu::import_file(notice).plan();
	const kepu::assignment assignment = *plan.assignments().begin();
	const std::string id(assignment.id());
	kepu::builder b(plan);
	CHECK(caught([&] { b.confirm(kepu::ref(assignment)); }).code() == kepu::error_code::argument);
	b.set_reviewer("张三", "2024-05-01");
	b.confirm(kepu::ref(assignment.node()));
	b.confirm(std::nullopt, "title");
	b.set_fact(kepu::ref(assignment), "role", "participant");
	const kepu::plan reviewed = b.finish();
	CHECK(reviewed.changes().size() == 1);
	const kepu::change change = reviewed.changes()[0];
	CHECK(change.action() == kepu::change_action::set && change.part() == kepu::part_kind::assignment);
	CHECK(change.action_token() == "set" && change.part_token() == "assignment" && change.id() == id);
	CHECK(change.field() == "role" && change.now() == "participant" && change.was() && !change.parent());
	CHECK(change.by() == "张三" && change.when() == "2024-05-01");
	const kepu::findings doubts = reviewed.doubts();
	CHECK(doubts.size() < plan.doubts().size() && doubts.size() > 0);
	CHECK(doubts.to_csv(reviewed.get()).view().substr(0, 13) == "subject,path,");
	CHECK(doubts.to_json(reviewed.get(), kepu::language::zh).view().front() == '[');
	const auto [same, gone] = plan.onto(reviewed);
	CHECK(same == reviewed && gone.size() == 0);
	kepu::builder again(reviewed);
	again.set_reviewer("李四");
	again.undo(kepu::ref(id));
	CHECK(again.finish().changes().size() > 1);
}

void test_version()
{
	CHECK(kepu::version_number() == KEPU_VERSION_MAJOR * 10000 + KEPU_VERSION_MINOR * 100 + KEPU_VERSION_PATCH);
	CHECK(std::string(kepu::version()).find('.') != std::string::npos);
	CHECK(kepu::components().size() >= 2 && kepu::components()[0].version);
}

} // namespace

int main()
{
	test_plan();
	test_parts();
	test_lists();
	test_forms();
	test_findings();
	test_errors();
	test_what_outlives_what();
	test_moved_from();
	test_names_with_a_nul();
	test_quote();
	test_matrix();
	test_import();
	test_builder();
	test_builder_in_two_threads();
	test_plan_in_threads();
	test_review();
	test_version();
	std::cout << (failures ? "failed\n" : "all is well\n");
	return failures != 0;
}
