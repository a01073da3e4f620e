// Scoring as the runner in C++ prints it.
#ifndef CONFORMANCE_SCORES_HPP
#define CONFORMANCE_SCORES_HPP

#include "parts.hpp"

inline void say_elements(printer &out, const kepu::scheme &scheme)
{
	for (const kepu::element &element : scheme) {
		out.line("element " + std::to_string(element.index()) + " " + std::string(element.kind()));
		out.text("id", element.id());
		out.text("name", element.name());
		out.text("points", element.value("points"));
		if (const auto parent = element.parent())
			out.plain("parent", parent->index());
		out.list("children", element.children(), [](const kepu::element &each) { return std::to_string(each.index()); });
	}
}

inline void say_unit(printer &out, const kepu::scheme &scheme, const kepu::scored_unit &unit)
{
	out.line("scored " + std::to_string(unit.row()) + " " + std::string(unit.id()));
	out.text("name", unit.name());
	out.text("group", unit.group());
	out.decimal("total", unit.total());
	out.decimal("rank", unit.rank());
	out.text("grade", unit.grade());
	out.yes("provisional", unit.provisional());
	out.yes("eligible", unit.eligible());
	for (const kepu::element &element : scheme) {
		const std::string at = "[" + std::to_string(element.index()) + "]";
		if (unit.state(element) != kepu::state::unknown)
			out.plain("state" + at, static_cast<int>(unit.state(element)));
		out.decimal("points" + at, unit.points(element));
		if (unit.award(element) != kepu::award_result::unknown)
			out.plain("award" + at, static_cast<int>(unit.award(element)));
	}
}

inline void say_score(printer &out, const kepu::score &score)
{
	out.line("score");
	out.text("stage", score.stage());
	out.plain("rank-decimals", score.rank_decimals());
	const kepu::scheme scheme = score.scheme();
	for (const kepu::scored_unit &unit : score)
		say_unit(out, scheme, unit);
}

inline void say_lines(printer &out, const kepu::explanation &explanation)
{
	for (const kepu::explanation_line &line : explanation) {
		out.line("line " + std::to_string(static_cast<int>(line.what())) + " " + std::to_string(line.depth()));
		out.plain("element", line.element());
		out.plain("state", static_cast<int>(line.state()));
		out.decimal("points", line.points());
		out.decimal("adds", line.adds());
		out.text("zh", line.text(kepu::language::zh));
		out.text("en", line.text(kepu::language::en));
	}
}

#endif
