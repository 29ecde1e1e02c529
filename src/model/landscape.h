// The built-in landscapes: one formula per row, with its domain, start, parameters, known
// stationary points and rates that make a telling first picture.
#pragma once

#include "model/optim/optim.h"
#include "model/plane.h"

enum { LANDSCAPE_PARAMS_MAX = 3, LANDSCAPE_POINTS_MAX = 24 };

typedef struct Landscape {
    Kind kind;           // about: one sentence on what it teaches. Its numbers' offset: index *
                         // sizeof(double) into param values; in the order the formula first names
                         // them
    const char *formula; // see formula.h
    Box domain;
    Box view; // what the window shows first (at least this)
    double start[2];
    Stationary points[LANDSCAPE_POINTS_MAX]; // at the default parameters; the lowest first
    int point_count;
    double rates[OPTIM_COUNT]; // the landscape's own default rates
    int steps;                 // that make a telling first picture
} Landscape;

extern const Landscape landscapes[];
extern const int landscape_count;
extern const Registry landscape_kinds;
