// Moments and bins of drawn numbers. Seeds are fixed, so that each bound holds or fails for ever;
// bounds lie at about five standard errors.
#pragma once

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { DRAWN_BINS = 20 };

typedef struct Drawn {
    double low, high; // between which the bins lie
    double count, sum, squares, fourths;
    double bins[DRAWN_BINS];
} Drawn;

static inline void drawn_add(Drawn *d, double value)
{
    const double part = (value - d->low) / (d->high - d->low) * DRAWN_BINS;
    cr_assert(part >= 0 && part <= DRAWN_BINS, "%g is outside [%g, %g]", value, d->low, d->high);
    d->bins[part < DRAWN_BINS ? (int)part : DRAWN_BINS - 1]++;
    d->count++;
    d->sum += value;
    d->squares += value * value;
    d->fourths += value * value * value * value;
}

static inline double drawn_mean(const Drawn *d)
{
    return d->sum / d->count;
}

static inline double drawn_variance(const Drawn *d)
{
    return d->squares / d->count - drawn_mean(d) * drawn_mean(d);
}

// Every bin has its share, cdf(right edge) - cdf(left edge).
static inline void drawn_follow(const Drawn *d, double (*cdf)(double), const char *what)
{
    for (int i = 0; i < DRAWN_BINS; i++) {
        const double width = (d->high - d->low) / DRAWN_BINS;
        const double share = cdf(d->low + (i + 1) * width) - cdf(d->low + i * width);
        const double error = sqrt(share * (1 - share) / d->count);
        cr_expect_float_eq(d->bins[i] / d->count, share, 5 * error, "%s: bin %d", what, i);
    }
}

// Evenly between low and high.
static inline void drawn_even(const Drawn *d, const char *what)
{
    for (int i = 0; i < DRAWN_BINS; i++) {
        const double share = 1.0 / DRAWN_BINS, error = sqrt(share * (1 - share) / d->count);
        cr_expect_float_eq(d->bins[i] / d->count, share, 5 * error, "%s: bin %d", what, i);
    }
}
