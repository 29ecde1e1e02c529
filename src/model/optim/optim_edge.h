// An optimizer's border of stability and how sharp a landscape is to it: the edge of stability.
#pragma once

#include "model/optim/optim.h"

// The border of an optimizer as the last step left it, two coordinates, state [S][2]: the largest
// eigenvalue, in coordinates scaled by scale [2] = 1/P, beyond which its steps grow. NAN where
// theory has none, and before step 1; scale is then 1.
double optim_border(const Optim *optim, const OptimParams *params, const OptimScalars *scalars,
                    const double *state, double scale[2]);
// Whether theory has one: for the row, and with what goes around it (none is known with sam or
// lookahead; clipping leaves small steps as they are, and a mean moves nothing).
bool optim_has_border(const Optim *optim, const OptimParams *params);
// The rate at which the border would lie at `sharpness`, all else the same; NAN: nowhere.
double optim_border_rate(const Optim *optim, const OptimParams *params, const OptimScalars *scalars,
                         const double *state, double sharpness);
// The largest eigenvalue of the Hessian h (xx, xy, yy) in coordinates scaled by scale [2].
double optim_sharpness(const double h[3], const double scale[2]);
