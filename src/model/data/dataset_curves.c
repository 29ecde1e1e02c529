// Curves: one input, one value, and so few points that a large network can learn their noise.
#include "model/data/dataset_kinds.h"
#include "model/data/dataset_parts.h"

#include <math.h>

void data_shape_curve(const DataParams *params, int *features, int *classes)
{
    (void)params;
    *features = 1;
    *classes = 0;
}

// Where the point lies, -1 to 1: evenly for any number of them, so that few leave no gap.
static double place(double phase, int index, float *x)
{
    const double across = 2 * data_along(phase, index) - 1;
    x[0] = (float)(DATA_REACH * across);
    return across;
}

static float moved(double value, const DataParams *params, Rng *rng)
{
    return (float)(value + params->noise * rng_normal(rng));
}

void data_draw_sine(const DataParams *params, int index, double phase, Rng *rng, float *x,
                    float *target)
{
    *target = moved(sin(2 * DATA_REACH * place(phase, index, x)), params, rng);
}

void data_draw_step(const DataParams *params, int index, double phase, Rng *rng, float *x,
                    float *target)
{
    *target = moved(place(phase, index, x) >= 0, params, rng);
}

// Chebyshev's polynomial: T(cos a) = cos(degree a).
void data_draw_poly(const DataParams *params, int index, double phase, Rng *rng, float *x,
                    float *target)
{
    const double across = place(phase, index, x);
    *target = moved(cos(params->degree * acos(clamp(across, -1, 1))), params, rng);
}
