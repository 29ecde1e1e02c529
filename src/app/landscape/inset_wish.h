// What the workspace remembers of the inset with the data (app/landscape/inset.h).
#pragma once

#include "model/fit/fit.h"

// Where it stands, and what a click puts there.
typedef struct InsetWish {
    bool placed; // in a corner, of the four: right 1, low 2
    int corner;
    bool moved; // by hand, to these shares of the way it can go
    float x, y;
    const FitModel *of; // whose data box frames
    Box box;
    bool upper; // the class of a new point
} InsetWish;
