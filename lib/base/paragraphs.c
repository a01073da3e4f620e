#include "base/paragraphs.h"

#include <stdlib.h>
#include <string.h>

void kp_paragraphs_free(kp_paragraphs *list)
{
	free(list->own);
	free(list->items);
	memset(list, 0, sizeof *list);
}
