// Grows by whole pages' worth, so that slightly larger demands cost nothing.
#include "base/scratch.h"

#include <stdlib.h>

enum { ALIGNMENT = 64, GRAIN = 2048 };

Scratch *scratch_create(void)
{
    return memory_get(sizeof(Scratch));
}

void scratch_destroy(Scratch *scratch)
{
    if (scratch) {
        free(scratch->memory);
        free(scratch);
    }
}

void *scratch_grow(Scratch *scratch, size_t bytes)
{
    free(scratch->memory);
    scratch->size = bytes / GRAIN * GRAIN + GRAIN;
    scratch->memory = aligned_alloc(ALIGNMENT, scratch->size);
    if (!scratch->memory) {
        die("out of memory (%zu bytes asked for)", scratch->size);
    }
    return scratch->memory;
}
