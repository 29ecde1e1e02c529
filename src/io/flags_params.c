// Parameters can be typed before what they belong to is known, so they are collected first.
#include "io/flags_params.h"
#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

static const TypedParam *find_typed(const TypedParams *params, const char *name)
{
    for (int i = 0; i < params->count; i++) {
        if (strcmp(params->items[i].name, name) == 0) {
            return &params->items[i];
        }
    }
    return NULL;
}

bool typed_params_add(TypedParams *params, const char *value, Error *err)
{
    const char *equals = strchr(value, '=');
    if (!equals) {
        return fail_at(err, (int)strlen(value), "--param needs a name and a value: --param a=1");
    }
    const size_t lead = strspn(value, " \t");
    size_t length = (size_t)(equals - value);
    while (length > lead && strchr(" \t", value[length - 1])) {
        length--;
    }
    if (length <= lead) {
        return fail_at(err, 0, "--param: the name before '=' is missing");
    }
    if (length - lead >= FORMULA_NAME_MAX) {
        return fail_at(err, (int)lead, "--param: a name has at most %d bytes",
                       FORMULA_NAME_MAX - 1);
    }
    TypedParam param = { .typed = value, .value_at = (int)(equals - value) + 1 };
    memcpy(param.name, value + lead, length - lead);
    if (!text_number(equals + 1, strlen(equals + 1), param.name, &param.value, err)) {
        error_shift(err, param.value_at);
        return false;
    }
    if (find_typed(params, param.name)) {
        return fail_at(err, (int)lead, "--param: '%s' is given twice", param.name);
    }
    if (params->count == FORMULA_PARAMS_MAX) {
        return fail_at(err, (int)lead, "--param: there can be at most %d parameters",
                       FORMULA_PARAMS_MAX);
    }
    params->items[params->count++] = param;
    return true;
}

static const char *name_at(const void *names, size_t index)
{
    return ((const char *const *)names)[index];
}

// owner: the key of a landscape; NULL: the formula.
static bool fail_no_such(const TypedParam *param, const char *owner, int count,
                         const char *const *names, FlagsError *err)
{
    const int at = (int)strspn(param->typed, " \t");
    char known[FORMULA_PARAMS_MAX * (FORMULA_NAME_MAX + 8)];
    tr_list(known, sizeof known, (size_t)count, name_at, names);
    err->typed = param->typed;
    if (!owner) {
        return count ? fail_at(&err->error, at, "the formula has no parameter '%s'; it has %s",
                               param->name, known)
                     : fail_at(&err->error, at, "the formula has no parameter '%s'; it has none",
                               param->name);
    }
    return count ? fail_at(&err->error, at, "%s has no parameter '%s'; it has %s", owner,
                           param->name, known)
                 : fail_at(&err->error, at, "%s has no parameter '%s'; it has none", owner,
                           param->name);
}

bool typed_params_bind(const TypedParams *params, const Formula *formula, double *values,
                       FlagsError *err)
{
    const char *names[FORMULA_PARAMS_MAX];
    for (int i = 0; i < formula->param_count; i++) {
        names[i] = formula->param_names[i];
    }
    for (int k = 0; k < params->count; k++) {
        bool known = false;
        for (int i = 0; i < formula->param_count && !known; i++) {
            known = strcmp(params->items[k].name, names[i]) == 0;
        }
        if (!known) {
            return fail_no_such(&params->items[k], NULL, formula->param_count, names, err);
        }
    }
    for (int i = 0; i < formula->param_count; i++) {
        const TypedParam *param = find_typed(params, names[i]);
        if (!param) {
            err->typed = formula->text;
            return fail_at(&err->error, formula->param_at[i],
                           "'%s' has no value: give --param %s=1", names[i], names[i]);
        }
        values[i] = param->value;
    }
    return true;
}

bool typed_params_set(const TypedParams *params, const Landscape *landscape, double *values,
                      FlagsError *err)
{
    const char *names[LANDSCAPE_PARAMS_MAX];
    int count = 0;
    while (landscape->kind.params[count].key) {
        names[count] = landscape->kind.params[count].key;
        count++;
    }
    for (int k = 0; k < params->count; k++) {
        const TypedParam *typed = &params->items[k];
        const Param *param = param_find(landscape->kind.params, typed->name);
        if (!param) {
            return fail_no_such(typed, landscape->kind.key, count, names, err);
        }
        if (!param_check(param, typed->value, &err->error)) {
            err->typed = typed->typed;
            err->error.at = typed->value_at;
            return false;
        }
        *param_field(param, values) = typed->value;
    }
    return true;
}
