// What is said of a signal: one row for each key, and how its figures are made.
#include "app/network/lab_judgement_words.h"

#include "base/words.h"

#include <math.h>

// "σ × 7.7 over 10 layers"
static void change_figure(JudgementWords *words, const char *what, double factor, int layers)
{
    const JudgementNumber times = judgement_number(factor);
    FIGURE(words, 0, tr_n("%s × %s over %d layer", "%s × %s over %d layers", layers), what,
           times.text, layers);
    FIGURE(words, 1, tr_n("%s × %s, %d layer", "%s × %s, %d layers", layers), what, times.text,
           layers);
    FIGURE(words, 2, tr("%s × %s"), what, times.text);
}

// Beside histograms of something else it says what σ is of, or leaves the letter out.
static void sigma_figure(JudgementWords *words, double factor, int layers)
{
    const bool own = words->shown == INSPECT_ACTIVATIONS;
    change_figure(words, own ? "σ" : tr("activations' σ"), factor, layers);
    if (!own) {
        FIGURE(words, 2, "× %s", judgement_number(factor).text);
    }
}

static void values_figure(const Signal *signal, JudgementWords *words)
{
    if (signal->layers < 2) {
        judgement_figures(words,
                          signal->layers == 1 ? N_("one hidden layer") : N_("no hidden layers"));
        FIGURE(words, 2, tr("%d hidden"), signal->layers);
    } else {
        sigma_figure(words, signal->values, signal->layers);
    }
}

// By what is judged, which says so where it is not all that σ changes by.
static void own_figure(const Signal *signal, JudgementWords *words)
{
    values_figure(signal, words);
    if (signal->layers > 1 && signal->own != signal->values) {
        sigma_figure(words, signal->own, signal->layers);
        const JudgementWords bare = *words;
        FIGURE(words, 0,
               !signal->own_sums    ? tr("%s, pools left out")
               : !signal->own_pools ? tr("%s, residual sums left out")
                                    : tr("%s, pools and residual sums left out"),
               bare.figures[0]);
    }
}

// Of values, or of the gradient where the values are kept.
static void fast_figure(const Signal *signal, JudgementWords *words)
{
    const bool grows = signal->kind == SIGNAL_EXPLODES;
    if (signal->layer < 0 && !isnan(signal->gradient)) {
        change_figure(words, tr("gradient"), signal->gradient, signal->layers - 1);
        FIGURE(words, 2, tr("%s × %s"), "∇", judgement_number(signal->gradient).text);
    } else if (grows && !(signal->values >= diagnosis_limits.changes)) {
        judgement_figures(words, N_("beyond all numbers"));
        FIGURE(words, 2, "∞");
    } else if (!grows && signal->values > 1 / diagnosis_limits.fast_all) {
        const JudgementNumber mean = judgement_number(signal->mean),
                              std = judgement_number(signal->std);
        FIGURE(words, 0, tr("all at %s ± %s in layer %d"), mean.text, std.text, signal->layers);
        FIGURE(words, 1, tr("at %s ± %s"), mean.text, std.text);
        FIGURE(words, 2, "%s", mean.text);
    } else {
        values_figure(signal, words);
    }
}

static void saturated_figure(const Signal *signal, JudgementWords *words)
{
    FIGURE(words, 0, tr("up to %.0f %%, from layer %d on"), 100 * signal->saturated,
           signal->layer + 1);
    FIGURE(words, 1, tr("up to %.0f %%"), 100 * signal->saturated);
    FIGURE(words, 2, "%.0f %%", 100 * signal->saturated);
}

// Of the layer that is meant: over all layers it may be few, which the rule does not ask.
static void dead_figure(const Signal *signal, JudgementWords *words)
{
    const int dead = signal->layer_dead, units = signal->layer_units, layer = signal->layer + 1;
    FIGURE(words, 0, tr_n("%d of %d unit in layer %d", "%d of %d units in layer %d", units), dead,
           units, layer);
    FIGURE(words, 1, tr("%d of %d in layer %d"), dead, units, layer);
    FIGURE(words, 2, "%d/%d", dead, units);
}

static void alike_figure(const Signal *signal, JudgementWords *words)
{
    change_figure(words, tr("differences"), signal->inputs, signal->layers);
    FIGURE(words, 2, tr("%s × %s"), "", judgement_number(signal->inputs).text);
}

static void symmetric_figure(UNUSED const Signal *signal, JudgementWords *words)
{
    FIGURE(words, 0, tr("the same weights in layer %d"), signal->layer + 1);
    FIGURE(words, 1, "%s", tr("same weights"));
    FIGURE(words, 2, "%s", tr("same weights"));
}

static void few_figure(const Signal *signal, JudgementWords *words)
{
    const int values = signal->few.values;
    char name[LAYER_NAME_TEXT];
    layer_name(&signal->few.name, name);
    FIGURE(words, 0,
           signal->few.batch ? tr_n("%s: mean and σ of %d value of a batch",
                                    "%s: mean and σ of %d values of a batch", values)
                             : tr_n("%s: mean and σ of %d value of a row",
                                    "%s: mean and σ of %d values of a row", values),
           name, values);
    FIGURE(words, 1, signal->few.batch ? tr("%s: %d a batch") : tr("%s: %d a row"), name, values);
    FIGURE(words, 2, signal->few.batch ? tr("%d a batch") : tr("%d a row"), values);
}

static void idle_figure(const Signal *signal, JudgementWords *words)
{
    char name[LAYER_NAME_TEXT];
    const JudgementNumber adds = judgement_number(100 * signal->adds);
    layer_name(&signal->idlest, name);
    FIGURE(words, 0,
           tr_n("%d of %d branch, %s: + %s %%", "%d of %d branches, %s: + %s %%", signal->branches),
           signal->idle, signal->branches, name, adds.text);
    FIGURE(words, 1, tr_n("%d of %d branch", "%d of %d branches", signal->branches), signal->idle,
           signal->branches);
    FIGURE(words, 2, "%d/%d", signal->idle, signal->branches);
}

static void line_figure(const Signal *signal, JudgementWords *words)
{
    const int from = signal->layer + 1;
    FIGURE(words, 0, tr("one direction from layer %d of %d on"), from, signal->layers);
    FIGURE(words, 1, tr("one direction, layers %d-%d"), from, signal->layers);
    FIGURE(words, 2, tr("from layer %d"), from);
}

// clang-format off
static const struct {
    const char *short_word;
    void (*figure)(const Signal *signal, JudgementWords *words);
} signals[SIGNAL_COUNT] = {
    [SIGNAL_KEPT] = { N_("kept"), own_figure },
    [SIGNAL_SHRINKS] = { N_("shrinks"), own_figure },
    [SIGNAL_GROWS] = { N_("grows"), own_figure },
    [SIGNAL_COLLAPSES] = { N_("collapses"), fast_figure },
    [SIGNAL_EXPLODES] = { N_("explodes"), fast_figure },
    [SIGNAL_SATURATED] = { N_("saturated"), saturated_figure },
    [SIGNAL_DEAD] = { N_("dead"), dead_figure },
    [SIGNAL_ALIKE] = { N_("alike"), alike_figure },
    [SIGNAL_SYMMETRIC] = { N_("same"), symmetric_figure },
    [SIGNAL_FEW] = { N_("few values"), few_figure },
    [SIGNAL_IDLE] = { N_("idle"), idle_figure },
    [SIGNAL_LINE] = { N_("in a line"), line_figure },
};
// clang-format on
static_assert(COUNT(signals) == SIGNAL_COUNT, "words for each SignalKind");

// What one matrix applied again and again does: beside the figures where there is room, in whole
// words in the rule.
static void tie_words(const InspectTie *tie, JudgementWords *words)
{
    const JudgementNumber number = judgement_number(tie->eigenvalue);
    const JudgementWords bare = *words;
    FIGURE(words, 0, tr("%s; the matrix's |λ| %s"), bare.figures[0], number.text);
    text_print(
        words->rule, sizeof words->rule,
        tr("%s. One matrix is applied %d times; its largest eigenvalue has |λ| = %s: below 1 "
           "what goes through it fades, above 1 it grows"),
        bare.rule, tie->layers, number.text);
}

void signal_words(const Signal *signal, InspectKind shown, JudgementWords *words)
{
    const Kind *kind = &signal_rows[signal->kind];
    judgement_begin(words, signal->mood, kind->about, kind->name, signals[signal->kind].short_word);
    words->shown = shown;
    words->excused = signal->mood == MOOD_NEUTRAL;
    signals[signal->kind].figure(signal, words);
    if (signal_is_plain(signal)) {
        judgement_rule(words,
                       N_("It fades from layer to layer, and nothing leads around them: residual "
                          "connections (residual=2) let values and gradients pass"));
    }
    if (signal->tie.layers > 0 && isfinite(signal->tie.eigenvalue)) {
        tie_words(&signal->tie, words);
    }
}

float signal_least(const Canvas *canvas)
{
    float widest = 0;
    for (size_t i = 0; i < COUNT(signals); i++) {
        widest = fmaxf(widest, judgement_word_least(canvas, signals[i].short_word));
    }
    return widest;
}
