#include "base/sha256.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_digest(const void *bytes, size_t length, const char *expected)
{
	uint8_t digest[KP_SHA256_SIZE];
	char hex[KP_SHA256_HEX];
	kp_sha256_of(bytes, length, digest);
	kp_sha256_hex(digest, hex);
	assert_string_equal(hex, expected);
}

static void the_vectors_of_the_standard(void **state)
{
	(void)state;
	assert_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
	              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	size_t million = 1000000;
	char *letters = malloc(million);
	assert_non_null(letters);
	memset(letters, 'a', million);
	assert_digest(letters, million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	free(letters);
}

/* In whatever pieces the bytes come, the digest is the same. */
static void pieces_make_the_same_digest(void **state)
{
	(void)state;
	uint64_t seed = 12;
	uint8_t bytes[1000], whole[KP_SHA256_SIZE], pieces[KP_SHA256_SIZE];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)random_next(&seed);
	for (size_t length = 0; length <= sizeof bytes; length++) {
		kp_sha256 sha;
		kp_sha256_init(&sha);
		for (size_t at = 0; at < length;) {
			size_t piece = (size_t)random_below(&seed, 150);
			if (piece > length - at)
				piece = length - at;
			kp_sha256_update(&sha, bytes + at, piece);
			at += piece;
		}
		kp_sha256_final(&sha, pieces);
		kp_sha256_of(bytes, length, whole);
		assert_memory_equal(pieces, whole, sizeof whole);
	}
}

/* The way that every machine can go leads where this machine's own does. */
static void all_machines_make_the_same_digest(void **state)
{
	(void)state;
	uint64_t seed = 13;
	uint8_t bytes[1300];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)random_next(&seed);
	for (size_t length = 0; length <= 1200; length++) {
		uint8_t padded[1300] = { 0 }, digest[KP_SHA256_SIZE], plain[KP_SHA256_SIZE];
		size_t blocks = (length + 8) / 64 + 1;
		memcpy(padded, bytes, length);
		padded[length] = 0x80;
		padded[blocks * 64 - 2] = (uint8_t)(length * 8 >> 8);
		padded[blocks * 64 - 1] = (uint8_t)(length * 8);
		kp_sha256 sha;
		kp_sha256_init(&sha);
		kp_sha256_plain(sha.state, padded, blocks);
		for (size_t i = 0; i < sizeof plain; i++)
			plain[i] = (uint8_t)(sha.state[i / 4] >> (24 - 8 * (i % 4)));
		kp_sha256_of(bytes, length, digest);
		assert_memory_equal(digest, plain, sizeof plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_of_the_standard),
		cmocka_unit_test(pieces_make_the_same_digest),
		cmocka_unit_test(all_machines_make_the_same_digest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
