// What a benchmark measured.
#pragma once

#include "base/sort.h"

#include <time.h>

// The middle of the values, which are put in order.
static inline double median(int count, double *values)
{
    sort_doubles((size_t)count, values);
    return values[count / 2];
}

// Used by all threads so far, the driver's too: what other programs take does not count.
static inline double processor_seconds(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}
