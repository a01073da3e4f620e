// Regions and figures as the runner in C++ prints them.
#ifndef CONFORMANCE_FIGURES_HPP
#define CONFORMANCE_FIGURES_HPP

#include "parts.hpp"

template <class List> void say_codes(printer &out, const std::string &key, const List &regions)
{
	out.list(key, regions, [](const auto &each) { return std::string(each.code()); });
}

inline void say_region(printer &out, const kepu::regions &regions, const kepu::tree_region &region)
{
	out.line("region " + std::string(region.code()));
	out.text("name", region.name());
	out.code("level", region.level(), region.level_token());
	for (int depth = 1; depth <= 9; depth++)
		if (region.is_of_level(std::to_string(depth)))
			out.plain("depth", depth);
	out.text("scheme", region.scheme());
	out.text("year", region.year());
	if (const auto parent = region.parent())
		say_codes(out, "parent", std::vector<kepu::tree_region>{ *parent });
	say_codes(out, "children", region.children());
	say_codes(out, "walk", region.walk());
	std::vector<std::string> known;
	for (const std::int32_t year : regions.population_years())
		if (const auto people = region.population(year))
			known.push_back(std::to_string(year) + "=" + std::to_string(*people));
	out.list("populations", known, [](const std::string &each) { return each; });
}

inline void say_regions(printer &out, const kepu::regions &regions)
{
	out.line("regions");
	say_codes(out, "roots", regions.roots());
	out.list("population-years", regions.population_years(), [](std::int32_t year) { return std::to_string(year); });
	for (const kepu::tree_region &region : regions)
		say_region(out, regions, region);
}

inline void say_row(printer &out, const kepu::progress_row &row)
{
	out.line("row " + std::string(row.indicator().id()));
	out.text("region", row.region());
	out.plain("state", static_cast<int>(row.state()));
	out.decimal("value", row.value());
	out.decimal("target", row.target());
	if (const auto due = row.due())
		out.line("  due: " + std::string(*due));
	out.decimal("expected", row.expected());
	out.decimal("attainment", row.attainment());
	if (const auto reached = row.reached())
		out.yes("reached", *reached);
	if (const auto tally = row.tally())
		out.line("  tally: " + std::to_string(tally->counted) + " " + std::to_string(tally->reaching));
	out.plain("light", static_cast<int>(row.light()));
}

inline void say_progress(printer &out, const kepu::progress &progress)
{
	out.line("progress");
	out.text("plan", progress.plan().uid());
	out.line("  date: " + std::string(progress.date()));
	for (const kepu::progress_row &row : progress)
		say_row(out, row);
}

#endif
