// Memory that a computation works in: it grows to what is asked for and keeps nothing between
// calls. One for each thread.
#pragma once

#include "base/base.h"

typedef struct Scratch {
    void *memory;
    size_t size; // bytes
} Scratch;

Scratch *scratch_create(void);
// NULL is allowed.
void scratch_destroy(Scratch *scratch);
// For scratch_memory(): makes room for so many bytes.
void *scratch_grow(Scratch *scratch, size_t bytes);
// So many bytes at a multiple of 64, whatever stands in them, until the next call.
static inline void *scratch_memory(Scratch *scratch, size_t bytes)
{
    return bytes <= scratch->size ? scratch->memory : scratch_grow(scratch, bytes);
}
