// One optimizer walking on one objective of n coordinates. run_step() is the only mover; it knows
// no window, clock or thread. Whoever steps a run evaluates the objective at run->x first, so that
// several runs can be evaluated together in one block.
#pragma once

#include "base/arena.h"
#include "model/optim/optim.h"

typedef struct Run {
    const Optim *optim;
    OptimParams params;
    OptimScalars scalars;
    size_t n;
    int batch;     // of the part that a step sees, see ObjectivePart
    double *x;     // [n]
    double *state; // [S][n]
    bool lost;     // stopped for good
} Run;

// x [n] is copied. Memory lives in the arena.
void run_init(Run *run, const Optim *optim, const OptimParams *params, size_t n, const double *x,
              Arena *arena);
// Back to before step 1, at x.
void run_restart(Run *run, const double *x);
// One step: the sight holds what run->optim needs at run->x. Does nothing to a lost run.
void run_step(Run *run, const OptimSight *sight);
// The rate of the step that led here; 0 at the start.
static inline double run_rate(const Run *run)
{
    return run->scalars.rate;
}
// The second point that its optimizer keeps (OptimSecond) to second [n]; false: it keeps none.
bool run_second(const Run *run, double *second);
