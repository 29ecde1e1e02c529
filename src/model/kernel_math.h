// The functions of activations and losses for one number.
#pragma once

#include "model/kernel_set.h"

#include <math.h>

#ifdef THALWEG_DOUBLE
#define LIBM(name) name
#else
#define LIBM(name) name##f
#endif

INLINE Real real_exp(Real x)
{
    return LIBM(exp)(x);
}

INLINE Real real_expm1(Real x)
{
    return LIBM(expm1)(x);
}

INLINE Real real_tanh(Real x)
{
    return LIBM(tanh)(x);
}

INLINE Real real_erf(Real x)
{
    return LIBM(erf)(x);
}

INLINE Real real_sigmoid(Real x)
{
    return 1 / (1 + real_exp(-x));
}

// log(1 + exp(-x)), x >= 0.
INLINE Real real_log1p_exp(Real x)
{
    return LIBM(log1p)(LIBM(exp)(-x));
}
