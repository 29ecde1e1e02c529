// The softness puts the median of the values in the middle of the colours. From home on inwards
// the range follows what is visible, so that a closer look shows more and nothing jumps.
#include "app/tint.h"

#include <math.h>
#include <stdlib.h>

enum { CONTOURS_HOME = 17 };
static const double LARGEST = 1e300;

typedef struct Spread {
    double low, median, high;
} Spread;

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static Spread spread_of(int n, double *values)
{
    int count = 0;
    for (int i = 0; i < n; i++) {
        if (fabs(values[i]) < LARGEST) { // differences of larger ones overflow
            values[count++] = values[i];
        }
    }
    if (count == 0) {
        return (Spread){ 0, 0.5, 1 };
    }
    qsort(values, (size_t)count, sizeof *values, compare);
    return (Spread){ values[0], values[count / 2], values[(count - 1) * 99 / 100] };
}

static double transformed(const Tint *tint, double f)
{
    const double v = f - tint->reference;
    return tint->log ? log10(1 + fmax(v, 0) / tint->softness) : v;
}

// Solves log(1 + m/s) = ½ log(1 + H/s) for s, where the median m lies below half of the height H.
static double softness_of(double median, double height)
{
    const double rest = height - 2 * median;
    return rest > 0 ? fmax(median * (median / rest), height * 1e-6) : height * 1e3;
}

Tint tint_choose(bool log, double lowest, double zoom, int n, double *home, double *visible)
{
    Spread at_home = spread_of(n, home), seen = spread_of(n, visible);
    Tint tint = { .log = log };
    const double share = clamp((log2(zoom) - 0.5) / 3, 0, 1),
                 inside = share * share * (3 - 2 * share);
    tint.reference = isfinite(lowest) ? fmin(lowest, at_home.low) : at_home.low;
    tint.reference = fmin(tint.reference, seen.low);
    const double range = seen.high - seen.low;
    if (inside > 0.99 && range < 1e-2 * (seen.low - tint.reference)) {
        // A closer look at a slope: float would not resolve f - reference, and contours would fray.
        // The logarithm is straight there, so that the colours stay as they are.
        tint.log = false;
        tint.reference = seen.low;
        at_home = seen;
    }
    const double high = inside > 0 ? fmin(at_home.high, seen.high) : at_home.high;
    const double median = inside > 0 ? fmin(at_home.median, seen.median) : at_home.median;
    double height = high - tint.reference;
    if (!(height > 0)) {
        height = fmax(fabs(tint.reference) * 1e-12, 1e-300);
    }
    tint.unit = height > 1e30 || height < 1e-30 ? height : 1;
    tint.softness = softness_of(fmax(median - tint.reference, height * 1e-4), height);
    tint.t_high = transformed(&tint, tint.reference + height);
    tint.t_low = inside * fmin(transformed(&tint, seen.low), tint.t_high * 0.98);
    const double visible_t = fmin(transformed(&tint, seen.high), tint.t_high) - tint.t_low;
    tint.step = (tint.t_high - tint.t_low) / CONTOURS_HOME;
    while (inside > 0 && visible_t > 0 && visible_t / tint.step < CONTOURS_HOME / 2.0) {
        tint.step /= 2;
    }
    return tint;
}

double tint_position(const Tint *tint, double f)
{
    return (transformed(tint, f) - tint->t_low) / (tint->t_high - tint->t_low);
}

double tint_value(const Tint *tint, double position)
{
    const double t = tint->t_low + position * (tint->t_high - tint->t_low);
    return tint->reference + (tint->log ? tint->softness * (pow(10, t) - 1) : t);
}
