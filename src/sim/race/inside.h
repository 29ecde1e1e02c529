// What moves a run, step by step: gradient, velocity, the rate of each coordinate. Race and trail
// keep only where a run was; here its optimizer walks once more along the trail's gradients, with
// the very bits; the objective is evaluated only where it draws its gradients or the optimizer
// needs more than them.
#pragma once

#include "sim/race/ahead.h"
#include "sim/race/race.h"

// At a row of a run, all in the plane's units; NAN in both coordinates where there is none.
// At a lost row any of them may be infinite or NAN.
typedef struct Inside {
    double x[2];        // where: the row's point
    double gradient[2]; // there, exact: without noise; whatever a lost row found
    double velocity[2]; // what the optimizer's memory adds by itself, see OptimInside
    double rate[2];     // what it multiplies a gradient by in each coordinate
    double step[2];     // to the next row; NAN at the last one
    // What the step is made of, see OptimPart: together they are the step. What an optimizer does
    // not have is 0; NAN where there is no step. With noise the gradient's part is the noisy one's.
    double parts[OPTIM_PARTS][2];
    double used; // the rate that the step into this row used; 0 at the start, NAN: not known
    double points[AROUND_POINTS][2]; // what is kept beside x (model/optim/around.h)
    Ahead ahead;                     // the step to the next row, rehearsed; at the last one nothing
} Inside;

typedef struct InsideReplay InsideReplay;

InsideReplay *inside_create(void);
// NULL is allowed.
void inside_destroy(InsideReplay *replay);
// The inside of run `run` at `step`, as it is after `step` steps. One step further than the last
// time costs one step, backwards a few hundred at most. A race that was started anew is noticed,
// and so is another race; but a replay must not outlive the race it was asked about and meet the
// next one in the same place. False, and nothing is written, when the run has no row for this
// step: not computed yet, or lost before.
// A trail that is thinned (stride > 1) has lost what the replay needs: x and gradient are then
// those of the nearest row kept before, everything else NAN.
bool inside_at(InsideReplay *replay, const Race *race, int run, int step, Inside *inside);
