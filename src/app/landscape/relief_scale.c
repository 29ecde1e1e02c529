// A wall hides what it stands around: so that a lecturer sees a valley and not its walls, the top
// hangs on the median. What rises inside (a needle, the hill between four wells) is no wall: it is
// higher than all around it.
#include "app/landscape/relief_scale.h"

#include "base/sort.h"

#include <math.h>

static const double LARGEST = 1e307;   // differences of larger ones overflow,
static const double SMALLEST = 1e-304; // ... of smaller ones have no digits
static const double CONSTANT = 1e-12;  // of the values' size: less is rounding
static const double WALLS = 4;         // heights of the median above which walls are left out
static const double CLEAR = 1.1;       // the top above what rises inside
static const double POLE_TAIL = 0.05;  // the share of the values beyond which a pole begins
static const double POLE_REACH = 2;    // distances from the median to there
static const double PLAIN = 40;        // see is_log()

typedef struct Spread {
    int count;                // of finite values
    double low, median, high; // what is shown, and its middle
    double tenth, most;       // a tenth of the values is lower, a tenth higher
} Spread;

// The highest of what is higher than all eight around it, or known to be; NAN: nothing is.
static double highest_inside(const ScaleSample *sample)
{
    const int side = sample->side;
    double highest = sample->inside;
    for (int i = side + 1; i < side * (side - 1) - 1; i++) {
        const double *at = sample->values + i;
        bool higher = i % side > 0 && i % side < side - 1 && isfinite(*at);
        for (int k = 0; k < 9 && higher; k++) {
            higher = k == 4 || at[(k / 3 - 1) * side + k % 3 - 1] < *at;
        }
        highest = higher ? fmax(highest, *at) : highest;
    }
    return highest;
}

static Spread spread_of(const ScaleSample *sample, Poles poles)
{
    double sorted[SCALE_SIDE_MOST * SCALE_SIDE_MOST];
    int n = 0;
    assert(sample->side >= 2 && sample->side <= SCALE_SIDE_MOST);
    for (int i = 0; i < sample->side * sample->side; i++) {
        if (isfinite(sample->values[i])) {
            sorted[n++] = clamp(sample->values[i], -LARGEST, LARGEST);
        }
    }
    if (n == 0) {
        return (Spread){ .count = 0 };
    }
    sort_doubles((size_t)n, sorted);
    const double low = fmin(sorted[0], sample->low), high = fmax(sorted[n - 1], sample->high);
    const double median = sorted[n / 2];
    const int tail = (int)(n * POLE_TAIL);
    const double down = POLE_REACH * (median - sorted[tail]);
    const double up = POLE_REACH * (sorted[n - 1 - tail] - median);
    return (Spread){ .count = n,
                     .low = fmax(low, poles.low ? median - down : -LARGEST),
                     .median = median,
                     .high = fmin(high, poles.high ? median + up : LARGEST),
                     .tenth = sorted[n / 10],
                     .most = sorted[n - 1 - n / 10] };
}

static double top_of(const Spread *spread, const ScaleSample *sample, Poles poles)
{
    const double wall = spread->low + WALLS * (spread->median - spread->low);
    if (poles.high || !(wall < spread->high)) {
        return spread->high;
    }
    const double inside = highest_inside(sample);
    const double clear = spread->low + CLEAR * (inside - spread->low);
    return isnan(inside) ? wall : fmin(fmax(wall, clear), spread->high);
}

// Solves log(1 + m/s) = ½ log(1 + H/s) for s, where the median m lies below half of the height H.
static double softness_of(double median, double height)
{
    const double m = fmax(median, height * 1e-4), rest = height - 2 * m;
    return rest > 0 ? fmax(m * (m / rest), height * 1e-6) : height * 1e3;
}

static Tint linear(double low, double high)
{
    const double height = high - low;
    return (Tint){ .reference = low,
                   .softness = height,
                   .t_high = height,
                   .unit = height > 1e30 || height < 1e-30 ? height : 1 };
}

// The middle of values around it.
static Tint flat(double value)
{
    const double half = fabs(value) < SMALLEST ? 1 : fabs(value) / 2;
    return linear(value - half, value + half);
}

static Tint logarithmic(double lowest, Poles poles, const Spread *home, const Spread *seen)
{
    Tint tint = { .log = true };
    const bool from_above = poles.low && !poles.high;
    if (from_above) {
        tint.reference = fmax(home->high, seen->high);
        tint.softness = -softness_of(tint.reference - home->median, tint.reference - home->low);
    } else {
        tint.reference = fmin(home->low, seen->low);
        tint.reference = isfinite(lowest) ? fmin(lowest, tint.reference) : tint.reference;
        // The lowest tenth keeps f's own shape: its bottom is round, and no ravine that falls
        // between the points of a grid.
        tint.softness =
            fmax(softness_of(home->median - tint.reference, home->high - tint.reference),
                 home->tenth - tint.reference);
    }
    tint.t_low = log10(1 + (seen->low - tint.reference) / tint.softness);
    tint.t_high = log10(1 + (seen->high - tint.reference) / tint.softness);
    tint.unit = fabs(tint.softness) > 1e24 || fabs(tint.softness) < 1e-30 ? fabs(tint.softness) : 1;
    return tint;
}

// Linear heights show the lowest tenth of a bowl in a ninth of what they show nine tenths in, and
// nobody misses anything; of Rosenbrock's valley they show a plain between walls.
static bool is_log(ReliefHeight kind, Poles poles, const Spread *home)
{
    if (kind != RELIEF_AUTO) {
        return kind == RELIEF_LOG;
    }
    return !poles.low && !poles.high && home->most - home->low > PLAIN * (home->tenth - home->low);
}

Tint relief_scale(ReliefHeight kind, double lowest, Poles poles, const ScaleSample *home,
                  const ScaleSample *visible)
{
    const Spread whole = spread_of(home, poles), seen = spread_of(visible, poles);
    if (seen.count == 0) {
        return flat(0);
    }
    const double size = fmax(fabs(seen.low), fabs(seen.high));
    if (!(seen.high - seen.low > fmax(CONSTANT * size, SMALLEST))) {
        return flat(seen.median);
    }
    const Spread *at_home = whole.count ? &whole : &seen;
    const Tint log = logarithmic(lowest, poles, at_home, &seen);
    const bool bent = fabs(log.t_high - log.t_low) >
                      CONSTANT * fmax(fabs(log.t_low), fabs(log.t_high)); // else it is straight
    if (bent && is_log(kind, poles, at_home)) {
        return log;
    }
    return linear(seen.low, top_of(&seen, visible, poles));
}
