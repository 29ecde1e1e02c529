// Text to value, exact gradient and exact Hessian, for blocks of points.
//
// A Formula is compiled once (grammar: README "Formulas"); its parameters keep no value, they are
// given at evaluation, so moving a slider compiles nothing. Built-in landscapes and typed formulas
// use the same evaluator; no derivative of a landscape is written by hand anywhere.
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "base/scratch.h"

enum {
    FORMULA_BLOCK = 256,      // points evaluated together
    FORMULA_TEXT_MAX = 65536, // bytes; longer is an error
    FORMULA_PARAMS_MAX = 16,  // distinct parameter names
    FORMULA_NAME_MAX = 32,    // bytes of a name with its zero byte
};

typedef struct FormulaCode FormulaCode; // the compiled program, opaque

typedef struct Formula {
    const char *text; // a copy, in the arena
    const FormulaCode *code;
    int param_count;
    char param_names[FORMULA_PARAMS_MAX][FORMULA_NAME_MAX]; // in order of first appearance
    int param_at[FORMULA_PARAMS_MAX];                       // byte offset of the first appearance
} Formula;

// Outputs of one evaluation, each [n] or NULL for "not wanted". Gradient or Hessian are computed
// when any of their members is wanted (all of theirs must then be given).
typedef struct Jets {
    double *f;               // value
    double *fx, *fy;         // gradient
    double *fxx, *fxy, *fyy; // Hessian
} Jets;

// Compiles text; everything lives in the arena. On a mistake err->at is the byte at fault
// and *formula is as before.
bool formula_compile(Formula *formula, const char *text, Arena *arena, Error *err);

// f (and derivatives) at the n points (x[i], y[i]), any n >= 0, in blocks of FORMULA_BLOCK.
// params [param_count]: values in the order of param_names; may be NULL when there are none.
// Outputs must not overlap inputs. Thread-safe with a scratch of the caller's own.
void formula_eval(const Formula *formula, const double *params, Scratch *scratch, size_t n,
                  const double *x, const double *y, const Jets *out);

// The functions of the grammar, for help texts and suggestions: "sin", ... NULL past the end.
const char *formula_function_name(size_t index);
