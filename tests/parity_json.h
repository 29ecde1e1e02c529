// Values out of JSON with their places: every mistake is told as "layers[2].weight[3]: 4 numbers, 5
// expected". `where` is the object's place with the dot behind ("layers[2]."; "" at the top), or
// the whole place of a list. All return false after fail().
#pragma once

#include "base/arena.h"
#include "base/error.h"

#include <cjson/cJSON.h>

enum { PLACE_MAX = 80 };

// The root object of a text of `length` bytes, which must end there with a zero byte; to be freed
// with cJSON_Delete() either way.
bool json_parse(const char *text, size_t length, cJSON **json, Error *err);
// NULL if there is none, or null.
const cJSON *json_item(const cJSON *object, const char *key);
const char *json_what(const cJSON *json); // "a text"

// A finite number; `otherwise` if it may be missing, NAN if it may not.
bool json_number(const cJSON *object, const char *where, const char *key, double otherwise,
                 double *value, Error *err);
// The same, not negative.
bool json_amount(const cJSON *object, const char *where, const char *key, double otherwise,
                 double *value, Error *err);
// A whole number from 1 to a million.
bool json_size(const cJSON *object, const char *where, const char *key, int *size, Error *err);
bool json_text(const cJSON *object, const char *where, const char *key, const char **text,
               Error *err);

// Whether a matrix of rows x columns may be asked memory for.
bool json_fits(const char *where, int rows, int columns, Error *err);
// A list of `count` numbers.
bool json_row(const cJSON *json, const char *where, int count, double *to, Error *err);
// A list of `rows` lists of `columns` numbers each.
bool json_rows(const cJSON *json, const char *where, int rows, int columns, double *to, Error *err);
// The list of `count` numbers at `key`, in the arena.
bool json_vector(const cJSON *object, const char *where, const char *key, int count,
                 const double **vector, Arena *arena, Error *err);
// Lists of numbers of any depth as one; the first `count` into to, *used counts on.
bool json_flatten(const cJSON *json, const char *where, size_t count, double *to, size_t *used,
                  Error *err);
// "WHERE: 'typed' is not known, did you mean 'near'?" The i-th known name: name(context, i).
bool json_unknown(const char *where, const char *typed, size_t count,
                  const char *(*name)(const void *, size_t), const void *context, Error *err);
