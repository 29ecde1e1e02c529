// The built-in landscapes: one formula per row, or another objective, with its domain, start,
// parameters, known stationary points and rates that make a telling first picture.
#pragma once

#include "model/fit/fit.h"
#include "model/objective.h"
#include "model/optim/optim.h"
#include "model/plane.h"

enum { LANDSCAPE_PARAMS_MAX = 3, LANDSCAPE_POINTS_MAX = 24 };

// Makes an objective of x and y in room [OBJECTIVE_ROOM], aligned for anything, and returns it.
// params: values in the order of kind.params.
typedef Objective *LandscapeMake(const double *params, void *room);

// How far a point is from the nearest minimum, where the minima are a curve. params: as for
// LandscapeMake.
typedef double LandscapeDistance(const double *params, double x, double y);

// What a landscape is like, for a chooser.
typedef enum LandscapeGroup {
    LANDSCAPE_VALLEYS,
    LANDSCAPE_SADDLES,
    LANDSCAPE_MINIMA,
    LANDSCAPE_PLATEAUS,
    LANDSCAPE_DATA,
    LANDSCAPE_GROUP_COUNT
} LandscapeGroup;

typedef struct Landscape {
    Kind kind;           // about: one sentence on what it teaches. Its numbers' offset: index *
                         // sizeof(double) into param values; in the order the formula first names
                         // them
    const char *formula; // see formula.h; with `make` or `fit` only how it is written for people
    Box domain;
    Box view; // what the window shows first (at least this)
    double start[2];
    Stationary points[LANDSCAPE_POINTS_MAX]; // at the default parameters; the lowest first
    int point_count;
    double rates[OPTIM_COUNT];   // the landscape's own default rates
    int steps;                   // that make a telling first picture
    LandscapeGroup group;
    LandscapeDistance *distance; // NULL: the minima are points
    LandscapeMake *make;         // of what no formula can say; NULL: the formula is compiled
    const FitModel *fit;         // of a landscape that data make; the formula then says what of them
    const Setting *settings;     // of its FitSpec; NULL: it has no data
} Landscape;

extern const Landscape landscapes[];
extern const int landscape_count;
extern const Registry landscape_kinds;
extern const Kind landscape_groups[LANDSCAPE_GROUP_COUNT]; // what they are called
