// The rules beside references written here a second time, from the papers' lines, one coordinate
// after the other in long double: in double to the last few bits, in float to its own.
#include "model/optim/optim_scalars.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { N = 5, STEPS = 120, MEMORY = 5 };

// What a reference remembers of a coordinate, and of all of them.
typedef struct Slow {
    long double x, is[MEMORY];
} Slow;

typedef struct SlowShared {
    long double is[4];
} SlowShared;

// Step t, from 1. g [N].
typedef void Reference(const OptimParams *p, int t, Slow c[N], SlowShared *all,
                       const long double g[N]);

static long double sign_of(long double a)
{
    return a > 0 ? 1 : a < 0 ? -1 : 0;
}

static long double rest(double beta, int t)
{
    return 1 - powl(beta, t);
}

static void mean_of(long double *mean, double beta, long double value)
{
    *mean = beta * *mean + (1 - (long double)beta) * value;
}

// PyTorch's SGD: the first buffer is the gradient; with ema the mean that others mean by momentum.
static void momentum(const OptimParams *p, int t, Slow c[N], UNUSED SlowShared *all,
                     const long double g[N])
{
    for (int i = 0; i < N; i++) {
        const long double take = t == 1 ? 1 : 1 - (long double)p->dampening;
        const long double weight = p->ema > 0 ? 1 - (long double)p->beta : 1;
        c[i].is[0] = p->beta * c[i].is[0] + weight * take * g[i];
        c[i].x -= p->lr * c[i].is[0];
    }
}

// PyTorch's RMSprop.
static void rmsprop(const OptimParams *p, UNUSED int t, Slow c[N], UNUSED SlowShared *all,
                    const long double g[N])
{
    for (int i = 0; i < N; i++) {
        mean_of(&c[i].is[0], p->rho, g[i] * g[i]);
        mean_of(&c[i].is[1], p->rho, g[i]);
        const long double around = p->centered > 0 ? c[i].is[1] : 0;
        const long double by = g[i] / (sqrtl(c[i].is[0] - around * around) + p->eps);
        c[i].is[2] = p->momentum * c[i].is[2] + by;
        c[i].x -= p->lr * (p->momentum > 0 ? c[i].is[2] : by);
    }
}

static void rprop(const OptimParams *p, int t, Slow c[N], UNUSED SlowShared *all,
                  const long double g[N])
{
    for (int i = 0; i < N; i++) {
        long double *s = &c[i].is[0], *before = &c[i].is[1], now = g[i];
        if (t == 1) {
            *s = p->lr;
        }
        const long double q = now * *before;
        *s *= q > 0 ? p->eta_plus : q < 0 ? p->eta_minus : 1;
        *s = fminl(fmaxl(*s, p->min), p->max);
        now = q < 0 ? 0 : now;
        c[i].x -= *s * sign_of(now);
        *before = now;
    }
}

// is[0]: the mean; the rate and the mean's share of the next step follow each step.
static void asgd(const OptimParams *p, int t, Slow c[N], SlowShared *all, const long double g[N])
{
    if (t == 1) {
        all->is[0] = p->lr;
        all->is[1] = 1;
    }
    const long double lambda = p->weight_decay, eta = all->is[0], mu = all->is[1];
    for (int i = 0; i < N; i++) {
        c[i].x = c[i].x * (1 - lambda * eta) - eta * g[i];
        c[i].is[0] = mu == 1 ? c[i].x : c[i].is[0] + mu * (c[i].x - c[i].is[0]);
    }
    all->is[0] = p->lr / powl(1 + lambda * p->lr * t, p->alpha);
    all->is[1] = 1 / fmaxl(1, t - (long double)p->t0);
}

static void adabelief(const OptimParams *p, int t, Slow c[N], UNUSED SlowShared *all,
                      const long double g[N])
{
    for (int i = 0; i < N; i++) {
        long double *m = &c[i].is[0], *s = &c[i].is[1];
        c[i].x *= 1 - (long double)p->lr * p->weight_decay;
        mean_of(m, p->beta1, g[i]);
        mean_of(s, p->beta2, (g[i] - *m) * (g[i] - *m));
        *s += p->eps;
        c[i].x -= p->lr / rest(p->beta1, t) * *m / (sqrtl(*s) / sqrtl(rest(p->beta2, t)) + p->eps);
    }
}

static void yogi(const OptimParams *p, int t, Slow c[N], UNUSED SlowShared *all,
                 const long double g[N])
{
    for (int i = 0; i < N; i++) {
        long double *m = &c[i].is[0], *v = &c[i].is[1];
        if (t == 1) {
            *m = *v = 1e-6L;
        }
        mean_of(m, p->beta1, g[i]);
        *v -= (1 - (long double)p->beta2) * sign_of(*v - g[i] * g[i]) * g[i] * g[i];
        c[i].x -= p->lr * (*m / rest(p->beta1, t)) / (sqrtl(*v / rest(p->beta2, t)) + p->eps);
    }
}

static void adan(const OptimParams *p, int t, Slow c[N], UNUSED SlowShared *all,
                 const long double g[N])
{
    for (int i = 0; i < N; i++) {
        long double *m = &c[i].is[0], *v = &c[i].is[1], *n = &c[i].is[2], *before = &c[i].is[3];
        const long double d = t == 1 ? 0 : g[i] - *before, ahead = g[i] + p->beta2 * d;
        mean_of(m, p->beta1, g[i]);
        mean_of(v, p->beta2, d);
        mean_of(n, p->beta3, ahead * ahead);
        *before = g[i];
        const long double by = sqrtl(*n) / sqrtl(rest(p->beta3, t)) + p->eps;
        const long double fast = p->lr / rest(p->beta1, t),
                          change = p->lr * p->beta2 / rest(p->beta2, t);
        c[i].x = (c[i].x - fast * *m / by - change * *v / by) /
                 (1 + (long double)p->lr * p->weight_decay);
    }
}

static void ademamix(const OptimParams *p, int t, Slow c[N], UNUSED SlowShared *all,
                     const long double g[N])
{
    for (int i = 0; i < N; i++) {
        long double *fast = &c[i].is[0], *slow = &c[i].is[1], *v = &c[i].is[2];
        mean_of(fast, p->beta1, g[i]);
        mean_of(slow, p->beta3, g[i]);
        mean_of(v, p->beta2, g[i] * g[i]);
        c[i].x -= (long double)p->lr * p->weight_decay * c[i].x;
        c[i].x -= p->lr * (*fast / rest(p->beta1, t) + p->alpha * *slow) /
                  (sqrtl(*v / rest(p->beta2, t)) + p->eps);
    }
}

// Of all: d, the largest d̂, r.
static void prodigy(const OptimParams *p, int t, Slow c[N], SlowShared *all, const long double g[N])
{
    const long double beta3 = sqrtl(p->beta2);
    if (t == 1) {
        all->is[0] = all->is[1] = p->d0;
    }
    const long double d = all->is[0], eta = p->lr;
    long double product = 0, size = 0;
    for (int i = 0; i < N; i++) {
        long double *m = &c[i].is[0], *v = &c[i].is[1], *s = &c[i].is[2], *x0 = &c[i].is[3];
        if (t == 1) {
            *x0 = c[i].x;
        }
        product += g[i] * (*x0 - c[i].x);
        *m = p->beta1 * *m + (1 - (long double)p->beta1) * d * g[i];
        *v = p->beta2 * *v + (1 - (long double)p->beta2) * d * d * g[i] * g[i];
        *s = beta3 * *s + d / p->d0 * d * eta * g[i];
        size += fabsl(*s);
    }
    all->is[2] = beta3 * all->is[2] + d / p->d0 * d * eta * product;
    const long double estimate = p->d_coef * all->is[2] / size;
    if (all->is[0] == p->d0) {
        all->is[0] = fmaxl(all->is[0], estimate);
    }
    all->is[1] = fmaxl(all->is[1], estimate);
    all->is[0] = fminl(all->is[1], all->is[0] * p->growth);
    for (int i = 0; i < N; i++) {
        c[i].x -= d * eta * c[i].is[0] / (sqrtl(c[i].is[1]) + all->is[0] * p->eps);
    }
}

static void signsgd(const OptimParams *p, UNUSED int t, Slow c[N], UNUSED SlowShared *all,
                    const long double g[N])
{
    for (int i = 0; i < N; i++) {
        mean_of(&c[i].is[0], p->beta, g[i]);
        c[i].x -= p->lr * sign_of(c[i].is[0]);
    }
}

static void normalized(const OptimParams *p, UNUSED int t, Slow c[N], UNUSED SlowShared *all,
                       const long double g[N])
{
    long double square = 0;
    for (int i = 0; i < N; i++) {
        square += g[i] * g[i];
    }
    for (int i = 0; i < N; i++) {
        c[i].x -= p->lr * g[i] / sqrtl(square);
    }
}

// Where the gradient is taken is y; is[0] is z, is[1] the mean x. Of all: W, the largest rate.
static void schedule_free(const OptimParams *p, int t, double beta, Slow c[N], SlowShared *all,
                          const long double by[N])
{
    all->is[1] = fmaxl(all->is[1], p->lr);
    const long double w = powl(t, p->r) * powl(all->is[1], p->weight_lr_power);
    all->is[0] += w;
    const long double share = w / all->is[0];
    for (int i = 0; i < N; i++) {
        long double *z = &c[i].is[0], *mean = &c[i].is[1];
        if (t == 1) {
            *z = *mean = c[i].x;
        }
        *z -= p->lr * (by[i] + p->weight_decay * c[i].x);
        *mean = (1 - share) * *mean + share * *z;
        c[i].x = (1 - (long double)beta) * *z + beta * *mean;
    }
}

static void schedulefree_sgd(const OptimParams *p, int t, Slow c[N], SlowShared *all,
                             const long double g[N])
{
    schedule_free(p, t, p->momentum, c, all, g);
}

static void schedulefree_adamw(const OptimParams *p, int t, Slow c[N], SlowShared *all,
                               const long double g[N])
{
    long double by[N];
    for (int i = 0; i < N; i++) {
        mean_of(&c[i].is[2], p->beta2, g[i] * g[i]);
        by[i] = g[i] / (sqrtl(c[i].is[2] / rest(p->beta2, t)) + p->eps);
    }
    schedule_free(p, t, p->beta1, c, all, by);
}

typedef struct Row {
    OptimKind kind;
    Reference *reference;
    OptimParams set;  // what is not as its row has it: only numbers that are not 0
    double float_off; // how far float may be off
} Row;

// clang-format off
static const Row rows[] = {
    { OPTIM_MOMENTUM,   momentum,   { .lr = 0.05 }, 1e-5 },
    { OPTIM_MOMENTUM,   momentum,   { .lr = 0.05, .dampening = 0.4 }, 1e-5 },
    { OPTIM_MOMENTUM,   momentum,   { .lr = 0.3, .ema = 1 }, 1e-5 },
    { OPTIM_MOMENTUM,   momentum,   { .lr = 0.3, .ema = 1, .dampening = 0.5, .beta = 0.7 }, 1e-5 },
    { OPTIM_RMSPROP,    rmsprop,    { .lr = 0.02 }, 1e-4 },
    { OPTIM_RMSPROP,    rmsprop,    { .lr = 0.02, .centered = 1 }, 1e-2 },
    { OPTIM_RMSPROP,    rmsprop,    { .lr = 0.01, .momentum = 0.8 }, 1e-4 },
    { OPTIM_RMSPROP,    rmsprop,    { .lr = 0.01, .momentum = 0.8, .centered = 1, .rho = 0.9 }, 1e-2 },
    { OPTIM_RPROP,      rprop,      { .lr = 0.01 }, 1e-5 },
    { OPTIM_RPROP,      rprop,      { .lr = 0.1, .eta_minus = 0.3, .eta_plus = 1.7, .min = 0.02, .max = 0.2 }, 1e-5 },
    { OPTIM_ASGD,       asgd,       { .lr = 0.1 }, 1e-5 },
    { OPTIM_ASGD,       asgd,       { .lr = 0.2, .weight_decay = 0.3, .alpha = 0.5, .t0 = 7 }, 1e-5 },
    { OPTIM_ADABELIEF,  adabelief,  { .lr = 0.02 }, 1e-3 },
    { OPTIM_ADABELIEF,  adabelief,  { .lr = 0.02, .weight_decay = 0.5, .beta1 = 0.6, .eps = 1e-3 }, 1e-4 },
    { OPTIM_YOGI,       yogi,       { .lr = 0.02 }, 1e-4 },
    { OPTIM_YOGI,       yogi,       { .lr = 0.02, .beta2 = 0.7, .eps = 1e-6 }, 1e-3 },
    { OPTIM_ADAN,       adan,       { .lr = 0.02 }, 1e-4 },
    { OPTIM_ADAN,       adan,       { .lr = 0.02, .weight_decay = 0.5, .beta1 = 0.5, .beta3 = 0.8 }, 1e-4 },
    { OPTIM_ADEMAMIX,   ademamix,   { .lr = 0.02 }, 1e-4 },
    { OPTIM_ADEMAMIX,   ademamix,   { .lr = 0.02, .weight_decay = 0.5, .beta3 = 0.97, .alpha = 2 }, 1e-4 },
    { OPTIM_PRODIGY,    prodigy,    { .lr = 1 }, 1e-2 },
    { OPTIM_PRODIGY,    prodigy,    { .lr = 0.5, .d0 = 1e-3, .d_coef = 2, .growth = 1.02 }, 1e-2 },
    { OPTIM_SIGNSGD,    signsgd,    { .lr = 0.01 }, 1e-5 },
    { OPTIM_SIGNSGD,    signsgd,    { .lr = 0.01, .beta = 0.9 }, 1e-5 },
    { OPTIM_NORMALIZED, normalized, { .lr = 0.1 }, 1e-5 },
    { OPTIM_SCHEDULEFREE_SGD,   schedulefree_sgd,   { .lr = 0.3 }, 1e-5 },
    { OPTIM_SCHEDULEFREE_SGD,   schedulefree_sgd,   { .lr = 0.3, .momentum = 0.5, .r = 1.5, .weight_lr_power = 1, .weight_decay = 0.2 }, 1e-5 },
    { OPTIM_SCHEDULEFREE_ADAMW, schedulefree_adamw, { .lr = 0.05 }, 1e-4 },
    { OPTIM_SCHEDULEFREE_ADAMW, schedulefree_adamw, { .lr = 0.05, .beta1 = 0.5, .r = 2, .weight_decay = 0.2 }, 1e-4 },
};
// clang-format on

static OptimParams params_of(const Row *row)
{
    OptimParams params, set = row->set;
    optim_defaults(&optims[row->kind], &params);
    for (const Param *p = optims[row->kind].kind.params; p->key; p++) {
        const double value = param_value(p, &set);
        if (value != 0) {
            cr_assert(param_set(optims[row->kind].kind.params, &params, p->key, value, NULL));
        }
    }
    return params;
}

// A quadratic bowl whose coordinates are steep by halves, along which something else pulls.
static long double slope(int t, int i, long double x)
{
    return powl(2, -i) * x + 0.3L * sinl(1.3L * t + i);
}

static const double start[N] = { -1, 0.5, 2, -0.25, 1 };

// Whether the walk of the reference is met at every step.
static void expect_reference(const Row *row)
{
    const Optim *optim = &optims[row->kind];
    const OptimParams params = params_of(row);
    const double bound = row->kind == OPTIM_PRODIGY ? 1e-7 : 1e-11; // its d makes errors grow
    OptimScalars scalars, scalars_f;
    Slow slow[N] = { { 0 } };
    SlowShared shared = { { 0 } };
    double x[N], state[OPTIM_STATE_MAX * N] = { 0 };
    float xf[N], statef[OPTIM_STATE_MAX * N] = { 0 };
    optim_scalars_start(&scalars);
    optim_scalars_start(&scalars_f);
    for (int i = 0; i < N; i++) {
        slow[i].x = x[i] = start[i];
        xf[i] = (float)x[i];
    }
    for (int t = 1; t <= STEPS; t++) {
        long double g[N];
        double gd[N];
        float gf[N];
        for (int i = 0; i < N; i++) {
            g[i] = slope(t, i, slow[i].x);
            gd[i] = (double)slope(t, i, x[i]);
            gf[i] = (float)slope(t, i, xf[i]);
        }
        row->reference(&params, t, slow, &shared, g);
        optim_advance(optim, &scalars, &params);
        optim->update(&params, &scalars, N, x, gd, state);
        optim_advance(optim, &scalars_f, &params);
        optim->update_float(&params, &scalars_f, N, xf, gf, statef);
        for (int i = 0; i < N; i++) {
            cr_assert_leq(fabs(x[i] - (double)slow[i].x), bound * (1 + fabs(x[i])),
                          "row %zu, %s at %d: %.17g, not %.17Lg", (size_t)(row - rows),
                          optim->kind.key, t, x[i], slow[i].x);
            cr_assert_leq(fabs((double)xf[i] - (double)slow[i].x), row->float_off,
                          "row %zu, %s in float at %d: %.9g, not %.9Lg", (size_t)(row - rows),
                          optim->kind.key, t, (double)xf[i], slow[i].x);
        }
    }
}

Test(rules, are_what_their_papers_lines_say)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        expect_reference(&rows[i]);
    }
}

// The second points are the references' own, too.
Test(rules, second_points_are_the_means_of_the_references)
{
    for (size_t r = 0; r < COUNT(rows); r++) {
        const Optim *optim = &optims[rows[r].kind];
        const OptimParams params = params_of(&rows[r]);
        if (!optim->second) {
            continue;
        }
        const int vector = rows[r].kind == OPTIM_ASGD ? 0 : 1;
        OptimScalars scalars;
        Slow slow[N] = { { 0 } };
        SlowShared shared = { { 0 } };
        double x[N], state[OPTIM_STATE_MAX * N] = { 0 }, second[N];
        memcpy(x, start, sizeof x);
        optim_scalars_start(&scalars);
        optim->second(&params, &scalars, N, x, state, second);
        cr_expect_arr_eq(second, x, sizeof x, "%s: x itself before step 1", optim->kind.key);
        for (int i = 0; i < N; i++) {
            slow[i].x = start[i];
        }
        for (int t = 1; t <= STEPS; t++) {
            long double g[N];
            double gd[N];
            for (int i = 0; i < N; i++) {
                g[i] = slope(t, i, slow[i].x);
                gd[i] = (double)slope(t, i, x[i]);
            }
            rows[r].reference(&params, t, slow, &shared, g);
            optim_advance(optim, &scalars, &params);
            optim->update(&params, &scalars, N, x, gd, state);
            optim->second(&params, &scalars, N, x, state, second);
            for (int i = 0; i < N; i++) {
                cr_assert_leq(fabs(second[i] - (double)slow[i].is[vector]), 1e-11,
                              "%s at %d: %.17g, not %.17Lg", optim->kind.key, t, second[i],
                              slow[i].is[vector]);
            }
        }
    }
}

// PyTorch's ASGD: the rate that is used falls by itself, and is told.
Test(rules, asgd_tells_the_rate_that_it_used)
{
    OptimParams params;
    OptimScalars scalars;
    double x = 1, state[1] = { 0 };
    optim_defaults(&optims[OPTIM_ASGD], &params);
    params.lr = 0.5;
    params.weight_decay = 0.2;
    optim_scalars_start(&scalars);
    for (int t = 1; t < 50; t++) {
        optim_advance(&optims[OPTIM_ASGD], &scalars, &params);
        optims[OPTIM_ASGD].update(&params, &scalars, 1, &x, &(double){ x }, state);
        cr_expect_float_eq(scalars.rate, 0.5 / pow(1 + 0.2 * 0.5 * (t - 1), 0.75), 1e-15);
    }
}

// A step of normalized descent is as long as η, whatever the gradient's size.
Test(rules, normalized_steps_are_as_long_whatever_the_gradient)
{
    static const double sizes[] = { 1e-320, 1e-200, 1e-150, 1, 1e150, 1e200, 1e300 };
    for (size_t k = 0; k < COUNT(sizes); k++) {
        double x[3] = { 0 };
        const double g[3] = { 3 * sizes[k], 0, -4 * sizes[k] };
        OptimScalars scalars = { .rate = 0.5 };
        optims[OPTIM_NORMALIZED].update(&(OptimParams){ 0 }, &scalars, 3, x, g, NULL);
        cr_expect_float_eq(x[0], -0.3, 1e-2 * (sizes[k] < 1e-300) + 1e-15, "%g: %.17g", sizes[k],
                           x[0]);
        cr_expect_float_eq(x[2], 0.4, 1e-2 * (sizes[k] < 1e-300) + 1e-15, "%g: %.17g", sizes[k],
                           x[2]);
        cr_expect_eq(x[1], 0);
    }
    double x[2] = { 1, 2 };
    OptimScalars scalars = { .rate = 0.5 };
    optims[OPTIM_NORMALIZED].update(&(OptimParams){ 0 }, &scalars, 2, x, (double[]){ 0, 0 }, NULL);
    cr_expect(x[0] == 1 && x[1] == 2, "where there is no gradient nothing moves");
}

// What networks need: sums over a hundred thousand floats are those of a reference in long double.
Test(rules, sums_over_a_network_are_as_exact_as_double_has_it)
{
    enum { MANY = 100003 };
    static float x[MANY], g[MANY], state[OPTIM_STATE_MAX * MANY];
    static long double x0[MANY], s[MANY];
    OptimParams params;
    OptimScalars scalars;
    optim_defaults(&optims[OPTIM_PRODIGY], &params);
    optim_scalars_start(&scalars);
    for (int i = 0; i < MANY; i++) {
        x0[i] = x[i] = (float)sin(i);
    }
    const long double beta3 = sqrtl(params.beta2);
    long double r = 0, d = params.d0, most = params.d0;
    for (int t = 1; t <= 12; t++) {
        long double product = 0, size = 0;
        for (int i = 0; i < MANY; i++) {
            g[i] = (float)(x[i] * (1 + i % 7));
            product += (long double)g[i] * (x0[i] - (long double)x[i]);
            s[i] = beta3 * s[i] + d / params.d0 * d * g[i];
            size += fabsl(s[i]);
        }
        r = beta3 * r + d / params.d0 * d * product;
        const long double estimate = r / size;
        d = d == params.d0 ? fmaxl(d, estimate) : d;
        most = fmaxl(most, estimate);
        d = most;
        optim_scalars_advance(&scalars, &params);
        optims[OPTIM_PRODIGY].update_float(&params, &scalars, MANY, x, g, state);
        cr_expect_float_eq(scalars.distance / (double)d, 1, 1e-6, "step %d: %.17g, not %.17Lg", t,
                           scalars.distance, d);
        d = scalars.distance; // so that both go on alike
        most = scalars.farthest;
        r = scalars.gain;
    }
}

// Bernstein 2018: only the sign counts; and a heavy ball of mean 1−β weighs gradients as its mean.
Test(rules, the_two_forms_of_momentum_are_one_and_the_same_at_rates_that_answer_each_other)
{
    OptimParams sum, mean;
    OptimScalars s, m;
    double x[2] = { 1, -2 }, y[2] = { 1, -2 }, b[2] = { 0 }, e[2] = { 0 };
    optim_defaults(&optims[OPTIM_MOMENTUM], &sum);
    optim_defaults(&optims[OPTIM_MOMENTUM], &mean);
    sum.lr = 0.02;
    mean.ema = 1;
    mean.lr = sum.lr / (1 - mean.beta);
    optim_scalars_start(&s);
    optim_scalars_start(&m);
    for (int t = 0; t < 100; t++) {
        optim_scalars_advance(&s, &sum);
        optim_scalars_advance(&m, &mean);
        optims[OPTIM_MOMENTUM].update(&sum, &s, 2, x, (double[]){ x[0], 3 * x[1] }, b);
        optims[OPTIM_MOMENTUM].update(&mean, &m, 2, y, (double[]){ y[0], 3 * y[1] }, e);
        cr_expect_float_eq(x[0], y[0], 1e-14);
        cr_expect_float_eq(x[1], y[1], 1e-14);
    }
}
