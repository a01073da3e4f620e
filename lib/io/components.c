/* Which libraries this build uses. */
#include <kepu/base.h>

#include <libxml/xmlversion.h>
#include <string.h>
#include <zlib.h>

typedef struct component {
	const char *name, *version; /* version NULL: this build goes without it */
} component;

static const component components[] = {
	{ "libxml2", LIBXML_DOTTED_VERSION },
	{ "zlib", ZLIB_VERSION },
};

static const char *text_out(const char *text, size_t *out_len)
{
	if (out_len)
		*out_len = text ? strlen(text) : 0;
	return text;
}

size_t kepu_component_count(void)
{
	return sizeof components / sizeof *components;
}

const char *kepu_component_name(size_t index, size_t *out_len)
{
	return text_out(index < kepu_component_count() ? components[index].name : NULL, out_len);
}

const char *kepu_component_version(size_t index, size_t *out_len)
{
	return text_out(index < kepu_component_count() ? components[index].version : NULL, out_len);
}
