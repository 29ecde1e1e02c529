// One description of a number the user can change. Slider, command line, range check, help text
// and tooltip all read the same row.
#pragma once

#include "base/error.h"

typedef enum ParamScale {
    PARAM_LINEAR,
    PARAM_LOG,     // min > 0; sliders move by factors
    PARAM_INTEGER, // whole numbers
    PARAM_COUNT,   // whole numbers, a few or very many: sliders move by factors of how many
    PARAM_ANGLE,   // radians; shown in degrees
} ParamScale;

typedef struct Param {
    const char *key;    // "beta1": command line, CSV header; NULL ends a table
    const char *label;  // "Momentum decay": shown on screen
    const char *symbol; // "β₁": its letter in the formula; NULL if it has none
    size_t offset;      // of a double inside the owner's struct
    double def, min, max;
    ParamScale scale;
} Param;

double *param_field(const Param *param, void *owner);
double param_value(const Param *param, const void *owner);
// NULL if the table has no such key.
const Param *param_find(const Param *table, const char *key);
void param_defaults(const Param *table, void *owner);
// Refuses an unknown key (naming the nearest) and a value outside [min, max] (naming the range).
bool param_set(const Param *table, void *owner, const char *key, double value, Error *err);
// The range check alone. NaN is outside every range.
bool param_check(const Param *param, double value, Error *err);
// Whether only whole numbers are.
bool param_is_whole(const Param *param);
// Where a value stands between min (0) and max (1) on the parameter's scale, and back.
double param_position(const Param *param, double value);
double param_at(const Param *param, double position);
