// Seeded random numbers, never global. Counter-based where it matters: rng_init(seed, stream)
// gives independent streams, so that noise can be drawn for (seed, step) in any order.
#pragma once

#include "base/base.h"

typedef struct Rng {
    uint64_t state[4]; // xoshiro256++ (Blackman & Vigna 2019), never all zero
} Rng;

void rng_init(Rng *rng, uint64_t seed, uint64_t stream);
uint64_t rng_bits(Rng *rng);
// Uniform in [0, 1), 53 bits.
double rng_uniform(Rng *rng);
// Standard normal (Box & Muller 1958, one of the pair).
double rng_normal(Rng *rng);
// Two independent ones from a point of the unit disk (Marsaglia & Bray 1964), in a third of the time
// of two: where there are hundreds to draw.
void rng_normal_pair(Rng *rng, double pair[2]);
// Uniform in 0..count-1; count > 0.
uint64_t rng_below(Rng *rng, uint64_t count);
// Fisher-Yates.
void rng_shuffle(Rng *rng, size_t count, uint32_t *items);
