// The softness puts the median of the values in the middle of the colours. From home on inwards
// the range follows what is visible, so that a closer look shows more and nothing jumps. Where f
// has poles its least and greatest values say nothing: the range is that of most values, open at
// its ends.
#include "app/tint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CONTOURS_HOME = 17 };
static const double LARGEST = 1e300;
// Of values sorted, the share left out at each end where there are poles; how much further than
// those the ends must reach; how many times the sample's depth a lowest value may lie.
static const double POLE_TAIL = 0.05, POLE_REACH = 3, DEPTH_MOST = 20;

typedef struct Spread {
    double low, median, high;
    bool poles; // low and high leave a share of the values out
} Spread;

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

// Whether neighbours of a grid jump from the lowest values to the highest, in a line of several.
static bool jumps(int n, const double *values, double low, double high)
{
    const int side = (int)lround(sqrt(n));
    int count = 0;
    for (int i = 0; i < n; i++) {
        const int next[2] = { (i + 1) % side > 0 ? i + 1 : n, i + side };
        for (int k = 0; k < 2; k++) {
            if (next[k] < n) {
                const double a = values[i], b = values[next[k]];
                count += (a <= low && b >= high) || (b <= low && a >= high);
            }
        }
    }
    return count >= 2 && count >= side / 8;
}

// The range without poles: a pole of odd order has ends far from most values on both sides, and a
// jump between them. A narrow well or hill has no jump.
static void leave_poles_out(Spread *spread, int n, const double *grid, int count,
                            const double *sorted)
{
    const int tail = (int)(count * POLE_TAIL);
    const double low = sorted[tail], high = sorted[count - 1 - tail];
    spread->poles = spread->median - sorted[0] > POLE_REACH * (spread->median - low) &&
                    sorted[count - 1] - spread->median > POLE_REACH * (high - spread->median) &&
                    jumps(n, grid, low, high);
    if (spread->poles) {
        spread->low = low;
        spread->high = high;
    }
}

static Spread spread_of(int n, double *values)
{
    double *grid = memory_get(sizeof *grid * (size_t)n);
    memcpy(grid, values, sizeof *grid * (size_t)n);
    int count = 0;
    for (int i = 0; i < n; i++) {
        if (fabs(values[i]) < LARGEST) { // differences of larger ones overflow
            values[count++] = values[i];
        }
    }
    Spread spread = { 0, 0.5, 1, false };
    if (count > 0) {
        qsort(values, (size_t)count, sizeof *values, compare);
        spread = (Spread){ values[0], values[count / 2], values[(count - 1) * 99 / 100], false };
        leave_poles_out(&spread, n, grid, count, values);
    }
    free(grid);
    return spread;
}

// The value from which colours begin. A lowest value far deeper than any sample is down a pole,
// found by who fell into it.
static double reference_of(Tint *tint, const Spread *home, const Spread *seen, double lowest,
                           double inside)
{
    if (home->poles) {
        tint->open_low = tint->open_high = true;
        return home->low + inside * (seen->low - home->low);
    }
    const double least = fmin(home->low, seen->low);
    if (!isfinite(lowest)) {
        return least;
    }
    const double depth = fmax(home->median - least, 1e-12 * fabs(home->median));
    tint->open_low = home->median - lowest > DEPTH_MOST * depth;
    return tint->open_low ? least : fmin(lowest, least);
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
    tint.reference = reference_of(&tint, &at_home, &seen, lowest, inside);
    const double range = seen.high - seen.low;
    if (inside > 0.99 && range < 1e-2 * (seen.low - tint.reference)) {
        // A closer look at a slope: float would not resolve f - reference, and contours would fray.
        // The logarithm is straight there, so that the colours stay as they are.
        tint.log = false;
        tint.reference = seen.low;
        at_home = seen;
    }
    double high = inside > 0 ? fmin(at_home.high, seen.high) : at_home.high;
    double median = inside > 0 ? fmin(at_home.median, seen.median) : at_home.median;
    if (at_home.poles) {
        high = at_home.high + inside * (seen.high - at_home.high);
        median = at_home.median + inside * (seen.median - at_home.median);
    }
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
