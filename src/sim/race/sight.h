// What a run is shown of the objective it walks on: what its optimizer needs, no more. The same for
// a race and for who replays it.
#pragma once

#include "model/objective.h"
#include "sim/race/run.h"

typedef struct Sight {
    const Objective *objective;
    Scratch *scratch;
    double apart;        // of gradients that stand in for a Hessian, see objective_eval_hessian()
    ObjectivePart part;  // what the step sees, if the objective draws anything
    const double *noise; // [n] added to every gradient of the step
    double *h;           // [n(n+1)/2] room for a Hessian
} Sight;

// For the step that leaves run->x, where value and gradient, drawn and noisy as they are, are f and
// g [n]. It may be asked about other points as long as *sight lives.
OptimSight sight_at(Sight *sight, const Run *run, double f, const double *g);
