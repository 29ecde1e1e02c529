// What all coordinates share in a step, as the steps go on.
#pragma once

#include "model/optim/optim.h"

#include <math.h>

// Before step 1: t = 0, products 1, sums 0.
void optim_scalars_start(OptimScalars *scalars);
// What all methods share, before each step, whose rate is then that of the schedule.
void optim_scalars_advance(OptimScalars *scalars, const OptimParams *params);
// The same where the schedule rests.
void optim_scalars_rest(OptimScalars *scalars, const OptimParams *params);
// That, and what this method alone has: to be called before each step.
void optim_advance(const Optim *optim, OptimScalars *scalars, const OptimParams *params);
// The numbers of the step that the scalars are of: the params themselves, or a copy in *room where
// momentum cycles.
static inline const OptimParams *optim_params_now(const OptimParams *params,
                                                  const OptimScalars *scalars, OptimParams *room)
{
    if (isnan(scalars->momentum)) {
        return params;
    }
    *room = *params;
    room->beta = room->beta1 = scalars->momentum;
    room->momentum = params->momentum > 0 ? scalars->momentum : 0;
    return room;
}
// RAdam's ρₜ of this step (t >= 1).
double optim_rho(const OptimParams *params, const OptimScalars *scalars);
// RAdam's r of this step; 0 while the variance cannot be rectified (ρₜ <= 5).
double optim_rectification(const OptimParams *params, const OptimScalars *scalars);
// Prodigy's d behind a step, by its r and ‖s‖₁ > 0.
void optim_find_distance(OptimScalars *scalars, const OptimParams *params, double size);
// Schedule-free: how much the step's z counts in the mean, c = w/W, w = tʳ (max η)ᵖ, W the sum of
// all w. ASGD: a rate that falls by itself.
OptimAdvance optim_find_share, optim_fall;
