// A network's settings: one row each. What is read, written, copied, compared and told of them
// follows from the rows.
#include "model/net/net_spec.h"

#include "base/setting_parse.h"
#include "base/text.h"
#include "model/net/net_hidden.h"
#include "model/optim/around.h"

#include <stdio.h>

const Kind norm_places[NORM_PLACE_COUNT] = {
    [NORM_OFF] = { .key = "off", .name = N_("off") },
    [NORM_BEFORE] = { .key = "before", .name = N_("before") },
    [NORM_AFTER] = { .key = "after", .name = N_("after") },
};
const Registry norm_place_kinds = { REGISTRY(norm_places), .plain = true };

static const Form init_form = { .registry = &init_kinds,
                                .params = offsetof(NetSpec, init_params) - offsetof(NetSpec, init),
                                .params_size = sizeof(InitParams) };

// "He (normal)", "N(0, 0.01²)", "Constant 0.1"
static void init_words(UNUSED const Setting *setting, const void *owner, char *text, size_t size)
{
    const NetSpec *spec = owner;
    const Kind *kind = &spec->init->kind;
    char number[32] = "";
    if (kind->params && kind->params->key) {
        text_short(number, sizeof number, param_value(kind->params, &spec->init_params), 4);
    }
    if (init_kind(spec->init) == INIT_NORMAL) {
        text_print(text, size, "N(0, %s²)", number);
    } else {
        text_print(text, size, "%s%s%s", tr(kind->name), number[0] ? " " : "", number);
    }
}

// clang-format off
#define ROW(key, label, field, def) \
    .param = { key, label, NULL, offsetof(NetSpec, field), def, 0, 0, PARAM_LINEAR }
#define NUMBER(field, label, symbol, def, min, max, scale) \
    .param = { #field, label, symbol, offsetof(NetSpec, numbers.field), def, min, max, scale }, \
    .type = &setting_number
#define RESTARTS .effect = SETTING_RESTARTS
#define OWN .holder = SETTING_OWN

const Setting net_settings[] = {
    [NET_HIDDEN]          = { ROW("hidden", N_("Hidden layers"), hidden, 0), .type = &net_hidden, RESTARTS },
    [NET_ACTIVATION]      = { ROW("activation", N_("Activation"), activation, ACTIVATION_RELU),
                              .type = &setting_choice, .choices = &activation_kinds,
                              .words = setting_name_words, RESTARTS },
    [NET_INIT]            = { ROW("init", N_("Initialization"), init, INIT_HE_NORMAL),
                              .type = &setting_kind, .form = &init_form, .words = init_words, RESTARTS, OWN },
    [NET_BIAS]            = { NUMBER(bias, N_("Bias"), "b", 0, -10, 10, PARAM_LINEAR),
                              .slider = { N_("First bias"), -2, 2, PARAM_LINEAR }, RESTARTS, OWN,
                              .about = N_("Where every bias begins, before anything is learnt") },
    [NET_BATCHNORM]       = { ROW("batchnorm", N_("Batch norm"), batchnorm, NORM_OFF),
                              .type = &setting_choice, .choices = &norm_place_kinds, RESTARTS, OWN },
    [NET_LAYERNORM]       = { ROW("layernorm", N_("Layer norm"), layernorm, NORM_OFF),
                              .type = &setting_choice, .choices = &norm_place_kinds, RESTARTS, OWN },
    [NET_DROPOUT]         = { NUMBER(dropout, N_("Dropout"), "p", 0, 0, 0.9, PARAM_LINEAR), OWN },
    [NET_DROPCONNECT]     = { NUMBER(dropconnect, N_("Dropconnect"), "p", 0, 0, 0.9, PARAM_LINEAR), OWN,
                              .about = N_("Leaves out weights at random in every step, as dropout does units") },
    [NET_OPTIMIZER]       = { ROW("optimizer", N_("Optimizer"), optimizer, OPTIM_ADAM),
                              .type = &setting_kind, .form = &optim_form, .brief = true,
                              .accepts = optim_in_networks, .words = optim_words, .effect = SETTING_KIND_RESTARTS,
                              .flag = { "optimizer", .value = "SPEC", .help = N_("what moves the weights: \"adam lr=0.001\" (adam lr=0.01)"),
                                        .once = N_("--optimizer is given twice: the networks of a lab share one; "
                                                   "--network \"optimizer=...\" gives one its own") } },
    [NET_LOSS]            = { ROW("loss", N_("Loss"), loss, LOSS_SOFTMAX_CROSS_ENTROPY), .given = offsetof(NetSpec, has_loss),
                              .type = &setting_choice, .choices = &loss_kinds,
                              .words = setting_name_words, RESTARTS,
                              .about = N_("What is minimized, where it is not what the data ask for"),
                              .flag = { "loss", .value = "NAME", .help = N_("what is minimized (by the data)") } },
    [NET_LABEL_SMOOTHING] = { NUMBER(label_smoothing, N_("Label smoothing"), "s", 0, 0, 0.5, PARAM_LINEAR),
                              .slider = { N_("Smoothing"), 0, 0.5, PARAM_LINEAR },
                              .about = N_("Softens the targets, so that no class has to be certain"),
                              .flag = { "label-smoothing", .value = "X",
                                        .help = N_("softens the classes' targets, softmax alone,\n"
                                                   "0 to 0.5; the losses told are of the softened (0)") } },
    [NET_L1]              = { NUMBER(l1, N_("L1 penalty"), "λ₁", 0, 0, 1, PARAM_LINEAR), .slider = { .max = 0.05 },
                              .about = N_("Pulls every weight towards 0 by the same amount: many become 0"),
                              .flag = { "l1", .value = "X", .help = N_("penalty X·Σ|w| on the weights (0)") } },
    [NET_L2]              = { NUMBER(l2, N_("L2 penalty"), "λ₂", 0, 0, 1, PARAM_LINEAR), .slider = { .max = 0.05 },
                              .about = N_("Pulls every weight towards 0 by its size: large ones cost most"),
                              .flag = { "l2", .value = "X", .help = N_("penalty X·Σw² on the weights (0)") } },
    [NET_CLIP]            = { NUMBER(clip, N_("Clip norm"), "c", 0, 0, 1000, PARAM_LINEAR), .slider = { .max = 10 },
                              .about = N_("Shortens gradients that are longer than this; their direction stays"),
                              .flag = { "clip", .value = "X", .help = N_("cuts the gradient to this norm; 0 never (0)") } },
    [NET_BATCH]           = { NUMBER(batch, N_("Batch size"), "B", 32, 1, NET_BATCH_MAX, PARAM_INTEGER),
                              .zero = "all", RESTARTS,
                              .flag = { "batch", .value = "N|all", .help = N_("rows a step (32)") } },
    [NET_SEED]            = { .param = { "seed", N_("Seed"), NULL, offsetof(NetSpec, seed), 1, 0, SETTING_WHOLE_SHOWN, PARAM_INTEGER },
                              .type = &setting_whole, RESTARTS, .flag = { "seed", .value = "K", .help = N_("which weights, data, batches; a whole number (1)") } },
    { .param.key = NULL },
};
// clang-format on
const SettingTable net_table = { net_settings, sizeof(NetSpec), NULL };
const int net_key_count = COUNT(net_settings) - 1;
static_assert(COUNT(net_settings) - 1 <= NET_KEYS_MAX, "every key has a bit");

double *net_spec_number(NetSpec *spec, NetKey key)
{
    const Setting *setting = &net_settings[key];
    return setting->type == &setting_number ? setting_field(setting, spec) : NULL;
}

void net_spec_defaults(NetSpec *spec)
{
    *spec = (NetSpec){ .own = 0 };
    settings_reset(net_settings, spec);
}

bool net_spec_parse(NetSpec *spec, const NetSpec *shared, const char *text, Error *err)
{
    return net_spec_parse_beside(spec, shared, NULL, text, err);
}

bool net_spec_parse_beside(NetSpec *spec, const NetSpec *shared, const SettingBeside *beside,
                           const char *text, Error *err)
{
    NetSpec parsed = *shared;
    if (!settings_read_beside(net_settings, &parsed, beside, text, &parsed.own, err)) {
        return false;
    }
    *spec = parsed;
    return true;
}

bool net_spec_set(NetSpec *spec, NetKey key, const char *text, Error *err)
{
    NetSpec parsed = *spec;
    if (!settings_set(net_settings, key, &parsed, text, err)) {
        return false;
    }
    *spec = parsed;
    return true;
}

void net_spec_write_key(const NetSpec *spec, NetKey key, char *text, size_t size)
{
    const Setting *setting = &net_settings[key];
    const size_t used = setting->type->write(setting, spec, text, size);
    assert(used < size);
    (void)used;
}

void net_spec_write(const NetSpec *spec, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int k = 0; k < net_key_count; k++) {
        const Setting *setting = &net_settings[k];
        if (spec->own & 1u << k && setting_said(setting, spec)) { // the data's own loss has no name
            used += (size_t)snprintf(text + used, size - used, "%s%s=", used ? " " : "",
                                     setting->param.key);
            assert(used < size);
            used += setting->type->write(setting, spec, text + used, size - used);
            assert(used < size);
        }
    }
}

void net_spec_follow(NetSpec *spec, const NetSpec *shared)
{
    for (int k = 0; k < net_key_count; k++) {
        if (!(spec->own & 1u << k)) {
            net_settings[k].type->copy(&net_settings[k], spec, shared);
        }
    }
}

unsigned net_spec_differ(const NetSpec *a, const NetSpec *b)
{
    unsigned differ = 0;
    for (int k = 0; k < net_key_count; k++) {
        differ |= net_settings[k].type->same(&net_settings[k], a, b) ? 0 : 1u << k;
    }
    if (a->epochs != b->epochs && schedule_is_open(&a->optimizer.params.schedule)) {
        differ |= 1u << NET_OPTIMIZER;
    }
    return differ;
}

bool net_spec_restarts(const NetSpec *a, const NetSpec *b)
{
    const unsigned differ = net_spec_differ(a, b);
    bool restarts = around_vectors(&a->optimizer.params) != around_vectors(&b->optimizer.params);
    for (int k = 0; k < net_key_count; k++) {
        const Setting *setting = &net_settings[k];
        const bool other_kind = setting->effect == SETTING_KIND_RESTARTS &&
                                setting_kind_of(setting, a) != setting_kind_of(setting, b);
        restarts =
            restarts || other_kind || (differ & 1u << k && setting->effect == SETTING_RESTARTS);
    }
    return restarts;
}

OptimParams net_spec_optim_params(const NetSpec *spec)
{
    OptimParams params = spec->optimizer.params;
    params.clip = spec->optimizer.has_clip ? params.clip : spec->numbers.clip;
    return params;
}

LossKind net_spec_loss(const NetSpec *spec, bool regression)
{
    return spec->has_loss ? spec->loss : regression ? LOSS_MSE : LOSS_SOFTMAX_CROSS_ENTROPY;
}
