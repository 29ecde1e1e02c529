// The kernels: what each operator computes, for one value and for planes of values.
#include "model/formula/formula_kernel.h"

// clang-format off
BINARY_AS(KERNEL_VECTOR, add,   u + v)
BINARY_AS(KERNEL_VECTOR, sub,   u - v)
BINARY_AS(KERNEL_VECTOR, mul,   u * v)
BINARY_AS(KERNEL_VECTOR, power, u * v)
BINARY_AS(KERNEL_VECTOR, div,   u / v)
UNARY_AS(KERNEL_VECTOR,  neg,   -u)
UNARY_AS(KERNEL_VECTOR,  sqrt,  sqrt(u))
UNARY_AS(KERNEL_VECTOR,  abs,   fabs(u))
UNARY_AS(KERNEL_VECTOR,  sign,  u > 0 ? 1.0 : u < 0 ? -1.0 : u == 0 ? 0.0 : u)
UNARY_AS(KERNEL_VECTOR,  step,  u > 0 ? 1.0 : u < 0 ? 0.0 : u == 0 ? 0.5 : u)
UNARY_AS(KERNEL_VECTOR,  floor, floor(u))
// A NaN on either side comes through.
BINARY_AS(KERNEL_VECTOR, min,   u < v || u != u ? u : v)
BINARY_AS(KERNEL_VECTOR, max,   u > v || u != u ? u : v)

BINARY_AS(KERNEL_VECTOR, chain,   ((u == 0) | (v == 0)) ? 0.0 : u * v)
BINARY_AS(KERNEL_VECTOR, less,    u < v ? 1.0 : u == v ? 0.5 : 0.0)
UNARY_AS(KERNEL_VECTOR,  inverse, u == 0 ? 0.0 : 1 / u)
UNARY_AS(KERNEL_VECTOR,  co_square, (1 - u) * (1 + u))

UNARY_AS(KERNEL_CALLS, logarithm, u == 0 ? 0.0 : log(u))
UNARY_AS(KERNEL_CALLS, sin,   sin(u))
UNARY_AS(KERNEL_CALLS, cos,   cos(u))
UNARY_AS(KERNEL_CALLS, tan,   tan(u))
UNARY_AS(KERNEL_CALLS, asin,  asin(u))
UNARY_AS(KERNEL_CALLS, acos,  acos(u))
UNARY_AS(KERNEL_CALLS, atan,  atan(u))
UNARY_AS(KERNEL_CALLS, sinh,  sinh(u))
UNARY_AS(KERNEL_CALLS, cosh,  cosh(u))
UNARY_AS(KERNEL_CALLS, tanh,  tanh(u))
UNARY_AS(KERNEL_CALLS, exp,   exp(u))
UNARY_AS(KERNEL_CALLS, log,   log(u))
UNARY_AS(KERNEL_CALLS, log10, log10(u))
UNARY_AS(KERNEL_CALLS, log2,  log2(u))
UNARY_AS(KERNEL_CALLS, cbrt,  cbrt(u))
UNARY_AS(KERNEL_CALLS, erf,   erf(u))
BINARY_AS(KERNEL_CALLS, atan2, atan2(u, v))
BINARY_AS(KERNEL_CALLS, hypot, hypot(u, v))
// clang-format on

// The exponent is mostly a parameter, and mostly a whole number: then a product is exact and
// faster. The same rule for every shape of operands, so that they agree to the bit.
static double power_of(double base, double exponent)
{
    if (exponent == 2) {
        return base * base;
    }
    return exponent == 0.5 && base >= 0 ? sqrt(base) : pow(base, exponent);
}

BINARY_AS(KERNEL_CALLS, pow, power_of(u, v))

// The derivatives of a^b at a = 0 are those of the root where b = ½: 0.
static double slope_of(double base, double exponent)
{
    return exponent != 0.5 ? power_of(base, exponent - 1) : base == 0 ? 0 : 1 / sqrt(base);
}

static double bend_of(double base, double exponent)
{
    return exponent != 0.5 ? power_of(base, exponent - 2) : base == 0 ? 0 : 1 / (base * sqrt(base));
}

static double sech_square_of(double a)
{
    const double fall = exp(-2 * fabs(a));
    return 4 * fall / ((1 + fall) * (1 + fall));
}

static double unit_of(double a, double b)
{
    return a == 0 ? 0 : isinf(a) ? (isinf(b) ? NAN : copysign(1, a)) : a / hypot(a, b);
}

BINARY_AS(KERNEL_CALLS, slope, slope_of(u, v))
BINARY_AS(KERNEL_CALLS, bend, bend_of(u, v))
BINARY_AS(KERNEL_CALLS, unit, unit_of(u, v))
UNARY_AS(KERNEL_CALLS, sech_square, sech_square_of(u))

void formula_sincos(double *memory, const FormulaInstr *instr, size_t n)
{
    double *restrict sine = memory + instr->to, *restrict cosine = memory + instr->b;
    const double *a = memory + instr->a;
    const size_t count = padded(n);
    for (size_t i = 0; i < n; i++) {
#ifdef __GLIBC__
        sincos(a[i], &sine[i], &cosine[i]);
#else
        sine[i] = sin(a[i]);
        cosine[i] = cos(a[i]);
#endif
    }
    for (size_t i = n; i < count; i++) {
        sine[i] = sine[n - 1];
        cosine[i] = cosine[n - 1];
    }
}

// clang-format off
#define ROW_UNARY(NAME, name) \
    [OP_##NAME] = { false, formula_##name, formula_##name##_p, NULL, NULL },
#define ROW_BINARY(NAME, name) \
    [OP_##NAME] = { true, formula_##name, formula_##name##_pp, formula_##name##_ps, \
                    formula_##name##_sp },
const FormulaOpRow formula_ops[OP_COMPUTED] = { FORMULA_OPS(ROW_UNARY, ROW_BINARY) };
// clang-format on
