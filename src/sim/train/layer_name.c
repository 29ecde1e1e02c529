// One row for each kind of layer: the word, and what it is counted by.
#include "sim/train/layer_name.h"

#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <string.h>

// "%d": the number, "%s": "", or "a", "b" ... of several. Activations have their own names.
static const char *const words[LAYER_COUNT] = {
    [LAYER_DENSE] = N_("dense %d%s"),     [LAYER_CONV] = N_("conv %d%s"),
    [LAYER_ACTIVATION] = "%d%s",          [LAYER_PRELU] = N_("PReLU %d%s"),
    [LAYER_BATCHNORM] = N_("norm %d%s"),  [LAYER_LAYERNORM] = N_("norm %d%s"),
    [LAYER_GROUPNORM] = N_("norm %d%s"),  [LAYER_RMSNORM] = N_("norm %d%s"),
    [LAYER_DROPOUT] = N_("dropout %d%s"), [LAYER_MAXPOOL] = N_("pool %d%s"),
    [LAYER_AVGPOOL] = N_("pool %d%s"),    [LAYER_GLOBAL_AVGPOOL] = N_("global pool %d%s"),
    [LAYER_FLATTEN] = N_("flatten %d%s"), [LAYER_ADD] = N_("block %d%s add"),
    [LAYER_FEATURES] = N_("features %d%s"),
};

// The kind stays, for numbers alone tell nothing.
static const char *const brief_words[LAYER_COUNT] = {
    [LAYER_DENSE] = N_("fc %d%s"),       [LAYER_CONV] = N_("cv %d%s"),
    [LAYER_ACTIVATION] = N_("act %d%s"), [LAYER_PRELU] = N_("act %d%s"),
    [LAYER_BATCHNORM] = N_("nm %d%s"),   [LAYER_LAYERNORM] = N_("nm %d%s"),
    [LAYER_GROUPNORM] = N_("nm %d%s"),   [LAYER_RMSNORM] = N_("nm %d%s"),
    [LAYER_DROPOUT] = N_("drop %d%s"),   [LAYER_MAXPOOL] = N_("pl %d%s"),
    [LAYER_AVGPOOL] = N_("pl %d%s"),     [LAYER_GLOBAL_AVGPOOL] = N_("gap %d%s"),
    [LAYER_FLATTEN] = N_("flat %d%s"),   [LAYER_ADD] = N_("sum %d%s"),
    [LAYER_FEATURES] = N_("feat %d%s"),
};

static bool same_words(const LayerName *a, const LayerName *b)
{
    return strcmp(words[a->kind], words[b->kind]) == 0 && a->number == b->number &&
           (a->kind != LAYER_ACTIVATION || a->activation == b->activation);
}

// Numbers those that would be called as the first one is. All that stand behind one layer with
// weights lie together.
static void number_twins(LayerName *first, const LayerName *end)
{
    int twins = 1;
    for (LayerName *k = first + 1; k < end && layer_role(k->kind) != ROLE_WEIGHTS; k++) {
        if (same_words(first, k)) {
            first->twin = 1;
            k->twin = ++twins;
        }
    }
}

void layer_names(const Net *net, LayerName *names)
{
    const int count = net->layer_count;
    int weighted = 0, blocks = 0, last = -1;
    for (int i = 0; i < count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        const LayerRole role = layer_role(plan->kind);
        weighted += role == ROLE_WEIGHTS;
        blocks += role == ROLE_ADD;
        last = role == ROLE_WEIGHTS ? i : last;
        names[i] = (LayerName){ .kind = plan->kind,
                                .activation = plan->activation,
                                .number = role == ROLE_ADD ? blocks : weighted };
    }
    if (last >= 0 && last == count - 1) {
        names[last].output = true;
    }
    for (int i = 0; i < count; i++) {
        if (names[i].twin == 0) {
            number_twins(&names[i], names + count);
        }
    }
}

static const char *as_it_is(const char *english)
{
    return english;
}

static const char *write(const LayerName *name, const char *(*say)(const char *english), char *text)
{
    const char letter[2] = { name->twin > 0 ? (char)('a' + (name->twin - 1) % 26) : '\0' };
    if (name->output) {
        snprintf(text, LAYER_NAME_TEXT, "%s", say(N_("output")));
        return text;
    }
    size_t used = 0;
    if (name->kind == LAYER_ACTIVATION) {
        used = (size_t)snprintf(text, LAYER_NAME_TEXT, "%s ",
                                say(activations[name->activation].kind.name));
    }
    if (used < LAYER_NAME_TEXT) {
        text_print(text + used, LAYER_NAME_TEXT - used, say(words[name->kind]), name->number,
                   letter);
    }
    return text;
}

const char *layer_name(const LayerName *name, char text[LAYER_NAME_TEXT])
{
    return write(name, tr, text);
}

const char *layer_name_brief(const LayerName *name, char text[LAYER_NAME_TEXT])
{
    const char letter[2] = { name->twin > 0 ? (char)('a' + (name->twin - 1) % 26) : '\0' };
    if (name->output) {
        text_print(text, LAYER_NAME_TEXT, "%s", tr("out"));
    } else {
        text_print(text, LAYER_NAME_TEXT, tr(brief_words[name->kind]), name->number, letter);
    }
    return text;
}

const char *layer_name_plain(const LayerName *name, char text[LAYER_NAME_TEXT])
{
    return write(name, as_it_is, text);
}
