// What the layers of a line are called, in whole words and in short.
#include "app/network/lab_blocks.h"

#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

typedef struct LayerWords {
    const char *whole, *brief;
    const char *about; // what it does
} LayerWords;

// clang-format off
static const LayerWords kind_words[LAYER_COUNT] = {
    [LAYER_DENSE]          = { N_("dense"), N_("dense"),
        N_("every unit weighs and sums all that comes in") },
    [LAYER_CONV]           = { N_("conv"), N_("conv"),
        N_("small windows of weights slide over the picture, one for each channel that comes out") },
    [LAYER_BATCHNORM]      = { N_("batch norm"), "BN",
        N_("each feature is centred and scaled by the mean and σ of the batch") },
    [LAYER_LAYERNORM]      = { N_("layer norm"), "LN",
        N_("each row is centred and scaled by the mean and σ of all its features") },
    [LAYER_GROUPNORM]      = { N_("group norm"), "GN",
        N_("each row is centred and scaled by the mean and σ of each group of its features") },
    [LAYER_RMSNORM]        = { N_("RMS norm"), "RMS",
        N_("each row is divided by the root of the mean square of its features") },
    [LAYER_DROPOUT]        = { N_("dropout"), N_("drop"),
        N_("in training, values are set to 0 at random") },
    [LAYER_MAXPOOL]        = { N_("max pool"), N_("max pool"),
        N_("of every window the largest value stays") },
    [LAYER_AVGPOOL]        = { N_("average pool"), N_("avg pool"),
        N_("of every window the mean stays") },
    [LAYER_GLOBAL_AVGPOOL] = { N_("global average pool"), N_("global pool"),
        N_("of every channel only its mean stays") },
    [LAYER_FLATTEN]        = { N_("flatten"), N_("flatten"),
        N_("the pixels of all channels become plain features") },
    [LAYER_ADD]            = { N_("sum"), N_("sum"),
        N_("what went around the branch is added to what comes out of it") },
    [LAYER_PRELU]          = { "PReLU", "PReLU",
        N_("what is below 0 is multiplied by a slope that is learnt") },
    [LAYER_FEATURES]       = { N_("features"), N_("features"),
        N_("formulas of x and y: what the network is given in their place") },
};
// clang-format on

enum { TIP_PART = 256 };

static const char *word_of(const LayerPlan *plan, bool brief)
{
    const LayerWords *words = &kind_words[plan->kind];
    const bool instance = plan->kind == LAYER_GROUPNORM && plan->groups == plan->to.channels;
    if (plan->kind == LAYER_ACTIVATION) {
        return tr(activations[plan->activation].kind.name);
    }
    if (instance) {
        return brief ? "IN" : tr("instance norm");
    }
    return tr(brief ? words->brief : words->whole);
}

static const char *about_of(const LayerPlan *plan)
{
    if (plan->kind == LAYER_ACTIVATION) {
        return tr("every value is bent by this function");
    }
    if (plan->kind == LAYER_GROUPNORM && plan->groups == plan->to.channels) {
        return tr("each channel of a row is centred and scaled by its own mean and σ");
    }
    return tr(kind_words[plan->kind].about);
}

// What stands behind the word: units, kernel, groups, a probability.
static void numbers_of(const LayerPlan *plan, char *text, size_t size)
{
    char stride[24] = "", drop[24];
    text_short(drop, sizeof drop, plan->drop, 2);
    text[0] = '\0';
    switch (plan->kind) {
    case LAYER_DENSE: snprintf(text, size, " %d", plan->out); break;
    case LAYER_CONV:
        if (plan->stride > 1) {
            snprintf(stride, sizeof stride, " /%d", plan->stride);
        }
        snprintf(text, size, " %d %dx%d%s", plan->to.channels, plan->kernel, plan->kernel, stride);
        break;
    case LAYER_MAXPOOL:
    case LAYER_AVGPOOL: snprintf(text, size, " %d", plan->kernel); break;
    case LAYER_GROUPNORM:
        if (plan->groups != plan->to.channels) {
            snprintf(text, size, " %d", plan->groups);
        }
        break;
    case LAYER_DROPOUT:
    case LAYER_ADD:
        if (plan->drop > 0) {
            snprintf(text, size, " p %s", drop);
        }
        break;
    default: break;
    }
}

// Dropout without a probability does nothing, and is only there to be turned up.
static bool silent(const LayerPlan *plan)
{
    return (plan->kind == LAYER_DROPOUT && plan->drop == 0) ||
           (plan->kind == LAYER_ACTIVATION && plan->activation == ACTIVATION_IDENTITY);
}

static void input_text(TensorShape shape, char text[BLOCK_TEXT])
{
    char written[TENSOR_SHAPE_TEXT];
    text_print(text, BLOCK_TEXT, tr("input %s"), shape_write(shape, written));
}

void block_text(const LayerPlan *plans, int count, const BlockLine *line, bool brief,
                char text[BLOCK_TEXT])
{
    size_t used = 0;
    text[0] = '\0';
    if (line->layers_skipped > 0) {
        text_print(text, BLOCK_TEXT,
                   tr_n("… %d more layer", "… %d more layers", line->layers_skipped),
                   line->layers_skipped);
        return;
    }
    if (line->count == 0) {
        input_text(line->to, text);
        return;
    }
    for (int i = line->first; i < line->first + line->count && used + 48 < BLOCK_TEXT; i++) {
        char numbers[64];
        const bool output = i == count - 1 && layer_role(plans[i].kind) == ROLE_WEIGHTS;
        if (silent(&plans[i])) {
            continue;
        }
        numbers_of(&plans[i], numbers, sizeof numbers);
        used += (size_t)snprintf(text + used, BLOCK_TEXT - used, "%s%s%s", used > 0 ? " · " : "",
                                 output ? tr("output") : word_of(&plans[i], brief), numbers);
    }
}

void block_tip(const LayerPlan *plans, int count, const BlockLine *line, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    if (line->layers_skipped > 0) {
        text_print(text, size, "%s", tr("There is no room here for the layers in between"));
        return;
    }
    if (line->count == 0) {
        text_print(text, size, "%s", tr("What comes in: channels x height x width, or features"));
        return;
    }
    for (int i = line->first; i < line->first + line->count; i++) {
        char numbers[64], part[TIP_PART];
        const bool output = i == count - 1 && layer_role(plans[i].kind) == ROLE_WEIGHTS;
        numbers_of(&plans[i], numbers, sizeof numbers);
        text_print(part, sizeof part, tr("%s%s: %s"),
                   output ? tr("output") : word_of(&plans[i], false), numbers, about_of(&plans[i]));
        if (!silent(&plans[i]) && used + strlen(part) + 2 < size) {
            used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? "\n" : "", part);
        }
    }
}
