#include <kepu/base.h>

#include <stdlib.h>

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

static const char version[] = TEXT(KEPU_VERSION_MAJOR) "." TEXT(KEPU_VERSION_MINOR) "." TEXT(KEPU_VERSION_PATCH);

int32_t kepu_version_number(void)
{
	return KEPU_VERSION_MAJOR * 10000 + KEPU_VERSION_MINOR * 100 + KEPU_VERSION_PATCH;
}

const char *kepu_version(size_t *out_len)
{
	if (out_len)
		*out_len = sizeof version - 1;
	return version;
}

void kepu_free(void *ptr)
{
	free(ptr);
}
