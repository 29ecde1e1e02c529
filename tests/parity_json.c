// Values out of JSON, each checked as it is taken.
#include "parity_json.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>

static const double NUMBERS_MAX = 1 << 26; // of a matrix

const cJSON *json_item(const cJSON *object, const char *key)
{
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNull(found) ? NULL : found;
}

const char *json_what(const cJSON *json)
{
    return !json                  ? "nothing"
           : cJSON_IsNumber(json) ? "a number"
           : cJSON_IsString(json) ? "a text"
           : cJSON_IsArray(json)  ? "a list"
           : cJSON_IsObject(json) ? "an object"
           : cJSON_IsNull(json)   ? "null"
                                  : "true or false";
}

bool json_number(const cJSON *object, const char *where, const char *key, double otherwise,
                 double *value, Error *err)
{
    const cJSON *found = json_item(object, key);
    *value = otherwise;
    if (!found) {
        return !isnan(otherwise) || fail(err, "%s%s is missing", where, key);
    }
    if (!cJSON_IsNumber(found) || !isfinite(found->valuedouble)) {
        return fail(err, "%s%s is %s, not a finite number", where, key, json_what(found));
    }
    *value = found->valuedouble;
    return true;
}

bool json_amount(const cJSON *object, const char *where, const char *key, double otherwise,
                 double *value, Error *err)
{
    return json_number(object, where, key, otherwise, value, err) &&
           (*value >= 0 || fail(err, "%s%s = %g is negative", where, key, *value));
}

bool json_size(const cJSON *object, const char *where, const char *key, int *size, Error *err)
{
    double value;
    if (!json_number(object, where, key, NAN, &value, err)) {
        return false;
    }
    if (!(value >= 1 && value <= 1e6 && value == floor(value))) {
        return fail(err, "%s%s = %g is no size", where, key, value);
    }
    *size = (int)value;
    return true;
}

bool json_text(const cJSON *object, const char *where, const char *key, const char **text,
               Error *err)
{
    const cJSON *found = json_item(object, key);
    if (!cJSON_IsString(found)) {
        return found ? fail(err, "%s%s is %s, not a text", where, key, json_what(found))
                     : fail(err, "%s%s is missing", where, key);
    }
    *text = found->valuestring;
    return true;
}

bool json_fits(const char *where, int rows, int columns, Error *err)
{
    return (double)rows * columns <= NUMBERS_MAX ||
           fail(err, "%s: %d times %d numbers are too many", where, rows, columns);
}

bool json_row(const cJSON *json, const char *where, int count, double *to, Error *err)
{
    if (!cJSON_IsArray(json)) {
        return json ? fail(err, "%s is %s, not a list of %d numbers", where, json_what(json), count)
                    : fail(err, "%s is missing", where);
    }
    int used = 0;
    for (const cJSON *it = json->child; it; it = it->next, used++) {
        if (used < count && (!cJSON_IsNumber(it) || !isfinite(it->valuedouble))) {
            return fail(err, "%s[%d] is %s, not a finite number", where, used, json_what(it));
        }
        if (used < count) {
            to[used] = it->valuedouble;
        }
    }
    return used == count || fail(err, "%s: %d numbers, %d expected", where, used, count);
}

bool json_rows(const cJSON *json, const char *where, int rows, int columns, double *to, Error *err)
{
    if (!cJSON_IsArray(json)) {
        return json ? fail(err, "%s is %s, not a list of lists", where, json_what(json))
                    : fail(err, "%s is missing", where);
    }
    if (cJSON_GetArraySize(json) != rows) {
        return fail(err, "%s: %d rows, %d expected", where, cJSON_GetArraySize(json), rows);
    }
    int row = 0;
    for (const cJSON *it = json->child; it; it = it->next, row++) {
        char place[PLACE_MAX];
        snprintf(place, sizeof place, "%s[%d]", where, row);
        if (!json_row(it, place, columns, to + (size_t)row * (size_t)columns, err)) {
            return false;
        }
    }
    return true;
}

bool json_vector(const cJSON *object, const char *where, const char *key, int count,
                 const double **vector, Arena *arena, Error *err)
{
    char place[PLACE_MAX];
    double *to = arena_new(arena, double, count);
    *vector = to;
    snprintf(place, sizeof place, "%s%s", where, key);
    return json_row(json_item(object, key), place, count, to, err);
}

bool json_flatten(const cJSON *json, const char *where, size_t count, double *to, size_t *used,
                  Error *err)
{
    if (cJSON_IsNumber(json) && isfinite(json->valuedouble)) {
        if (*used < count) {
            to[*used] = json->valuedouble;
        }
        ++*used;
        return true;
    }
    if (!cJSON_IsArray(json)) {
        return fail(err, "%s holds %s after %zu numbers, not a finite number", where,
                    json_what(json), *used);
    }
    for (const cJSON *it = json->child; it; it = it->next) {
        if (!json_flatten(it, where, count, to, used, err)) {
            return false;
        }
    }
    return true;
}

bool json_unknown(const char *where, const char *typed, size_t count,
                  const char *(*name)(const void *, size_t), const void *context, Error *err)
{
    const char *near = text_nearest(typed, count, name, context);
    return fail(err, "%s: '%.40s' is not known%s%s%s", where, typed, near ? ", did you mean '" : "",
                near ? near : "", near ? "'?" : "");
}

bool json_parse(const char *text, size_t length, cJSON **json, Error *err)
{
    const char *end = text;
    *json = cJSON_ParseWithLengthOpts(text, length + 1, &end, true);
    if (*json) {
        return cJSON_IsObject(*json) || fail(err, "holds %s, not an object", json_what(*json));
    }
    int line = 1, column = 1;
    for (const char *c = text; c < end; c++) {
        column = *c == '\n' ? 1 : column + 1;
        line += *c == '\n';
    }
    return fail(err, "line %d, column %d: this is not JSON", line, column);
}
