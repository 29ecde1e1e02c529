// The tables of functions and constants.
#include "model/formula/formula_names.h"

#include "base/text.h"
#include "model/formula/formula.h"

#include <math.h>
#include <string.h>

// clang-format off
static const FormulaFunction functions[] = {
    { "sin",   OP_SIN,   1, 1 }, { "cos",   OP_COS,   1, 1 }, { "tan",   OP_TAN,   1, 1 },
    { "asin",  OP_ASIN,  1, 1 }, { "acos",  OP_ACOS,  1, 1 }, { "atan",  OP_ATAN,  1, 1 },
    { "atan2", OP_ATAN2, 2, 2 },
    { "sinh",  OP_SINH,  1, 1 }, { "cosh",  OP_COSH,  1, 1 }, { "tanh",  OP_TANH,  1, 1 },
    { "exp",   OP_EXP,   1, 1 }, { "log",   OP_LOG,   1, 1 }, { "ln",    OP_LOG,   1, 1 },
    { "log10", OP_LOG10, 1, 1 }, { "log2",  OP_LOG2,  1, 1 },
    { "sqrt",  OP_SQRT,  1, 1 }, { "cbrt",  OP_CBRT,  1, 1 },
    { "abs",   OP_ABS,   1, 1 }, { "sign",  OP_SIGN,  1, 1 },
    { "min",   OP_MIN,   2, FORMULA_ANY_COUNT }, { "max", OP_MAX, 2, FORMULA_ANY_COUNT },
    { "pow",   OP_POW,   2, 2 }, { "hypot", OP_HYPOT, 2, 2 },
    { "floor", OP_FLOOR, 1, 1 }, { "erf",   OP_ERF,   1, 1 }, { "step",  OP_STEP,  1, 1 },
};

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
        if (equal(functions[i].name, name, length)) {
            return &functions[i];
        }
    }
    return NULL;
}

const char *formula_function_name(size_t index)
{
    return index < COUNT(functions) ? functions[index].name : NULL;
}

static const char *name_of(UNUSED const void *context, size_t index)
{
    return functions[index].name;
}

const char *function_nearest(const char *name)
{
    return text_nearest(name, COUNT(functions), name_of, NULL);
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
