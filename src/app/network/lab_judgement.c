// One row for each key: its words, and how its figures are made.
#include "app/network/lab_judgement.h"

#include "base/text.h"
#include "base/words.h"
#include "draw/wrap.h"

#include <math.h>
#include <stdio.h>

enum { DOT = JUDGEMENT_DOT, WORD_SIZE = JUDGEMENT_WORD_SIZE };

// ---- figures

typedef struct Number {
    char text[24];
} Number;

static Number number(double value)
{
    Number it;
    text_short(it.text, sizeof it.text, value, 2);
    return it;
}

#define FIGURE(words, i, ...)                                                                      \
    text_print((words)->figures[i], sizeof(words)->figures[i], __VA_ARGS__)

static void take_rule(JudgementWords *words, const char *rule)
{
    text_print(words->rule, sizeof words->rule, "%s", tr(rule));
}

// "σ × 7.7 over 10 layers"
static void change_figure(JudgementWords *words, const char *what, double factor, int layers)
{
    const Number times = number(factor);
    FIGURE(words, 0, tr_n("%s × %s over %d layer", "%s × %s over %d layers", layers), what,
           times.text, layers);
    FIGURE(words, 1, tr_n("%s × %s, %d layer", "%s × %s, %d layers", layers), what, times.text,
           layers);
    FIGURE(words, 2, tr("%s × %s"), what, times.text);
}

// Beside histograms of something else it says what σ is of.
static void sigma_figure(JudgementWords *words, double factor, int layers)
{
    const bool own = words->shown == INSPECT_ACTIVATIONS;
    change_figure(words, own ? "σ" : tr("activations' σ"), factor, layers);
    FIGURE(words, 2, tr("%s × %s"), own ? "σ" : tr("act. σ"), number(factor).text);
}

static void all_figures(JudgementWords *words, const char *text)
{
    for (int i = 0; i < JUDGEMENT_FIGURES; i++) {
        FIGURE(words, i, "%s", tr(text));
    }
}

static void values_figure(const Signal *signal, JudgementWords *words)
{
    if (signal->layers < 2) {
        all_figures(words, signal->layers == 1 ? N_("one hidden layer") : N_("no hidden layers"));
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
        FIGURE(words, 2, tr("%s × %s"), "∇", number(signal->gradient).text);
    } else if (grows && !(signal->values >= diagnosis_limits.changes)) {
        all_figures(words, N_("beyond all numbers"));
        FIGURE(words, 2, "∞");
    } else if (!grows && signal->values > 1 / diagnosis_limits.fast_all) {
        const Number mean = number(signal->mean), std = number(signal->std);
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
    FIGURE(words, 2, tr("%s × %s"), "", number(signal->inputs).text);
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
    const Number adds = number(100 * signal->adds);
    layer_name(&signal->idlest, name);
    FIGURE(words, 0,
           tr_n("%d of %d branch, %s: + %s %%", "%d of %d branches, %s: + %s %%", signal->branches),
           signal->idle, signal->branches, name, adds.text);
    FIGURE(words, 1, tr_n("%d of %d branch", "%d of %d branches", signal->branches), signal->idle,
           signal->branches);
    FIGURE(words, 2, "%d/%d", signal->idle, signal->branches);
}

static void lost_figure(const Learning *learning, JudgementWords *words)
{
    const Number rate = number(learning->rate);
    if (learning->by_rate) {
        FIGURE(words, 0, tr("at step %ld: rate %s too high"), learning->lost_step, rate.text);
        FIGURE(words, 1, tr("step %ld: rate %s"), learning->lost_step, rate.text);
    } else {
        FIGURE(words, 0, tr("at step %ld: too large as drawn"), learning->lost_step);
        FIGURE(words, 1, tr("step %ld"), learning->lost_step);
    }
    FIGURE(words, 2, tr("step %ld"), learning->lost_step);
}

static void diverges_figure(const Learning *learning, JudgementWords *words)
{
    const Number best = number(learning->best), now = number(learning->loss);
    const Number rate = number(learning->rate);
    FIGURE(words, 0, tr("%s → %s: rate %s too high"), best.text, now.text, rate.text);
    FIGURE(words, 1, tr("rate %s too high"), rate.text);
    FIGURE(words, 2, "%s → %s", best.text, now.text);
}

static void untrained_figure(const Learning *learning, JudgementWords *words)
{
    if (learning->step == 0) {
        all_figures(words, N_("as drawn"));
    } else {
        FIGURE(words, 0,
               tr_n("%ld step: too early to tell", "%ld steps: too early to tell", learning->step),
               learning->step);
        FIGURE(words, 1, tr_n("%ld step", "%ld steps", learning->step), learning->step);
        FIGURE(words, 2, tr_n("%ld step", "%ld steps", learning->step), learning->step);
    }
}

// Which of the ways to be done holds, in this network's numbers.
static void solved_rule(const Learning *learning, JudgementWords *words)
{
    const DiagnosisLimits *limits = &diagnosis_limits;
    const double right = 100 * learning->accuracy, right_new = 100 * learning->validation_accuracy;
    if (isnan(learning->accuracy)) {
        take_rule(words,
                  isnan(learning->validation)
                      // xgettext:no-c-format
                      ? N_("At least 99 % of the training values' variance is explained")
                      // xgettext:no-c-format
                      : N_("At least 99 % of the training values' variance is explained, and "
                           "95 % of the validation values'"));
    } else if (isnan(right_new)) {
        text_print(words->rule, sizeof words->rule,
                   tr("%.4g %% of the training rows are right, at least %g %%"), right,
                   100 * limits->right);
    } else {
        const bool most = learning->validation_accuracy >= limits->right_new;
        text_print(words->rule, sizeof words->rule,
                   most ? tr("%.4g %% of the training rows are right, at least %g %%, and %.3g %% "
                             "of the validation rows, at least %g %%")
                        : tr("%.4g %% of the training rows are right, at least %g %%, and %.3g %% "
                             "of the validation rows, at least %g %% without a lasting rise of "
                             "their loss"),
                   right, 100 * limits->right, right_new,
                   100 * (most ? limits->right_new : limits->by_heart));
    }
}

static void solved_figure(const Learning *learning, JudgementWords *words)
{
    const Number loss = number(learning->loss);
    solved_rule(learning, words);
    if (isnan(learning->accuracy)) {
        for (int i = 0; i < JUDGEMENT_FIGURES; i++) {
            FIGURE(words, i, tr("loss %s"), loss.text);
        }
        return;
    }
    FIGURE(words, 0, tr("%.4g %%, loss %s"), 100 * learning->accuracy, loss.text);
    FIGURE(words, 1, "%.4g %%", 100 * learning->accuracy);
    FIGURE(words, 2, "%.4g %%", 100 * learning->accuracy);
}

static void overfits_figure(const Learning *learning, JudgementWords *words)
{
    const Number least = number(learning->least), now = number(learning->validation);
    if (learning->validation < diagnosis_limits.forgotten * learning->least) {
        text_print(
            words->rule, sizeof words->rule,
            tr("Training rows are learnt by heart: at least %g %% of them are right, and fewer "
               "than %g %% of the validation rows"),
            100 * diagnosis_limits.right, 100 * diagnosis_limits.by_heart);
        FIGURE(words, 0, tr("%.4g %% by heart, validation %.3g %%"), 100 * learning->accuracy,
               100 * learning->validation_accuracy);
        FIGURE(words, 1, tr("validation %.3g %%"), 100 * learning->validation_accuracy);
        FIGURE(words, 2, "%.3g %%", 100 * learning->validation_accuracy);
        return;
    }
    text_print(
        words->rule, sizeof words->rule,
        tr("Training rows are learnt by heart: the validation loss rose to %g times its least "
           "while the training loss fell"),
        diagnosis_limits.forgotten);
    FIGURE(words, 0, tr("validation %s → %s since epoch %ld"), least.text, now.text,
           learning->least_epoch);
    FIGURE(words, 1, tr("validation %s → %s"), least.text, now.text);
    FIGURE(words, 2, "%s → %s", least.text, now.text);
}

static void stuck_figure(const Learning *learning, JudgementWords *words)
{
    const Number loss = number(learning->loss);
    FIGURE(words, 2, tr_n("%ld step", "%ld steps", learning->waited), learning->waited);
    if (learning->worse) {
        const Number best = number(learning->best), chance = number(learning->chance);
        FIGURE(words, 0,
               tr_n("loss %s, by chance %s; best %s, for %ld step no better",
                    "loss %s, by chance %s; best %s, for %ld steps no better", learning->waited),
               loss.text, chance.text, best.text, learning->waited);
        FIGURE(words, 1, tr("loss %s, by chance %s"), loss.text, chance.text);
        FIGURE(words, 2, tr("loss %s"), loss.text);
    } else if (learning->at_chance) {
        FIGURE(words, 0,
               tr_n("at chance for %ld step", "at chance for %ld steps", learning->waited),
               learning->waited);
        FIGURE(words, 1, tr_n("chance, %ld step", "chance, %ld steps", learning->waited),
               learning->waited);
    } else {
        FIGURE(words, 0, tr_n("at %s for %ld step", "at %s for %ld steps", learning->waited),
               loss.text, learning->waited);
        FIGURE(words, 1, tr("at loss %s"), loss.text);
    }
}

static void slow_figure(const Learning *learning, JudgementWords *words)
{
    const Number pace = number(100 * learning->pace), rate = number(learning->rate);
    if (learning->by_rate) {
        FIGURE(words, 0, tr("rate %s so low that nothing moves"), rate.text);
        FIGURE(words, 1, tr("rate %s too low"), rate.text);
        FIGURE(words, 2, tr("rate %s"), rate.text);
    } else {
        FIGURE(words, 0, tr("%s %% of chance in 100 steps"), pace.text);
        FIGURE(words, 1, tr("%s %% in 100 steps"), pace.text);
        FIGURE(words, 2, "%s %%", pace.text);
    }
}

// What speaks for it or against it, by which numbers; words->rule says of which threshold.
static void learns_figure(const Learning *learning, JudgementWords *words)
{
    const double chance = learning->chance, right = 100 * learning->chance_accuracy;
    const struct {
        const char *figure, *short_figure, *rule;
        double value, against;
    } doubts[DOUBT_COUNT] = {
        [DOUBT_NONE] = { N_("loss %s, by chance %s"), N_("loss %s"),
                         // xgettext:no-c-format
                         N_("Clearly learnt: the loss is below 90 % of a guess's; of what a guess "
                            "gets wrong 20 % at least are right, of validation rows, too"),
                         learning->loss, chance },
        [DOUBT_CHANCE] = { N_("loss %s, by chance %s"), N_("%s, by chance %s"),
                           N_("Nothing learnt yet: the loss is not below a guess's"),
                           learning->loss, chance },
        [DOUBT_LOSS] = { N_("loss %s, by chance %s"), N_("%s, by chance %s"),
                         // xgettext:no-c-format
                         N_("Not clearly learnt yet: the loss is not below 90 % of a guess's"),
                         learning->loss, chance },
        [DOUBT_RIGHT] = { N_("%s %% right, by chance %s %%"), N_("%s %% right"),
                          // xgettext:no-c-format
                          N_("Not clearly learnt yet: of the training rows that a guess gets wrong "
                             "fewer than 20 % are right"),
                          100 * learning->accuracy, right },
        [DOUBT_NEW_LOSS] = { N_("validation %s, by chance %s"), N_("validation %s"),
                             N_("By heart at best: the validation loss is not below a guess's"),
                             learning->validation, chance },
        [DOUBT_NEW_RIGHT] = { N_("validation %s %%, by chance %s %%"), N_("validation %s %%"),
                              // xgettext:no-c-format
                              N_("By heart at best: of the validation rows that a guess gets wrong "
                                 "fewer than 20 % are right"),
                              100 * learning->validation_accuracy, right },
        [DOUBT_RISEN] = { N_("loss %s, at best %s"), N_("loss %s"),
                          // xgettext:no-c-format
                          N_("No better than it was: the loss is 25 % above its best, or never "
                             "fell"),
                          learning->loss, learning->best },
    };
    const bool share = learning->doubt == DOUBT_RIGHT || learning->doubt == DOUBT_NEW_RIGHT;
    const int digits = share ? 3 : 2;
    char value[24], against[24];
    text_short(value, sizeof value, doubts[learning->doubt].value, digits);
    text_short(against, sizeof against, doubts[learning->doubt].against, digits);
    FIGURE(words, 0, tr(doubts[learning->doubt].figure), value, against);
    FIGURE(words, 1, tr(doubts[learning->doubt].short_figure), value, against);
    FIGURE(words, 2, share ? "%s %%" : "%s", value);
    take_rule(words, doubts[learning->doubt].rule);
}

// ---- rows

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
};
static void (*const learning_figures[LEARNING_COUNT])(const Learning *, JudgementWords *) = {
    [LEARNING_LOST] = lost_figure,
    [LEARNING_DIVERGES] = diverges_figure,
    [LEARNING_UNTRAINED] = untrained_figure,
    [LEARNING_SOLVED] = solved_figure,
    [LEARNING_OVERFITS] = overfits_figure,
    [LEARNING_STUCK] = stuck_figure,
    [LEARNING_SLOW] = slow_figure,
    [LEARNING_LEARNS] = learns_figure,
};
// Instead of "learns", where one of its losses is no better than chance, or hardly.
static const struct {
    const char *word, *short_word; // NULL: "learns"
} doubt_words[DOUBT_COUNT] = {
    [DOUBT_CHANCE] = { N_("not yet better than chance"), N_("no better") },
    [DOUBT_LOSS] = { N_("hardly better than chance"), N_("at chance") },
    [DOUBT_NEW_LOSS] = { N_("by heart at best"), N_("by heart") },
};
// clang-format on
static_assert(COUNT(signals) == SIGNAL_COUNT, "words for each SignalKind");
static_assert(COUNT(learning_figures) == LEARNING_COUNT, "words for each LearningKind");

static void take_words(JudgementWords *words, Mood mood, const char *rule, const char *word,
                       const char *short_word)
{
    *words = (JudgementWords){ .mood = mood };
    take_rule(words, rule);
    text_print(words->word, sizeof words->word, "%s", tr(word));
    text_print(words->short_word, sizeof words->short_word, "%s", tr(short_word));
}

void signal_words(const Signal *signal, InspectKind shown, JudgementWords *words)
{
    const Kind *kind = &signal_rows[signal->kind];
    take_words(words, signal->mood, kind->about, kind->name, signals[signal->kind].short_word);
    words->shown = shown;
    words->excused = signal->mood == MOOD_NEUTRAL;
    signals[signal->kind].figure(signal, words);
    if (signal_is_plain(signal)) {
        take_rule(words, N_("It fades from layer to layer, and nothing leads around them: residual "
                            "connections (residual=2) let values and gradients pass"));
    }
}

void learning_words(const Learning *learning, JudgementWords *words)
{
    const Kind *kind = &learning_rows[learning->kind];
    const bool doubted = learning->kind == LEARNING_LEARNS && doubt_words[learning->doubt].word;
    const char *word = doubted ? doubt_words[learning->doubt].word : kind->name;
    const char *short_word = doubted ? doubt_words[learning->doubt].short_word : kind->name;
    take_words(words, learning->mood, kind->about, word, short_word);
    learning_figures[learning->kind](learning, words);
}

float judgement_least(const Canvas *canvas)
{
    float widest = 0;
    for (size_t i = 0; i < COUNT(signals); i++) {
        widest = fmaxf(widest, wrap_least(canvas, FONT_BOLD, WORD_SIZE, tr(signals[i].short_word)));
    }
    for (size_t i = 0; i < COUNT(learning_figures); i++) {
        widest = fmaxf(widest, wrap_least(canvas, FONT_BOLD, WORD_SIZE, tr(learning_rows[i].name)));
    }
    for (size_t i = 0; i < COUNT(doubt_words); i++) {
        const char *word = doubt_words[i].short_word;
        widest = fmaxf(widest, word ? wrap_least(canvas, FONT_BOLD, WORD_SIZE, tr(word)) : 0);
    }
    return DOT + widest;
}
