/* Schemes to and from bytes. */
#ifndef KP_SCHEME_IO_H
#define KP_SCHEME_IO_H

#include "io/source.h"
#include "score/build_scheme.h"

#define KP_SCHEME_NAMESPACE "urn:kepu:scheme:1"
#define KP_SCHEME_MAJOR 0
#define KP_SCHEME_MINOR 1

/* `bytes` are all of a file, from behind a byte order mark, which was `skipped` bytes long. JSON is unescaped in its place.
 * What they read is in the builder, which is not finished. */
typedef struct kp_scheme_bytes {
	kp_source *source; /* from which places are looked for */
	char *bytes;
	size_t length, skipped;
	const kp_limits *limits;
} kp_scheme_bytes;

kepu_status kp_scheme_read_xml(const kp_scheme_bytes *file, kepu_scheme_builder *b, kepu_error **err);
kepu_status kp_scheme_read_json(const kp_scheme_bytes *file, kepu_scheme_builder *b, kepu_error **err);

/* A piece of raw XML that is not ours, for an element: its attributes, or elements. `at` of the builder is its place. */
kepu_status kp_scheme_read_foreign(kepu_scheme_builder *b, kp_scheme_element *element, bool attributes, const char *xml,
                                   size_t length, const kp_limits *limits, kepu_error **err);

/* Line, column and offset of a byte. */
kp_place kp_scheme_place(const kp_scheme_bytes *file, uint64_t offset);

/* Takes the version that a file says it is of. False: it cannot be read. */
bool kp_scheme_version(kepu_scheme_builder *b, const char *bytes, size_t length);

#endif
