/* Text of the source at spans. Spans count code points, and a plan may have very many into very long paragraphs, so the
 * bytes they begin at are found from marks set once in each long paragraph. */
#ifndef KP_SPANS_H
#define KP_SPANS_H

#include "model/model.h"

typedef struct kp_spans {
	const kepu_plan *plan;
	uint32_t **marks; /* by paragraph; NULL: not made yet */
	size_t count;     /* of marks */
} kp_spans;

void kp_spans_init(kp_spans *spans, const kepu_plan *plan);
void kp_spans_free(kp_spans *spans);

typedef enum kp_spans_result {
	KP_SPANS_OK,
	KP_SPANS_OUTSIDE, /* a span lies outside the source */
	KP_SPANS_LONG,    /* the text reaches `most` bytes */
	KP_SPANS_MEMORY
} kp_spans_result;

/* The text at the proof's spans, behind what the buffer holds: spans of one paragraph are joined directly, those of
 * different ones by LF. On anything but OK the buffer is as it was. */
kp_spans_result kp_spans_text(kp_spans *spans, const kepu_provenance *proof, size_t most, kp_buffer *out);

/* The paragraph's own string where the spans are one, over the whole of it; else NULL. */
kp_str kp_spans_whole(const kp_spans *spans, const kepu_provenance *proof);

/* Whether text is what stands at the spans. False also when memory is out (then the text is written out, no harm). */
bool kp_spans_equal(kp_spans *spans, const kepu_provenance *proof, kp_str text);

#endif
