// What all coordinates share in a step, as the steps go on.
#pragma once

#include "model/optim/optim.h"

#include <math.h>

// Before step 1: t = 0, products 1, sums 0.
void optim_scalars_start(OptimScalars *scalars);
// To be called before each step, whose rate is then that of the schedule.
void optim_scalars_advance(OptimScalars *scalars, const OptimParams *params);
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
    return room;
}
// RAdam's ρₜ of this step (t >= 1).
double optim_rho(const OptimParams *params, const OptimScalars *scalars);
// RAdam's r of this step; 0 while the variance cannot be rectified (ρₜ <= 5).
double optim_rectification(const OptimParams *params, const OptimScalars *scalars);
