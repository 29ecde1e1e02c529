// What a benchmark measured.
#pragma once

#include "base/sort.h"

// The middle of the values, which are put in order.
static inline double median(int count, double *values)
{
    sort_doubles((size_t)count, values);
    return values[count / 2];
}
