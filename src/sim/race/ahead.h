// The step that a run is about to take, rehearsed on a copy: where it looks before it goes, and
// what it takes the objective for. Of two coordinates.
#pragma once

#include "model/optim/optim_search.h"
#include "sim/race/run.h"

typedef struct Ahead {
    int look_count;
    double looks[LINE_LOOKS_MAX][2]; // the points that it asks about, in this order
    double model[3];                 // the bowl's matrix M [xx, xy, yy], see OptimModel; NAN: none
    double ball;      // radius of the ball in which sam looks uphill; 0: none
    double middle[2]; // −M⁻¹g: from where it stands to the bowl's middle; NAN: none
} Ahead;

// Nothing: no looks, no bowl.
void ahead_none(Ahead *ahead);
// sight: what the run is shown where it stands. The run stays as it is.
void ahead_of(const Run *run, const OptimSight *sight, Ahead *ahead);
