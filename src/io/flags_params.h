// --param k=v as typed, and its binding to the parameters that a formula or a landscape has.
#pragma once

#include "io/flags.h"

typedef struct TypedParam {
    const char *typed; // not owned
    int value_at;      // byte of the value in it
    char name[FORMULA_NAME_MAX];
    double value;
} TypedParam;

typedef struct TypedParams {
    TypedParam items[FORMULA_PARAMS_MAX];
    int count;
} TypedParams;

// `value` is kept, not copied.
bool typed_params_add(TypedParams *params, const char *value, Error *err);
// values [formula->param_count]: every parameter of the formula must have one, every typed one must
// be in the formula.
bool typed_params_bind(const TypedParams *params, const Formula *formula, double *values,
                       FlagsError *err);
// Those typed go to the landscape's values (laid out as its Param table says), range-checked.
bool typed_params_set(const TypedParams *params, const Landscape *landscape, double *values,
                      FlagsError *err);
