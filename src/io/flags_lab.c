// The lab flags: one row each with what it takes. What networks share is read as it comes; each
// network's own is read when all of that is known.
#include "io/flags_lab.h"

#include "base/text.h"

#include <string.h>

void lab_typed_begin(LabTyped *typed)
{
    *typed = (LabTyped){ .network_count = 0 };
    lab_spec_defaults(&typed->spec);
}

static bool take_network(void *context, const char *value, Error *err)
{
    LabTyped *typed = context;
    if (typed->network_count == LAB_NETWORKS_ADDED) {
        return fail_at(err, 0, "--network: at most %d can train side by side", LAB_NETWORKS_ADDED);
    }
    typed->networks[typed->network_count++] = value;
    return true;
}

static bool take_data(void *context, const char *value, Error *err)
{
    LabTyped *typed = context;
    return data_spec_parse(&typed->spec.data, value, err);
}

#define TAKE_SHARED(name, key)                                                                     \
    static bool take_##name(void *context, const char *value, Error *err)                          \
    {                                                                                              \
        LabTyped *typed = context;                                                                 \
        return net_spec_set(&typed->spec.shared, key, value, err);                                 \
    }

TAKE_SHARED(optimizer, NET_OPTIMIZER)
TAKE_SHARED(loss, NET_LOSS)
TAKE_SHARED(batch, NET_BATCH)
TAKE_SHARED(seed, NET_SEED)
TAKE_SHARED(l1, NET_L1)
TAKE_SHARED(l2, NET_L2)
TAKE_SHARED(clip, NET_CLIP)
TAKE_SHARED(label_smoothing, NET_LABEL_SMOOTHING)

static bool take_whole(const char *value, const char *what, const Param *param, int *number,
                       Error *err)
{
    double read = 0;
    if (!text_number(value, strlen(value), what, &read, err)) {
        return false;
    }
    if (!param_check(param, read, err)) {
        err->at = 0;
        return false;
    }
    *number = (int)read;
    return true;
}

static bool take_epochs(void *context, const char *value, Error *err)
{
    LabTyped *typed = context;
    return take_whole(value, "--epochs", &lab_epochs, &typed->spec.epochs, err);
}

static bool take_patience(void *context, const char *value, Error *err)
{
    LabTyped *typed = context;
    return take_whole(value, "--patience", &lab_patience, &typed->spec.patience, err);
}

static bool data_choice(size_t index, Choice *choice)
{
    if (index >= DATA_COUNT) {
        return false;
    }
    *choice = (Choice){ data_rows[index].key, data_rows[index].name, data_rows[index].params };
    return true;
}

static bool optim_choice(size_t index, Choice *choice)
{
    if (index >= OPTIM_COUNT) {
        return false;
    }
    *choice = (Choice){ optims[index].key, optims[index].name, optims[index].params };
    return true;
}

static bool loss_choice(size_t index, Choice *choice)
{
    if (index >= LOSS_COUNT) {
        return false;
    }
    *choice = (Choice){ losses[index].key, losses[index].name, NULL };
    return true;
}

static bool batch_choice(size_t index, Choice *choice)
{
    *choice = (Choice){ "all", "every training row", NULL };
    return index == 0;
}

// clang-format off
const Flag lab_flags[] = {
    { "network", 0, "SPEC", "a network: \"hidden=5x100 activation=relu init=he_normal\n"
      "batchnorm=before dropout=0.2\"; repeatable up to four, to train\n"
      "side by side (hidden=2x8 activation=tanh init=xavier_uniform);\n"
      "may also set what the other flags share, as optimizer=sgd lr=0.1",
      .take = take_network, .many = true },
    { "data", 0, "SPEC", "what to learn: \"spiral noise=0.1 n=400\" (spiral),\n"
      "\"csv file=F\"; see 'thalweg list datasets'",
      .take = take_data, .choices = data_choice },
    { "optimizer", 0, "SPEC", "what moves the weights: \"adam lr=0.01\" (adam);\n"
      "see 'thalweg list optimizers'",
      .take = take_optimizer, .choices = optim_choice },
    { "loss", 0, "NAME", "what is minimized (softmax_cross_entropy for classes, mse\n"
      "for values); see 'thalweg list losses'",
      .take = take_loss, .choices = loss_choice },
    { "batch", 0, "N", "rows of a step, or all (32)", .take = take_batch, .choices = batch_choice },
    { "epochs", 0, "N", "passes over the training rows, 0 to 1,000,000", .take = take_epochs },
    { "seed", 0, "K", "which weights, data and order of rows, a whole number (1)",
      .take = take_seed },
    { "l1", 0, "L", "adds L * the sum of |w| to the loss (0)", .take = take_l1 },
    { "l2", 0, "L", "adds L * the sum of w^2 to the loss (0)", .take = take_l2 },
    { "clip", 0, "C", "cuts gradients to this length; 0 leaves them (0)", .take = take_clip },
    { "label-smoothing", 0, "S", "share of the target spread over all classes, 0 to 0.5 (0)",
      .take = take_label_smoothing },
    { "patience", 0, "N", "stops a network whose validation loss has not fallen for\n"
      "N epochs; 0 never does (0)",
      .take = take_patience },
    { .name = NULL },
};
// clang-format on

bool lab_typed_apply(const LabTyped *typed, LabSpec *lab, FlagsError *err)
{
    *lab = typed->spec;
    for (int i = 0; i < LAB_NETWORKS_MAX; i++) {
        lab->networks[i] = lab->shared;
    }
    for (int i = 0; i < typed->network_count; i++) {
        err->typed = typed->networks[i];
        if (!net_spec_parse(&lab->networks[i], &lab->shared, typed->networks[i], &err->error)) {
            return false;
        }
    }
    lab->network_count = typed->network_count > 0 ? typed->network_count : 1;
    return true;
}
