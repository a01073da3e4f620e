// What the tests of the C++ header share: a check that goes on, and what a call throws.
#ifndef TEST_CPP_CHECK_HPP
#define TEST_CPP_CHECK_HPP

#include <kepu/kepu.hpp>

#include <iostream>

namespace {

int failures;

#define CHECK(condition)                                                                                \
	do {                                                                                                \
		if (!(condition)) {                                                                             \
			std::cout << __FILE__ << ":" << __LINE__ << ": " << #condition << " is not so\n";           \
			failures++;                                                                                 \
		}                                                                                               \
	} while (0)

/** Fails unless the call throws a kepu::error, which is given back. */
template <class Call> kepu::error caught(Call call)
{
	try {
		call();
	} catch (const kepu::error &error) {
		return error;
	}
	const bool thrown = false;
	CHECK(thrown);
	return kepu::error(kepu::error_code::ok, "", "");
}

template <class Exception, class Call> bool throws(Call call)
{
	try {
		call();
	} catch (const Exception &) {
		return true;
	}
	return false;
}

} // namespace

#endif
