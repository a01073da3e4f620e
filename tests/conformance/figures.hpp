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

inline void say_datum(printer &out, const kepu::datum &row)
{
	out.line("figure " + std::to_string(row.line));
	out.text("indicator", row.indicator);
	out.text("region", row.region);
	out.line("  period: " + row.period);
	out.plain("state", static_cast<int>(row.state));
	out.decimal("value", row.value);
	out.text("unit", row.unit);
	out.plain("status", static_cast<int>(row.status));
	out.text("source", row.source);
	out.plain("kind", static_cast<int>(row.kind));
	out.plain("relative", static_cast<int>(row.relative));
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

inline void say_total(printer &out, const kepu::regions &regions, const kepu::totals &totals, std::size_t region)
{
	out.line("total " + std::string(regions[region].code()));
	out.decimal("value", totals.value(region));
	const double number = totals.as_double(region);
	if (number == number)
		out.plain("thousandths", static_cast<long long>(number * 1000 + 0.5));
	if (const auto sum = totals.sum(region, kepu::total_sum::numerator))
		out.line("  numerator: " + std::string(*sum));
	if (const auto sum = totals.sum(region, kepu::total_sum::denominator))
		out.line("  denominator: " + std::string(*sum));
	out.decimal("own", totals.own(region));
	out.line("  covered: " + std::to_string(totals.covered(region)) + "/" + std::to_string(totals.leaves(region)));
	out.list("missing", totals.missing(region), [&](std::size_t at) { return std::string(regions[at].code()); });
}

inline void say_rollup(printer &out, const kepu::regions &regions, const kepu::rollup &rollup)
{
	for (std::size_t i = 0; i < rollup.size(); i++) {
		out.line("rolled " + std::string(rollup.name(i)));
		out.text("unit", rollup.unit(i));
		out.plain("rule", static_cast<int>(rollup.rule(i)));
		const auto periods = rollup.periods(i);
		for (std::size_t period = 0; period < periods.size(); period++) {
			out.line("period " + std::string(periods[period]));
			const kepu::totals totals = rollup.totals(i, period);
			for (std::size_t region = 0; region < totals.size(); region++)
				say_total(out, regions, totals, region);
		}
	}
}

#endif
