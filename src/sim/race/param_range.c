// Ranges that are derived from values; see param_range.h.
#include "sim/race/param_range.h"

#include <float.h>
#include <math.h>

static const double TURN = 6.283185307179586;
static const double REACH = 10, LEAST = 1e-300;

// The smallest of 1, 2, 5 times a power of ten that is not below `size`.
static double round_up(double size)
{
    static const double steps[] = { 1, 2, 5, 10 };
    const double decade = pow(10, floor(log10(size)));
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (decade * steps[i] >= size * (1 - 1e-12)) { // pow() may err by a bit
            return decade * steps[i];
        }
    }
    return size;
}

// How far the slider of such a value reaches to either side.
static double reach_of(double value)
{
    const double size = fabs(value);
    if (size == 0) {
        return REACH;
    }
    if (size >= DBL_MAX / 1000) {
        return DBL_MAX;
    }
    return fmax(round_up(fmax(size, LEAST) * REACH), LEAST);
}

void param_range_around(Param *row, double value)
{
    const double reach = reach_of(value);
    row->def = value;
    row->min = -reach;
    row->max = reach;
    row->scale = PARAM_LINEAR;
}

void param_range_include(Param *row, double value)
{
    if (value >= row->min && value <= row->max) {
        return;
    }
    if (row->scale == PARAM_LOG && value > 0) {
        row->min = fmin(row->min, fmax(value / REACH, DBL_MIN));
        row->max = fmax(row->max, reach_of(value));
        return;
    }
    const double reach = row->scale == PARAM_ANGLE && fabs(value) < 1e6
                             ? (floor(fabs(value) / TURN) + 1) * TURN
                             : reach_of(value);
    row->scale = row->scale == PARAM_LOG ? PARAM_LINEAR : row->scale;
    row->min = fmin(row->min, -reach);
    row->max = fmax(row->max, reach);
}
