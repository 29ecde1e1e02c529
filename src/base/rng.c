// xoshiro256++ seeded through SplitMix64, as its authors advise. The stream is hashed in, so that
// neighbouring seeds and neighbouring streams have nothing in common.
#include "base/rng.h"

#include <math.h>

static const uint64_t GOLDEN = 0x9e3779b97f4a7c15u; // 2^64 / golden ratio, odd

// SplitMix64's output function (Steele, Lea & Flood 2014): a bijection of 64 bits.
static uint64_t mixed(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

void rng_init(Rng *rng, uint64_t seed, uint64_t stream)
{
    uint64_t key = mixed(mixed(seed + GOLDEN) + stream);
    for (int i = 0; i < 4; i++) {
        // A bijection of four different numbers: at most one of the four states is zero.
        key += GOLDEN;
        rng->state[i] = mixed(key);
    }
}

static uint64_t rotated(uint64_t bits, int left)
{
    return (bits << left) | (bits >> (64 - left));
}

uint64_t rng_bits(Rng *rng)
{
    uint64_t *s = rng->state;
    const uint64_t result = rotated(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 45);
    return result;
}

double rng_uniform(Rng *rng)
{
    return (double)(rng_bits(rng) >> 11) * 0x1p-53;
}

double rng_normal(Rng *rng)
{
    const double two_pi = 6.283185307179586;
    const double radius = sqrt(-2 * log(1 - rng_uniform(rng))); // 1 - u is never 0
    return radius * cos(two_pi * rng_uniform(rng));
}

void rng_normal_pair(Rng *rng, double pair[2])
{
    double x, y, squares;
    do {
        const uint64_t bits = rng_bits(rng);
        x = (double)(int32_t)(bits >> 32) * 0x1p-31;
        y = (double)(int32_t)(uint32_t)bits * 0x1p-31;
        squares = x * x + y * y;
    } while (squares >= 1 || squares == 0);
    const double factor = sqrt(-2 * log(squares) / squares);
    pair[0] = x * factor;
    pair[1] = y * factor;
}

uint64_t rng_below(Rng *rng, uint64_t count)
{
    assert(count > 0);
    // 2^64 mod count: draws below it are thrown away, and the rest divides evenly.
    const uint64_t uneven = -count % count;
    uint64_t bits = rng_bits(rng);
    while (bits < uneven) {
        bits = rng_bits(rng);
    }
    return bits % count;
}

void rng_shuffle(Rng *rng, size_t count, uint32_t *items)
{
    for (size_t i = count; i > 1; i--) {
        const size_t j = (size_t)rng_below(rng, i);
        const uint32_t moved = items[i - 1];
        items[i - 1] = items[j];
        items[j] = moved;
    }
}
