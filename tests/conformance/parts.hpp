// The parts of a plan as the runner in C++ prints them: every property, read by its own function.
#ifndef CONFORMANCE_PARTS_HPP
#define CONFORMANCE_PARTS_HPP

#include <kepu/kepu.hpp>

#include <string>
#include <vector>

using words = std::vector<kepu::maybe_text>;

inline std::string escaped(std::string_view text, bool quotes)
{
	std::string made;
	for (std::size_t i = 0; i < text.size(); i++) {
		const char letter = text[i];
		if (text.substr(i, 3) == "\xef\xbb\xbf") {
			made += "\\ufeff";
			i += 2;
		} else if (letter == '\\' || (letter == '"' && quotes)) {
			made += std::string("\\") + letter;
		} else if (letter == '\n' || letter == '\r' || letter == '\t') {
			made += letter == '\n' ? "\\n" : letter == '\r' ? "\\r" : "\\t";
		} else {
			made += letter;
		}
	}
	return made;
}

inline std::string quoted(std::string_view text)
{
	return '"' + escaped(text, true) + '"';
}

inline std::string number(const kepu::span &span)
{
	return std::to_string(span.paragraph) + "," + std::to_string(span.offset) + "," + std::to_string(span.length);
}

/** What a case has printed. */
class printer {
public:
	std::string out;

	void line(const std::string &text) { out += text + "\n"; }

	void text(const std::string &key, const kepu::maybe_text &text)
	{
		if (text)
			line("  " + key + ": " + quoted(*text));
	}

	/** What is there in all plans; a plan that was moved from has none. */
	void sure(const std::string &key, std::string_view known)
	{
		if (!known.empty())
			text(key, known);
	}

	template <class Number> void plain(const std::string &key, Number number) { line("  " + key + ": " + std::to_string(number)); }

	template <class Enum> void code(const std::string &key, Enum number, const kepu::maybe_text &token)
	{
		if (number != Enum::unknown || token)
			line("  " + key + ": " + std::to_string(static_cast<int>(number)) + (token ? " " + quoted(*token) : ""));
	}

	template <class Thing> void place(const Thing &thing)
	{
		if (thing.line() || thing.column())
			line("  at: " + std::to_string(thing.line()) + ":" + std::to_string(thing.column()));
	}

	void yes(const std::string &key, bool is) { line("  " + key + (is ? ": yes" : ": no")); }

	void decimal(const std::string &key, const std::optional<kepu::decimal> &number)
	{
		if (number)
			line("  " + key + ": " + number->str());
	}

	template <class List, class Write> void list(const std::string &key, const List &items, Write write)
	{
		std::string made;
		for (const auto &item : items)
			made += " " + std::string(write(item));
		if (!made.empty())
			line("  " + key + ":" + made);
	}

	template <class List> void ids(const std::string &key, const List &parts)
	{
		list(key, parts, [](const auto &part) { return part.id(); });
	}

	template <class Part> void id(const std::string &key, const std::optional<Part> &part)
	{
		if (part)
			line("  " + key + ": " + std::string(part->id()));
	}

	void proof(const std::string &key, const std::optional<kepu::provenance> &proof)
	{
		if (!proof)
			return;
		std::vector<std::string> facts;
		for (const kepu::span &span : proof->spans())
			facts.push_back(number(span));
		if (const auto rule = proof->rule_token())
			facts.push_back("rule " + std::to_string(static_cast<int>(proof->rule())) + " " + std::string(*rule));
		for (const std::string_view name : proof->findings())
			facts.push_back("finding " + std::string(name));
		if (const auto check = proof->check_token())
			facts.push_back("check " + std::to_string(static_cast<int>(proof->check())) + " " + std::string(*check));
		if (const auto by = proof->by())
			facts.push_back("by " + quoted(*by));
		if (const auto when = proof->when())
			facts.push_back("when " + quoted(*when));
		std::string made;
		for (const std::string &fact : facts)
			made += (made.empty() ? "" : "; ") + fact;
		line("  " + key + ": " + made);
	}

	// ---- the plan ----

	void plan(const kepu::plan &plan)
	{
		line("plan");
		sure("uid", plan.uid());
		plain("revision", plan.revision());
		code("status", plan.status(), plan.status_token());
		text("supersedes", plan.supersedes());
		text("superior", plan.superior());
		text("importer", plan.importer());
		text("source-digest", plan.source_digest());
		metadata(plan);
		plain("paragraphs", plan.paragraphs().size());
		ids("roots", plan.roots());
		ids("nodes", plan.nodes());
		ids("units", plan.units());
		ids("assignments", plan.assignments());
		ids("indicators", plan.indicators());
		ids("phases", plan.phases());
		ids("annexes", plan.annexes());
	}

	void metadata(const kepu::plan &plan)
	{
		using field = kepu::metadata_field;
		const std::pair<const char *, field> fields[] = {
			{ "title", field::title },       { "notice-title", field::notice_title },
			{ "document-number", field::document_number },
			{ "issuer", field::issuer },     { "issue-date", field::issue_date },
			{ "period", field::period },     { "recipient", field::recipient },
			{ "basis", field::basis },
		};
		for (const auto &[name, which] : fields) {
			std::size_t index = 0;
			for (const auto &entry : plan.metadata(which)) {
				const std::string key = name + ("[" + std::to_string(index++) + "]");
				text(key, entry.text);
				text(key + "-number", entry.number);
				proof(key + "-read", entry.provenance);
			}
		}
		text("period-start", plan.period_start());
		text("period-end", plan.period_end());
		text("region-name", plan.region_name());
		code("region-level", plan.region_level(), plan.region_level_token());
		text("region-code", plan.region_code());
		text("region-scheme", plan.region_scheme());
		text("region-year", plan.region_year());
	}

	void paragraphs(const kepu::plan &plan)
	{
		std::size_t index = 0;
		for (const auto &paragraph : plan.paragraphs()) {
			line("paragraph " + std::to_string(index++));
			if (paragraph.line)
				plain("line", paragraph.line);
			text("text", paragraph.text);
		}
	}

	// ---- parts ----

	template <class Part> void begin(const std::string &name, const Part &part)
	{
		line(name + " " + std::string(part.id()));
		place(part);
	}

	void part(const kepu::unit &unit)
	{
		begin("unit", unit);
		text("name", unit.name());
		text("canonical", unit.canonical());
		list("aliases", unit.aliases(), quoted);
		code("level", unit.level(), unit.level_token());
		list("functions", unit.functions(), [](std::string_view name) { return name; });
		yes("group", unit.is_group());
		ids("members", unit.members());
		text("from", unit.from());
		text("until", unit.until());
		id("successor", unit.successor());
		text("code", unit.code());
		text("role", unit.role());
		text("liaison", unit.liaison());
		ids("assignments", unit.assignments());
		proof("read", unit.provenance());
	}

	void part(const kepu::node &node)
	{
		begin("node", node);
		code("kind", node.kind(), node.kind_token());
		text("label", node.label());
		text("ordinal", node.ordinal());
		text("path", node.path());
		plain("level", node.level());
		text("title", node.title());
		proof("title-read", node.title_provenance());
		text("text", node.text());
		proof("text-read", node.text_provenance());
		text("due", node.due());
		text("due-date", node.due_date());
		yes("ongoing", node.is_ongoing());
		proof("due-read", node.due_provenance());
		text("deliverable", node.deliverable());
		id("parent", node.parent());
		id("first-child", node.first_child());
		id("next", node.next());
		id("previous", node.previous());
		ids("children", node.children());
		ids("assignments", node.assignments());
		ids("indicators", node.indicators());
		id("annex", node.annex());
		proof("read", node.provenance());
	}

	void part(const kepu::assignment &assignment)
	{
		begin("assignment", assignment);
		ids("node", std::vector<kepu::node>{ assignment.node() });
		ids("unit", std::vector<kepu::unit>{ assignment.unit() });
		code("role", assignment.role(), assignment.role_token());
		text("from", assignment.from());
		text("until", assignment.until());
		text("leader", assignment.leader());
		text("contact", assignment.contact());
		proof("read", assignment.provenance());
	}

	void part(const kepu::indicator &indicator)
	{
		begin("indicator", indicator);
		id("node", indicator.node());
		text("name", indicator.name());
		text("unit", indicator.unit());
		code("comparison", indicator.comparison(), indicator.comparison_token());
		code("every", indicator.every(), indicator.every_token());
		text("per", indicator.per());
		code("counting", indicator.counting(), indicator.counting_token());
		text("numerator", indicator.numerator());
		text("denominator", indicator.denominator());
		decimal("factor", indicator.factor());
		id("weight", indicator.weight());
		code("rollup", indicator.rollup(), indicator.rollup_token());
		code("nature", indicator.nature(), indicator.nature_token());
		proof("read", indicator.provenance());
		std::size_t index = 0;
		for (const kepu::value &value : indicator.values())
			part(index++, value);
	}

	void part(std::size_t index, const kepu::value &value)
	{
		line("value " + std::to_string(index) + " of " + std::string(value.indicator().id()));
		code("kind", value.kind(), value.kind_token());
		text("time", value.time());
		decimal("low", value.low());
		decimal("high", value.high());
		text("low-text", value.low_text());
		text("high-text", value.high_text());
		text("quote", value.quote());
		text("region", value.region());
		code("status", value.status(), value.status_token());
		text("source", value.source());
		proof("read", value.provenance());
	}

	void part(const kepu::phase &phase)
	{
		begin("phase", phase);
		text("label", phase.label());
		text("start", phase.start());
		text("end", phase.end());
		text("text", phase.text());
		proof("read", phase.provenance());
	}

	void part(const kepu::annex &annex)
	{
		begin("annex", annex);
		text("label", annex.label());
		text("title", annex.title());
		text("text", annex.text());
		ids("roots", annex.roots());
		proof("read", annex.provenance());
	}

	// ---- walking ----

	void below(const kepu::node &node)
	{
		part(node);
		for (const kepu::node &child : node.children())
			below(child);
	}

	/** The parts of which it is wanted. */
	template <class Wanted> void parts(const kepu::plan &plan, Wanted wanted)
	{
		const auto some = [&](const auto &parts) {
			for (const auto &each : parts)
				if (each.plan() == plan && wanted(each.id()))
					part(each);
		};
		some(plan.units());
		some(plan.nodes());
		some(plan.assignments());
		some(plan.indicators());
		some(plan.phases());
		for (const kepu::annex &annex : plan.annexes()) {
			some(std::vector<kepu::annex>{ annex });
			some(annex.roots());
		}
	}

	void all(const kepu::plan &whole)
	{
		plan(whole);
		paragraphs(whole);
		parts(whole, [](std::string_view) { return true; });
	}

	// ---- findings, matrix ----

	void changes(const kepu::plan &plan)
	{
		std::size_t index = 0;
		for (const kepu::change &change : plan.changes()) {
			line("change " + std::to_string(index++));
			code("action", change.action(), change.action_token());
			code("part", change.part(), change.part_token());
			text("id", change.id());
			text("parent", change.parent());
			text("field", change.field());
			text("was", change.was());
			text("now", change.now());
			text("by", change.by());
			text("when", change.when());
		}
	}

	void findings(const kepu::findings &findings)
	{
		const auto count = [&](kepu::severity of) { return std::to_string(findings.count(of)); };
		line("findings: " + std::to_string(findings.size()) + "; notes " + count(kepu::severity::note) + ", warnings " +
		     count(kepu::severity::warning) + ", errors " + count(kepu::severity::error));
		for (const kepu::finding &finding : findings) {
			line("finding " + std::string(finding.name()));
			plain("code", static_cast<int>(finding.code()));
			plain("severity", static_cast<int>(finding.severity()));
			text("subject", finding.subject());
			place(finding);
			if (const auto span = finding.span())
				line("  span: " + number(*span));
			text("zh", finding.message(kepu::language::zh));
			text("en", finding.message(kepu::language::en));
		}
	}

	template <class Items, class Write> void row(const std::string &key, const Items &items, Write write)
	{
		list(key, items, [&](const auto &item) { return std::to_string(write(item)); });
	}

	void table(const kepu::matrix &matrix)
	{
		line("matrix");
		sure("plan", matrix.plan().uid());
		yes("inherited", matrix.is_inherited());
		const auto rows = matrix.rows();
		const auto columns = matrix.columns();
		ids("rows", rows);
		ids("columns", columns);
		row("row-numbers", rows, [&](const kepu::node &node) { return matrix.find(node).value(); });
		row("column-numbers", columns, [&](const kepu::unit &unit) { return matrix.find(unit).value(); });
		const kepu::cell lead = kepu::cell::lead | kepu::cell::inherited_lead;
		for (std::size_t i = 0; i < rows.size(); i++) {
			const std::string key = "row " + std::to_string(i);
			row(key, columns, [&](const kepu::unit &unit) { return static_cast<int>(matrix.cell(rows[i], unit)); });
			list(key + " filled", matrix.row_cells(i), [](const auto &cell) {
				return std::to_string(cell.column) + "=" + std::to_string(static_cast<int>(cell.roles));
			});
			list(key + " entries", matrix.row_entries(i), [](const auto &entry) { return entry.assignment.id(); });
			line("  " + key + " tally: " + std::to_string(matrix.row_tally(i)) + " " + std::to_string(matrix.row_tally(i, lead)));
		}
		for (std::size_t i = 0; i < columns.size(); i++) {
			const std::string key = "column " + std::to_string(i);
			list(key + " filled", matrix.column_cells(i), [](const auto &cell) {
				return std::to_string(cell.row) + "=" + std::to_string(static_cast<int>(cell.roles));
			});
			line("  " + key + " tally: " + std::to_string(matrix.column_tally(i)) + " " +
			     std::to_string(matrix.column_tally(i, lead)));
		}
		row("tally", std::vector<kepu::cell>{ kepu::cell::any, lead, kepu::cell::own, kepu::cell::inherited },
		    [&](kepu::cell roles) { return matrix.tally(roles); });
		for (const auto &entry : matrix.entries())
			line("  entry: " + std::to_string(entry.row) + " " + std::to_string(entry.column) +
			     (entry.inherited ? " inherited " : " own ") + std::string(entry.assignment.id()));
		ids("idle", matrix.idle_units());
		ids("leaderless", matrix.leaderless());
		ids("unassigned", matrix.unassigned());
	}

	void error(const kepu::error &error, const std::string &folder)
	{
		line("error " + std::to_string(static_cast<int>(error.code())) + " " + std::string(error.name()));
		if (error.file())
			text("file", error.file()->rfind(folder + "/", 0) == 0 ? error.file()->substr(folder.size() + 1) : *error.file());
		place(error);
		if (error.offset() >= 0)
			plain("offset", error.offset());
		text("path", error.path());
		text("zh", error.message(kepu::language::zh));
		text("en", error.message(kepu::language::en));
	}
};

#endif
