// parallel_for over numbered blocks. Which thread computes a block is open; what a block computes
// must depend on its number alone, so the result is the same for any number of threads.
// Every thread, the caller's too while it is inside, flushes denormals to zero.
#pragma once

#include "base/base.h"

typedef struct Parallel Parallel;

typedef void ParallelBody(void *context, int block);

// Those this process may use, which in a container are fewer than the machine has.
int parallel_processors(void);
// threads: 1 to 64 including the caller; 0 for one per processor.
Parallel *parallel_create(int threads);
void parallel_destroy(Parallel *parallel);
int parallel_threads(const Parallel *parallel);
// Runs body(context, 0..blocks-1) and returns when all are done. parallel may be NULL: all in the
// caller. Not re-entrant.
void parallel_for(Parallel *parallel, int blocks, ParallelBody *body, void *context);

// Denormals as zero on this thread; returns what was set before, for denormals_restore().
// Adam's moments otherwise decay through the denormals and make a long run six times slower.
unsigned denormals_flush(void);
// Denormals as the numbers they are, for what is shown of them; returns the same.
unsigned denormals_keep(void);
void denormals_restore(unsigned before);
