/* To preload: a qsort() that leaves equal elements in the opposite order of that of the C library here. Which order they come in
 * is nobody's promise, and it is another one in other C libraries. */
#include <stdlib.h>

static void swap(unsigned char *one, unsigned char *other, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char kept = one[i];
		one[i] = other[i];
		other[i] = kept;
	}
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	unsigned char *list = base;
	for (size_t i = 0; i < count / 2; i++)
		swap(list + i * size, list + (count - 1 - i) * size, size);
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j && compare(list + (j - 1) * size, list + j * size) > 0; j--)
			swap(list + (j - 1) * size, list + j * size, size);
}
