// The functions of activations and losses, for one number. In double they are libm's; in float they
// are approximations without branches and calls, which loops over many numbers vectorize. Their
// coefficients interpolate the function in Chebyshev's points (weighted for relative error); each
// states the error of that, to which rounding adds one or two ulp. tests/test_kernels.c holds all
// to 4 ulp over the whole range.
#pragma once

#include "model/net/kernel_set.h"

#include <math.h>

// A NaN stays one: it is neither above nor below.
INLINE Real within(Real x, Real low, Real high)
{
    const Real above = x < low ? low : x;
    return above > high ? high : above;
}

#ifdef THALWEG_DOUBLE

INLINE Real real_exp(Real x)
{
    return exp(x);
}

INLINE Real real_expm1(Real x)
{
    return expm1(x);
}

INLINE Real real_tanh(Real x)
{
    return tanh(x);
}

INLINE Real real_erf(Real x)
{
    return erf(x);
}

INLINE Real real_log1p(Real x)
{
    return log1p(x);
}

#else

// x = whole·log 2 + rest, |rest| <= log(2)/2, for |x| < 2¹⁵. Adding 1.5·2²³ rounds to a whole
// number, which then stands in the lowest bits.
typedef struct Split {
    float whole, rest;
    uint32_t bits; // of whole, in two's complement
} Split;

INLINE Split split(float x)
{
    const float rounder = 12582912;
    const float shifted = x * 1.44269504F + rounder;
    Split s;
    memcpy(&s.bits, &shifted, sizeof s.bits);
    s.bits -= 0x4b400000U;
    s.whole = shifted - rounder;
    // log 2 in two parts; the product with the first is exact.
    s.rest = x - s.whole * 0.693145751953125F - s.whole * 1.42860682e-6F;
    return s;
}

INLINE float power_of_two(uint32_t exponent)
{
    const uint32_t bits = (exponent + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return power;
}

// (eʳ - 1 - r)/r², |r| <= log(2)/2; eʳ from it to 1.0e-8, eʳ - 1 to 2.5e-8.
INLINE float exp_rest(float r)
{
    return 0.5F +
           r * (0.1666657667F + r * (0.04166655421F + r * (0.008363232884F + r * 0.001392625083F)));
}

// Beyond the limits lie 0 and infinity. The power is multiplied in two halves: the whole of it may
// be beyond the range of floats where the result is not (2¹²⁸·0.9), or is a denormal.
INLINE Real real_exp(Real x)
{
    const Split s = split(within(x, -105, 89));
    const float value = 1 + (s.rest + s.rest * s.rest * exp_rest(s.rest));
    const uint32_t half = (uint32_t)((int32_t)s.bits >> 1);
    return value * power_of_two(half) * power_of_two(s.bits - half);
}

// For x <= 30: 2ⁿ·(eʳ - 1) + (2ⁿ - 1), the second exact while it matters.
INLINE Real real_expm1(Real x)
{
    const Split s = split(within(x, -30, 30));
    const float power = power_of_two(s.bits);
    return power * (s.rest + s.rest * s.rest * exp_rest(s.rest)) + (power - 1);
}

// From t = e²ˣ - 1: t/(t + 2), which has no cancellation and never passes ±1.
INLINE Real real_tanh(Real x)
{
    const float t = real_expm1(2 * x);
    return t / (t + 2);
}

// x·P(x²)/Q(x²) to 1.6e-8 for |x| <= 3.93; exactly ±1 from where it rounds to that.
INLINE Real real_erf(Real x)
{
    const float a = within(x, -3.93F, 3.93F), u = a * a;
    const float p =
        1.128379185F +
        u * (0.1838422828F +
             u * (0.05443545328F +
                  u * (0.003833110754F +
                       u * (0.0003915744937F + u * (5.034106603e-6F - u * 1.490043846e-8F)))));
    const float q =
        1 + u * (0.4962596341F +
                 u * (0.1136605894F +
                      u * (0.01547043356F + u * (0.001320346091F + u * 6.642549652e-5F))));
    return x > 3.92F ? 1 : x < -3.92F ? -1 : a * p / q;
}

// For 0 <= x <= 1, to 3.0e-9.
INLINE Real real_log1p(Real x)
{
    const float p = 0.999999997F + x * (1.053615728F + x * (0.2309859493F + x * 0.003207329842F));
    const float q = 1 + x * (1.553615428F + x * (0.6744656376F + x * 0.07252963784F));
    return x * p / q;
}

#endif

// From e^-|z| <= 1, so that neither tail is lost.
INLINE Real real_sigmoid(Real z)
{
    const Real e = real_exp(z < 0 ? z : -z);
    return (z < 0 ? e : 1) / (1 + e);
}

// log(1 + eᶻ).
INLINE Real real_softplus(Real z)
{
    return (z < 0 ? 0 : z) + real_log1p(real_exp(z < 0 ? z : -z));
}
