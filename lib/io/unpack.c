#include "io/unpack.h"

#include "base/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#define WINDOW_GZIP (15 + 16)
#define ROOM 65536

struct kp_unpacker {
	z_stream stream;
	bool last;    /* no more food will come */
	bool between; /* a member has ended: another one begins, or this is the end */
	unsigned char room[ROOM];
};

kp_unpacker *kp_unpacker_new(void)
{
	kp_unpacker *unpacker = kp_calloc(1, sizeof *unpacker);
	if (unpacker && inflateInit2(&unpacker->stream, WINDOW_GZIP) != Z_OK) {
		free(unpacker);
		return NULL;
	}
	return unpacker;
}

bool kp_unpacker_reset(kp_unpacker *unpacker)
{
	unpacker->last = unpacker->between = false;
	unpacker->stream.avail_in = 0;
	return inflateReset(&unpacker->stream) == Z_OK;
}

void kp_unpacker_free(kp_unpacker *unpacker)
{
	if (!unpacker)
		return;
	inflateEnd(&unpacker->stream);
	free(unpacker);
}

char *kp_unpacker_room(kp_unpacker *unpacker, size_t *out_room)
{
	*out_room = ROOM;
	return (char *)unpacker->room;
}

void kp_unpacker_feed(kp_unpacker *unpacker, size_t length)
{
	unpacker->stream.next_in = unpacker->room;
	unpacker->stream.avail_in = (uInt)length;
	unpacker->last = length == 0;
}

size_t kp_unpacker_left(const kp_unpacker *unpacker)
{
	return unpacker->stream.avail_in;
}

kp_unpack_result kp_unpacker_take(kp_unpacker *unpacker, char *bytes, size_t room, size_t *out_length)
{
	z_stream *stream = &unpacker->stream;
	if (!stream->avail_in) {
		if (!unpacker->last)
			return KP_UNPACK_HUNGRY;
		return unpacker->between ? KP_UNPACK_END : KP_UNPACK_BAD;
	}
	if (unpacker->between && inflateReset(stream) != Z_OK)
		return KP_UNPACK_BAD;
	unpacker->between = false;
	uInt most = room < UINT_MAX ? (uInt)room : UINT_MAX;
	stream->next_out = (Bytef *)bytes;
	stream->avail_out = most;
	int result = inflate(stream, Z_NO_FLUSH);
	*out_length = most - stream->avail_out;
	unpacker->between = result == Z_STREAM_END;
	if (result == Z_MEM_ERROR)
		return KP_UNPACK_MEMORY;
	return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR ? KP_UNPACK_MORE : KP_UNPACK_BAD;
}
