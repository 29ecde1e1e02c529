// The softness puts the median of the values in the middle of the colours. From home on inwards
// the range follows what is visible, so that a closer look shows more and nothing jumps. Where f
// has poles its least or greatest values say nothing: the range is that of most values, open at
// its ends. A pole on one side alone has a logarithm that counts from the other side.
#include "app/parts/tint.h"

#include "base/sort.h"

#include <math.h>

enum { CONTOURS_HOME = 17 };
static const double LARGEST = 1e304; // differences of larger ones, and their softness, overflow
// Of values sorted, the share beyond which a pole begins; how far the range reaches at most, in
// distances from the median to there; how many times the sample's depth a lowest value may lie.
static const double POLE_TAIL = 0.05, POLE_REACH = 3, DEPTH_MOST = 20;

typedef struct Spread {
    double low, median, high;
    double most;            // of all values
    bool cut_low, cut_high; // values beyond are left out
} Spread;

// The range without what lies beside poles. With poles on both sides it is that of most values;
// with one it may reach further, since the logarithm has room for it.
static void leave_poles_out(Spread *spread, Poles poles, int count, const double *sorted)
{
    const int tail = (int)(count * POLE_TAIL);
    const double reach = poles.low && poles.high ? 1 : POLE_REACH, median = spread->median;
    spread->cut_low = poles.low;
    spread->cut_high = poles.high;
    if (poles.low) {
        spread->low = fmax(sorted[0], median - reach * (median - sorted[tail]));
    }
    if (poles.high) {
        const double high = sorted[count - 1 - tail];
        spread->high = fmin(sorted[count - 1], median + reach * (high - median));
    }
}

static Spread spread_of(int n, double *values, Poles poles)
{
    int count = 0;
    for (int i = 0; i < n; i++) {
        if (fabs(values[i]) < LARGEST) {
            values[count++] = values[i];
        }
    }
    Spread spread = { 0, 0.5, 1, 1, false, false };
    if (count > 0) {
        sort_doubles((size_t)count, values);
        spread = (Spread){
            values[0], values[count / 2], values[(count - 1) * 99 / 100], values[count - 1], false,
            false
        };
        leave_poles_out(&spread, poles, count, values);
    }
    return spread;
}

static double mixed(double a, double b, double share)
{
    return a + share * (b - a);
}

// What the colours are chosen for: home's spread, or between it and what is seen, further inside.
static Spread spread_between(const Spread *home, const Spread *seen, double inside)
{
    Spread spread = *home;
    if (home->cut_low || home->cut_high) {
        spread.low = mixed(home->low, seen->low, inside);
        spread.median = mixed(home->median, seen->median, inside);
        spread.high = mixed(home->high, seen->high, inside);
    } else if (inside > 0) {
        spread.median = fmin(home->median, seen->median);
        spread.high = fmin(home->high, seen->high);
    }
    return spread;
}

// The value from which colours begin. A lowest value far deeper than any sample lies in a well out
// of sight, found by who fell into it.
static double reference_of(Tint *tint, const Spread *home, const Spread *seen,
                           const Spread *between, double lowest)
{
    if (home->cut_low) {
        return between->low;
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
    return tint->log ? log10(1 + fmax(v / tint->softness, 0)) : v;
}

// Solves log(1 + m/s) = ½ log(1 + H/s) for s, where the median m lies below half of the height H.
static double softness_of(double median, double height)
{
    const double m = fmax(median, height * 1e-4), rest = height - 2 * m;
    return rest > 0 ? clamp(m * (m / rest), height * 1e-6, 1e307) : height * 1e3;
}

static double unit_of(double height)
{
    return height > 1e30 || height < 1e-30 ? height : 1;
}

// f falls without end and does not rise so: most values lie close below the highest, and their
// logarithm counts down from there.
static void count_from_above(Tint *tint, const Spread *spread)
{
    const double height = fmax(spread->high - spread->low, 1e-300);
    tint->reference = spread->high;
    tint->softness = -softness_of(spread->high - spread->median, height);
    tint->unit = -unit_of(height);
    tint->t_low = transformed(tint, spread->low);
    tint->t_high = 0;
    tint->step = tint->t_low / CONTOURS_HOME;
}

static void halve_steps(Tint *tint, double visible_t)
{
    while (visible_t > 0 && visible_t / tint->step < CONTOURS_HOME / 2.0) {
        tint->step /= 2;
    }
}

Tint tint_choose(bool log, double lowest, Poles poles, double zoom, int n, double *home,
                 double *visible)
{
    const Spread at_home = spread_of(n, home, poles);
    const Spread seen = spread_of(n, visible, poles);
    Tint tint = { .log = log, .open_low = at_home.cut_low, .open_high = at_home.cut_high };
    const double share = clamp((log2(zoom) - 0.5) / 3, 0, 1),
                 inside = share * share * (3 - 2 * share);
    Spread spread = spread_between(&at_home, &seen, inside);
    tint.reference = reference_of(&tint, &at_home, &seen, &spread, lowest);
    const double range = seen.high - seen.low;
    if (inside > 0.99 && range < 1e-2 * (seen.low - tint.reference)) {
        // A closer look at a slope: float would not resolve f - reference, and contours would fray.
        // The logarithm is straight there, so that the colours stay as they are.
        tint.log = false;
        tint.reference = seen.low;
        spread = seen;
    }
    if (tint.log && at_home.cut_low && !at_home.cut_high) {
        count_from_above(&tint, &spread);
        return tint;
    }
    double height = spread.high - tint.reference;
    if (!(height > 0)) { // nearly all of it is one value
        height = fmax(at_home.most, seen.most) - tint.reference;
    }
    if (!(height > 0)) {
        tint.flat = true;
        height = fmax(fabs(tint.reference) * 1e-12, 1e-300);
    }
    tint.unit = unit_of(height);
    tint.softness = softness_of(spread.median - tint.reference, height);
    tint.t_high = transformed(&tint, tint.reference + height);
    tint.t_low = inside * fmin(transformed(&tint, seen.low), tint.t_high * 0.98);
    tint.step = (tint.t_high - tint.t_low) / CONTOURS_HOME;
    if (inside > 0) {
        halve_steps(&tint, fmin(transformed(&tint, seen.high), tint.t_high) - tint.t_low);
    }
    return tint;
}

double tint_position(const Tint *tint, double f)
{
    return (transformed(tint, f) - tint->t_low) / (tint->t_high - tint->t_low);
}

double tint_slope(const Tint *tint, double f)
{
    const double v = f - tint->reference, range = tint->t_high - tint->t_low;
    if (!tint->log) {
        return 1 / range;
    }
    return v / tint->softness < 0 ? 0 : 1 / ((tint->softness + v) * log(10) * range);
}

double tint_value(const Tint *tint, double position)
{
    const double t = tint->t_low + position * (tint->t_high - tint->t_low);
    return tint->reference + (tint->log ? tint->softness * (pow(10, t) - 1) : t);
}
