// Whether a network of a spec can train on data at all: its loss and its shapes fit them, no batch
// norm sees a single number, and what it takes of memory.
#include "sim/train/train_check.h"

#include "model/optim/around.h"
#include "sim/train/batch_split.h"
#include "sim/train/train_batch.h"

// Two classes are one output, 0 or 1; else one output for each.
static const bool one_for_two[LOSS_COUNT] = {
    [LOSS_SOFTMAX_CROSS_ENTROPY] = false,
    [LOSS_BCE_WITH_LOGITS] = true,
    [LOSS_MSE] = true,
};

int train_batch_of(const NetSpec *spec, const Dataset *set)
{
    const double batch = spec->numbers.batch;
    return batch >= 1 && batch < set->train_count ? (int)batch : set->train_count;
}

int train_outputs_of(LossKind loss, int classes)
{
    const bool single = classes == 0 || (classes == 2 && one_for_two[loss]);
    return single ? 1 : classes;
}

static bool check_batchnorm(int rows, int batch, Error *err)
{
    if (rows == 1) {
        return fail(err, "batch normalization cannot train on a batch of one, and there is one "
                         "training row; give it more data");
    }
    if (batch == 1) {
        return fail(err, "batch normalization cannot train on a batch of one; choose a batch of "
                         "at least 2");
    }
    return true;
}

// What a batch takes at most: every layer's output and what it keeps for the way back.
static double batch_bytes(const LayerPlan *plans, int count, int batch)
{
    double numbers = padded(plans[0].in);
    int widest = padded(plans[0].in);
    for (int i = 0; i < count; i++) {
        const int wide = padded(plans[i].out);
        numbers += wide;
        widest = wide > widest ? wide : widest;
    }
    return (numbers + 2.0 * widest) * batch * sizeof(Real);
}

// Whoever compares what it finds from step to step must see the same data in each.
static bool check_all_data(const NetSpec *spec, const Dataset *set, Error *err)
{
    const Optim *optim = spec->optimizer.optim;
    const int batch = train_batch_of(spec, set);
    return !optim->all_data || batch == set->train_count ||
           fail(err,
                "%s needs all %d training rows in every step, and the batch has %d; choose batch "
                "all, or another optimizer",
                optim->kind.key, set->train_count, batch);
}

// The plan of its layers; 0: they do not fit the data.
static int plan_for(const NetSpec *spec, const Dataset *set, LayerPlan plans[NET_LAYERS_MAX],
                    Error *err)
{
    const int outputs = train_outputs_of(net_spec_loss(spec, set->classes == 0), set->classes);
    return net_plan(spec, set->shape, outputs, plans, err);
}

// Whether a batch norm takes its statistics from one number of each row.
static bool has_narrow_batchnorm(const LayerPlan *plans, int count)
{
    bool has = false;
    for (int i = 0; i < count; i++) {
        has = has || (plans[i].kind == LAYER_BATCHNORM && shape_area(plans[i].from) == 1);
    }
    return has;
}

static bool check_batch(const NetSpec *spec, const Dataset *set, const LayerPlan *plans, int count,
                        Error *err)
{
    return check_all_data(spec, set, err) &&
           (!has_narrow_batchnorm(plans, count) ||
            check_batchnorm(set->train_count, train_batch_of(spec, set), err));
}

bool train_takes_batch(const NetSpec *spec, const Dataset *set, Error *err)
{
    LayerPlan plans[NET_LAYERS_MAX];
    return check_batch(spec, set, plans, plan_for(spec, set, plans, NULL), err);
}

// Parameters, their gradient and what they were, with the vectors that the optimizer remembers.
static double weights_bytes(const NetSpec *spec, const LayerPlan *plans, int count)
{
    const int vectors =
        3 + spec->optimizer.optim->state_count + around_vectors(&spec->optimizer.params);
    double numbers = 0;
    for (int i = 0; i < count; i++) {
        const LayerParams params = layer_params(&plans[i]);
        const double each =
            (double)params.in * padded(params.out) + padded(params.gain) + padded(params.bias);
        numbers += layer_is_tied(&plans[i]) ? 0 : each;
    }
    return numbers * vectors * sizeof(Real);
}

TrainBytes train_bytes(const NetSpec *spec, const Dataset *set)
{
    LayerPlan plans[NET_LAYERS_MAX];
    const int count = plan_for(spec, set, plans, NULL);
    const int most = batch_split_most(set->train_count, train_batch_of(spec, set));
    return count > 0 ? (TrainBytes){ .batch = batch_bytes(plans, count, most),
                                     .weights = weights_bytes(spec, plans, count) }
                     : (TrainBytes){ 0, 0 };
}

const SettingBits train_row_keys =
    SETTING_BIT(NET_SHIFT) | SETTING_BIT(NET_ROTATE) | SETTING_BIT(NET_ZOOM) |
    SETTING_BIT(NET_FLIP) | SETTING_BIT(NET_JITTER) | SETTING_BIT(NET_CUTOUT) |
    SETTING_BIT(NET_MIXUP) | SETTING_BIT(NET_CUTMIX) | SETTING_BIT(NET_FGSM);

// Whoever needs all data in every step takes none that are others in each.
static bool check_same_rows(const NetSpec *spec, Error *err)
{
    const Optim *optim = spec->optimizer.optim;
    for (int k = 0; optim->all_data && k < net_key_count; k++) {
        const Setting *setting = &net_settings[k];
        if (train_row_keys >> k & 1 && !setting->type->usual(setting, spec)) {
            return fail(err,
                        "%s needs the same rows in every step, and %s makes others of them in "
                        "each; leave that out, or choose another optimizer",
                        optim->kind.key, setting->param.key);
        }
    }
    return true;
}

// What becomes of the rows that it trains on.
static bool check_rows(const NetSpec *spec, const Dataset *set, Error *err)
{
    const Augment augment = train_augment(spec);
    const NetNumbers *n = &spec->numbers;
    return augment_check(&augment, set->shape, err) &&
           mix_check(n->mixup, n->cutmix, set->shape, err) && check_same_rows(spec, err);
}

bool train_check(const NetSpec *spec, const Dataset *set, Error *err)
{
    const LossKind loss = net_spec_loss(spec, set->classes == 0);
    LayerPlan plans[NET_LAYERS_MAX];
    if (losses[loss].needs_classes && set->classes == 0) {
        return fail(err, "%s needs classes, and this data has numbers to predict; choose mse",
                    losses[loss].kind.key);
    }
    if (set->features > DATASET_FEATURES_MAX) {
        return fail(err, "the data has %d features; a network takes at most %d", set->features,
                    DATASET_FEATURES_MAX);
    }
    const int count = plan_for(spec, set, plans, err);
    return count > 0 && check_batch(spec, set, plans, count, err) && check_rows(spec, set, err);
}
