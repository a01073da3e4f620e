#include "io/sink.h"

#include "base/fail.h"

#include <stdlib.h>
#include <zlib.h>

#define PACKED_ROOM 65536
#define WINDOW_GZIP (15 + 16) /* a gzip header with no time and no name: the same bytes each time */
#define MEMORY_LEVEL 8

struct kp_packer {
	z_stream stream;
	unsigned char room[PACKED_ROOM];
};

static void fail(kp_sink *sink, kepu_status status)
{
	if (!sink->status)
		sink->status = kp_fail(sink->err, status, NULL, NULL, NULL);
}

kepu_status kp_sink_open(kp_sink *sink, kp_buffer *memory, kp_posix_save *file, bool packed, kepu_error **err)
{
	*sink = (kp_sink){ .err = err, .memory = memory, .file = file };
	sink->room = malloc(KP_SINK_ROOM);
	if (packed)
		sink->packer = kp_calloc(1, sizeof *sink->packer);
	if (!sink->room || (packed && !sink->packer)) {
		fail(sink, KEPU_ERROR_MEMORY);
		return sink->status;
	}
	if (packed && deflateInit2(&sink->packer->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW_GZIP, MEMORY_LEVEL,
	                           Z_DEFAULT_STRATEGY) != Z_OK) {
		free(sink->packer);
		sink->packer = NULL;
		fail(sink, KEPU_ERROR_MEMORY);
	}
	return sink->status;
}

static void deliver(kp_sink *sink, const void *bytes, size_t length)
{
	if (sink->status || !length)
		return;
	if (sink->file) {
		sink->status = kp_posix_write(sink->file, bytes, length, sink->err);
		return;
	}
	kp_buffer_add(sink->memory, bytes, length);
	if (sink->memory->failed)
		fail(sink, KEPU_ERROR_MEMORY);
}

static void pack(kp_sink *sink, const char *bytes, size_t length, int flush)
{
	z_stream *stream = &sink->packer->stream;
	int result = Z_OK;
	stream->next_in = (Bytef *)bytes; /* zlib does not write there */
	stream->avail_in = (uInt)length;
	do {
		stream->next_out = sink->packer->room;
		stream->avail_out = PACKED_ROOM;
		result = deflate(stream, flush);
		deliver(sink, sink->packer->room, PACKED_ROOM - stream->avail_out);
	} while (!sink->status && (stream->avail_in || (flush == Z_FINISH && result == Z_OK)));
}

static void push(kp_sink *sink, const char *bytes, size_t length)
{
	if (sink->status)
		return;
	if (!sink->packer) {
		deliver(sink, bytes, length);
		return;
	}
	for (; length > KP_SINK_ROOM; bytes += KP_SINK_ROOM, length -= KP_SINK_ROOM)
		pack(sink, bytes, KP_SINK_ROOM, Z_NO_FLUSH);
	pack(sink, bytes, length, Z_NO_FLUSH);
}

void kp_sink_large(kp_sink *sink, const char *bytes, size_t length)
{
	if (!sink->room)
		return;
	push(sink, sink->room, sink->used);
	sink->used = 0;
	if (length > KP_SINK_ROOM / 2) {
		push(sink, bytes, length);
	} else {
		memcpy(sink->room, bytes, length);
		sink->used = length;
	}
}

void kp_sink_int(kp_sink *sink, uint64_t number)
{
	char digits[20], *at = digits + sizeof digits;
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	kp_sink_put(sink, at, (size_t)(digits + sizeof digits - at));
}

kepu_status kp_sink_close(kp_sink *sink)
{
	if (!sink->status)
		push(sink, sink->room, sink->used);
	if (sink->packer) {
		if (!sink->status)
			pack(sink, NULL, 0, Z_FINISH);
		deflateEnd(&sink->packer->stream);
	}
	free(sink->packer);
	free(sink->room);
	sink->packer = NULL;
	sink->room = NULL;
	return sink->status;
}
