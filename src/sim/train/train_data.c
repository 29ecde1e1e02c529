// The border between data and networks: rows are padded once, so that a pass over the data reads
// them where they lie.
#include "sim/train/train.h"

#include <math.h>
#include <string.h>

static_assert(sizeof(Real) == sizeof(float), "data and networks have the same numbers here");

// Rows [N][padded(F)]. Those that need no padding, as MNIST's of 784 greys, are the data's own: a
// copy would be 188 MB.
static const Real *padded_rows(const Dataset *set, Arena *arena)
{
    const size_t rows = (size_t)set->rows, features = (size_t)set->features;
    const size_t wide = (size_t)padded(set->features);
    if (wide == features) {
        return set->x;
    }
    Real *x = arena_new(arena, Real, rows * wide);
    for (size_t i = 0; i < rows; i++) {
        memcpy(x + i * wide, set->x + i * features, features * sizeof *x);
    }
    return x;
}

static void count_targets(TrainData *data)
{
    const Dataset *set = data->set;
    const int rows = set->train_count;
    double sum = 0, squares = 0;
    for (int i = 0; i < rows && set->classes > 0; i++) {
        data->shares[(int)set->target[i]]++;
    }
    for (int k = 0; k < set->classes; k++) {
        data->shares[k] /= rows;
    }
    for (int i = 0; i < rows && set->classes == 0; i++) {
        sum += (double)set->target[i] / rows;
    }
    for (int i = 0; i < rows && set->classes == 0; i++) {
        const double off = (double)set->target[i] - sum;
        squares += off * off / rows;
    }
    data->variance = squares;
}

void train_data_init(TrainData *data, const Dataset *set, Arena *arena)
{
    const size_t rows = (size_t)set->rows, wide = (size_t)padded(set->classes);
    *data = (TrainData){ .set = set, .x = padded_rows(set, arena) };
    if (set->classes > 0) {
        data->wide = arena_new(arena, Real, rows * wide);
    }
    if (set->classes <= 2) {
        data->single = arena_new(arena, Real, rows * LANES);
    }
    for (size_t i = 0; i < rows; i++) {
        if (data->wide) {
            data->wide[i * wide + (size_t)set->target[i]] = 1;
        }
        if (data->single) {
            data->single[i * LANES] = set->target[i];
        }
    }
    count_targets(data);
}

// -p·log p, 0 at 0.
static double surprise(double p)
{
    return p > 0 ? -p * log(p) : 0;
}

static double surprise_either(double p)
{
    return surprise(p) + surprise(1 - p);
}

static double variance_of_share(double p)
{
    return p * (1 - p);
}

// What a class with that share among the targets adds to the loss of those who always answer with
// the shares; whether the loss is a sum over the classes or a mean.
static const struct {
    double (*of_class)(double share);
    bool mean;
} chances[LOSS_COUNT] = {
    [LOSS_SOFTMAX_CROSS_ENTROPY] = { surprise, false },
    [LOSS_BCE_WITH_LOGITS] = { surprise_either, true },
    [LOSS_MSE] = { variance_of_share, true },
};

TrainScore train_chance(const Train *train)
{
    const TrainData *data = train->data;
    const int classes = data->set->classes, outputs = train->outputs;
    if (classes == 0) {
        return (TrainScore){ data->variance, NAN };
    }
    const double smoothing = losses[train->loss].smooths ? train->spec.numbers.label_smoothing : 0;
    TrainScore chance = { 0, 0 };
    for (int k = 0; k < classes; k++) {
        const double share = (1 - smoothing) * data->shares[k] + smoothing / classes;
        // One output for two classes stands for the second alone.
        if (outputs > 1 || k == 1) {
            chance.loss += chances[train->loss].of_class(share);
        }
        chance.accuracy = fmax(chance.accuracy, data->shares[k]);
    }
    chance.loss /= chances[train->loss].mean ? outputs : 1;
    return chance;
}
