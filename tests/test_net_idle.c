// Settings that have no say: what the table says of every one is what training does.
#include "model/net/net_idle.h"
#include "sim/train/lab.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

enum { ROWS = 4, OUTPUTS_MAX = 10 };

// What a network answers after two epochs on small pictures.
typedef struct Answer {
    float out[ROWS * OUTPUTS_MAX];
    double loss;
} Answer;

static NetSpec spec_of(const char *text)
{
    NetSpec defaults, spec;
    Error err = { .at = -2 };
    net_spec_defaults(&defaults);
    cr_assert(net_spec_parse(&spec, &defaults, text, &err), "%s: %s", text, err.text);
    return spec;
}

static Answer trained(const char *text)
{
    LabSpec spec;
    LabError err;
    Answer answer = { .loss = 0 };
    lab_spec_defaults(&spec);
    cr_assert(data_spec_parse(&spec.data, "digits n=60 seed=3", &err.error));
    cr_assert(lab_parse_network(&spec, 0, text, &err.error), "%s: %s", text, err.error.text);
    Lab *lab = lab_create(&spec, &err);
    cr_assert(lab, "%s: %s", text, err.error.text);
    for (int i = 0; i < 2; i++) {
        lab_epoch(lab, NULL, EPOCHS_ENDS, NULL, NULL);
    }
    Train *train = lab->networks[0].train;
    train_outputs(train, ROWS, lab->set.x, answer.out);
    answer.loss = train->learner.lost ? -1 : train_score(train, false).loss;
    lab_destroy(lab);
    return answer;
}

static bool same(const Answer *a, const Answer *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

typedef struct Case {
    NetKey key;
    const char *said;
} Case;

// clang-format off
static const Case cases[] = {
    { NET_ACTIVATION, "activation=tanh" }, { NET_INIT, "init=normal" }, { NET_BIAS, "bias=0.3" },
    { NET_BATCHNORM, "batchnorm=before" }, { NET_LAYERNORM, "layernorm=after" },
    { NET_GROUPNORM, "groupnorm=before" }, { NET_RMSNORM, "rmsnorm=before" },
    { NET_NORM, "norm=layer" }, { NET_GROUPS, "groups=2" }, { NET_WEIGHTNORM, "weightnorm=on" },
    { NET_RESIDUAL, "residual=1" }, { NET_RESIDUAL, "residual=3" },
    { NET_RESIDUAL_ORDER, "residual_order=pre" }, { NET_STOCHASTIC_DEPTH, "stochastic_depth=0.5" },
    { NET_TIE, "tie=on" }, { NET_DROPOUT, "dropout=0.3" }, { NET_DROPCONNECT, "dropconnect=0.3" },
    { NET_OPTIMIZER, "optimizer=sgd lr=0.03" }, { NET_LOSS, "loss=mse" },
    { NET_LABEL_SMOOTHING, "label_smoothing=0.2" }, { NET_L1, "l1=0.01" }, { NET_L2, "l2=0.01" },
    { NET_ENTROPY, "entropy=0.1" }, { NET_MAXNORM, "maxnorm=0.2" },
    { NET_GRADIENT_NOISE, "gradient_noise=0.1" }, { NET_SHIFT, "shift=2" }, { NET_ROTATE, "rotate=9" },
    { NET_ZOOM, "zoom=0.3" }, { NET_FLIP, "flip=on" }, { NET_JITTER, "jitter=0.2" },
    { NET_CUTOUT, "cutout=5" }, { NET_MIXUP, "mixup=0.5" }, { NET_CUTMIX, "cutmix=0.5" },
    { NET_FGSM, "fgsm=0.05" }, { NET_BATCH, "batch=9" }, { NET_SEED, "seed=5" },
    { NET_CLIP, "clip=0.01" },
};

// Each network, with what makes it one that a setting can act on.
static const char *const bases[] = {
    "hidden=8,8", "hidden=none", "hidden=8", "hidden=3x8 residual=1", "hidden=8,8 groupnorm=before",
    "hidden=8,8 optimizer=adam clip=0.02",
    "layers=\"dense 8, relu, dense 8, relu\"", "layers=\"flatten\"",
    "layers=\"dense 8, norm, activation, dropout, dense 8, res (dense 8), groupnorm\"",
    "layers=\"dense 8, relu, dropout 0.1, res drop=0.2 (dense 8), groupnorm 2\"",
};
// clang-format on

// What cannot be said beside the base: twice, or what the base cannot be.
static bool goes_with(const char *base, const char *said)
{
    char text[400];
    NetSpec defaults, spec;
    net_spec_defaults(&defaults);
    snprintf(text, sizeof text, "%s %s", said, base);
    const bool apart = strncmp(said, "tie", 3) == 0 && strncmp(base, "hidden", 6) == 0 &&
                       strncmp(base, "hidden=3", 8) != 0; // no two of the same size
    return !apart && net_spec_parse(&spec, &defaults, text, NULL);
}

static void expect_said_as_done(const char *base, const Answer *without, const Case *it)
{
    char text[400];
    snprintf(text, sizeof text, "%s %s", it->said, base);
    const NetSpec spec = spec_of(text);
    const Answer with = trained(text);
    const bool idle = net_spec_idle(&spec) >> it->key & 1;
    cr_expect_eq(idle, same(&with, without), "%s: %s", text,
                 idle ? "is said to have no say" : "does nothing, and nobody says so");
    cr_expect_eq(net_spec_idle_why(&spec, it->key) != NULL, idle, "%s", text);
}

Test(net_idle, what_does_nothing_is_said_to_have_no_say)
{
    for (size_t b = 0; b < COUNT(bases); b++) {
        const Answer without = trained(bases[b]);
        for (size_t i = 0; i < COUNT(cases); i++) {
            if (goes_with(bases[b], cases[i].said)) {
                expect_said_as_done(bases[b], &without, &cases[i]);
            }
        }
    }
}

Test(net_idle, every_setting_is_tried)
{
    SettingBits tried = SETTING_BIT(NET_HIDDEN) | SETTING_BIT(NET_LAYERS) | SETTING_BIT(NET_INPUTS);
    for (size_t i = 0; i < COUNT(cases); i++) {
        tried |= SETTING_BIT(cases[i].key);
    }
    cr_expect_eq(tried, SETTING_BIT(net_key_count) - 1);
}

Test(net_idle, none_of_something_asks_for_nothing)
{
    const NetSpec spec = spec_of("layers=\"dense 8\" dropout=0 residual=0 batchnorm=off tie=off "
                                 "stochastic_depth=0");
    for (int key = NET_BATCHNORM; key < net_key_count; key++) {
        const bool kind = key == NET_NORM || key == NET_GROUPS || key == NET_RESIDUAL_ORDER;
        cr_expect_eq(net_spec_idle_why(&spec, (NetKey)key) != NULL, kind, "%s",
                     net_settings[key].param.key);
    }
}
