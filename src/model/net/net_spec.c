// A network's settings: one row each. What is read, written, copied, compared and told of them
// follows from the rows.
#include "model/net/net_spec.h"

#include "base/setting_parse.h"
#include "base/text.h"
#include "model/net/layer_text_setting.h"
#include "model/net/net_hidden.h"
#include "model/optim/around.h"

#include <stdio.h>

const Kind norm_places[NORM_PLACE_COUNT] = {
    [NORM_OFF] = { .key = "off", .name = N_("off") },
    [NORM_BEFORE] = { .key = "before", .name = N_("before") },
    [NORM_AFTER] = { .key = "after", .name = N_("after") },
};
const Registry norm_place_kinds = { REGISTRY(norm_places), .plain = true };

const Kind norm_kinds[NORM_KIND_COUNT] = {
    [NORM_BATCH] = { .key = "batch", .name = N_("batch") },
    [NORM_LAYER] = { .key = "layer", .name = N_("layer") },
    [NORM_INSTANCE] = { .key = "instance", .name = N_("instance") },
    [NORM_GROUP] = { .key = "group", .name = N_("group") },
    [NORM_RMS] = { .key = "rms", .name = N_("RMS") },
};
const Registry norm_kind_kinds = { REGISTRY(norm_kinds), .plain = true };

const Kind on_off[ON_OFF_COUNT] = {
    [SWITCHED_OFF] = { .key = "off", .name = N_("off") },
    [SWITCHED_ON] = { .key = "on", .name = N_("on") },
};
const Registry on_off_kinds = { REGISTRY(on_off), .plain = true };

const Kind residual_orders[RESIDUAL_ORDER_COUNT] = {
    [RESIDUAL_POST] = { .key = "post", .name = N_("post") },
    [RESIDUAL_PRE] = { .key = "pre", .name = N_("pre") },
};
const Registry residual_order_kinds = { REGISTRY(residual_orders), .plain = true };

static const Form activation_form = { .registry = &activation_kinds,
                                      .by_place = true,
                                      .params = offsetof(NetSpec, activation_params) -
                                                offsetof(NetSpec, activation),
                                      .params_size = sizeof(ActivationParams) };

static const Form init_form = { .registry = &init_kinds,
                                .params = offsetof(NetSpec, init_params) - offsetof(NetSpec, init),
                                .params_size = sizeof(InitParams) };

// "Leaky ReLU", "Leaky ReLU 0.2": its number where it is not the usual one.
static void activation_words(UNUSED const Setting *setting, const void *owner, char *text,
                             size_t size)
{
    const NetSpec *spec = owner;
    const Kind *kind = &activations[spec->activation].kind;
    char number[32] = "";
    if (kind->params->key &&
        param_value(kind->params, &spec->activation_params) != kind->params->def) {
        text_short(number, sizeof number, param_value(kind->params, &spec->activation_params), 4);
    }
    text_print(text, size, "%s%s%s", tr(kind->name), number[0] ? " " : "", number);
}

static void layers_words(UNUSED const Setting *setting, const void *owner, char *text, size_t size)
{
    text_print(text, size, "%s", ((const NetSpec *)owner)->layers);
}

// None on is what there is without: nothing to tell.
static void inputs_words(const Setting *setting, const void *owner, char *text, size_t size)
{
    const bool none = setting->type->usual(setting, owner);
    const size_t used = none ? 0 : (size_t)snprintf(text, size, "%s ", setting->param.key);
    text[used] = '\0';
    if (!none) {
        setting->type->write(setting, owner, text + used, size - used);
    }
}

// "He (normal)", "N(0, 0.01²)", "Constant 0.1"
static void init_words(UNUSED const Setting *setting, const void *owner, char *text, size_t size)
{
    const NetSpec *spec = owner;
    const Kind *kind = &spec->init->kind;
    char number[32] = "";
    if (kind->params && kind->params->key && !spec->init->needs_data) {
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
    [NET_LAYERS]          = { ROW("layers", N_("Layers"), layers, 0), .type = &net_layer_text, .bare = true,
                              .words = layers_words, RESTARTS,
                              .about = N_("Layers of every kind by their names: convolution, pooling, residual blocks, repetition"),
                              .flag = { "layers", .value = "TEXT", .help = N_("\"conv 8 3x3, norm, relu, maxpool 2, dense 32\" in place\n"
                                                                             "of hidden=; 'thalweg list layers' shows all") } },
    [NET_INPUTS]          = { ROW("inputs", N_("Inputs"), inputs, 0), .type = &setting_switches,
                              .choices = &input_feature_kinds, .words = inputs_words, RESTARTS,
                              .about = N_("What of a point of the plane the network is given, in place of x and y alone"),
                              .flag = { "inputs", .value = "LIST", .help = N_("what of a point of the plane networks are given, of\n"
                                                                             "x,y,x2,y2,xy,sinx,siny; none: x and y as they are (none)") } },
    [NET_ACTIVATION]      = { ROW("activation", N_("Activation"), activation, ACTIVATION_RELU),
                              .type = &setting_kind, .form = &activation_form, .words = activation_words, RESTARTS },
    [NET_INIT]            = { ROW("init", N_("Initialization"), init, INIT_HE_NORMAL),
                              .type = &setting_kind, .form = &init_form, .words = init_words, RESTARTS, OWN },
    [NET_BIAS]            = { NUMBER(bias, N_("Bias"), "b", 0, -10, 10, PARAM_LINEAR),
                              .slider = { N_("First bias"), -2, 2, PARAM_LINEAR }, RESTARTS, OWN,
                              .about = N_("Where every bias begins, before anything is learnt") },
    [NET_BATCHNORM]       = { ROW("batchnorm", N_("Batch norm"), batchnorm, NORM_OFF),
                              .type = &setting_choice, .choices = &norm_place_kinds, RESTARTS, OWN },
    [NET_LAYERNORM]       = { ROW("layernorm", N_("Layer norm"), layernorm, NORM_OFF),
                              .type = &setting_choice, .choices = &norm_place_kinds, RESTARTS, OWN },
    [NET_GROUPNORM]       = { ROW("groupnorm", N_("Group norm"), groupnorm, NORM_OFF),
                              .type = &setting_choice, .choices = &norm_place_kinds, RESTARTS, OWN },
    [NET_RMSNORM]         = { ROW("rmsnorm", N_("RMS norm"), rmsnorm, NORM_OFF),
                              .type = &setting_choice, .choices = &norm_place_kinds, RESTARTS, OWN },
    [NET_NORM]            = { ROW("norm", N_("Norm in layers"), norm, NORM_BATCH),
                              .type = &setting_choice, .choices = &norm_kind_kinds, RESTARTS, OWN },
    [NET_GROUPS]          = { NUMBER(groups, N_("Groups"), "G", 4, 1, NET_UNITS_MAX, PARAM_INTEGER),
                              .slider = { NULL, 1, 16, PARAM_INTEGER }, RESTARTS, OWN },
    [NET_WEIGHTNORM]      = { ROW("weightnorm", N_("Weight norm"), weightnorm, SWITCHED_OFF),
                              .type = &setting_choice, .choices = &on_off_kinds, RESTARTS, OWN,
                              .about = N_("Every unit learns its weights' length apart from their direction") },
    [NET_RESIDUAL]        = { NUMBER(residual, N_("Residual every"), NULL, 0, 0, NET_RESIDUAL_MAX, PARAM_INTEGER),
                              .slider = { NULL, 0, 3, PARAM_INTEGER }, RESTARTS, OWN },
    [NET_RESIDUAL_ORDER]  = { ROW("residual_order", N_("Residual order"), residual_order, RESIDUAL_POST),
                              .type = &setting_choice, .choices = &residual_order_kinds,
                              .words = setting_name_words, RESTARTS, OWN },
    [NET_STOCHASTIC_DEPTH] = { NUMBER(stochastic_depth, N_("Stochastic depth"), "p", 0, 0, 0.9, PARAM_LINEAR), OWN,
                              .about = N_("Leaves out what a residual connection goes around, at random, row by row") },
    [NET_TIE]             = { ROW("tie", N_("Tied weights"), tie, SWITCHED_OFF),
                              .type = &setting_choice, .choices = &on_off_kinds, RESTARTS, OWN,
                              .about = N_("Hidden layers of the same size share one matrix, as a recurrent network does in time") },
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
    [NET_ENTROPY]         = { NUMBER(entropy, N_("Entropy"), "β", 0, -1, 1, PARAM_LINEAR),
                              .about = N_("Adds β times the answers' entropy to the loss: below 0 it keeps them from being too sure"),
                              .flag = { "entropy", .value = "X", .help = N_("adds X times the answers' entropy to the loss, softmax\n"
                                                                           "alone; -1 to 1 (0)") } },
    [NET_MAXNORM]         = { NUMBER(maxnorm, N_("Max norm"), "c", 0, 0, 1000, PARAM_LINEAR), .slider = { .max = 10 },
                              .about = N_("Shortens the weights that lead to a unit whenever they are longer than this") },
    [NET_GRADIENT_NOISE]  = { NUMBER(gradient_noise, N_("Gradient noise"), "η", 0, 0, 100, PARAM_LINEAR), .slider = { .max = 1 },
                              .about = N_("Adds noise to every gradient, less and less in time: variance η/(1+t)^0.55") },
    [NET_SHIFT]           = { NUMBER(shift, N_("Shift"), NULL, 0, 0, 64, PARAM_LINEAR), .slider = { .max = 6 },
                              .about = N_("Moves every picture that is trained on by up to so many pixels each way") },
    [NET_ROTATE]          = { NUMBER(rotate, N_("Rotate"), "°", 0, 0, 180, PARAM_LINEAR),
                              .about = N_("Turns every row that is trained on by up to so many degrees, either way") },
    [NET_ZOOM]            = { NUMBER(zoom, N_("Zoom"), NULL, 0, 0, 0.9, PARAM_LINEAR),
                              .about = N_("Makes every picture that is trained on larger or smaller by up to this share") },
    [NET_FLIP]            = { ROW("flip", N_("Flip"), flip, SWITCHED_OFF), .type = &setting_choice, .choices = &on_off_kinds,
                              .about = N_("Mirrors half of the pictures that are trained on, left to right") },
    [NET_JITTER]          = { NUMBER(jitter, N_("Jitter"), "σ", 0, 0, 10, PARAM_LINEAR), .slider = { .max = 0.5 },
                              .about = N_("Adds noise N(0, σ²) to every input that is trained on, anew in every step") },
    [NET_CUTOUT]          = { NUMBER(cutout, N_("Cutout"), NULL, 0, 0, 64, PARAM_INTEGER), .slider = { NULL, 0, 12, PARAM_INTEGER },
                              .about = N_("Blanks a square of so many pixels a side in every picture that is trained on") },
    [NET_MIXUP]           = { NUMBER(mixup, N_("Mixup"), "α", 0, 0, 10, PARAM_LINEAR), .slider = { .max = 1 },
                              .about = N_("Trains on mixtures of two rows and of their targets, in shares of Beta(α, α)"),
                              .flag = { "mixup", .value = "A", .help = N_("trains on mixtures of rows, in shares of Beta(A, A);\n"
                                                                         "0 never (0)") } },
    [NET_CUTMIX]          = { NUMBER(cutmix, N_("Cutmix"), "α", 0, 0, 10, PARAM_LINEAR), .slider = { .max = 1 },
                              .about = N_("Trains on pictures with a piece of another one, targets mixed by area") },
    [NET_FGSM]            = { NUMBER(fgsm, N_("Adversarial step"), "ε", 0, 0, 10, PARAM_LINEAR), .slider = { .max = 0.5 },
                              .about = N_("Trains on points moved by ε along the sign of the loss's gradient, where they are hardest"),
                              .flag = { "fgsm", .value = "X", .help = N_("trains on rows moved by X along the sign of the loss's\n"
                                                                        "gradient at them (0)") } },
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
static_assert((int)LAYER_WEIGHTED_MAX == (int)NET_HIDDEN_MAX, "both ways to as many layers");

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

int net_spec_weighted(const NetSpec *spec)
{
    LayerText layers;
    return net_spec_has_layers(spec) && layer_text_read(&layers, spec->layers, NULL)
               ? layer_text_weighted(&layers)
               : spec->hidden_count;
}

bool net_spec_has_inputs(const NetSpec *spec)
{
    bool any = false;
    for (int i = 0; i < INPUT_FEATURE_COUNT; i++) {
        any = any || spec->inputs[i];
    }
    return any;
}

bool net_spec_parse(NetSpec *spec, const NetSpec *shared, const char *text, Error *err)
{
    return net_spec_parse_beside(spec, shared, NULL, text, err);
}

// Whether it says hidden= itself, and layers= alone is shared, if any.
static bool says_hidden(const NetSpec *spec)
{
    return (spec->own & SETTING_BIT(NET_HIDDEN)) && !(spec->own & SETTING_BIT(NET_LAYERS));
}

// The layers of a spec are told in one of two ways.
static bool check_layers(NetSpec *spec, const char *text, Error *err)
{
    const bool both = spec->own & SETTING_BIT(NET_HIDDEN) && spec->own & SETTING_BIT(NET_LAYERS);
    if (both && net_spec_has_layers(spec)) {
        return fail_at(err, net_spec_layers_at(text, 0),
                       "hidden= and layers= are two ways to say which layers there are: give one "
                       "of them");
    }
    if (says_hidden(spec) && net_spec_has_layers(spec)) {
        spec->layers[0] = '\0';
        spec->own |= SETTING_BIT(NET_LAYERS);
    }
    return true;
}

bool net_spec_parse_beside(NetSpec *spec, const NetSpec *shared, const SettingBeside *beside,
                           const char *text, Error *err)
{
    NetSpec parsed = *shared;
    if (!settings_read_beside(net_settings, &parsed, beside, text, &parsed.own, err) ||
        !check_layers(&parsed, text, err)) {
        return false;
    }
    *spec = parsed;
    return true;
}

bool net_spec_set(NetSpec *spec, NetKey key, const char *text, Error *err)
{
    NetSpec parsed = *spec;
    const Setting *setting = &net_settings[key];
    if (setting->bare ? !setting->type->take(setting, &parsed, setting->param.key, text, err)
                      : !settings_set(net_settings, key, &parsed, text, err)) {
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
        const bool idle =
            k == NET_HIDDEN && spec->own & SETTING_BIT(NET_LAYERS) && net_spec_has_layers(spec);
        if (spec->own & SETTING_BIT(k) && !idle &&
            setting_said(setting, spec)) { // the data's own loss has no name
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
        if (!(spec->own & SETTING_BIT(k))) {
            net_settings[k].type->copy(&net_settings[k], spec, shared);
        }
    }
    if (says_hidden(spec)) {
        spec->layers[0] = '\0';
    }
}

SettingBits net_spec_differ(const NetSpec *a, const NetSpec *b)
{
    SettingBits differ = 0;
    for (int k = 0; k < net_key_count; k++) {
        differ |= net_settings[k].type->same(&net_settings[k], a, b) ? 0 : SETTING_BIT(k);
    }
    if (a->epochs != b->epochs && schedule_is_open(&a->optimizer.params.schedule)) {
        differ |= SETTING_BIT(NET_OPTIMIZER);
    }
    return differ;
}

bool net_spec_restarts(const NetSpec *a, const NetSpec *b)
{
    const SettingBits differ = net_spec_differ(a, b);
    bool restarts = around_vectors(&a->optimizer.params) != around_vectors(&b->optimizer.params);
    for (int k = 0; k < net_key_count; k++) {
        const Setting *setting = &net_settings[k];
        const bool other_kind = setting->effect == SETTING_KIND_RESTARTS &&
                                setting_kind_of(setting, a) != setting_kind_of(setting, b);
        restarts =
            restarts || other_kind || (differ & SETTING_BIT(k) && setting->effect == SETTING_RESTARTS);
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
