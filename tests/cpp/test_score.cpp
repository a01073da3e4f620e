// The C++ classes for scoring units by a scheme: schemes, figures, scores, why they are so, what may outlive what.
#include "check.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace {

const char words[] = "<scheme xmlns='urn:kepu:scheme:1' version='0.1' id='s'>\n<group id='县' kinds='县'/>"
					 "<module id='m' name='活动' points='100'>\n"
					 "<criterion id='a' points='60'><ratio target='10'/></criterion>\n"
					 "<criterion id='b' points='40' indicator='讲座' take='actual'><ratio target='10'/></criterion></module>"
					 "<grade id='优' from='90'/><grade id='良' from='60'/><grade id='差' from='0'/><award id='先进' quota='1'/></scheme>";
const char units[] = "unit,name,kind\nu1,甲县,县\nu2,乙县,县\nu3,丙县,县\n";
const char figures[] = "unit,criterion,value\nu1,a,10\nu1,b,7\nu2,a,5\nu2,b,8\n";

kepu::inputs filled()
{
	kepu::inputs made(kepu::scheme::load_bytes(words));
	CHECK(made.add_units_csv(units).empty() && made.add_csv(figures).empty());
	return made;
}

kepu::decimal number(const char *text)
{
	return kepu::decimal::parse(text);
}

void test_schemes()
{
	const kepu::scheme scheme = kepu::scheme::load_bytes(words);
	const kepu::element root = scheme.root(), module = scheme.find("m").value();
	CHECK(root.kind() == "scheme" && !root.parent() && root.id() == "s" && !scheme.find("x"));
	CHECK(module.name() == "活动" && module.value("points") == "100" && !module.value("weight") && module.parent() == root);
	CHECK(module.children().size() == 2 && module.walk().size() == 5 && module.children()[1].id() == "b");
	CHECK(scheme.size() == 11 && scheme[module.index()] == module && scheme[0] != module);
	CHECK(std::string(kepu::scheme::load_bytes(scheme.to_json().view()).to_xml().view()) == scheme.to_xml().view());
	CHECK(scheme.check().empty());
	const kepu::error wrong = caught([] { kepu::scheme::load_bytes("<scheme xmlns='urn:kepu:scheme:1' version='0.1'>\n<x/></scheme>"); });
	CHECK(wrong.code() == kepu::error_code::unexpected_element && wrong.line() == 2);
	CHECK(caught([] { kepu::scheme::load("/nowhere/at/all.xml"); }).code() == kepu::error_code::not_found);
	CHECK(caught([&] { scheme.save("/nowhere/at/all.xml"); }).code() == kepu::error_code::not_found);
}

void test_built()
{
	kepu::scheme_builder builder;
	const std::size_t root = builder.add("scheme"), criterion = builder.add(root, "criterion");
	builder.set(criterion, "id", "a");
	builder.set(builder.add(criterion, "ratio"), "target", "3");
	CHECK(caught([&] { builder.finish(); }).code() == kepu::error_code::missing_attribute); // and goes on
	builder.set(criterion, "points", "7.5");
	CHECK(caught([&] { builder.set(criterion, "colour", "red"); }).code() == kepu::error_code::unknown_field);
	builder.set(criterion, "name", "甲");
	builder.set(criterion, "name", std::nullopt);
	const kepu::scheme scheme = builder.finish();
	CHECK(scheme.find("a")->value("points") == "7.5" && !scheme.find("a")->name());
}

void test_what_is_refused()
{
	kepu::inputs inputs(kepu::scheme::load_bytes(words));
	inputs.add_unit("u1", "甲县", "县");
	inputs.add_unit("u2", std::nullopt, std::nullopt, "县");
	CHECK(inputs.unit_count() == 2 && caught([&] { inputs.add_unit("u1"); }).code() == kepu::error_code::duplicate_id);
	inputs.set("unit", "u1");
	inputs.set("指标项", "a");
	inputs.set("value", "10");
	CHECK(inputs.add().empty() && inputs.size() == 1);
	CHECK(inputs.add().size() == 1); // a row without anything
	CHECK(caught([&] { inputs.set("colour", "red"); }).code() == kepu::error_code::unknown_key);
	const kepu::findings refused = inputs.add_csv("unit,criterion,value\nu2,a,1\nu9,a,1\n");
	CHECK(refused.size() == 1 && refused[0].name() == "unit-not-listed" && refused[0].line() == 3);
	CHECK(caught([&] { inputs.add_csv_file("/nowhere/at/all.csv"); }).code() == kepu::error_code::not_found);
	CHECK(caught([&] { inputs.add_units_csv_file("/nowhere/at/all.csv"); }).code() == kepu::error_code::not_found);
	CHECK(caught([&] { inputs.score("终评"); }).code() == kepu::error_code::argument);
	const kepu::scheme other = kepu::scheme::load_bytes(words);
	CHECK(caught([&] { other.check(inputs); }).code() == kepu::error_code::argument);
	const kepu::score score = inputs.score();
	CHECK(caught([&] { inputs.add_unit("u3"); }).code() == kepu::error_code::state);
	const kepu::findings seen = score.scheme().check(inputs);
	CHECK(seen.size() == 1 && seen[0].name() == "unused" && seen[0].subject() == "b"); // it has no figures
	bool refuses = false;
	try {
		score[0].points(other.root());
	} catch (const std::invalid_argument &) {
		refuses = true;
	}
	CHECK(refuses);
}

void test_units_by_rank()
{
	kepu::inputs inputs = filled();
	const kepu::score score = inputs.score();
	const kepu::element a = score.scheme().find("a").value(), award = score.scheme().find("先进").value();
	const kepu::scored_unit first = score[0], second = score.find("u2").value(), third = score[2];
	CHECK(score.size() == 3 && first.id() == "u1" && first.name() == "甲县" && first.group() == "县" && first.grade() == "良");
	CHECK(first.total() == number("88") && first.rank() == number("1") && first.eligible() && !first.provisional());
	CHECK(second.row() == 1 && second.points(a) == number("30") && second.state(a) == kepu::state::value);
	CHECK(!third.total() && !third.rank() && !third.grade() && third.state(a) == kepu::state::not_reported);
	CHECK(first.award(award) == kepu::award_result::yes && second.award(award) == kepu::award_result::quota);
	CHECK(!score.stage() && score.rank_decimals() == 0 && score.findings().empty() && !score.find("u9"));
	CHECK(std::string(score.to_csv().view()).find("县,1,u1,甲县,88,value,良,false,true,yes,88") != std::string::npos);
	CHECK(score.to_csv(true).view().substr(0, 3) == "\xef\xbb\xbf" && score.to_json().size() > 100);
}

void test_why()
{
	const kepu::score score = filled().score();
	const kepu::explanation why = score[1].explain();
	CHECK(why[0].what() == kepu::line_kind::total && why[0].points() == number("62") && !why[0].adds());
	CHECK(why[1].depth() == 1 && why[1].adds() == number("62") && why[1].state() == kepu::state::value);
	CHECK(score.scheme()[why[1].element()].id() == "m" && why[1].text() == "活动: 62 of 100 points");
	CHECK(why[0].text(kepu::language::zh).substr(0, sizeof "乙县：总分 62 分" - 1) == "乙县：总分 62 分");
	CHECK(why.to_text(kepu::language::zh, 60).view().find("乙县") != std::string_view::npos);
	CHECK(why.to_html().view().substr(0, 8) == "<section" && why.to_json().size() > 100);
	const kepu::element a = score.scheme().find("a").value(), b = score.scheme().find("b").value();
	CHECK(score[1].need(a) == number("5") && !score[1].need(b) && score[1].need(a, kepu::need::rank) == number("5"));
}

void test_figures_of_a_plan()
{
	const kepu::plan plan = kepu::plan::load_bytes(
		"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='p'><indicators><indicator id='i1' name='讲座' unit='场'>"
		"<target time='2025' low='10'/><observation time='2025' low='8'/></indicator></indicators></plan>");
	kepu::judge_options how;
	how.date = "2025-12-31";
	kepu::inputs inputs(kepu::scheme::load_bytes(words));
	inputs.add_unit("u1");
	CHECK(inputs.add_progress(plan.progress(how), "u1").empty() && inputs.size() == 1);
	const kepu::score score = inputs.score();
	CHECK(score[0].points(score.scheme().find("b").value()) == number("32"));
}

void test_totals_of_a_rollup()
{
	kepu::rollup rollup(kepu::regions::from_csv("code,name,parent\na,甲市,\na1,甲一县,a\na2,甲二县,a\n"));
	rollup.add_bytes("region,indicator,period,value\na1,讲座,2023,3\na1,讲座,2024,5\na2,讲座,2024,2\n");
	kepu::inputs inputs(kepu::scheme::load_bytes(words)), other(kepu::scheme::load_bytes(words));
	inputs.add_unit("u1", "甲市");
	other.add_unit("a");
	CHECK(inputs.add_rollup(rollup).empty() && other.add_rollup(rollup, "2023").empty());
	const kepu::score score = inputs.score(), before = other.score();
	const auto of_b = [](const kepu::score &from) { return from[0].points(from.scheme().find("b").value()); };
	CHECK(of_b(score) == number("28") && of_b(before) == number("12"));
}

void test_what_may_outlive_what()
{
	const auto unit = [] {
		kepu::inputs inputs = filled(), moved(std::move(inputs));
		return moved.score()[1];
	}();
	CHECK(unit.total() == number("62"));
	const auto line = [&] { return unit.explain()[0]; }();
	CHECK(line.points() == number("62"));
	const auto element = [] { return filled().score().scheme().find("m").value(); }();
	CHECK(element.name() == "活动");
}

} // namespace

int main()
{
	test_schemes();
	test_built();
	test_what_is_refused();
	test_units_by_rank();
	test_why();
	test_figures_of_a_plan();
	test_totals_of_a_rollup();
	test_what_may_outlive_what();
	std::cout << (failures ? "failed\n" : "passed\n");
	return failures ? 1 : 0;
}
