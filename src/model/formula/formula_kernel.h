// How kernels are written: an expression in u (and v), from which come the function of one value
// and the loops over planes with either operand a plane or one number.
#pragma once

#include "base/processor.h"
#include "model/formula/formula_op.h"

#include <math.h>

static inline size_t padded(size_t n)
{
    return (n + FORMULA_LANES - 1) / FORMULA_LANES * FORMULA_LANES;
}

// For what the compiler turns into vector instructions: whole multiples of FORMULA_LANES.
#define KERNEL_VECTOR(name, u_of_i, v_of_i, expression)                                            \
    FOR_EACH_PROCESSOR void name(double *memory, const FormulaInstr *instr, size_t n)              \
    {                                                                                              \
        double *restrict to = memory + instr->to;                                                  \
        const double *a = memory + instr->a, *b = memory + instr->b;                               \
        const size_t count = padded(n);                                                            \
        (void)b;                                                                                   \
        for (size_t i = 0; i < count; i++) {                                                       \
            const double u = u_of_i, v = v_of_i;                                                   \
            (void)v;                                                                               \
            to[i] = (expression);                                                                  \
        }                                                                                          \
    }

// For calls into the mathematical library: only as many as asked for.
#define KERNEL_CALLS(name, u_of_i, v_of_i, expression)                                             \
    void name(double *memory, const FormulaInstr *instr, size_t n)                                 \
    {                                                                                              \
        double *restrict to = memory + instr->to;                                                  \
        const double *a = memory + instr->a, *b = memory + instr->b;                               \
        const size_t count = padded(n);                                                            \
        (void)b;                                                                                   \
        for (size_t i = 0; i < n; i++) {                                                           \
            const double u = u_of_i, v = v_of_i;                                                   \
            (void)v;                                                                               \
            to[i] = (expression);                                                                  \
        }                                                                                          \
        for (size_t i = n; i < count; i++) {                                                       \
            to[i] = to[n - 1];                                                                     \
        }                                                                                          \
    }

#define SCALAR(name, expression)                                                                   \
    double formula_##name(double u, double v)                                                      \
    {                                                                                              \
        (void)v;                                                                                   \
        return (expression);                                                                       \
    }

#define UNARY_AS(KERNEL, name, expression)                                                         \
    SCALAR(name, expression)                                                                       \
    KERNEL(formula_##name##_p, a[i], 0, expression)

#define BINARY_AS(KERNEL, name, expression)                                                        \
    SCALAR(name, expression)                                                                       \
    KERNEL(formula_##name##_pp, a[i], b[i], expression)                                            \
    KERNEL(formula_##name##_ps, a[i], b[0], expression)                                            \
    KERNEL(formula_##name##_sp, a[0], b[i], expression)
