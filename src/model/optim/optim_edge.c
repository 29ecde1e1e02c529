// Borders by the rows' own rules, with the scales that their insides tell.
#include "model/optim/optim_edge.h"

#include <math.h>

bool optim_has_border(const Optim *optim, const OptimParams *params)
{
    return optim->edge.border && !(params->sam > 0) && !(params->lookahead > 0) &&
           !(params->coupled_decay > 0);
}

double optim_border(const Optim *optim, const OptimParams *params, const OptimScalars *scalars,
                    const double *state, double scale[2])
{
    double velocity[2], rate[2];
    scale[0] = scale[1] = 1;
    if (!optim_has_border(optim, params) || !(scalars->t > 0 && scalars->rate > 0)) {
        return NAN;
    }
    if (optim->edge.scale) {
        optim->inside(params, scalars, state, velocity, rate);
        scale[0] = rate[0] / scalars->rate;
        scale[1] = rate[1] / scalars->rate;
    }
    const double border = optim->edge.border(params, scalars, scale);
    const bool good = border > 0 && isfinite(border) && isfinite(scale[0]) && isfinite(scale[1]);
    if (!good) {
        scale[0] = scale[1] = 1;
    }
    return good ? border : NAN;
}

// Falls as the rate rises: by halving on a logarithmic scale.
double optim_border_rate(const Optim *optim, const OptimParams *params, const OptimScalars *scalars,
                         const double *state, double sharpness)
{
    enum { HALVINGS = 80 };
    const Param *row = optim_rate(optim);
    double scale[2];
    if (!row || !(sharpness > 0) || isnan(optim_border(optim, params, scalars, state, scale))) {
        return NAN;
    }
    OptimScalars at = *scalars;
    double low = row->min, high = row->max;
    for (int i = 0; i < HALVINGS; i++) {
        double unused[2] = { scale[0], scale[1] };
        at.rate = sqrt(low * high);
        const bool below = optim->edge.border(params, &at, unused) > sharpness;
        low = below ? at.rate : low;
        high = below ? high : at.rate;
    }
    return low > row->min * (1 + 1e-9) && high < row->max * (1 - 1e-9) ? sqrt(low * high) : NAN;
}

double optim_sharpness(const double h[3], const double scale[2])
{
    const double xx = h[0] * scale[0], yy = h[2] * scale[1];
    const double mean = 0.5 * (xx + yy), xy = h[1] * sqrt(scale[0] * scale[1]);
    return mean + hypot(0.5 * (xx - yy), xy);
}
