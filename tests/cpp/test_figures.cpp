// The C++ classes for regions and figures: what they read, how they fail, and what may outlive what.
#include "check.hpp"

#include <atomic>
#include <cstdio>
#include <iostream>
#include <string>
#include <thread>
#include <type_traits>
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
	CHECK(county.is_of_level("county") && county.is_of_level("2") && !county.is_of_level("1"));
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

// ---- figures ----

/* A share to reach by 2025, a number to reach each year, and one for each county. */
const char city_xml[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='city'><metadata><period start='2021' end='2025'/>"
	"<region level='prefecture' code='520100'>清河市</region></metadata><indicators>"
	"<indicator id='i1' name='具备科学素质的比例' unit='%' comparison='&gt;=' every='once'>"
	"<target time='2025' low='15'/><baseline time='2020' low='10'/></indicator>"
	"<indicator id='i2' name='培训农民' unit='人次' comparison='=' every='annual'><target low='1000'/></indicator>"
	"<indicator id='i3' name='讲座' unit='场' comparison='&gt;=' every='annual' per='县'><target low='4'/></indicator>"
	"</indicators></plan>";
const char trained[] = "地区,指标,时间,数值,单位,状态\n"
					   ",具备科学素质的比例,2023,13.5%,,核实\n"
					   "清河市,培训农民,2024-Q1,１２０,人次,\n"
					   "520100,培训农民,2024年二季度,0.04万,人次,\n"
					   "甲县,讲座,2024-03,3,场,\n"
					   "乙县,讲座,2024-05,1,场,\n";

kepu::judge_options on(std::string_view date)
{
	kepu::judge_options how;
	how.date = date;
	return how;
}

std::string str(const std::optional<kepu::decimal> &number)
{
	return number ? number->str() : "none";
}

void test_indicators_on_a_day()
{
	const kepu::plan city = kepu::plan::load_bytes(city_xml);
	kepu::data data(city);
	CHECK(data.add_csv(trained).empty() && data.size() == 5);
	const kepu::progress progress = city.progress(data, on("2024-06-30"));
	CHECK(progress.size() == 5 && progress.date() == "2024-06-30" && progress.plan() == city);
	const kepu::progress_row share = progress[0];
	CHECK(share.indicator() == city.indicators()[0] && !share.region() && share.state() == kepu::state::value);
	CHECK(str(share.value()) == "13.5" && str(share.target()) == "15" && share.due() == "2025-12-31" && share.reached() == false);
	/* 1277 of the 1826 days from 10 to 15 are gone. */
	CHECK(str(share.expected()) == "13.496714129" && str(share.attainment()) == "0.9" && share.light() == kepu::light::green);
	CHECK(!share.tally() && progress[2].tally()->counted == 2 && progress[2].tally()->reaching == 0 && !progress[2].value());
	std::string counties;
	for (const kepu::progress_row &row : progress)
		if (row.region())
			counties += std::string(*row.region()) + str(row.value()) + (row.light() == kepu::light::red ? " red " : " green ");
	CHECK(counties == "甲县3 green 乙县1 red ");
}

void test_four_states_of_no_number()
{
	const kepu::plan city = kepu::plan::load_bytes(city_xml);
	const std::vector<std::pair<std::string, kepu::state>> states = { { "0", kepu::state::value },
		                                                              { "缺", kepu::state::no_value },
		                                                              { "不适用", kepu::state::not_applicable },
		                                                              { "未报", kepu::state::not_reported } };
	for (const auto &[written, state] : states) {
		kepu::data data(city);
		data.add_csv("indicator,period,value\n具备科学素质的比例,2023," + written + "\n");
		const kepu::progress_row row = city.progress(data, on("2023"))[0];
		const bool value = state == kepu::state::value;
		CHECK(row.state() == state && row.value().has_value() == value && row.reached().has_value() == value);
		CHECK(row.light() == (value ? kepu::light::red : kepu::light::grey));
	}
}

void test_how_it_is_judged()
{
	const kepu::plan city = kepu::plan::load_bytes(city_xml);
	kepu::data data(city);
	data.add_csv("indicator,period,value,kind\n具备科学素质的比例,2023,12.5,\n培训农民,2023,1100,\n具备科学素质的比例,2023,12,path\n");
	kepu::judge_options how = on("2023-12-31");
	CHECK(city.progress(data, how)[0].light() == kepu::light::yellow && city.progress(data, how)[1].reached() == true);
	how.yellow = kepu::decimal::parse("0.99");
	how.exact = true;
	CHECK(city.progress(data, how)[0].light() == kepu::light::red && city.progress(data, how)[1].reached() == false);
	how.green = kepu::decimal::parse("0.95");
	how.yellow = how.green;
	CHECK(city.progress(data, how)[0].light() == kepu::light::green);
	how = on("2023");
	how.path = kepu::path_kind::given;
	CHECK(city.progress(data, how)[0].light() == kepu::light::green);
	CHECK(city.progress().date() == "2025-12-31" && city.progress().size() == 3);
}

/** Rows are copies: under valgrind or AddressSanitizer this would read what was released. */
void test_rows_one_by_one()
{
	const std::vector<kepu::datum> rows = [] {
		kepu::data data(kepu::plan::load_bytes(city_xml));
		data.add_csv("地区,指标,时间,数值,单位,状态,来源,类别,相对\n"
					 ",具备科学素质的比例,2023,13.5%,,核实,抽样调查,,\n"
					 "甲县,培训农民,2024年二季度,0.04万,人次,,,,\n"
					 ",i2,2024,-5,％,估计,方案,target,上年\n"
					 ",i3,2023,缺,,,,,\n");
		return data.rows();
	}();
	CHECK(rows.size() == 4 && kepu::data().rows().empty());
	CHECK(rows[0].indicator == "具备科学素质的比例" && rows[0].source == "抽样调查" && !rows[0].region && rows[0].line == 2);
	CHECK(str(rows[0].value) == "13.5" && rows[0].unit == "%" && rows[0].status == kepu::value_status::verified);
	CHECK(rows[1].region == "甲县" && rows[1].period == "2024-Q2" && !rows[1].source && rows[1].state == kepu::state::value);
	CHECK(str(rows[1].value) == "400" && rows[1].unit == "人次" && rows[1].status == kepu::value_status::reported);
	CHECK(rows[1].kind == kepu::datum_kind::observation && rows[1].relative == kepu::relative::unknown);
	CHECK(rows[2].kind == kepu::datum_kind::target && rows[2].relative == kepu::relative::last_year && str(rows[2].value) == "-5");
	CHECK(rows[2].status == kepu::value_status::estimated && rows[2].source == "方案" && rows[2].line == 4);
	CHECK(rows[3].state == kepu::state::no_value && !rows[3].value && rows[3].unit == "场");
}

void test_tables_out()
{
	const kepu::plan city = kepu::plan::load_bytes(city_xml);
	kepu::data data(city);
	data.add_csv(trained);
	const kepu::progress progress = city.progress(data, on("2024"));
	CHECK(progress.to_csv(true).view().substr(0, 14) == "\xef\xbb\xbfid,name,reg");
	CHECK(progress.to_json().view().find("\"value\": 13.5") != std::string_view::npos);
}

void test_refused_rows()
{
	const kepu::plan city = kepu::plan::load_bytes(city_xml);
	kepu::data data(city);
	kepu::save_file(file, "指标,时间,数值,单位\n讲座,2024-02,3,次\n演讲,2024,1,\n讲座,2024-04,3,场\n");
	const kepu::findings refused = data.add_csv_file(file);
	CHECK(refused.size() == 2 && data.size() == 1 && refused[0].code() == kepu::finding_code::unit_unlike);
	CHECK(refused[0].line() == 2 && refused[0].column() == 14 && refused[1].name() == "indicator-unknown");
	kepu::save_file(file, "indicator,period,value\n\"x,2023,1\n");
	const kepu::error error = caught([&] { data.add_csv_file(file); });
	CHECK(error.code() == kepu::error_code::not_csv && error.file() == file && error.line() == 2);
	std::remove(file.c_str());
	CHECK(caught([&] { data.add_csv(""); }).code() == kepu::error_code::empty_file);
}

void test_mistakes()
{
	const kepu::plan city = kepu::plan::load_bytes(city_xml), other = kepu::plan::load_bytes(city_xml);
	const kepu::data foreign(other), loose;
	kepu::judge_options low;
	low.green = kepu::decimal::parse("0.5");
	CHECK(caught([&] { city.progress(foreign); }).code() == kepu::error_code::argument);
	CHECK(caught([&] { city.progress(loose); }).code() == kepu::error_code::argument);
	CHECK(caught([&] { city.progress(low); }).code() == kepu::error_code::argument);
	CHECK(caught([&] { city.progress(on("soon")); }).code() == kepu::error_code::bad_date);
	kepu::data from(city);
	kepu::data to = std::move(from);
	CHECK(throws<std::logic_error>([&] { from.add_csv(trained); }) && throws<std::logic_error>([&] { city.progress(from); }));
	CHECK(throws<std::logic_error>([&] { from.rows(); }));
	CHECK(to.add_csv(trained).empty() && !std::is_copy_constructible<kepu::data>::value);
}

/** Under valgrind or AddressSanitizer this would read what was released. */
void test_a_row_outlives_what_it_came_from()
{
	const auto row = [] {
		const kepu::plan city = kepu::plan::load_bytes(city_xml);
		kepu::data data(city);
		data.add_csv(trained);
		return city.progress(data, on("2024"))[4];
	}();
	CHECK(row.region() == "乙县" && row.indicator().name() == "讲座" && row.indicator().plan().uid() == "city");
}

/** Who adds is alone; who is refused can come again. */
void test_a_set_in_two_threads()
{
	const kepu::plan city = kepu::plan::load_bytes(city_xml);
	kepu::data data(city);
	std::atomic<int> went_through{ 0 }, refused{ 0 };
	const auto work = [&](int from) {
		for (int i = 0; i < 300; i++)
			try {
				data.add_csv("indicator,period,value,region\n讲座,2024,1," + std::to_string(from + i) + "\n");
				city.progress(data, on("2024"));
				went_through++;
			} catch (const std::logic_error &) {
				refused++;
			}
	};
	std::thread first(work, 0), second(work, 1000);
	first.join();
	second.join();
	CHECK(went_through + refused == 600 && data.size() >= static_cast<std::size_t>(went_through));
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
	test_indicators_on_a_day();
	test_four_states_of_no_number();
	test_how_it_is_judged();
	test_rows_one_by_one();
	test_tables_out();
	test_refused_rows();
	test_mistakes();
	test_a_row_outlives_what_it_came_from();
	test_a_set_in_two_threads();
	std::cout << (failures ? "failed\n" : "all is well\n");
	return failures != 0;
}
