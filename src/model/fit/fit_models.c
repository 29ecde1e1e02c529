// The models: one row each, with the term of a point, the points it is tried on by default and what
// is drawn among them. Nothing overflows before the value itself does.
#include "model/fit/fit.h"

#include "model/fit/fit_rows.h"

#include <math.h>

// What one point adds to value, gradient and Hessian.
typedef struct Term {
    double f, g[2], h[3];
} Term;

// At the weights (x, y). bent: the Hessian is wanted.
typedef Term TermOf(double x, double y, double u, double v, bool upper, bool bent);

// The loop that all models share, made anew for each with its term inside.
static inline __attribute__((always_inline)) void mean_of(const FitPoints *points,
                                                          const uint32_t *which, int count,
                                                          const ObjectiveBlock *block, TermOf *term)
{
    const size_t stride = block->stride;
    const double share = count > 0 ? 1.0 / count : 0;
    for (size_t k = 0; k < block->count; k++) {
        const double x = block->x[k], y = block->x[stride + k];
        Term sum = { 0, { 0, 0 }, { 0, 0, 0 } };
        for (int i = 0; i < count; i++) {
            const uint32_t p = which ? which[i] : (uint32_t)i;
            const Term t =
                term(x, y, points->u[p], points->v[p], points->upper[p], block->h != NULL);
            sum.f += t.f;
            sum.g[0] += t.g[0];
            sum.g[1] += t.g[1];
            sum.h[0] += t.h[0];
            sum.h[1] += t.h[1];
            sum.h[2] += t.h[2];
        }
        if (block->f) {
            block->f[k] = sum.f * share;
        }
        for (size_t j = 0; j < 2 && block->g; j++) {
            block->g[j * stride + k] = sum.g[j] * share;
        }
        for (size_t j = 0; j < 3 && block->h; j++) {
            block->h[j * stride + k] = sum.h[j] * share;
        }
    }
}

// (x u + y − v)²

static inline Term linreg_term(double x, double y, double u, double v, UNUSED bool upper,
                               UNUSED bool bent)
{
    const double off = x * u + y - v;
    return (Term){ off * off, { 2 * off * u, 2 * off }, { 2 * u * u, 2 * u, 2 } };
}

static void linreg_mean(const FitPoints *points, const uint32_t *which, int count,
                        const ObjectiveBlock *block)
{
    mean_of(points, which, count, block, linreg_term);
}

static int linreg_line(const double w[2], const Box *box, double (*line)[2])
{
    line[0][0] = box->x0;
    line[1][0] = box->x1;
    for (int i = 0; i < 2; i++) {
        line[i][1] = w[0] * line[i][0] + w[1];
    }
    return 2;
}

// log(1 + exp(−m)) of the margin m = s (x u + y v): with e = exp(−|m|) it is log1p(e), and −m more
// where m is negative; its slope is −σ(−m), its bend σ(m) σ(−m) = e/(1 + e)².

static inline Term logreg_term(double x, double y, double u, double v, bool upper, bool bent)
{
    const double side = upper ? 1 : -1, m = side * (x * u + y * v);
    const double e = exp(-fabs(m)), share = (m >= 0 ? e : 1) / (1 + e);
    const double slope = -side * share, bend = bent ? e / ((1 + e) * (1 + e)) : 0;
    return (Term){ log1p(e) + (m < 0 ? -m : 0),
                   { slope * u, slope * v },
                   { bend * u * u, bend * u * v, bend * v * v } };
}

static void logreg_mean(const FitPoints *points, const uint32_t *which, int count,
                        const ObjectiveBlock *block)
{
    mean_of(points, which, count, block, logreg_term);
}

// Through the origin, across the weights, as far as the box may reach.
static int logreg_line(const double w[2], const Box *box, double (*line)[2])
{
    const double length = hypot(w[0], w[1]);
    const double reach =
        hypot(fmax(fabs(box->x0), fabs(box->x1)), fmax(fabs(box->y0), fabs(box->y1)));
    if (!(length > 0) || !isfinite(length)) {
        return 0; // it tells nothing apart
    }
    for (int i = 0; i < 2; i++) {
        const double along = i ? reach : -reach;
        line[i][0] = along * -w[1] / length;
        line[i][1] = along * w[0] / length;
    }
    return 2;
}

// (y t − v)² with t = tanh(x u), whose slope in x is s u, s = 1 − t², and whose bend −2 t s u². Of
// a = |x u| and e = exp(−2a) t is (1 − e)/(1 + e) and s 4e/(1 + e)², to the last digits far out,
// too; near 0 it is expm1() that keeps them.

static inline Term neuron_term(double x, double y, double u, double v, UNUSED bool upper,
                               UNUSED bool bent)
{
    const double a = fabs(x * u);
    const bool near = a < 0.3;
    const double power = near ? expm1(-2 * a) : exp(-2 * a);
    const double e = near ? 1 + power : power, rest = near ? -power : 1 - power;
    const double t = copysign(rest / (1 + e), x * u), s = 4 * e / ((1 + e) * (1 + e));
    const double off = y * t - v, su = s * u, ysu = y * su;
    return (
        Term){ off * off,
               { 2 * off * ysu, 2 * off * t },
               { 2 * (ysu * ysu - 2 * off * ysu * t * u), 2 * (ysu * t + off * su), 2 * t * t } };
}

static void neuron_mean(const FitPoints *points, const uint32_t *which, int count,
                        const ObjectiveBlock *block)
{
    mean_of(points, which, count, block, neuron_term);
}

static int neuron_line(const double w[2], const Box *box, double (*line)[2])
{
    for (int i = 0; i < FIT_LINE_MAX; i++) {
        line[i][0] = (box->x0 * (FIT_LINE_MAX - 1 - i) + box->x1 * i) / (FIT_LINE_MAX - 1);
        line[i][1] = w[1] * tanh(w[0] * line[i][0]);
    }
    return FIT_LINE_MAX;
}

// clang-format off
#define N(def) \
    { .param = { "n", N_("Points"), "n", offsetof(FitSpec, n), def, 2, FIT_POINTS_MAX, PARAM_INTEGER }, \
      .type = &setting_count, .slider = { NULL, 2, 200, PARAM_INTEGER } }
#define NOISE(def, max) \
    { .param = { "noise", N_("Data noise"), NULL, offsetof(FitSpec, noise), def, 0, max, PARAM_LINEAR }, \
      .type = &setting_number }
#define SEED \
    { .param = { "seed", N_("Data seed"), NULL, offsetof(FitSpec, seed), 1, 0, SETTING_WHOLE_SHOWN, PARAM_INTEGER }, \
      .type = &setting_whole }
#define L2(def) \
    { .param = { "l2", N_("Penalty"), "λ", offsetof(FitSpec, l2), def, 0, 100, PARAM_LINEAR }, \
      .type = &setting_number, .slider = { NULL, 0, 1, PARAM_LINEAR } }
#define BATCH \
    { .param = { "batch", N_("Batch"), "B", offsetof(FitSpec, batch), 0, 1, FIT_POINTS_MAX, PARAM_INTEGER }, \
      .type = &setting_count, .zero = "all" }
#define SAMPLING \
    { .param = { "sampling", N_("Sampling"), NULL, offsetof(FitSpec, sampling), FIT_SHUFFLE, 0, 0, 0 }, \
      .type = &setting_choice, .choices = &fit_samplings }
#define FILE_ \
    { .param = { .key = "file", .label = N_("CSV file"), .offset = offsetof(FitSpec, file) }, \
      .type = &fit_file_type, .size = FIT_PATH_MAX, .flag.value = "FILE" }
#define POINTS_OF(columns) \
    { .param = { .key = "points", .label = N_("Points"), .offset = 0 }, \
      .type = &fit_points_type, .size = columns }
#define END { .param.key = NULL }

const Setting fit_linreg_settings[] = { N(40), NOISE(0.3, 2), SEED, BATCH, SAMPLING, FILE_, POINTS_OF(2), END };
const Setting fit_logreg_settings[] = { N(100), NOISE(0.2, 0.5), SEED, L2(0.01), BATCH, SAMPLING, FILE_, POINTS_OF(3), END };
const Setting fit_neuron_settings[] = { N(40), NOISE(0.1, 2), SEED, BATCH, SAMPLING, FILE_, POINTS_OF(2), END };
// clang-format on

const FitModel fit_linreg = { false,           fit_linreg_settings, { 0, 2, -0.5, 3 },
                              fit_make_linreg, linreg_mean,         linreg_line };
const FitModel fit_logreg = {
    true, fit_logreg_settings, { -2.2, 2.2, -1.6, 1.6 }, fit_make_logreg, logreg_mean, logreg_line
};
const FitModel fit_neuron = { false,           fit_neuron_settings, { -2, 2, -1.6, 1.6 },
                              fit_make_neuron, neuron_mean,         neuron_line };
