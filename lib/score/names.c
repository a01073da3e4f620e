#include "score/names.h"

bool kp_names_put(kp_names *names, kp_str id, kp_str name, void *thing)
{
	void *several = &names->by_name;
	void *known = name ? kp_map_get(&names->by_name, name, kp_str_len(name)) : NULL;
	if (name && !kp_map_put(&names->by_name, name, known && known != thing ? several : thing))
		return false;
	if (!id || kp_map_put(&names->by_id, id, thing))
		return true;
	if (name)
		kp_map_put(&names->by_name, name, known); /* its place is there already */
	return false;
}

void *kp_names_get(const kp_names *names, const char *text, size_t length, bool *out_several)
{
	void *found = kp_map_get(&names->by_id, text, length);
	if (!found)
		found = kp_map_get(&names->by_name, text, length);
	bool several = found == (const void *)&names->by_name;
	if (out_several)
		*out_several = several;
	return several ? NULL : found;
}

void kp_names_free(kp_names *names)
{
	kp_map_free(&names->by_id);
	kp_map_free(&names->by_name);
}
