#include "base/logarithm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static kp_decimal decimal(const char *text)
{
	kp_decimal value;
	if (kp_decimal_read(text, strlen(text), &value) != KEPU_OK)
		fail_msg("not a decimal: %s", text);
	return value;
}

static void assert_text(kp_decimal value, const char *expected)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write(value, text);
	assert_string_equal(text, expected);
}

#define W(high, low)                  \
	{                                 \
		UINT64_C(high), UINT64_C(low) \
	}

typedef struct whole {
	uint64_t high, low;
} whole;

static kp_wide wide_of(whole value)
{
	return (kp_wide)value.high << 64 | value.low;
}

/* Worked out with 1200 bits by another program. Those in the middle are the fractions of 126 bits that come nearest to the
 * middle between two results, from either side: no fewer than 250 bits tell which it is. */
static void logarithms_have_nine_certain_digits(void **state)
{
	(void)state;
	static const struct {
		whole over, under;
		const char *ln, *log10;
	} rows[] = {
		{ W(0x0, 0x1), W(0x0, 0x1), "0", "0" },
		{ W(0x0, 0x2), W(0x0, 0x1), "0.693147181", "0.301029996" },
		{ W(0x0, 0xa), W(0x0, 0x1), "2.302585093", "1" },
		{ W(0x0, 0x3e8), W(0x0, 0x1), "6.907755279", "3" },
		{ W(0x0, 0x38d7ea4c68000), W(0x0, 0x1), "34.538776395", "15" },
		{ W(0x0, 0x1), W(0x0, 0x3b9aca00), "-20.723265837", "-9" },
		{ W(0x0, 0x1), W(0x0, 0x3), "-1.098612289", "-0.477121255" },
		{ W(0x0, 0x64), W(0x0, 0xa3), "-0.488580015", "-0.212187604" },
		{ W(0x0, 0x124f8), W(0x0, 0x1), "11.225243393", "4.875061263" },
		{ W(0x4b3b4ca85a86c47a, 0x98a224000000000), W(0x0, 0x1), "87.498233534", "38" },
		{ W(0x0, 0x1), W(0x4b3b4ca85a86c47a, 0x98a224000000000), "-87.498233534", "-38" },
		{ W(0x7fffffffffffffff, 0xffffffffffffffff), W(0x0, 0x1), "88.029691931", "38.230809449" },
		{ W(0x0, 0x1), W(0x7fffffffffffffff, 0xffffffffffffffff), "-88.029691931", "-38.230809449" },
		{ W(0x7fffffffffffffff, 0xffffffffffffffff), W(0x7fffffffffffffff, 0xfffffffffffffffe), "0", "0" },
		{ W(0x0, 0x2540be405), W(0x0, 0x2540be400), "0", "0" },
		{ W(0x0, 0x4a817c809), W(0x0, 0x4a817c800), "0", "0" },
		{ W(0x4000000000000000, 0x0), W(0x4000000000000000, 0x1), "0", "0" },
		{ W(0x0, 0xde0b6b3a763ffff), W(0x0, 0xde0b6b3a7640000), "0", "0" },
		{ W(0x0, 0x7058bf6e27a751), W(0x0, 0x2386f26fc10000), "1.151292546", "0.5" },
		{ W(0x0, 0x3), W(0x0, 0x2), "0.405465108", "0.176091259" },
		{ W(0x0, 0x2), W(0x0, 0x3), "-0.405465108", "-0.176091259" },
		{ W(0x60ef6b1b3, 0x7557374559223401), W(0x60ef6b1a6, 0x72abeed5a020bc00), "0", "0" },
		{ W(0xc1ded6364, 0x508c2cd88442f001), W(0xc1ded634a, 0x4b359bfea8c2efff), "0.000000001", "0" },
		{ W(0xddeaf83c2c0febb, 0x429cd91914771f60), W(0xddeaf836965e092, 0xbc5e45f93fb09ed9), "0.000000001",
		  "0.000000001" },
		{ W(0xddeaf87ccbaca90, 0x9e86db8c5bfef69), W(0xddeaf87735fac4d, 0x7e5349bf15796ed0), "0.000000002",
		  "0.000000001" },
		{ W(0x60ef6b1a6, 0x72abeed5a020bc00), W(0x60ef6b1b3, 0x7557374559223401), "0", "0" },
		{ W(0xc1ded634a, 0x4b359bfea8c2efff), W(0xc1ded6364, 0x508c2cd88442f001), "-0.000000001", "0" },
		{ W(0x21f04e90aa5423c, 0x71eae51926c4de4f), W(0x10f827485988877, 0xef55e371e4615c87), "0.693147181",
		  "0.301029996" },
		{ W(0x67034d189902009, 0x499acf880d821449), W(0x3381a68c59c3d1f, 0x75da8d514ff40980), "0.69314718",
		  "0.301029996" },
		{ W(0x61ab543d7977731, 0xd293a962caac7196), W(0x1bd5893e1ba, 0xd9db472739fdba4b), "12.345678901",
		  "5.361660222" },
		{ W(0xb4b469d3a90fcdf, 0x120bb2afcd369935), W(0x337f744c41b, 0x8806bc5cf2eed569), "12.345678902",
		  "5.361660222" },
		{ W(0x7686aae, 0x59f4869bd3c038cc), W(0x1b98b3eb5140b89, 0x1116e7b05a78aaab), "-20.723265836", "-8.999999999" },
		{ W(0x39aca435, 0x4587ed7c29c28783), W(0xd6da934f5387264, 0xf978bc981bf73ce0), "-20.723265835",
		  "-8.999999999" },
		{ W(0x19d296e65db23030, 0x861c8c3b9c5f900d), W(0x0, 0x64c0b8fa2eacc7bc), "43.000000001", "18.674662722" },
		{ W(0x38bd38db00bc45f1, 0x9a56e8c5f5ddd7f3), W(0x0, 0xdd617791c5ac5709), "43", "18.674662722" },
		{ W(0x4537d699567d5cb, 0x9730630a1ef1b8b1), W(0x4537d6980038f25, 0xfc5bb620416387ad), "0.000000001",
		  "0.000000001" },
		{ W(0x1f1b371e918cd295, 0x6273136e9fe645e6), W(0x1f1b371df7bc9a81, 0x527668ce0822f91f), "0.000000001", "0" },
		{ W(0x30655131916640ff, 0xec27c0c89554a781), W(0x1832a898eff0fbc7, 0x7e42dd19fc0f165a), "0.69314718",
		  "0.301029996" },
		{ W(0x3189b68a4c36d86a, 0x31f576794c209a73), W(0x18c4db454e465e31, 0xc8d90695608f4def), "0.69314718",
		  "0.301029995" },
		{ W(0x1ccb5727e313, 0x8d4545f8406cc494), W(0x19f1b289ac9beb3a, 0xf65453f8aa48fb05), "-10.986122885",
		  "-4.771212547" },
		{ W(0x3a15704f7268, 0x77aa03ef05eb11d), W(0x34559b0d1cb00d6b, 0x2fa6809b8468e554), "-10.986122885",
		  "-4.771212546" },
		{ W(0x7bed11d42790e20, 0x7f8fe44c62243033), W(0x5, 0x94c5265c917bcd88), "39.143946582", "17.000000001" },
		{ W(0xefabdb9e66ac1a6, 0x682c66e908c3e607), W(0xa, 0xcb38e10bd0642963), "39.143946582", "17" },
		{ W(0x5bc8, 0xbde5c0994164d839), W(0x2fd76d4330, 0xf1446beab0c11fdf), "-15.983986428", "-6.941757104" },
		{ W(0x76ce, 0x87b0b125ec1d7da1), W(0x3fcf17fd374, 0xc6a5387777330bdb), "-18.786516381", "-8.158880399" },
		{ W(0x28276, 0xe6a16a3b0d464139), W(0x0, 0x2f97), "46.964111679", "20.39625455" },
		{ W(0x0, 0x7e3ecb5de527101), W(0x0, 0x34358b33e969), "9.200735064", "3.995828468" },
		{ W(0x2ec, 0x35b73993fd42359), W(0x0, 0x687c967), "32.466836947", "14.100168131" },
		{ W(0x0, 0xe2e9c82b1), W(0xc30d28dbd25e, 0x63b229f1c4069545), "-52.527881248", "-22.812568972" },
		{ W(0x4f9e30691c, 0x238642ea126a1e49), W(0x0, 0x43b512206f5c67), "33.433109819", "14.519815107" },
		{ W(0x0, 0x1), W(0x3729c60a3cab, 0x359eeefb015c33b3), "-76.097602446", "-33.048768828" },
		{ W(0x154f5d0df561d80, 0x2a759159fb7ff337), W(0x0, 0x3d504b74bb), "57.167537738", "24.827546184" },
		{ W(0x0, 0x2282a33), W(0x5d03346c6e2b, 0xa02fdaa1ad864c45), "-59.215839357", "-25.717112274" },
		{ W(0x1eee1843266aa3b, 0xb0cde917f7f35635), W(0x585a014c7d6df0, 0x621aef57e4cc4133), "1.722993067",
		  "0.748286381" },
		{ W(0x0, 0x153e6a375391), W(0x54f46a10acff00, 0x43892dfc254cb865), "-51.292650209", "-22.276114948" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_text(kp_ln(wide_of(rows[i].over), wide_of(rows[i].under)), rows[i].ln);
		assert_text(kp_log10(wide_of(rows[i].over), wide_of(rows[i].under)), rows[i].log10);
	}
}

static void logarithms_of_the_reciprocal_are_the_negative(void **state)
{
	(void)state;
	for (int64_t n = 1; n < 2000; n++) {
		kp_decimal up = kp_ln(n, 7), down = kp_ln(7, n);
		assert_int_equal(up.coefficient, -down.coefficient);
		assert_int_equal(up.scale, down.scale);
	}
}

static void geometric_means(void **state)
{
	(void)state;
	static const struct {
		const char *values[3], *weights[3];
		size_t count;
		const char *mean;
	} rows[] = {
		{ { "4", "9" }, { NULL }, 2, "6" },
		{ { "1", "2.25" }, { NULL }, 2, "1.5" },
		{ { "2", "3", "4" }, { NULL }, 3, "2.884499141" },
		{ { "95", "80.5", "60" }, { "0.5", "0.3", "0.2" }, 3, "82.457624056" },
		{ { "0.6971", "0.3447", "0.5506" }, { NULL }, 3, "0.509554754" },
		{ { "0.000000001", "1000000000" }, { NULL }, 2, "1" },
		{ { "9223372036854775807" }, { NULL }, 1, "9223372036854775807" },
		{ { "9223372036854775807", "9223372036854775807" }, { "1", "2" }, 2, "9223372036854775807" },
		{ { "0.000000001" }, { NULL }, 1, "0.000000001" },
		{ { "7", "11" }, { "0", "3" }, 2, "11" },
		{ { "8", "1" }, { "1", "2" }, 2, "2" },
		{ { "1000000000000", "1000000" }, { NULL }, 2, "1000000000" },
		{ { "3", "5", "7" }, { "0.333333333", "0.333333333", "0.333333334" }, 3, "4.717693982" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kp_decimal values[3], weights[3], mean;
		for (size_t j = 0; j < rows[i].count; j++) {
			values[j] = decimal(rows[i].values[j]);
			weights[j] = rows[i].weights[0] ? decimal(rows[i].weights[j]) : (kp_decimal){ 1, 0 };
		}
		assert_true(kp_geometric_mean(values, rows[i].weights[0] ? weights : NULL, rows[i].count, &mean));
		assert_text(mean, rows[i].mean);
	}
}

static void what_has_no_geometric_mean(void **state)
{
	(void)state;
	kp_decimal values[] = { { 5, 0 }, { 0, 0 }, { -3, 0 } }, weights[] = { { 0, 0 }, { 0, 0 }, { 1, 0 } }, mean;
	assert_true(kp_geometric_mean(values, NULL, 2, &mean));
	assert_text(mean, "0");
	assert_true(kp_geometric_mean(values, NULL, 3, &mean));
	assert_text(mean, "0");
	assert_false(kp_geometric_mean(values, weights, 2, &mean)); /* nothing is left to weigh */
	assert_false(kp_geometric_mean(values, NULL, 0, &mean));
	values[0] = values[1] = (kp_decimal){ INT64_MAX, 0 };
	values[1].coefficient -= 1;
	assert_false(kp_geometric_mean(values, NULL, 2, &mean)); /* the mean is no number of 64 bits with its digits */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(logarithms_have_nine_certain_digits),
		cmocka_unit_test(logarithms_of_the_reciprocal_are_the_negative),
		cmocka_unit_test(geometric_means),
		cmocka_unit_test(what_has_no_geometric_mean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
