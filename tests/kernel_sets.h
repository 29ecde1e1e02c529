// What the tests of kernels share: every set that this processor can run, numbers for it, and what
// no kernel may touch.
#pragma once

#include "base/arena.h"
#include "base/rng.h"
#include "model/net/kernels.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

#ifdef THALWEG_DOUBLE
#define EPS DBL_EPSILON
#else
#define EPS ((double)FLT_EPSILON)
#endif

#define EACH_SET(set) for (int index = 0; kernels_at(index, &(set)); index++)

// What one of several cases must be, of one set. All memory is the arena's.
typedef void CheckCase(const Kernels *set, Rng *rng, Arena *arena, int which);

// Cases 0..count-1 with every set, each set with the same numbers.
static inline void check_sets(uint64_t seed, int count, CheckCase *check)
{
    const Kernels *set;
    EACH_SET(set)
    {
        Rng rng;
        rng_init(&rng, seed, 0);
        for (int which = 0; which < count; which++) {
            Arena arena = { 0 };
            check(set, &rng, &arena, which);
            arena_free(&arena);
        }
    }
}

// [rows][padded(columns)] of N(mean, 1); pads: `pad`.
static inline Real *rows_of(Arena *arena, Rng *rng, int rows, int columns, double mean, Real pad)
{
    Real *a = arena_new(arena, Real, rows * padded(columns));
    for (int i = 0; i < rows * padded(columns); i++) {
        a[i] = i % padded(columns) < columns ? (Real)(mean + rng_normal(rng)) : pad;
    }
    return a;
}

static const Real guard = -12345;

// As many numbers, none of which a kernel may leave or touch by mistake unseen.
static inline Real *guarded(Arena *arena, int count)
{
    Real *a = arena_new(arena, Real, count);
    for (int i = 0; i < count; i++) {
        a[i] = guard;
    }
    return a;
}
