// One optimizer walking on one objective of n coordinates. run_step() is the only mover; it knows
// no window, clock or thread. Whoever steps a run evaluates the objective at run->x first, so that
// several runs can be evaluated together in one block.
#pragma once

#include "base/arena.h"
#include "model/optim/around.h"

enum { RUN_N_MAX = 16 }; // coordinates

typedef struct Run {
    const Optim *optim;
    OptimParams params;
    OptimScalars scalars;
    unsigned needs; // of the optimizer and what goes around it
    bool around;    // whether anything does
    bool plain;     // nothing does, and the rate rests: a rule alone, in the quickest way
    bool keeps;     // a point beside x (run_point)
    size_t n;
    int batch;     // of the part that a step sees, see ObjectivePart
    double *x;     // [n]
    double *state; // [S][n], then [around_vectors][n]
    bool lost;     // stopped for good
} Run;

// x [n] is copied. Memory lives in the arena.
void run_init(Run *run, const Optim *optim, const OptimParams *params, size_t n, const double *x,
              Arena *arena);
// Back to before step 1, at x.
void run_restart(Run *run, const double *x);
// Other numbers, which take as many vectors around the rule.
void run_take(Run *run, const OptimParams *params);
// The gradient that the rule itself is given in this step to g [n].
void run_gradient(const Run *run, const OptimSight *sight, double *g);
// One step: the sight holds what run->needs at run->x. Does nothing to a lost run.
void run_step(Run *run, const OptimSight *sight);
// The rate of the step that led here; 0 at the start.
static inline double run_rate(const Run *run)
{
    return run->scalars.rate;
}
// The point that is kept beside x (model/optim/around.h) to `at` [n]; false: there is none.
bool run_point(const Run *run, AroundPoint point, double *at);
