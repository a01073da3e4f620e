/* SHA-256 (FIPS 180-4): digests that name the bytes a plan was read from. */
#ifndef KP_SHA256_H
#define KP_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define KP_SHA256_SIZE 32
#define KP_SHA256_HEX 65 /* with the NUL */

typedef struct kp_sha256 {
	uint32_t state[8];
	uint64_t total;    /* bytes so far */
	uint8_t block[64]; /* what does not fill a block yet */
} kp_sha256;

void kp_sha256_init(kp_sha256 *sha);
void kp_sha256_update(kp_sha256 *sha, const void *bytes, size_t length);
void kp_sha256_final(kp_sha256 *sha, uint8_t out[KP_SHA256_SIZE]); /* init before it is used again */
void kp_sha256_of(const void *bytes, size_t length, uint8_t out[KP_SHA256_SIZE]);
void kp_sha256_hex(const uint8_t digest[KP_SHA256_SIZE], char out[KP_SHA256_HEX]); /* lower case, terminated */

/* What every machine can do; where a machine can do more, the others use that. */
void kp_sha256_plain(uint32_t state[8], const uint8_t *blocks, size_t count);

#endif
