// The tables of functions and constants.
#include "model/formula/formula_names.h"

#include "model/formula/formula.h"

#include <math.h>
#include <string.h>

// clang-format off
#define ROW(key_, op, least, most) { { .key = (key_) }, op, least, most }
static const FormulaFunction functions[] = {
    ROW("sin", OP_SIN, 1, 1), ROW("cos", OP_COS, 1, 1), ROW("tan", OP_TAN, 1, 1),
    ROW("asin", OP_ASIN, 1, 1), ROW("acos", OP_ACOS, 1, 1), ROW("atan", OP_ATAN, 1, 1),
    ROW("atan2", OP_ATAN2, 2, 2),
    ROW("sinh", OP_SINH, 1, 1), ROW("cosh", OP_COSH, 1, 1), ROW("tanh", OP_TANH, 1, 1),
    ROW("exp", OP_EXP, 1, 1), ROW("log", OP_LOG, 1, 1), ROW("ln", OP_LOG, 1, 1),
    ROW("log10", OP_LOG10, 1, 1), ROW("log2", OP_LOG2, 1, 1),
    ROW("sqrt", OP_SQRT, 1, 1), ROW("cbrt", OP_CBRT, 1, 1),
    ROW("abs", OP_ABS, 1, 1), ROW("sign", OP_SIGN, 1, 1),
    ROW("min", OP_MIN, 2, FORMULA_ANY_COUNT), ROW("max", OP_MAX, 2, FORMULA_ANY_COUNT),
    ROW("pow", OP_POW, 2, 2), ROW("hypot", OP_HYPOT, 2, 2),
    ROW("floor", OP_FLOOR, 1, 1), ROW("erf", OP_ERF, 1, 1), ROW("step", OP_STEP, 1, 1),
};
static const Registry function_kinds = { REGISTRY(functions) };

static const struct {
    const char *name;
    double value;
} constants[] = { { "pi", M_PI }, { "π", M_PI }, { "e", M_E } };
// clang-format on

static bool equal(const char *row, const char *name, size_t length)
{
    return strlen(row) == length && memcmp(row, name, length) == 0;
}

const FormulaFunction *function_find(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(functions); i++) {
        if (equal(functions[i].kind.key, name, length)) {
            return &functions[i];
        }
    }
    return NULL;
}

const char *formula_function_name(size_t index)
{
    return index < COUNT(functions) ? functions[index].kind.key : NULL;
}

const char *function_nearest(const char *name)
{
    return registry_nearest(&function_kinds, name);
}

bool constant_find(const char *name, size_t length, double *value)
{
    for (size_t i = 0; i < COUNT(constants); i++) {
        if (equal(constants[i].name, name, length)) {
            *value = constants[i].value;
            return true;
        }
    }
    return false;
}
