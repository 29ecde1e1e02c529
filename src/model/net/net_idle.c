// Each setting needs something to act on; the table has a row for every one.
#include "model/net/net_idle.h"

#include "base/words.h"

// What a setting can need is counted once for all of them.
typedef struct Parts {
    bool layers;                  // layers= has the say
    bool weighted;                // a layer with weights before the output layer
    bool connected;               // residual= goes around some
    bool words[LAYER_WORD_COUNT]; // of layers=, those that leave their number or kind open
} Parts;

static Parts parts_of(const NetSpec *spec)
{
    LayerText text;
    Parts parts = { .layers = net_spec_has_layers(spec), .weighted = spec->hidden_count > 0 };
    parts.connected = spec->numbers.residual > 0 && spec->hidden_count > spec->numbers.residual;
    if (!parts.layers || !layer_text_read(&text, spec->layers, NULL)) {
        return parts;
    }
    parts.weighted = layer_text_weighted(&text) > 0;
    for (int i = 0; i < text.count; i++) {
        const LayerItem *item = &text.items[i];
        const bool open = item->word == WORD_DROPOUT || item->word == WORD_CHANNELDROPOUT ||
                                  item->word == WORD_RES
                              ? item->numbers.drop == LAYER_OPEN
                          : item->word == WORD_GROUPNORM ? item->numbers.count == 0
                                                         : !item->named;
        parts.words[item->word] = parts.words[item->word] || open;
    }
    return parts;
}

typedef bool Acts(const NetSpec *spec, const Parts *parts);

static bool always(UNUSED const NetSpec *spec, UNUSED const Parts *parts)
{
    return true;
}

static bool short_way(UNUSED const NetSpec *spec, const Parts *parts)
{
    return !parts->layers;
}

static bool of_layers(UNUSED const NetSpec *spec, const Parts *parts)
{
    return parts->layers;
}

static bool of_hidden(UNUSED const NetSpec *spec, const Parts *parts)
{
    return !parts->layers && parts->weighted;
}

static bool of_weights(UNUSED const NetSpec *spec, const Parts *parts)
{
    return parts->weighted;
}

static bool of_activation(UNUSED const NetSpec *spec, const Parts *parts)
{
    return parts->layers ? parts->words[WORD_ACTIVATION] : parts->weighted;
}

static bool of_norm_word(UNUSED const NetSpec *spec, const Parts *parts)
{
    return parts->layers && parts->words[WORD_NORM];
}

static bool of_groups(const NetSpec *spec, const Parts *parts)
{
    return parts->layers ? parts->words[WORD_GROUPNORM] ||
                               (parts->words[WORD_NORM] && spec->norm == NORM_GROUP)
                         : parts->weighted && spec->groupnorm != NORM_OFF;
}

// Off it asks for none; then it has its say.
static bool of_residual(const NetSpec *spec, const Parts *parts)
{
    return !parts->layers && (parts->connected || spec->numbers.residual == 0);
}

static bool of_connection(UNUSED const NetSpec *spec, const Parts *parts)
{
    return !parts->layers && parts->connected;
}

static bool of_branch(UNUSED const NetSpec *spec, const Parts *parts)
{
    return parts->layers ? parts->words[WORD_RES] : parts->connected;
}

static bool of_dropout(UNUSED const NetSpec *spec, const Parts *parts)
{
    return parts->layers ? parts->words[WORD_DROPOUT] || parts->words[WORD_CHANNELDROPOUT]
                         : parts->weighted;
}

static bool of_own_clip(const NetSpec *spec, UNUSED const Parts *parts)
{
    return !spec->optimizer.has_clip;
}

typedef struct Need {
    Acts *acts;
    const char *in_layers, *in_hidden; // N_(), why it does not: beside layers=, beside hidden=
    bool none;                         // its default is to have none of it, and asks for nothing
} Need;

// clang-format off
#define ALWAYS { always, NULL, NULL, false }
#define NO_HIDDEN N_("there are no hidden layers")
#define NORM_PLACED { of_hidden, N_("layers= says which norms there are, as in layers=\"dense 16, layernorm, relu\""), NO_HIDDEN, true }
static const Need needs[] = {
    [NET_HIDDEN]         = { short_way, N_("layers= says which layers there are"), NULL, false },
    [NET_LAYERS]         = { of_layers, NULL, NULL, true },
    [NET_INPUTS]         = ALWAYS,
    [NET_ACTIVATION]     = { of_activation, N_("layers= leaves no activation open, as layers=\"dense 16, activation\" does"), NO_HIDDEN, false },
    [NET_INIT]           = ALWAYS,
    [NET_BIAS]           = ALWAYS,
    [NET_BATCHNORM]      = NORM_PLACED,
    [NET_LAYERNORM]      = NORM_PLACED,
    [NET_GROUPNORM]      = NORM_PLACED,
    [NET_RMSNORM]        = NORM_PLACED,
    [NET_NORM]           = { of_norm_word, N_("layers= has no word norm, whose kind it is, as in layers=\"dense 16, norm, relu\""),
                             N_("it is the kind of the word norm in layers=; beside hidden= stands layernorm=before, batchnorm=before, groupnorm= or rmsnorm="), false },
    [NET_GROUPS]         = { of_groups, N_("layers= leaves no group norm's groups open, as layers=\"dense 16, groupnorm, relu\" does"),
                             N_("there is no group norm; groupnorm=before makes one"), false },
    [NET_WEIGHTNORM]     = { of_weights, N_("layers= has no weights, and the output layer's are as they are"), NO_HIDDEN, true },
    [NET_RESIDUAL]       = { of_residual, N_("layers= says what connections go around, as in layers=\"dense 16, relu, res (dense 16)\""),
                             N_("a connection goes around so many hidden layers behind the first, and there are not so many"), true },
    [NET_RESIDUAL_ORDER] = { of_connection, N_("layers= says what connections go around, as in layers=\"dense 16, relu, res (dense 16)\""),
                             N_("there is no residual connection, as hidden=3x16 residual=1 has"), false },
    [NET_STOCHASTIC_DEPTH] = { of_branch, N_("layers= has no res without a drop= of its own, as layers=\"dense 16, res (dense 16)\" has"),
                             N_("there is no residual connection, as hidden=3x16 residual=1 has"), true },
    [NET_TIE]            = { short_way, N_("layers= says what is tied, as in layers=\"tie 3*(dense 16, relu)\""), NULL, true },
    [NET_DROPOUT]        = { of_dropout, N_("layers= has no dropout without a number of its own, as layers=\"dense 16, relu, dropout\" has"),
                             NO_HIDDEN, true },
    [NET_DROPCONNECT]    = { of_weights, N_("layers= has no weights, and the output layer's are as they are"), NO_HIDDEN, true },
    [NET_CLIP]           = { of_own_clip, N_("the optimizer has a clip of its own"), N_("the optimizer has a clip of its own"), true },
    [NET_OPTIMIZER]      = ALWAYS, [NET_LOSS]       = ALWAYS, [NET_LABEL_SMOOTHING] = ALWAYS,
    [NET_L1]             = ALWAYS, [NET_L2]         = ALWAYS, [NET_ENTROPY]         = ALWAYS,
    [NET_MAXNORM]        = ALWAYS, [NET_GRADIENT_NOISE] = ALWAYS,
    [NET_SHIFT]          = ALWAYS, [NET_ROTATE]     = ALWAYS, [NET_ZOOM]            = ALWAYS,
    [NET_FLIP]           = ALWAYS, [NET_JITTER]     = ALWAYS, [NET_CUTOUT]          = ALWAYS,
    [NET_MIXUP]          = ALWAYS, [NET_CUTMIX]     = ALWAYS, [NET_FGSM]            = ALWAYS,
    [NET_BATCH]          = ALWAYS, [NET_SEED]       = ALWAYS,
};
// clang-format on
static_assert(COUNT(needs) == NET_SEED + 1, "one row for each NetKey");

SettingBits net_spec_idle(const NetSpec *spec)
{
    const Parts parts = parts_of(spec);
    SettingBits idle = 0;
    for (size_t k = 0; k < COUNT(needs); k++) {
        idle |= needs[k].acts(spec, &parts) ? 0 : SETTING_BIT(k);
    }
    return idle;
}

const char *net_spec_idle_why(const NetSpec *spec, NetKey key)
{
    const Parts parts = parts_of(spec);
    const Need *need = &needs[key];
    const Setting *setting = &net_settings[key];
    const bool asks = !need->none || !setting->type->usual(setting, spec);
    const char *why = parts.layers ? need->in_layers : need->in_hidden;
    return asks && why && !need->acts(spec, &parts) ? tr(why) : NULL;
}
