// The C++ classes for regions and figures: what they read, how they fail, and what may outlive what.
#include "check.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <unordered_set>
#include <vector>

namespace {

const std::string file = KEPU_BUILD_DIR "/tests/figures-" + std::to_string(__cplusplus) + ".csv";

// ---- regions ----

const char tree[] = "code,name,parent,level,scheme,year,population-2020,人口2023\n"
					"12,城关镇,5,township,GB/T 2260,2020,\"12,000\",1.3万\n"
					"5,甲县,x,county,,,,\n"
					"x,清河市,,prefecture,,,900000,\n"
					"7,乙县,x,county,,,,0\n"
					"13,城关镇,7,township,,,1,1\n";

template <class List> std::string codes(const List &regions)
{
	std::string made;
	for (const auto &region : regions)
		made += std::string(region.code()) + " ";
	return made;
}

void test_a_tree_is_walked()
{
	const kepu::regions regions = kepu::regions::from_csv(tree);
	CHECK(regions.findings().empty() && regions.size() == 5 && codes(regions) == "x 5 12 7 13 ");
	CHECK(codes(regions.roots()) == "x ");
	const kepu::tree_region city = regions.roots()[0];
	CHECK(city.name() == "清河市" && city.level() == kepu::level::prefecture && city.level_token() == "prefecture" && !city.parent());
	CHECK(codes(city.children()) == "5 7 " && codes(city.walk()) == "x 5 12 7 13 ");
	const kepu::tree_region county = city.children()[1];
	CHECK(codes(county.walk()) == "7 13 " && county.children()[0].parent() == county && county.children()[0].children().empty());
	CHECK(regions[3] == county && regions[3] != city && county.index() == 3);
	CHECK(throws<std::out_of_range>([&] { regions[5]; }));
	CHECK(std::unordered_set<kepu::tree_region>(regions.begin(), regions.end()).size() == 5);
}

void test_a_region_is_found()
{
	const kepu::regions regions = kepu::regions::from_csv(tree);
	const auto town = regions.find("12");
	CHECK(town && town->name() == "城关镇" && town->scheme() == "GB/T 2260" && town->year() == "2020");
	CHECK(regions.find("甲县")->code() == "5" && !regions.find("甲县")->scheme());
	CHECK(!regions.find("城关镇") && !regions.find("丙县") && !regions.find(""));
}

void test_populations()
{
	const kepu::regions regions = kepu::regions::from_csv(tree);
	CHECK(regions.population_years() == (std::vector<std::int32_t>{ 2020, 2023 }));
	CHECK(regions[2].population(2023) == 13000 && regions[3].population(2023) == 0 && !regions[3].population(2020));
}

void test_rows_that_make_no_tree()
{
	kepu::save_file(file, "代码,上级\na,\nb,c\na,\n");
	const kepu::regions regions = kepu::regions::from_csv_file(file);
	CHECK(codes(regions) == "a " && regions.findings().size() == 2);
	const kepu::finding twice = regions.findings()[0];
	CHECK(twice.code() == kepu::finding_code::region_twice && twice.line() == 4 && twice.column() == 1);
	CHECK(regions.findings()[1].code() == kepu::finding_code::region_orphan && regions.findings()[1].column() == 3);
	std::remove(file.c_str());
}

void test_tables_that_are_no_tree()
{
	kepu::save_file(file, "code,name,code\n");
	const kepu::error error = caught([] { kepu::regions::from_csv_file(file); });
	CHECK(error.code() == kepu::error_code::duplicate_key && error.file() == file && error.line() == 1 && error.column() == 11);
	std::remove(file.c_str());
	CHECK(caught([] { kepu::regions::from_csv_file(file); }).code() == kepu::error_code::not_found);
	CHECK(caught([] { kepu::regions::from_csv(""); }).code() == kepu::error_code::empty_file);
	CHECK(caught([] { kepu::regions::from_csv("name\n"); }).code() == kepu::error_code::missing_key);
	CHECK(throws<std::invalid_argument>([] { kepu::regions::from_csv_file(std::string("a\0b", 3)); }));
}

/** Under valgrind or AddressSanitizer this would read what was released. */
void test_a_region_outlives_its_tree()
{
	const kepu::tree_region town = kepu::regions::from_csv(tree).roots()[0].children()[0].children()[0];
	CHECK(town.name() == "城关镇" && town.parent()->parent()->walk().size() == 5);
	std::string seen;
	for (const kepu::tree_region &region : kepu::regions::from_csv(tree))
		seen += region.name().value_or("");
	CHECK(seen == "清河市甲县城关镇乙县城关镇");
}

} // namespace

int main()
{
	test_a_tree_is_walked();
	test_a_region_is_found();
	test_populations();
	test_rows_that_make_no_tree();
	test_tables_that_are_no_tree();
	test_a_region_outlives_its_tree();
	std::cout << (failures ? "failed\n" : "all is well\n");
	return failures != 0;
}
