// How values become colours: which range of f the colour map spans, and where contours lie.
#pragma once

#include "model/formula/formula.h"
#include "sim/plane/poles.h"

// t = log ? log10(1 + (f - reference) / softness) : f - reference; colours span t_low..t_high
// (a negative softness: the reference is above, t goes down while f goes up),
// contours lie at t_low + (k + ½) * step, so that the bottom and the plain around a hill, which are
// where the colours end, are none: half a line would be seen along their edges.
typedef struct Tint {
    bool log;
    double reference, softness;
    double t_low, t_high;
    double step;              // 0: no contours
    bool open_low, open_high; // values beyond that end are many, as at a pole: they have its colour
    bool flat;                // every value is the reference: one colour, position 0
    double unit; // of the field's values, with the sign of softness: floats cannot hold every size
} Tint;

// From a sample of values [n] over the home view and one over what is visible. `lowest` is the
// lowest known value or NAN. zoom >= 1: how much closer than home. Sorts the samples.
Tint tint_choose(bool log, double lowest, Poles poles, double zoom, int n, double *home,
                 double *visible);
double tint_position(const Tint *tint, double f);
double tint_slope(const Tint *tint, double f); // of the position, for each unit of f; 0 beyond
                                               // where the logarithm begins
double tint_value(const Tint *tint, double position);
