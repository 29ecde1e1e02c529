// Whether f is bounded: 1/x falls and rises without end beside 0, log(x) falls. A lowest value that
// was met there by chance says nothing.
#pragma once

#include "model/objective.h"
#include "model/plane.h"

typedef struct Poles {
    bool low, high; // f falls, rises without end at a point of the box
} Poles;

// Looks for them where the least and the greatest of side x side values lie, ever closer: at a
// minimum, be it a kink, f settles; at a pole every closer look goes further by as much at least.
// One that shows only where nobody looks (1e-6 log |x| on hills) is none.
Poles poles_find(const Objective *objective, Scratch *scratch, Box box, int side);
