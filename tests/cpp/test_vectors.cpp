// The plan files of tests/vectors by the C++ classes: those with faults fail at their place, the others come back byte for byte.
#include <kepu/kepu.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <zlib.h>

namespace {

namespace fs = std::filesystem;

int failures;
std::string here;

#define CHECK(condition)                                                                       \
	do {                                                                                       \
		if (!(condition)) {                                                                    \
			std::cout << here << ": " << #condition << " is not so\n";                         \
			failures++;                                                                        \
		}                                                                                      \
	} while (0)

std::string read(const fs::path &path)
{
	std::ifstream file(path, std::ios::binary);
	std::ostringstream text;
	text << file.rdbuf();
	return text.str();
}

// ---- files that are made, as by tests/vectors/vectors.h ----

/** One gzip member; flushed in full instead of finished it has no end. */
std::string packed(const std::string &plain, int flush)
{
	z_stream stream = {};
	std::string out(plain.size() + 4096, '\0');
	if (deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		std::abort();
	stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.data()));
	stream.avail_in = static_cast<uInt>(plain.size());
	stream.next_out = reinterpret_cast<Bytef *>(out.data());
	stream.avail_out = static_cast<uInt>(out.size());
	deflate(&stream, flush);
	out.resize(stream.total_out);
	deflateEnd(&stream);
	return out;
}

std::string repeated(const std::string &piece, std::size_t count)
{
	std::string made;
	for (made.reserve(piece.size() * count); count > 0; count--)
		made += piece;
	return made;
}

std::string gzipped(const std::string &plain, const std::string &how, std::size_t number)
{
	const bool members = how.find("members") != std::string::npos;
	const std::size_t half = members ? plain.size() / 2 : plain.size();
	std::string made = packed(plain.substr(0, half), Z_FINISH);
	if (members)
		made += packed(plain.substr(half), Z_FINISH);
	if (how.find("cut") != std::string::npos)
		made.resize(made.size() - number);
	if (how.find("flip") != std::string::npos)
		made[number] = static_cast<char>(made[number] ^ 4);
	return how.find("append") != std::string::npos ? made + "tail" : made;
}

std::string made(const fs::path &folder)
{
	const std::string plain = read(folder / (fs::exists(folder / "plan.xml") ? "plan.xml" : "plan.json"));
	const std::string how = read(folder / "make");
	std::smatch digits;
	const std::size_t number = std::regex_search(how, digits, std::regex("[0-9]+")) ? std::stoul(digits[0].str()) : 0;
	if (how.empty())
		return plain;
	if (how.rfind("gzip", 0) == 0)
		return gzipped(plain, how, number);
	if (how.rfind("deep", 0) == 0)
		return plain + repeated("<f:d xmlns:f=\"urn:f\">\n", number);
	if (how.rfind("text", 0) == 0)
		return plain + "<title>" + std::string(number, 'x');
	if (how.rfind("far", 0) == 0)
		return plain + repeated("科", number) + "\xff</text></node></nodes></plan>";
	const std::string part = packed(std::string(1000000, ' '), Z_FULL_FLUSH); // a bomb
	return part.substr(0, 10) + repeated(part.substr(10), number / 1000000);
}

// ---- cases ----

/** Whether a member of the flat object is missing or this one. */
bool is(const std::string &json, const std::string &name, const std::string &given)
{
	std::smatch found;
	const std::regex member("\"" + name + "\": (?:\"([^\"]*)\"|(-?[0-9]+))");
	return !std::regex_search(json, found, member) || found[1].str() + found[2].str() == given;
}

void fault(const std::string &bytes, const std::string &json)
{
	kepu::findings found;
	try {
		kepu::plan::load_bytes(bytes, "plan.xml", &found);
		CHECK(false);
	} catch (const kepu::error &error) {
		CHECK(is(json, "code", std::to_string(static_cast<int>(error.code()))) && is(json, "name", std::string(error.name())));
		CHECK(is(json, "line", std::to_string(error.line())) && is(json, "column", std::to_string(error.column())));
		CHECK(is(json, "offset", std::to_string(error.offset())) && is(json, "path", error.path().value_or("")));
		CHECK(error.file() == "plan.xml" && std::string(error.what()).rfind("plan.xml:", 0) == 0);
		CHECK(error.message() != error.message(kepu::language::zh));
	}
	CHECK(found.empty());
}

void round_trip(const fs::path &folder, const std::string &bytes)
{
	kepu::findings found;
	const kepu::plan plan = kepu::plan::load_bytes(bytes, "plan.xml", &found);
	const std::string expected = read(folder / "expected.xml"), json = read(folder / "expected.json");
	CHECK(plan.to_bytes().view() == expected);
	CHECK(json.empty() || plan.to_json().view() == json);
	CHECK(kepu::plan::from_json(plan.to_json()).to_bytes().view() == expected);
	CHECK(kepu::plan::load_bytes(plan.to_bytes(kepu::format::xml_gz)).to_bytes().view() == expected);
	CHECK(kepu::plan::load_bytes(plan.to_bytes(kepu::format::json_gz)).to_bytes().view() == expected);
	std::string findings;
	for (const kepu::finding &finding : found)
		findings += std::string(finding.name()) + " " + std::to_string(finding.line()) + ":" + std::to_string(finding.column()) + "\n";
	CHECK(findings == read(folder / "findings"));
}

} // namespace

int main()
{
	int faults = 0, plans = 0;
	for (const auto &entry : fs::directory_iterator(KEPU_SOURCE_DIR "/tests/vectors")) {
		if (!entry.is_directory())
			continue;
		here = entry.path().filename().string();
		const std::string json = read(entry.path() / "error.json"), bytes = made(entry.path());
		if (!json.empty()) {
			fault(bytes, json);
			faults++;
		} else {
			round_trip(entry.path(), bytes);
			plans++;
		}
	}
	std::cout << faults << " faults, " << plans << " plans, " << failures << " failures\n";
	return failures || faults < 50 || plans < 5;
}
