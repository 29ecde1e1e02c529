// By symmetry x >= y >= 0, and the nearest point (t, 1/t) has t >= 1. It is where
//     p(t) = t⁴ − x t³ + y t − 1 = 0,
// which by Descartes' rule has one root from 1 on; since p(x/2) = −(x²/4)² + xy/2 − 1 <= −(x²/4 − 1)²
// <= 0, that lies where p is convex, and Newton's method comes down to it from x + 1.
#include "model/hyperbola.h"

#include <math.h>

double hyperbola_distance(const double *params, double x, double y)
{
    enum { ROUNDS_MAX = 100 };
    const double a = fmax(fabs(x), fabs(y)), b = fmin(fabs(x), fabs(y));
    (void)params;
    if (!isfinite(a) || isnan(b)) {
        return NAN;
    }
    double t = a + 1;
    for (int i = 0; i < ROUNDS_MAX; i++) {
        const double p = ((t - a) * t * t + b) * t - 1;
        const double slope = (4 * t - 3 * a) * t * t + b;
        const double next = t - p / slope;
        if (!(next < t)) {
            break;
        }
        t = next;
    }
    t = fmax(t, 1);
    return hypot(t - a, 1 / t - b);
}
