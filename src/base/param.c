// Tables of parameters: defaults, look-up, the one range check, and a slider's scale.
#include "base/param.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

double *param_field(const Param *param, void *owner)
{
    return (double *)(void *)((char *)owner + param->offset);
}

double param_value(const Param *param, const void *owner)
{
    return *(const double *)(const void *)((const char *)owner + param->offset);
}

const Param *param_find(const Param *table, const char *key)
{
    for (const Param *p = table; p && p->key; p++) {
        if (strcmp(p->key, key) == 0) {
            return p;
        }
    }
    return NULL;
}

void param_defaults(const Param *table, void *owner)
{
    for (const Param *p = table; p && p->key; p++) {
        *param_field(p, owner) = p->def;
    }
}

static size_t table_count(const Param *table)
{
    size_t count = 0;
    while (table && table[count].key) {
        count++;
    }
    return count;
}

static const char *table_key(const void *table, size_t index)
{
    return ((const Param *)table)[index].key;
}

static bool fail_unknown(const Param *table, const char *key, Error *err)
{
    const size_t count = table_count(table);
    if (count == 0) {
        return fail(err, "unknown key '%.40s': there is nothing to set here", key);
    }
    char known[140];
    text_names(known, sizeof known, count, table_key, table);
    const char *nearest = text_nearest(key, count, table_key, table);
    return nearest ? fail(err, "unknown key '%.40s', did you mean '%s'? (known: %s)", key, nearest,
                          known)
                   : fail(err, "unknown key '%.40s' (known: %s)", key, known);
}

bool param_set(const Param *table, void *owner, const char *key, double value, Error *err)
{
    const Param *param = param_find(table, key);
    if (!param) {
        return fail_unknown(table, key, err);
    }
    if (!param_check(param, value, err)) {
        return false;
    }
    *param_field(param, owner) = value;
    return true;
}

bool param_check(const Param *param, double value, Error *err)
{
    char given[32], min[32], max[32];
    text_exact(given, sizeof given, value);
    if (!(value >= param->min && value <= param->max)) { // also refuses NaN
        text_short(min, sizeof min, param->min, 6);
        text_short(max, sizeof max, param->max, 6);
        return fail(err, "%s = %s is outside %s to %s", param->key, given, min, max);
    }
    if (param_is_whole(param) && value != floor(value)) {
        return fail(err, "%s = %s is not a whole number", param->key, given);
    }
    return true;
}

bool param_is_whole(const Param *param)
{
    return param->scale == PARAM_INTEGER || param->scale == PARAM_COUNT;
}

double param_position(const Param *param, double value)
{
    if (!(param->max > param->min)) {
        return 0;
    }
    const double inside = clamp(value, param->min, param->max);
    const double position = param->scale == PARAM_LOG
                                ? log(inside / param->min) / log(param->max / param->min)
                            : param->scale == PARAM_COUNT
                                ? log1p(inside - param->min) / log1p(param->max - param->min)
                                : (inside / 2 - param->min / 2) / (param->max / 2 - param->min / 2);
    return clamp(position, 0, 1);
}

double param_at(const Param *param, double position)
{
    const double at = clamp(position, 0, 1);
    // In halves, for the range may be twice as long as the largest number.
    double value = 2 * (param->min / 2 + (param->max / 2 - param->min / 2) * at);
    if (param->scale == PARAM_LOG) {
        value = param->min * pow(param->max / param->min, at);
    } else if (param->scale == PARAM_COUNT) {
        value = round(param->min + expm1(at * log1p(param->max - param->min)));
    } else if (param->scale == PARAM_INTEGER) {
        value = round(value);
    }
    return clamp(value, param->min, param->max);
}
