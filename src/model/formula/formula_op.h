// The operators a compiled formula is made of: one line of the list each. From that line come its
// number, its row in formula_ops, and the declarations of what must be written for it: the value
// and kernels in formula_kernel.c, the derivative in formula_derive*.c. A missing one is a link
// error.
#pragma once

#include "base/base.h"

// Kinds: UNARY has op(a); BINARY has op(a, b).
// POWER is base^n for a whole n >= 2, computed as the product of two smaller powers a and b.
// CHAIN is the product g*d of the chain rule where 0 wins over what is infinite. INVERSE and
// LOGARITHM are 1/a and log(a), but 0 at a = 0: the derivatives at kinks that DESIGN asks for.
// SECH_SQUARE is 1/cosh², CO_SQUARE 1 - a², both without a difference that cancels; UNIT is
// a/hypot(a, b), 0 at the origin. SLOPE and BEND are a^(b-1) and a^(b-2), but 0 at a = 0 for b = ½.
// LESS is 1 where a < b, ½ where a = b, 0 elsewhere: the weights of min and max.
// clang-format off
#define FORMULA_OPS(UNARY, BINARY)                                                     \
    BINARY(ADD, add) BINARY(SUB, sub) BINARY(MUL, mul) BINARY(DIV, div)                \
    BINARY(POW, pow) BINARY(POWER, power) UNARY(NEG, neg)                              \
    UNARY(SIN, sin) UNARY(COS, cos) UNARY(TAN, tan)                                    \
    UNARY(ASIN, asin) UNARY(ACOS, acos) UNARY(ATAN, atan) BINARY(ATAN2, atan2)         \
    UNARY(SINH, sinh) UNARY(COSH, cosh) UNARY(TANH, tanh)                              \
    UNARY(EXP, exp) UNARY(LOG, log) UNARY(LOG10, log10) UNARY(LOG2, log2)              \
    UNARY(SQRT, sqrt) UNARY(CBRT, cbrt) UNARY(ABS, abs) UNARY(SIGN, sign)              \
    UNARY(FLOOR, floor) UNARY(STEP, step) UNARY(ERF, erf)                              \
    BINARY(MIN, min) BINARY(MAX, max) BINARY(HYPOT, hypot)                             \
    BINARY(CHAIN, chain) BINARY(LESS, less) UNARY(INVERSE, inverse) UNARY(LOGARITHM, logarithm) \
    UNARY(SECH_SQUARE, sech_square) UNARY(CO_SQUARE, co_square) BINARY(UNIT, unit)      \
    BINARY(SLOPE, slope) BINARY(BEND, bend)
// clang-format on

#define OP_NUMBER(NAME, name) OP_##NAME,
typedef enum FormulaOp {
    FORMULA_OPS(OP_NUMBER, OP_NUMBER) // computed from operands
    OP_COMPUTED,
    OP_CONSTANT = OP_COMPUTED, // leaves
    OP_PARAM,
    OP_X,
    OP_Y,
} FormulaOp;
#undef OP_NUMBER

// One instruction: offsets in doubles from the start of the memory that an evaluation works in.
// SINCOS, the one kernel with two results, has the cosine's place in b.
typedef struct FormulaInstr FormulaInstr;

// Does points 0..n-1 and may go on to the next multiple of FORMULA_LANES; what it writes there
// are copies of honest results, never uninitialised memory.
typedef void FormulaKernel(double *memory, const FormulaInstr *instr, size_t n);

struct FormulaInstr {
    FormulaKernel *run;
    uint32_t to, a, b;
};

enum { FORMULA_LANES = 8 }; // every plane is padded to a multiple of this

typedef double FormulaScalar(double a, double b);

typedef struct Graph Graph;
typedef int32_t NodeId;
typedef enum Axis { AXIS_X, AXIS_Y, AXIS_COUNT } Axis;
// The derivative along an axis of op(a, b), itself node `self`; da and db: of its operands.
typedef NodeId FormulaDerive(Graph *graph, NodeId self, NodeId da, NodeId db, Axis axis);

typedef struct FormulaOpRow {
    bool binary;
    FormulaScalar *scalar;       // one value, for constants and parameters
    FormulaKernel *planes;       // both operands vary from point to point
    FormulaKernel *plane_scalar; // b is one number; NULL when unary
    FormulaKernel *scalar_plane; // a is one number; NULL when unary
} FormulaOpRow;

extern const FormulaOpRow formula_ops[OP_COMPUTED];

FormulaKernel formula_sincos;

#define OP_UNARY(NAME, name)                                                                       \
    FormulaScalar formula_##name;                                                                  \
    FormulaKernel formula_##name##_p;                                                              \
    FormulaDerive derive_##name;
#define OP_BINARY(NAME, name)                                                                      \
    FormulaScalar formula_##name;                                                                  \
    FormulaKernel formula_##name##_pp, formula_##name##_ps, formula_##name##_sp;                   \
    FormulaDerive derive_##name;
FORMULA_OPS(OP_UNARY, OP_BINARY)
#undef OP_UNARY
#undef OP_BINARY
