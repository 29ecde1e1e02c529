// Vectors at any place of a row, and parts of vectors: channels begin and end anywhere; and the pad
// of a row.
#pragma once

#include "model/net/kernel_vec.h"

// At any number.
typedef Real Loose __attribute__((vector_size(VEC_BYTES), aligned(sizeof(Real)), may_alias));

INLINE Vec load_loose(const Real *a)
{
    return *(const Loose *)a;
}

INLINE void store_loose(Real *a, Vec value)
{
    *(Loose *)a = value;
}

// The first `count` numbers of a vector; count may be more than there are.
INLINE void store_some(Real *a, Vec value, int count)
{
    if (count >= VEC) {
        store_loose(a, value);
    } else {
        memcpy(a, &value, (size_t)count * sizeof *a);
    }
}

// Zeros behind these.
INLINE Vec load_some(const Real *a, int count)
{
    Vec value = { 0 };
    if (count >= VEC) {
        return load_loose(a);
    }
    memcpy(&value, a, (size_t)count * sizeof *a);
    return value;
}

// Behind the last of a row's numbers.
INLINE void clear_pad(Real *row, int count)
{
    memset(row + count, 0, (size_t)(padded(count) - count) * sizeof *row);
}
