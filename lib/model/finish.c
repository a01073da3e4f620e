#include "base/sha256.h"
#include "model/build.h"
#include "model/freeze.h"

/* Without a uid of the caller's and a digest of the original bytes, the source text stands for those. */
static bool make_uid(kepu_plan *plan)
{
	if (plan->uid)
		return true;
	if (plan->digest) {
		plan->uid = plan->digest;
		return true;
	}
	kp_sha256 sha;
	kp_sha256_init(&sha);
	for (size_t i = 0; i < plan->paragraph_count; i++) {
		kp_str text = plan->paragraphs[i].text;
		if (i)
			kp_sha256_update(&sha, "\n", 1);
		kp_sha256_update(&sha, text, kp_str_len(text));
	}
	uint8_t digest[KP_SHA256_SIZE];
	char uid[7 + KP_SHA256_HEX] = "sha256:";
	kp_sha256_final(&sha, digest);
	kp_sha256_hex(digest, uid + 7);
	plan->uid = kp_str_new(&plan->arena, uid, strlen(uid));
	return plan->uid;
}

static kepu_status freeze(kepu_plan *plan, kepu_error **err)
{
	kp_intern_free(&plan->strings); /* first, for what follows takes memory too */
	kp_ids_settle(&plan->ids);
	if (!make_uid(plan) || !kp_freeze_arrays(plan))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = kp_freeze_cycles(plan, err);
	if (status)
		return status;
	if (!kp_freeze_paths(plan) || !kp_freeze_names(plan))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	return KEPU_OK;
}

kepu_status kp_builder_finish(kepu_builder *b, kepu_plan **out_plan, kepu_error **err)
{
	*out_plan = NULL;
	kepu_plan *plan = b->plan;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_FINISHED, NULL, NULL, NULL);
	b->plan = NULL;
	kepu_status status = freeze(plan, err);
	if (status)
		b->failed = plan;
	else
		*out_plan = plan;
	return status;
}
