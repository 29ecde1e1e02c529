// Blocks are computed once each, with the same bits whatever the number of threads.
#include "base/parallel.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 97, BLOCK = 64 };

static const int thread_counts[] = { 1, 2, 3, 8 };

static void count_block(void *context, int block)
{
    atomic_int *counts = context;
    atomic_fetch_add(&counts[block], 1);
}

Test(parallel, runs_every_block_exactly_once_in_every_call)
{
    for (size_t t = 0; t < COUNT(thread_counts); t++) {
        Parallel *parallel = parallel_create(thread_counts[t]);
        cr_expect_eq(parallel_threads(parallel), thread_counts[t]);
        for (int call = 0; call < 200; call++) {
            static atomic_int counts[BLOCKS + 1];
            memset(counts, 0, sizeof counts);
            const int blocks = call % (BLOCKS + 1);
            parallel_for(parallel, blocks, count_block, counts);
            for (int block = 0; block <= BLOCKS; block++) {
                cr_assert_eq(counts[block], block < blocks, "block %d of %d, %d threads", block,
                             blocks, thread_counts[t]);
            }
        }
        parallel_destroy(parallel);
    }
}

// Random numbers, transcendental functions and a long sum: all that could differ.
static void noisy_block(void *context, int block)
{
    double *out = (double *)context + (size_t)block * BLOCK;
    Rng rng;
    rng_init(&rng, 1, (uint64_t)block);
    double sum = 0;
    for (int i = 0; i < BLOCK; i++) {
        sum += sin(rng_normal(&rng)) * 1e-3;
        out[i] = sum;
    }
}

Test(parallel, gives_the_same_bits_for_1_2_3_and_8_threads_and_for_none)
{
    const size_t bytes = sizeof(double) * BLOCKS * BLOCK;
    double *reference = memory_get(bytes), *result = memory_get(bytes);
    parallel_for(NULL, BLOCKS, noisy_block, reference);
    for (size_t t = 0; t < COUNT(thread_counts); t++) {
        Parallel *parallel = parallel_create(thread_counts[t]);
        memset(result, 0xff, bytes);
        parallel_for(parallel, BLOCKS, noisy_block, result);
        cr_expect_eq(memcmp(result, reference, bytes), 0, "%d threads", thread_counts[t]);
        parallel_destroy(parallel);
    }
    free(result);
    free(reference);
}

Test(parallel, zero_threads_means_one_for_each_processor)
{
    Parallel *parallel = parallel_create(0);
    cr_expect(parallel_threads(parallel) >= 1 && parallel_threads(parallel) <= 64);
    parallel_destroy(parallel);
    cr_expect_eq(parallel_threads(NULL), 1);
    parallel_destroy(NULL);
}

#if defined(__SSE2__) || defined(__aarch64__)
static double halved(double value)
{
    volatile double half = 0.5; // keeps the compiler from multiplying at compile time
    return value * half;
}

static void denormal_block(void *context, int block)
{
    volatile double smallest = 0x1p-1022;
    ((double *)context)[block] = halved(smallest);
}

Test(parallel, denormals_are_zero_in_every_block_and_live_on_outside)
{
    volatile double smallest = 0x1p-1022;
    for (size_t t = 0; t < COUNT(thread_counts); t++) {
        Parallel *parallel = parallel_create(thread_counts[t]);
        double results[BLOCKS];
        memset(results, 0xff, sizeof results);
        parallel_for(parallel, BLOCKS, denormal_block, results);
        for (int block = 0; block < BLOCKS; block++) {
            cr_expect_eq(results[block], 0, "block %d", block);
        }
        parallel_destroy(parallel);
        cr_expect_gt(halved(smallest), 0, "the caller's own setting came back");
    }
    double result = 1;
    parallel_for(NULL, 1, denormal_block, &result);
    cr_expect_eq(result, 0, "without a pool too");
    cr_expect_gt(halved(smallest), 0);
}
#endif
