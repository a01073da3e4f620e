// The C++ classes for adding figures up the regions: what they give, what is refused, what may outlive what.
#include "check.hpp"

#include <cmath>
#include <iostream>
#include <string>
#include <vector>

namespace {

const char tree[] = "code,name,parent,level\np,清河市,,prefecture\na,甲县,p,county\nb,乙县,p,county\nc,丙县,p,county\n";
const char rates[] = "region,indicator,period,value,kind\na,达标率,2023,1,分子\na,达标率,2023,3,分母\nb,达标率,2023,2,分子\n"
					 "b,达标率,2023,4,分母\np,达标率,2023,0.5,\n";
const char plan[] = "<plan xmlns='urn:kepu:plan:1' version='0.1' uid='x'><metadata><region code='a'/></metadata><indicators>"
					"<indicator id='i1' name='讲座' unit='场'><observation time='2023' low='3.5'/></indicator></indicators></plan>";

void test_sums()
{
	kepu::rollup rollup(kepu::regions::from_csv(tree));
	CHECK(rollup.add_bytes(plan).empty());
	CHECK(rollup.add_bytes("region,indicator,period,value\nb,讲座,2023,1\nb,讲座,2022-H1,9\n").empty());
	CHECK(rollup.size() == 1 && rollup.name(0) == "讲座" && rollup.unit(0) == "场" && rollup.rule(0) == kepu::rollup_rule::sum);
	CHECK(rollup.periods(0) == (std::vector<std::string_view>{ "2022-H1", "2023" }));
	CHECK(rollup.find("讲座") == std::size_t(0) && !rollup.find("展览"));
	const kepu::totals totals = rollup.totals(0, 1);
	CHECK(totals.size() == 4 && totals.value(0) == kepu::decimal::parse("4.5") && totals.as_double(0) == 4.5);
	CHECK(totals.covered(0) == 2 && totals.leaves(0) == 3 && totals.missing(0) == (std::vector<std::size_t>{ 3 }));
	CHECK(!totals.value(3) && std::isnan(totals.as_double(3)) && !totals.own(0));
	CHECK(!totals.sum(0, kepu::total_sum::numerator) && !totals.value(4));
	CHECK(caught([&] { rollup.totals(0, 2); }).code() == kepu::error_code::argument);
}

void test_ratios()
{
	kepu::rollup rollup(kepu::regions::from_csv(tree), kepu::rollup_rule::ratio);
	CHECK(rollup.add_bytes(rates).empty());
	const kepu::totals totals = rollup.totals(0, 0);
	CHECK(totals.value(0) == kepu::decimal::parse("0.428571429") && std::fabs(totals.as_double(0) - 3.0 / 7) < 1e-15);
	CHECK(totals.sum(0, kepu::total_sum::numerator) == "3" && totals.sum(0, kepu::total_sum::denominator) == "7");
	CHECK(totals.own(0) == kepu::decimal::parse("0.5"));
}

void test_what_is_refused()
{
	const kepu::regions regions = kepu::regions::from_csv(tree);
	kepu::rollup rollup(regions);
	const kepu::plan loaded = kepu::plan::load_bytes(plan);
	CHECK(rollup.add(loaded).empty());
	const kepu::findings again = rollup.add(loaded);
	CHECK(again.size() == 1 && again[0].name() == "value-twice");
	kepu::data data(loaded);
	data.add_csv("indicator,period,value\ni1,2024,5\n"); // by its id, of the plan's region
	CHECK(rollup.add(data).empty() && rollup.totals(0, 1).value(1) == kepu::decimal::parse("5"));
	const kepu::findings refused = rollup.add_bytes("region,indicator,period,value\n丁县,讲座,2023,1\n");
	CHECK(refused.size() == 1 && refused[0].name() == "region-unknown" && refused[0].line() == 2);
	CHECK(caught([&] { rollup.add_file("/nowhere/at/all.csv"); }).code() == kepu::error_code::not_found);
	CHECK(caught([&] { rollup.add_bytes("", "empty.csv"); }).file() == "empty.csv");
	CHECK(rollup.totals(0, 0).covered(0) == 1);
	CHECK(regions[1].is_of_level("county") && regions[1].is_of_level("2") && !regions[0].is_of_level("county"));
}

void test_tables()
{
	kepu::rollup rollup(kepu::regions::from_csv(tree));
	rollup.add_bytes(rates);
	rollup.add_bytes(plan);
	CHECK(std::string(rollup.to_csv("讲座", "1").view()) ==
	      "indicator,unit,rule,period,region,name,level,value,numerator,denominator,covered,leaves,own\r\n"
	      "讲座,场,sum,2023,p,清河市,prefecture,3.5,,,1,3,\r\n");
	CHECK(std::string(rollup.to_json("讲座", "prefecture").view()).find("\"missing\": [\"b\", \"c\"]") != std::string::npos);
	CHECK(std::string(rollup.to_csv(std::nullopt, std::nullopt, true).view()).substr(0, 3) == "\xef\xbb\xbf");
	CHECK(caught([&] { rollup.to_json("展览"); }).code() == kepu::error_code::argument);
}

void test_totals_stay()
{
	const auto made = [] {
		kepu::rollup rollup(kepu::regions::from_csv(tree));
		rollup.add_bytes(plan);
		kepu::rollup moved(std::move(rollup));
		return moved.totals(0, 0);
	};
	const kepu::totals held = made(), copy = held;
	CHECK(copy.value(1) == kepu::decimal::parse("3.5") && copy.missing(0).size() == 2);
}

} // namespace

int main()
{
	test_sums();
	test_ratios();
	test_what_is_refused();
	test_tables();
	test_totals_stay();
	std::cout << (failures ? "failed\n" : "passed\n");
	return failures ? 1 : 0;
}
