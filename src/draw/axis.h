// Ticks and their labels, linear and logarithmic.
#pragma once

#include "base/base.h"

enum { AXIS_TICKS_MAX = 32, AXIS_LABEL_MAX = 24 };

typedef struct Tick {
    double value; // on a log axis the value itself, not its logarithm
    bool major;   // has a label
    char label[AXIS_LABEL_MAX];
} Tick;

typedef struct Axis {
    Tick ticks[AXIS_TICKS_MAX];
    int count;
    double step; // linear axes: between major ticks
} Axis;

// The smallest of 1, 2, 5 times a power of ten that is at least `least` (> 0).
double axis_nice(double least);
// Ticks at 1, 2 or 5 times a power of ten inside [low, high], about `want` of them (2..16); labels
// have as many digits as tell neighbours apart. Where low < high does not hold there are
// none.
void axis_linear(Axis *axis, double low, double high, int want);
// Ticks at powers of ten inside [low, high], every k-th so that at most `want` are labelled; where
// the range is less than two powers, 2 and 5 times as well. 0 < low < high.
void axis_log(Axis *axis, double low, double high, int want);
