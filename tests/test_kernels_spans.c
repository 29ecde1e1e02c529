// Norms over spans of rows, by every set of kernels this processor can run, against plain loops and
// differences in double. Built twice: for float, and with THALWEG_DOUBLE.
#include "kernel_sets.h"

#include <stdio.h>

typedef enum NormSort { SORT_BATCH, SORT_GROUP, SORT_RMS } NormSort;

typedef struct Case {
    int rows, channels, area, groups; // groups: of SORT_GROUP alone
    NormSort sort;
} Case;

// clang-format off
static const Case cases[] = {
    { 2, 1, 4, 0, SORT_BATCH },  { 3, 2, 9, 0, SORT_BATCH },   { 5, 3, 16, 0, SORT_BATCH },
    { 1, 4, 17, 0, SORT_BATCH }, { 4, 5, 35, 0, SORT_BATCH },  { 7, 17, 5, 0, SORT_BATCH },
    { 2, 4, 9, 2, SORT_GROUP },  { 3, 4, 9, 4, SORT_GROUP },   { 1, 6, 16, 1, SORT_GROUP },
    { 2, 6, 7, 3, SORT_GROUP },  { 3, 12, 1, 3, SORT_GROUP },  { 2, 40, 1, 2, SORT_GROUP },
    { 2, 34, 1, 1, SORT_GROUP }, { 2, 3, 33, 3, SORT_GROUP },
    { 3, 5, 1, 0, SORT_RMS },    { 2, 16, 1, 0, SORT_RMS },    { 2, 37, 1, 0, SORT_RMS },
    { 2, 3, 7, 0, SORT_RMS },
};
// clang-format on

typedef struct Norm {
    Case of;
    int count, wide; // numbers of a row; padded
    Spans spans;
} Norm;

// Which group number i of row b is normalized with, and whose gamma it has.
static int group_at(const Norm *n, int b, int i)
{
    switch (n->of.sort) {
    case SORT_BATCH: return i / n->of.area;
    case SORT_GROUP: return b * n->of.groups + i / (n->count / n->of.groups);
    default: return b;
    }
}

static int gamma_at(const Norm *n, int i)
{
    return n->of.sort == SORT_RMS ? i : i / n->of.area;
}

enum { GROUPS_MAX = 64 };

// y = the norm of x [rows][count]; Σ d·y. d NULL: 0.
static double plain_norm(const Norm *n, const double *x, const Real *d, double *y)
{
    double sum[GROUPS_MAX] = { 0 }, squares[GROUPS_MAX] = { 0 }, size[GROUPS_MAX] = { 0 },
           total = 0;
    const bool centered = n->of.sort != SORT_RMS;
    for (int at = 0; at < n->of.rows * n->count; at++) {
        const int g = group_at(n, at / n->count, at % n->count);
        sum[g] += x[at];
        size[g]++;
    }
    for (int at = 0; at < n->of.rows * n->count; at++) {
        const int g = group_at(n, at / n->count, at % n->count);
        squares[g] += pow(x[at] - (centered ? sum[g] / size[g] : 0), 2);
    }
    for (int at = 0; at < n->of.rows * n->count; at++) {
        const int b = at / n->count, i = at % n->count, g = group_at(n, b, i);
        const double off = x[at] - (centered ? sum[g] / size[g] : 0);
        y[at] = (double)n->spans.gamma[gamma_at(n, i)] * off /
                    sqrt(squares[g] / size[g] + n->spans.eps) +
                (centered ? (double)n->spans.beta[gamma_at(n, i)] : 0);
        total += d ? (double)d[b * n->wide + i] * y[at] : 0;
    }
    return total;
}

typedef struct Results {
    Real *mean, *scale, *y, *d, *dgamma, *dbeta;
} Results;

static void run(const Kernels *set, const Norm *n, const Real *x, const Results *r)
{
    switch (n->of.sort) {
    case SORT_BATCH:
        set->batchnorm_spans(&n->spans, x, r->mean, r->scale, r->y);
        set->batchnorm_spans_back(&n->spans, x, r->mean, r->scale, r->d, r->dgamma, r->dbeta);
        break;
    case SORT_GROUP:
        set->groupnorm(&n->spans, n->of.groups, x, r->mean, r->scale, r->y);
        set->groupnorm_back(&n->spans, n->of.groups, x, r->mean, r->scale, r->d, r->dgamma,
                            r->dbeta);
        break;
    default:
        set->rmsnorm(&n->spans, x, r->scale, r->y);
        set->rmsnorm_back(&n->spans, x, r->scale, r->d, r->dgamma);
        break;
    }
}

static void expect_near(const char *what, int at, double got, double want, double allowed)
{
    cr_assert(fabs(got - want) <= allowed, "%s [%d] is %.9g, not %.9g", what, at, got, want);
}

static void expect_norm(const char *name, const Norm *n, const Real *x, const Real *d,
                        const Results *r, Arena *arena)
{
    const int all = n->of.rows * n->count;
    double *xs = arena_new(arena, double, all), *ys = arena_new(arena, double, all);
    double *others = arena_new(arena, double, all);
    double dgamma[GROUPS_MAX] = { 0 }, dbeta[GROUPS_MAX] = { 0 };
    char what[100];
    snprintf(what, sizeof what, "%s: sort %d of %dx%d, %d groups", name, n->of.sort, n->of.channels,
             n->of.area, n->of.groups);
    for (int at = 0; at < all; at++) {
        xs[at] = (double)x[at / n->count * n->wide + at % n->count];
    }
    plain_norm(n, xs, NULL, ys);
    for (int at = 0; at < all; at++) {
        const int place = at / n->count * n->wide + at % n->count, k = gamma_at(n, at % n->count);
        expect_near(what, at, (double)r->y[place], ys[at], 300 * EPS);
        const double beta = n->of.sort == SORT_RMS ? 0 : (double)n->spans.beta[k];
        dgamma[k] += (double)d[place] * (ys[at] - beta) / (double)n->spans.gamma[k];
        dbeta[k] += (double)d[place];
        const double h = 1e-5, value = xs[at];
        xs[at] = value + h;
        const double more = plain_norm(n, xs, d, others);
        xs[at] = value - h;
        const double want = (more - plain_norm(n, xs, d, others)) / (2 * h);
        xs[at] = value;
        expect_near(what, at, (double)r->d[place], want, (2000 * EPS + 1e-7) * (1 + fabs(want)));
    }
    for (int k = 0; k <= gamma_at(n, n->count - 1); k++) {
        expect_near(what, k, (double)r->dgamma[k], dgamma[k], 300 * EPS * n->of.rows * n->of.area);
        if (n->of.sort != SORT_RMS) {
            expect_near(what, k, (double)r->dbeta[k], dbeta[k], 20 * EPS * n->of.rows * n->of.area);
        }
    }
}

static Norm norm_of(Arena *arena, Rng *rng, Case c)
{
    const int count = c.channels * c.area, gammas = c.sort == SORT_RMS ? count : c.channels;
    return (Norm){ c,
                   count,
                   padded(count),
                   { c.rows, c.channels, c.area, 1e-5, rows_of(arena, rng, 1, gammas, 1, 0),
                     rows_of(arena, rng, 1, gammas, 0, 0) } };
}

// Where the norm of x goes; d: what comes back, written over.
static Results results_of(const Norm *n, Real *d, Arena *arena)
{
    return (Results){ .mean = arena_new(arena, Real, GROUPS_MAX),
                      .scale = arena_new(arena, Real, GROUPS_MAX),
                      .y = arena_new(arena, Real, n->of.rows * n->wide),
                      .d = d,
                      .dgamma = arena_new(arena, Real, GROUPS_MAX),
                      .dbeta = arena_new(arena, Real, GROUPS_MAX) };
}

static void check_norm(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    const Norm n = norm_of(arena, rng, cases[which]);
    const int count = n.of.rows * n.wide;
    const Real *x = rows_of(arena, rng, n.of.rows, n.count, 2, 0);
    const Real *d = rows_of(arena, rng, n.of.rows, n.count, 0, 0);
    Real *back = arena_new(arena, Real, count);
    memcpy(back, d, sizeof *d * (size_t)count);
    const Results r = results_of(&n, back, arena);
    run(set, &n, x, &r);
    expect_norm(set->name, &n, x, d, &r, arena);
    for (int at = 0; at < count; at++) {
        cr_assert(at % n.wide < n.count || back[at] == 0, "%s: pads of d", set->name);
    }
}

Test(kernels_spans, norms_over_spans_and_their_gradients_are_right)
{
    check_sets(1, COUNT(cases), check_norm);
}

static void check_given(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    const Norm n = norm_of(arena, rng, cases[which]);
    Real *x = rows_of(arena, rng, n.of.rows, n.count, 2, 0);
    Real *y = arena_new(arena, Real, n.of.rows * n.wide);
    Real *mean = arena_new(arena, Real, GROUPS_MAX), *var = arena_new(arena, Real, GROUPS_MAX);
    if (n.of.sort != SORT_BATCH) {
        return;
    }
    set->batchnorm_spans(&n.spans, x, mean, var, y);
    set->normalize_spans(&n.spans, x, mean, var, x);
    for (int b = 0; b < n.of.rows; b++) {
        cr_expect_arr_eq(x + b * n.wide, y + b * n.wide, (size_t)n.count * sizeof *x, "%s",
                         set->name);
    }
}

// In evaluation, in place.
Test(kernels_spans, given_moments_normalize_as_those_of_the_batch)
{
    check_sets(2, COUNT(cases), check_given);
}

static const TensorShape shapes[] = { { 1, 1, 1 },  { 3, 2, 2 },  { 5, 4, 4 },
                                      { 17, 3, 5 }, { 2, 7, 13 }, { 4, 8, 8 } };

static void check_means(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    enum { ROWS = 3 };
    const int in = shape_size(shapes[which]), area = shape_area(shapes[which]);
    const int channels = shapes[which].channels;
    const Real *x = rows_of(arena, rng, ROWS, in, 0, 0);
    const Real *d = rows_of(arena, rng, ROWS, channels, 0, 0);
    Real *y = guarded(arena, ROWS * padded(channels)), *dx = guarded(arena, ROWS * padded(in));
    set->channel_means(ROWS, shapes[which], x, y);
    set->channel_means_back(ROWS, shapes[which], d, dx);
    for (int at = 0; at < ROWS * padded(channels); at++) {
        const int b = at / padded(channels), c = at % padded(channels);
        double mean = 0;
        for (int k = 0; c < channels && k < area; k++) {
            mean += (double)x[b * padded(in) + c * area + k] / area;
        }
        expect_near(set->name, at, (double)y[at], mean, 20 * EPS);
    }
    for (int at = 0; at < ROWS * padded(in); at++) {
        const int b = at / padded(in), k = at % padded(in);
        const double share = (double)d[b * padded(channels) + k / area % channels] / area;
        expect_near(set->name, at, (double)dx[at], k < in ? share : 0, 2 * EPS);
    }
}

Test(kernels_spans, means_of_channels_come_back_even)
{
    check_sets(3, COUNT(shapes), check_means);
}

static void check_nan(const Kernels *set, Rng *rng, Arena *arena, int which)
{
    const Norm n = norm_of(arena, rng, cases[which]);
    Real *x = rows_of(arena, rng, n.of.rows, n.count, 2, 0);
    const Results r = results_of(&n, rows_of(arena, rng, n.of.rows, n.count, 0, 0), arena);
    x[n.count - 1] = (Real)NAN;
    run(set, &n, x, &r);
    for (int at = 0; at < n.of.rows * n.count; at++) {
        const bool with = group_at(&n, at / n.count, at % n.count) == group_at(&n, 0, n.count - 1);
        cr_assert_eq(isnan(r.y[at / n.count * n.wide + at % n.count]) != 0, with, "%s: case %d, %d",
                     set->name, which, at);
    }
}

Test(kernels_spans, a_nan_shows_in_its_channel_or_group)
{
    check_sets(4, COUNT(cases), check_nan);
}
