// The number that networks are made of: float, as every framework trains them. The library of
// networks is compiled a second time with THALWEG_DOUBLE (network_double) for tests alone: parity,
// gradients, kernels; all above it knows the float build. Both builds use the same names, so a
// program links one of them.
#pragma once

#include "base/base.h"

#ifdef THALWEG_DOUBLE
typedef double Real;
#else
typedef float Real;
#endif

// Rows of matrices are padded with zeros to a multiple of this many numbers, the widest vector.
enum { LANES = 16 };

static inline int padded(int count)
{
    return (count + LANES - 1) / LANES * LANES;
}
