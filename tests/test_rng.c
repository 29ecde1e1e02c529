// Random numbers: reproducible, uniform, normal, and unrelated between streams. The seeds are
// fixed, so each bound below holds or fails for ever; they lie at about five standard errors.
#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { DRAWS = 200000 };

// The first outputs of the authors' reference code for the state {1, 2, 3, 4}.
Test(rng, is_xoshiro256_plus_plus)
{
    static const uint64_t reference[] = {
        41943041u,
        58720359u,
        3588806011781223u,
        3591011842654386u,
        9228616714210784205u,
        9973669472204895162u,
        14011001112246962877u,
        12406186145184390807u,
        15849039046786891736u,
        10450023813501588000u,
    };
    Rng rng = { { 1, 2, 3, 4 } };
    for (size_t i = 0; i < COUNT(reference); i++) {
        cr_expect_eq(rng_bits(&rng), reference[i], "output %zu", i);
    }
}

Test(rng, the_same_seed_and_stream_give_the_same_bits)
{
    Rng a, b;
    rng_init(&a, 7, 3);
    rng_init(&b, 7, 3);
    for (int i = 0; i < 1000; i++) {
        cr_assert_eq(rng_bits(&a), rng_bits(&b));
    }
}

Test(rng, no_state_is_all_zero_and_no_two_are_equal)
{
    Rng all[400];
    for (size_t i = 0; i < COUNT(all); i++) {
        rng_init(&all[i], i / 20, i % 20);
        cr_expect(all[i].state[0] || all[i].state[1] || all[i].state[2] || all[i].state[3]);
        for (size_t j = 0; j < i; j++) {
            cr_assert_neq(memcmp(&all[i], &all[j], sizeof(Rng)), 0, "%zu and %zu", i, j);
        }
    }
}

Test(rng, uniform_numbers_fill_the_unit_interval_evenly)
{
    Rng rng;
    rng_init(&rng, 1, 0);
    double sum = 0, squares = 0;
    int bins[100] = { 0 };
    for (int i = 0; i < DRAWS; i++) {
        const double u = rng_uniform(&rng);
        cr_assert(u >= 0 && u < 1);
        sum += u;
        squares += u * u;
        bins[(int)(u * 100)]++;
    }
    cr_expect_float_eq(sum / DRAWS, 0.5, 5 * sqrt(1.0 / 12 / DRAWS));
    cr_expect_float_eq(squares / DRAWS, 1.0 / 3, 5 * sqrt(4.0 / 45 / DRAWS));
    double chi = 0;
    for (size_t i = 0; i < COUNT(bins); i++) {
        chi += pow(bins[i] - DRAWS / 100.0, 2) / (DRAWS / 100.0);
    }
    cr_expect(chi > 45 && chi < 175, "chi square %g with 99 degrees of freedom", chi);
}

typedef double Draw(Rng *rng);

static double first_of_pair(Rng *rng)
{
    double pair[2];
    rng_normal_pair(rng, pair);
    return pair[0];
}

static double second_of_pair(Rng *rng)
{
    double pair[2];
    rng_normal_pair(rng, pair);
    return pair[1];
}

// The sum of two that have nothing to do with each other is normal, and √2 as wide.
static double both_of_pair(Rng *rng)
{
    double pair[2];
    rng_normal_pair(rng, pair);
    return (pair[0] + pair[1]) / sqrt(2);
}

// Kolmogorov-Smirnov against the error function, on a sorted copy made by counting.
static void expect_normal(Draw *draw)
{
    Rng rng;
    rng_init(&rng, 1, 0);
    enum { BINS = 800 }; // of width 0.01 from -4 to 4
    int bins[BINS] = { 0 };
    double moments[5] = { 0 };
    for (int i = 0; i < DRAWS; i++) {
        const double z = draw(&rng);
        cr_assert(isfinite(z));
        for (int k = 1; k <= 4; k++) {
            moments[k] += pow(z, k) / DRAWS;
        }
        bins[(int)clamp((z + 4) * 100, 0, BINS - 1)]++;
    }
    cr_expect_float_eq(moments[1], 0, 5 * sqrt(1.0 / DRAWS));
    cr_expect_float_eq(moments[2], 1, 5 * sqrt(2.0 / DRAWS));
    cr_expect_float_eq(moments[3], 0, 5 * sqrt(15.0 / DRAWS));
    cr_expect_float_eq(moments[4], 3, 5 * sqrt(96.0 / DRAWS));
    double below = 0, worst = 0;
    for (int i = 0; i < BINS - 1; i++) {
        below += bins[i];
        const double expected = 0.5 * erfc(-((i + 1) / 100.0 - 4) / sqrt(2));
        worst = fmax(worst, fabs(below / DRAWS - expected));
    }
    cr_expect_lt(worst, 1.95 / sqrt(DRAWS), "distance %g", worst); // p = 0.001
}

Test(rng, normal_numbers_follow_the_normal_distribution)
{
    Draw *const draws[] = { rng_normal, first_of_pair, second_of_pair, both_of_pair };
    for (size_t i = 0; i < COUNT(draws); i++) {
        expect_normal(draws[i]);
    }
}

static double correlation(uint64_t seed_a, uint64_t stream_a, uint64_t seed_b, uint64_t stream_b)
{
    enum { N = 10000 };
    Rng a, b;
    rng_init(&a, seed_a, stream_a);
    rng_init(&b, seed_b, stream_b);
    double sum = 0;
    for (int i = 0; i < N; i++) {
        sum += rng_normal(&a) * rng_normal(&b);
    }
    return sum / N * sqrt(N); // standard normal when they are independent
}

Test(rng, neighbouring_seeds_and_streams_are_unrelated)
{
    for (uint64_t i = 0; i < 30; i++) {
        cr_expect_lt(fabs(correlation(1, i, 1, i + 1)), 4.5, "streams %d", (int)i);
        cr_expect_lt(fabs(correlation(i, 0, i + 1, 0)), 4.5, "seeds %d", (int)i);
        cr_expect_lt(fabs(correlation(i, i + 1, i + 1, i)), 4.5, "swapped %d", (int)i);
    }
}

// Noise is drawn as the first numbers of stream `step`: across streams they must be normal too.
Test(rng, first_draws_of_successive_streams_look_like_one_stream)
{
    enum { STREAMS = 50000 };
    double sum = 0, squares = 0, lagged = 0, last = 0;
    for (uint64_t stream = 0; stream < STREAMS; stream++) {
        Rng rng;
        rng_init(&rng, 1, stream);
        const double z = rng_normal(&rng);
        sum += z;
        squares += z * z;
        lagged += z * last;
        last = z;
    }
    cr_expect_float_eq(sum / STREAMS, 0, 5 / sqrt(STREAMS));
    cr_expect_float_eq(squares / STREAMS, 1, 5 * sqrt(2.0 / STREAMS));
    cr_expect_float_eq(lagged / STREAMS, 0, 5 / sqrt(STREAMS));
}

Test(rng, below_reaches_every_value_equally_often)
{
    Rng rng;
    rng_init(&rng, 5, 0);
    int counts[7] = { 0 };
    for (int i = 0; i < 70000; i++) {
        const uint64_t k = rng_below(&rng, 7);
        cr_assert_lt(k, 7);
        counts[k]++;
    }
    for (int k = 0; k < 7; k++) {
        cr_expect(abs(counts[k] - 10000) < 5 * 93, "%d came %d times", k, counts[k]);
    }
    cr_expect_eq(rng_below(&rng, 1), 0);
    const uint64_t most = UINT64_C(3) << 62; // a plain modulo would favour the lower third
    int lower = 0;
    for (int i = 0; i < 30000; i++) {
        lower += rng_below(&rng, most) < most / 3;
    }
    cr_expect(abs(lower - 10000) < 5 * 82, "%d of 30000 in the lower third", lower);
}

Test(rng, shuffle_gives_each_order_equally_often)
{
    Rng rng;
    rng_init(&rng, 9, 0);
    int orders[64] = { 0 };
    for (int i = 0; i < 60000; i++) {
        uint32_t items[] = { 0, 1, 2 };
        rng_shuffle(&rng, 3, items);
        cr_assert_eq((1u << items[0]) + (1u << items[1]) + (1u << items[2]), 7, "a permutation");
        orders[items[0] * 16 + items[1] * 4 + items[2]]++;
    }
    int seen = 0;
    for (size_t i = 0; i < COUNT(orders); i++) {
        seen += orders[i] > 0;
        cr_expect(orders[i] == 0 || abs(orders[i] - 10000) < 5 * 92, "order %zu", i);
    }
    cr_expect_eq(seen, 6);
    rng_shuffle(&rng, 0, NULL);
}
