// The objective of a model on points: the mean over all of them, or over the batch that a part is,
// and the penalty beside it.
#include "model/fit/fit.h"

#include "base/rng.h"

// Apart from the streams of the gradient noise of the same seed, which are the steps themselves.
static const uint64_t SHUFFLE_STREAM = 0x6261746368000000u << 8; // "batch", + epoch
static const uint64_t REPLACE_STREAM = 0x6261746369000000u << 8; // + step

static const Kind samplings[] = {
    [FIT_SHUFFLE] = { "shuffle", N_("without replacement"),
                      N_("Every epoch goes through all points in a new order."), NULL, NULL },
    [FIT_REPLACE] = { "replace", N_("with replacement"),
                      N_("Each member of each batch is any of the points."), NULL, NULL },
};
static_assert(COUNT(samplings) == FIT_SAMPLING_COUNT, "one row for each FitSampling");
const Registry fit_samplings = { REGISTRY(samplings) };

int fit_batch(int n, FitSampling sampling, const ObjectivePart *part, uint32_t *which)
{
    const int batch = part->batch;
    Rng rng;
    if (batch <= 0 || batch >= n) {
        return 0;
    }
    if (sampling == FIT_REPLACE) {
        rng_init(&rng, part->seed, REPLACE_STREAM + part->step);
        for (int i = 0; i < batch; i++) {
            which[i] = (uint32_t)rng_below(&rng, (uint64_t)n);
        }
        return batch;
    }
    // The last batch of an epoch is what is left.
    const uint64_t batches = (uint64_t)((n + batch - 1) / batch);
    const int first = (int)(part->step % batches) * batch;
    const int count = first + batch <= n ? batch : n - first;
    rng_init(&rng, part->seed, SHUFFLE_STREAM + part->step / batches);
    for (int i = 0; i < n; i++) {
        which[i] = (uint32_t)i;
    }
    // Fisher-Yates from the front, no further than this batch.
    for (int i = 0; i < first + count; i++) {
        const int j = i + (int)rng_below(&rng, (uint64_t)(n - i));
        const uint32_t moved = which[i];
        which[i] = which[j];
        which[j] = moved;
    }
    for (int i = 0; i < count; i++) {
        which[i] = which[first + i];
    }
    return count;
}

static void penalize(double l2, const ObjectiveBlock *block)
{
    const double *x = block->x, *y = block->x + block->stride;
    for (size_t k = 0; k < block->count; k++) {
        if (block->f) {
            block->f[k] += l2 * (x[k] * x[k] + y[k] * y[k]);
        }
        if (block->g) {
            block->g[k] += 2 * l2 * x[k];
            block->g[block->stride + k] += 2 * l2 * y[k];
        }
        if (block->h) {
            block->h[k] += 2 * l2;
            block->h[2 * block->stride + k] += 2 * l2;
        }
    }
}

static void mean(const FitObjective *objective, const uint32_t *which, int count,
                 const ObjectiveBlock *block)
{
    objective->model->mean(&objective->points, which, count, block);
    if (objective->l2 > 0) {
        penalize(objective->l2, block);
    }
}

static void eval(const Objective *base, UNUSED Scratch *scratch, const ObjectiveBlock *block)
{
    const FitObjective *objective = (const FitObjective *)base;
    mean(objective, NULL, objective->points.count, block);
}

static bool draw(const Objective *base, Scratch *scratch, const ObjectivePart *part,
                 const ObjectiveBlock *block)
{
    const FitObjective *objective = (const FitObjective *)base;
    const int n = objective->points.count;
    uint32_t *which = scratch_memory(scratch, sizeof *which * (size_t)(n > 0 ? n : 1));
    const int count = fit_batch(n, objective->sampling, part, which);
    if (count > 0) {
        mean(objective, which, count, block);
    }
    return count > 0;
}

static const ObjectiveType type = { eval, draw, true };

void fit_objective_init(FitObjective *objective, const FitModel *model, const FitSpec *spec)
{
    objective->base = (Objective){ &type, 2, 0 };
    objective->model = model;
    objective->sampling = (FitSampling)spec->sampling;
    objective->l2 = spec->l2;
    objective->points = spec->points;
}
