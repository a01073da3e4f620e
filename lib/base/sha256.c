#include "base/sha256.h"

#include <string.h>

static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static uint32_t word_at(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* What a block adds in each round does not depend on the blocks before it. So it is worked out for several of them at
 * once, side by side in the lanes of a vector; compilers make one instruction of it, or as many as the machine needs. */
enum { LANES = 8 };
typedef uint32_t lanes __attribute__((vector_size(LANES * sizeof(uint32_t))));
typedef union row {
	lanes all;
	uint32_t of[LANES];
} row;

#define TURN_ALL(x, n) ((x) >> (n) | (x) << (32 - (n)))

/* Inlined, as each of its callers is compiled for machines of its own. */
#define INLINE static inline __attribute__((always_inline))

INLINE void spread(row w[64], const uint8_t *p, size_t blocks)
{
	for (size_t lane = 0; lane < blocks; lane++)
		for (size_t i = 0; i < 16; i++)
			w[i].of[lane] = word_at(p + 64 * lane + 4 * i);
	for (int i = 16; i < 64; i++) {
		lanes x = w[i - 15].all, y = w[i - 2].all;
		w[i].all = w[i - 16].all + (TURN_ALL(x, 7) ^ TURN_ALL(x, 18) ^ x >> 3) + w[i - 7].all +
		           (TURN_ALL(y, 17) ^ TURN_ALL(y, 19) ^ y >> 10);
	}
	for (int i = 0; i < 64; i++)
		w[i].all += constants[i];
}

/* One round, with the eight words renamed instead of moved. Of a, b and c each bit is the one that two of them have: b's,
 * unless both a and c differ from it. The next round has a and b as its b and c. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                                 \
	do {                                                                                                 \
		uint32_t t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) + w[i].of[lane]; \
		uint32_t ab = a ^ b;                                                                             \
		d += t;                                                                                          \
		h = t + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (b ^ (ab & bc));                              \
		bc = ab;                                                                                         \
	} while (0)

INLINE void mix(uint32_t state[8], const row w[64], size_t lane)
{
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
	uint32_t e = state[4], f = state[5], g = state[6], h = state[7], bc = b ^ c;
	for (int i = 0; i < 64; i += 8) {
		ROUND(a, b, c, d, e, f, g, h, i);
		ROUND(h, a, b, c, d, e, f, g, i + 1);
		ROUND(g, h, a, b, c, d, e, f, i + 2);
		ROUND(f, g, h, a, b, c, d, e, i + 3);
		ROUND(e, f, g, h, a, b, c, d, i + 4);
		ROUND(d, e, f, g, h, a, b, c, i + 5);
		ROUND(c, d, e, f, g, h, a, b, i + 6);
		ROUND(b, c, d, e, f, g, h, a, i + 7);
	}
	state[0] += a, state[1] += b, state[2] += c, state[3] += d;
	state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

INLINE void compress_all(uint32_t state[8], const uint8_t *p, size_t blocks)
{
	row w[64];
	memset(w, 0, 16 * sizeof *w); /* for lanes without a block */
	for (size_t part; blocks; blocks -= part, p += 64 * part) {
		part = blocks < LANES ? blocks : LANES;
		spread(w, p, part);
		for (size_t lane = 0; lane < part; lane++)
			mix(state, w, lane);
	}
}

void kp_sha256_plain(uint32_t state[8], const uint8_t *p, size_t blocks)
{
	compress_all(state, p, blocks);
}

#ifdef __x86_64__
__attribute__((target("avx2,bmi2"))) static void compress_avx2(uint32_t state[8], const uint8_t *p, size_t blocks)
{
	compress_all(state, p, blocks);
}
#endif

/* The same code as the machine does it best. */
static void compress(uint32_t state[8], const uint8_t *p, size_t blocks)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
		compress_avx2(state, p, blocks);
		return;
	}
#endif
	kp_sha256_plain(state, p, blocks);
}

void kp_sha256_init(kp_sha256 *sha)
{
	static const uint32_t start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	memset(sha, 0, sizeof *sha);
	memcpy(sha->state, start, sizeof start);
}

void kp_sha256_update(kp_sha256 *sha, const void *bytes, size_t length)
{
	const uint8_t *p = bytes;
	size_t held = sha->total % 64;
	if (!length)
		return;
	sha->total += length;
	if (held) {
		size_t part = length < 64 - held ? length : 64 - held;
		memcpy(sha->block + held, p, part);
		p += part;
		length -= part;
		if (held + part < 64)
			return;
		compress(sha->state, sha->block, 1);
	}
	compress(sha->state, p, length / 64);
	if (length % 64)
		memcpy(sha->block, p + (length & ~(size_t)63), length % 64);
}

void kp_sha256_final(kp_sha256 *sha, uint8_t out[KP_SHA256_SIZE])
{
	uint64_t bits = sha->total * 8;
	uint8_t end[72] = { 0x80 };
	size_t held = sha->total % 64, pad = (held < 56 ? 56 : 120) - held;
	for (int i = 0; i < 8; i++)
		end[pad + (size_t)i] = (uint8_t)(bits >> (56 - 8 * i));
	kp_sha256_update(sha, end, pad + 8);
	for (int i = 0; i < 32; i++)
		out[i] = (uint8_t)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

void kp_sha256_of(const void *bytes, size_t length, uint8_t out[KP_SHA256_SIZE])
{
	kp_sha256 sha;
	kp_sha256_init(&sha);
	kp_sha256_update(&sha, bytes, length);
	kp_sha256_final(&sha, out);
}

void kp_sha256_hex(const uint8_t digest[KP_SHA256_SIZE], char out[KP_SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";
	for (int i = 0; i < KP_SHA256_SIZE; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[2 * KP_SHA256_SIZE] = '\0';
}
