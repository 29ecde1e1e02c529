// What the names in a formula mean: functions and constants. Any other is a parameter.
#pragma once

#include "base/registry.h"
#include "model/formula/formula_op.h"

typedef struct FormulaFunction {
    Kind kind;
    FormulaOp op;
    int least, most; // arguments; more than two are folded from the left
} FormulaFunction;

enum { FORMULA_ANY_COUNT = INT32_MAX };

// NULL if there is none of that name [length bytes].
const FormulaFunction *function_find(const char *name, size_t length);
// The function that somebody who typed this name may have meant, NULL if none is near.
const char *function_nearest(const char *name);
bool constant_find(const char *name, size_t length, double *value);
