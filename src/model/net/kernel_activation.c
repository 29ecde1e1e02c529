// The activation functions, their derivatives, dropout, and what an add needs: number by number.
#include "model/net/kernel_math.h"

// forward: y from z and the function's own number (a slope, α, β), if it has one. back: the
// derivative from s, which is y for those whose row says from_output, else z; at a kink as PyTorch
// has it. A NaN stays a NaN.
#define ACTIVATION(name, forward, back)                                                            \
    void KERNEL(name)(size_t n, Real * y, const Real *from, UNUSED Real number)                    \
    {                                                                                              \
        EACH(i, n)                                                                                 \
        {                                                                                          \
            const Real z = from[i];                                                                \
            y[i] = forward;                                                                        \
        }                                                                                          \
    }                                                                                              \
    void KERNEL(name##_back)(size_t n, Real * d, const Real *from, UNUSED Real number)             \
    {                                                                                              \
        EACH(i, n)                                                                                 \
        {                                                                                          \
            const Real s = from[i];                                                                \
            d[i] *= back;                                                                          \
        }                                                                                          \
    }

// Φ(z), the standard normal's distribution.
INLINE Real normal_cdf(Real z)
{
    return (Real)0.5 * (1 + real_erf(z * (Real)0.70710678118654752440));
}

// Φ(z) + z·φ(z). Past 13 the density is 0, and z² might not be finite.
INLINE Real gelu_slope(Real z)
{
    const Real a = within(z, -13, 13);
    const Real density = (Real)0.39894228040143267794 * real_exp((Real)-0.5 * a * a);
    return normal_cdf(a) + a * density;
}

// σ(z) + z·σ(z)·σ(-z).
INLINE Real silu_slope(Real z)
{
    const Real e = real_exp(z < 0 ? z : -z), q = 1 / (1 + e);
    return (z < 0 ? e : 1) * q + within(z, -200, 200) * e * q * q;
}

// 0 up to -3, all of z from 3 on (Howard et al. 2019). At 3 PyTorch's loop over vectors has the
// slope 1, its loop over what is left 3/2.
INLINE Real hardswish_slope(Real z)
{
    return z < -3 ? 0 : z >= 3 ? 1 : z / 3 + (Real)0.5;
}

// tanh(softplus z) = n/(n + 2), n = e²ᶻ + 2eᶻ; with e = e^-|z| it is over/(over + rest), where
// neither cancels or overflows.
typedef struct Mish {
    Real e, over, rest;
} Mish;

INLINE Mish mish_parts(Real z)
{
    const Real e = real_exp(z < 0 ? z : -z);
    return (Mish){ e, z < 0 ? e * (e + 2) : 1 + 2 * e, z < 0 ? 2 : 2 * e * e };
}

INLINE Real mish_value(Real z)
{
    const Mish m = mish_parts(z);
    return z * (m.over / (m.over + m.rest));
}

// t + z·σ(z)·(1 - t²), t = tanh(softplus z).
INLINE Real mish_slope(Real z)
{
    const Mish m = mish_parts(z);
    const Real q = 1 / (m.over + m.rest), bend = (z < 0 ? m.e : m.e * m.e) * (1 + m.e) * q * q;
    return m.over * q + 4 * within(z, -200, 200) * bend;
}

// clang-format off
ACTIVATION(sigmoid,    real_sigmoid(z),                     s * (1 - s))
ACTIVATION(tanh,       real_tanh(z),                        1 - s * s)
ACTIVATION(relu,       z < 0 ? 0 : z,                       s <= 0 ? 0 : (Real)1)
ACTIVATION(leaky_relu, z > 0 ? z : z * number,              s > 0 ? 1 : number)
ACTIVATION(elu,        z > 0 ? z : number * real_expm1(z),  s > 0 ? 1 : s + number)
ACTIVATION(gelu,       z * normal_cdf(z),                   gelu_slope(s))
ACTIVATION(silu,       z * real_sigmoid(z),                 silu_slope(s))
ACTIVATION(softplus,   z > 20 ? z : real_softplus(z),       s > 20 ? 1 : real_sigmoid(s))
ACTIVATION(swish,      z * real_sigmoid(number * z),        silu_slope(number * s))
ACTIVATION(hardswish,  z * within(z + 3, 0, 6) / 6,         hardswish_slope(s))
ACTIVATION(mish,       mish_value(z),                       mish_slope(s))
// clang-format on

void KERNEL(identity)(size_t n, Real *y, const Real *z, UNUSED Real number)
{
    if (y != z) {
        memcpy(y, z, n * sizeof *y);
    }
}

void KERNEL(identity_back)(UNUSED size_t n, UNUSED Real *d, UNUSED const Real *s,
                           UNUSED Real number)
{
}

// Σ over all of the slope's part, z·d where z is not above 0, in double.
double KERNEL(prelu_back)(size_t n, Real *d, const Real *z, Real slope)
{
    Wide total[LANES / WIDE] = { 0 };
    for (size_t i = 0; i < n; i += LANES) {
        _Alignas(64) Real part[LANES];
        EACH_LANE(l)
        {
            const Real at = z[i + (size_t)l], back = d[i + (size_t)l];
            part[l] = at > 0 ? 0 : at * back;
            d[i + (size_t)l] = at > 0 ? back : slope * back;
        }
        UNROLL for (int w = 0; w < LANES / WIDE; w++)
        {
            total[w] += load_wide(part + w * WIDE);
        }
    }
    for (int w = 1; w < LANES / WIDE; w++) {
        total[0] += total[w];
    }
    return sum_wide(total[0]);
}

// A hash of 32 bits with full avalanche (two rounds of multiply and xor-shift; the constants are
// Chris Wellons' "lowbias32").
INLINE uint32_t mix(uint32_t a)
{
    a ^= a >> 16;
    a *= 0x7feb352dU;
    a ^= a >> 15;
    a *= 0x846ca68bU;
    a ^= a >> 16;
    return a;
}

// The numbers' places are counted from one half of the key and crossed with the other, both mixed:
// the sequences of two keys do not run into one another.
void KERNEL(dropout_mask)(size_t n, uint64_t key, double p, Real *mask)
{
    const uint32_t low = mix((uint32_t)key), high = mix((uint32_t)(key >> 32) + low);
    const uint32_t drop_below = (uint32_t)(p * 4294967296.0);
    const Real keep = (Real)(1 / (1 - p));
    for (size_t block = 0; block < n; block += LANES) {
        const uint32_t at = (uint32_t)block + low;
        Real chunk[LANES];
        EACH_LANE(l)
        {
            chunk[l] = mix((at + (uint32_t)l) ^ high) < drop_below ? 0 : keep;
        }
        memcpy(mask + block, chunk, sizeof chunk);
    }
}

void KERNEL(multiply)(size_t n, Real *y, const Real *a, const Real *b)
{
    EACH(i, n)
    {
        y[i] = a[i] * b[i];
    }
}

void KERNEL(add)(size_t n, Real *y, const Real *a, const Real *b)
{
    EACH(i, n)
    {
        y[i] = a[i] + b[i];
    }
}
