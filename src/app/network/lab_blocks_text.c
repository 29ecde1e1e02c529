// What the layers of a line are called, in whole words and in short.
#include "app/network/lab_blocks.h"

#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

typedef struct LayerWords {
    const char *whole, *brief;
} LayerWords;

// clang-format off
static const LayerWords kind_words[LAYER_COUNT] = {
    [LAYER_DENSE]          = { N_("dense"), N_("dense") },
    [LAYER_CONV]           = { N_("conv"), N_("conv") },
    [LAYER_BATCHNORM]      = { N_("batch norm"), "BN" },
    [LAYER_LAYERNORM]      = { N_("layer norm"), "LN" },
    [LAYER_GROUPNORM]      = { N_("group norm"), "GN" },
    [LAYER_RMSNORM]        = { N_("RMS norm"), "RMS" },
    [LAYER_DROPOUT]        = { N_("dropout"), N_("drop") },
    [LAYER_MAXPOOL]        = { N_("max pool"), N_("max pool") },
    [LAYER_AVGPOOL]        = { N_("average pool"), N_("avg pool") },
    [LAYER_GLOBAL_AVGPOOL] = { N_("global average pool"), N_("global pool") },
    [LAYER_FLATTEN]        = { N_("flatten"), N_("flatten") },
    [LAYER_ADD]            = { N_("sum"), N_("sum") },
    [LAYER_PRELU]          = { "PReLU", "PReLU" },
};
// clang-format on

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
