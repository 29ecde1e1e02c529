// What goes around a rule: one text for both types of number, for it only scales, mixes and copies.
#include "model/optim/around.h"

#include <math.h>
#include <string.h>

// clang-format off
static const Param start_numbers[] = {
    { "average_start", N_("Mean from"), "t₀", offsetof(AverageParams, average_start), 0, 0, 1000000, PARAM_INTEGER },
    { .key = NULL } };
static const Param decay_numbers[] = {
    { "average_decay", N_("Mean's decay"), "d", offsetof(AverageParams, average_decay), 0.999, 0, 0.999999, PARAM_LINEAR },
    { .key = NULL } };

static const Kind averages[AVERAGE_COUNT] = {
    [AVERAGE_NONE] = { "none", N_("No mean"), N_("no mean of the points is kept"), NULL, NULL },
    [AVERAGE_POLYAK] = { "polyak", N_("Mean of all points"),
        N_("the mean of all points so far: noise averages out, but the way there stays in it"),
        N_("Polyak & Juditsky 1992"), start_numbers },
    [AVERAGE_EMA] = { "ema", N_("Mean that forgets"),
        N_("an exponential mean of the points: the way there fades"),
        N_("PyTorch's swa_utils"), decay_numbers },
};
// clang-format on
const Registry average_kinds = { REGISTRY(averages) };

int around_vectors(const OptimParams *params)
{
    return (params->lookahead > 0) + (params->average != AVERAGE_NONE);
}

unsigned around_needs(const Optim *optim, const OptimParams *params)
{
    return optim->needs | (params->sam > 0 ? OPTIM_POINTS : 0);
}

double around_clip_factor(const OptimParams *params, double norm)
{
    return params->clip > 0 ? fmin(1, params->clip / (norm + 1e-6)) : 1;
}

// Whether this step ends a round of lookahead.
static bool pulls_back(const OptimParams *params, const OptimScalars *scalars)
{
    return params->lookahead > 0 && fmod(scalars->t, params->lookahead) == 0;
}

// What the mean keeps of itself in this step; 0: it begins with this point.
static double mean_keeps(const OptimParams *params, const OptimScalars *scalars)
{
    if (params->average == AVERAGE_EMA) {
        return scalars->t > 1 ? params->mean.average_decay : 0;
    }
    const double taken = scalars->t - params->mean.average_start; // points in it after this step
    return taken > 1 ? 1 - 1 / taken : 0;
}

#define AROUND(REAL, name)                                                                         \
    void around_begin##name(const OptimParams *params, const OptimScalars *scalars, size_t n,      \
                            const REAL *x, REAL *memory)                                           \
    {                                                                                              \
        for (int i = 0; i < around_vectors(params) && scalars->t == 1; i++) {                      \
            memcpy(memory + (size_t)i * n, x, n * sizeof *x);                                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static void pull_back##name(const OptimParams *params, size_t n, REAL *x, REAL *slow)          \
    {                                                                                              \
        const REAL alpha = (REAL)params->lookahead_alpha;                                          \
        for (size_t i = 0; i < n; i++) {                                                           \
            slow[i] += alpha * (x[i] - slow[i]);                                                   \
            x[i] = slow[i];                                                                        \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static void take_in##name(double keep, size_t n, const REAL *x, REAL *mean)                    \
    {                                                                                              \
        const REAL share = (REAL)(1 - keep);                                                       \
        for (size_t i = 0; i < n; i++) {                                                           \
            mean[i] = share == 1 ? x[i] : mean[i] + share * (x[i] - mean[i]);                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    void around_end##name(const OptimParams *params, const OptimScalars *scalars, size_t n,        \
                          REAL *x, REAL *memory)                                                   \
    {                                                                                              \
        if (pulls_back(params, scalars)) {                                                         \
            pull_back##name(params, n, x, memory);                                                 \
        }                                                                                          \
        if (params->average != AVERAGE_NONE) {                                                     \
            take_in##name(mean_keeps(params, scalars), n, x,                                       \
                          memory + (params->lookahead > 0 ? n : 0));                               \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    void around_clip_value##name(const OptimParams *params, size_t n, REAL *g)                     \
    {                                                                                              \
        const REAL most = (REAL)params->clip_value;                                                \
        for (size_t i = 0; i < n && most > 0; i++) {                                               \
            g[i] = g[i] > most ? most : g[i] < -most ? -most : g[i];                               \
        }                                                                                          \
    }

AROUND(double, )
AROUND(float, _float)

bool around_keeps(const Optim *optim, const OptimParams *params, AroundPoint point)
{
    return point == AROUND_OWN    ? optim->second != NULL
           : point == AROUND_SLOW ? params->lookahead > 0
                                  : params->average != AVERAGE_NONE;
}

int around_vector(const OptimParams *params, AroundPoint point)
{
    return point == AROUND_SLOW ? 0 : params->lookahead > 0 ? 1 : 0;
}

const char *around_point_name(const Optim *optim, AroundPoint point)
{
    return point == AROUND_OWN    ? optim->second_name
           : point == AROUND_SLOW ? N_("slow point")
                                  : N_("mean of points");
}
