// The built-in landscapes: one formula per row, with its domain, start, parameters, known
// stationary points and rates that make a telling first picture.
#pragma once

#include "model/optim/optim.h"
#include "model/plane.h"

enum { LANDSCAPE_PARAMS_MAX = 3, LANDSCAPE_POINTS_MAX = 24 };

typedef struct Landscape {
    const char *key;     // "rosenbrock"
    const char *name;    // "Rosenbrock's valley"
    const char *formula; // see formula.h
    const char *note;    // one sentence on what it teaches
    Box domain;
    Box view; // what the window shows first (at least this)
    double start[2];
    Param params[LANDSCAPE_PARAMS_MAX + 1];  // offset: index * sizeof(double) into param values;
                                             // in the order the formula first names them
    Stationary points[LANDSCAPE_POINTS_MAX]; // at the default parameters; the lowest first
    int point_count;
    double rates[OPTIM_COUNT]; // the landscape's own default rates
    int steps;                 // that make a telling first picture
} Landscape;

extern const Landscape landscapes[];
extern const int landscape_count;

// NULL if there is none of that key.
const Landscape *landscape_find(const char *key);
