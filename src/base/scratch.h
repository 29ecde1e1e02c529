// Memory that a computation works in: it grows to what is asked for and keeps nothing between
// calls. One for each thread.
#pragma once

#include "base/base.h"

typedef struct Scratch Scratch;

Scratch *scratch_create(void);
// NULL is allowed.
void scratch_destroy(Scratch *scratch);
// So many bytes at a multiple of 64, whatever stands in them, until the next call.
void *scratch_memory(Scratch *scratch, size_t bytes);
