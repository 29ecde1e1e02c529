// One row for each key: its words, and how its figures are made.
#include "app/network/lab_judgement.h"

#include "app/shell/strings.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>

enum { DOT = 12, WORD_SIZE = 12, FIGURE_SIZE = 11 };
// What a text may shrink to before a shorter one is taken, and the shortest before it is cut.
static const float SMALL = 0.9f, SMALLEST = 0.7f;

// ---- figures

static void short_number(char *text, size_t size, double value)
{
    text_short(text, size, value, 2);
}

typedef struct Number {
    char text[24];
} Number;

static Number number(double value)
{
    Number it;
    short_number(it.text, sizeof it.text, value);
    return it;
}

#define FIGURE(words, i, ...) snprintf((words)->figures[i], sizeof(words)->figures[i], __VA_ARGS__)

// "σ × 7.7 over 10 layers"
static void change_figure(JudgementWords *words, const char *what, double factor, int layers)
{
    const Number times = number(factor);
    FIGURE(words, 0, str_count(STR_LAB_CHANGE, layers), what, times.text, layers);
    FIGURE(words, 1, str_count(STR_LAB_CHANGE_MIDDLE, layers), what, times.text, layers);
    FIGURE(words, 2, str(STR_LAB_CHANGE_SHORT), what, times.text);
}

static void all_figures(JudgementWords *words, StringId text)
{
    for (int i = 0; i < JUDGEMENT_FIGURES; i++) {
        FIGURE(words, i, "%s", str(text));
    }
}

static void values_figure(const Signal *signal, JudgementWords *words)
{
    if (signal->layers < 2) {
        all_figures(words, signal->layers == 1 ? STR_LAB_ONE_LAYER : STR_LAB_NO_LAYERS);
    } else {
        change_figure(words, "σ", signal->values, signal->layers);
    }
}

// Of values, or of the gradient where the values are kept.
static void fast_figure(const Signal *signal, JudgementWords *words)
{
    const bool grows = signal->kind == SIGNAL_EXPLODES;
    if (signal->layer < 0 && !isnan(signal->gradient)) {
        change_figure(words, str(STR_LAB_GRADIENT_NAME), signal->gradient, signal->layers - 1);
        FIGURE(words, 2, str(STR_LAB_CHANGE_SHORT), "∇", number(signal->gradient).text);
    } else if (grows && !(signal->values >= diagnosis_limits.changes)) {
        all_figures(words, STR_LAB_BEYOND_NUMBERS);
        FIGURE(words, 2, "∞");
    } else if (!grows && signal->values > 1 / diagnosis_limits.fast_all) {
        const Number mean = number(signal->mean), std = number(signal->std);
        FIGURE(words, 0, str(STR_LAB_ONE_VALUE), mean.text, std.text, signal->layers);
        FIGURE(words, 1, str(STR_LAB_ONE_VALUE_SHORT), mean.text, std.text);
        FIGURE(words, 2, "%s", mean.text);
    } else {
        values_figure(signal, words);
    }
}

static void saturated_figure(const Signal *signal, JudgementWords *words)
{
    FIGURE(words, 0, str(STR_LAB_SATURATED_IN), 100 * signal->saturated, signal->layer + 1);
    FIGURE(words, 1, str(STR_LAB_SATURATED_TO), 100 * signal->saturated);
    FIGURE(words, 2, "%.0f %%", 100 * signal->saturated);
}

static void dead_figure(const Signal *signal, JudgementWords *words)
{
    FIGURE(words, 0, str_count(STR_LAB_DEAD_IN, signal->units), signal->dead, signal->units,
           signal->layer + 1);
    FIGURE(words, 1, str_count(STR_LAB_DEAD_OF, signal->units), signal->dead, signal->units);
    FIGURE(words, 2, "%d/%d", signal->dead, signal->units);
}

static void alike_figure(const Signal *signal, JudgementWords *words)
{
    change_figure(words, str(STR_LAB_DIFFERENCES), signal->inputs, signal->layers);
    FIGURE(words, 2, str(STR_LAB_CHANGE_SHORT), "", number(signal->inputs).text);
}

static void symmetric_figure(UNUSED const Signal *signal, JudgementWords *words)
{
    FIGURE(words, 0, str(STR_LAB_SAME_WEIGHTS), signal->layer + 1);
    FIGURE(words, 1, "%s", str(STR_LAB_SAME_WEIGHTS_SHORT));
    FIGURE(words, 2, "%s", str(STR_LAB_SAME_WEIGHTS_SHORT));
}

static void lost_figure(const Learning *learning, JudgementWords *words)
{
    const Number rate = number(learning->rate);
    if (learning->by_rate) {
        FIGURE(words, 0, str(STR_LAB_LOST_BY_RATE), learning->lost_step, rate.text);
        FIGURE(words, 1, str(STR_LAB_LOST_BY_RATE_SHORT), learning->lost_step, rate.text);
    } else {
        FIGURE(words, 0, str(STR_LAB_LOST_AS_DRAWN), learning->lost_step);
        FIGURE(words, 1, str(STR_LAB_LOST_AT), learning->lost_step);
    }
    FIGURE(words, 2, str(STR_LAB_LOST_AT), learning->lost_step);
}

static void diverges_figure(const Learning *learning, JudgementWords *words)
{
    const Number best = number(learning->best), now = number(learning->loss);
    const Number rate = number(learning->rate);
    FIGURE(words, 0, str(STR_LAB_RISEN), best.text, now.text, rate.text);
    FIGURE(words, 1, str(STR_LAB_RATE_HIGH), rate.text);
    FIGURE(words, 2, "%s → %s", best.text, now.text);
}

static void untrained_figure(const Learning *learning, JudgementWords *words)
{
    if (learning->step == 0) {
        all_figures(words, STR_LAB_AS_DRAWN);
    } else {
        FIGURE(words, 0, str_count(STR_LAB_EARLY, learning->step), learning->step);
        FIGURE(words, 1, str_count(STR_LAB_STEPS, learning->step), learning->step);
        FIGURE(words, 2, str_count(STR_LAB_STEPS, learning->step), learning->step);
    }
}

static void solved_figure(const Learning *learning, JudgementWords *words)
{
    const Number loss = number(learning->loss);
    if (isnan(learning->accuracy)) {
        for (int i = 0; i < JUDGEMENT_FIGURES; i++) {
            FIGURE(words, i, str(STR_LAB_LOSS_NOW), loss.text);
        }
        return;
    }
    FIGURE(words, 0, str(STR_LAB_DONE), 100 * learning->accuracy, loss.text);
    FIGURE(words, 1, "%.4g %%", 100 * learning->accuracy);
    FIGURE(words, 2, "%.4g %%", 100 * learning->accuracy);
}

static void overfits_figure(const Learning *learning, JudgementWords *words)
{
    const Number least = number(learning->least), now = number(learning->validation);
    if (learning->validation < diagnosis_limits.forgotten * learning->least) {
        FIGURE(words, 0, str(STR_LAB_BY_HEART), 100 * learning->accuracy,
               100 * learning->validation_accuracy);
        FIGURE(words, 1, str(STR_LAB_BY_HEART_SHORT), 100 * learning->validation_accuracy);
        FIGURE(words, 2, "%.3g %%", 100 * learning->validation_accuracy);
        return;
    }
    FIGURE(words, 0, str(STR_LAB_FORGOTTEN), least.text, now.text, learning->least_epoch);
    FIGURE(words, 1, str(STR_LAB_FORGOTTEN_SHORT), least.text, now.text);
    FIGURE(words, 2, "%s → %s", least.text, now.text);
}

static void stuck_figure(const Learning *learning, JudgementWords *words)
{
    const Number loss = number(learning->loss);
    FIGURE(words, 2, str_count(STR_LAB_STEPS, learning->waited), learning->waited);
    if (learning->worse) {
        const Number best = number(learning->best), chance = number(learning->chance);
        FIGURE(words, 0, str_count(STR_LAB_STUCK_ABOVE, learning->waited), loss.text, chance.text,
               best.text, learning->waited);
        FIGURE(words, 1, str(STR_LAB_LEARNS_TO), loss.text, chance.text);
        FIGURE(words, 2, str(STR_LAB_LOSS_NOW), loss.text);
    } else if (learning->at_chance) {
        FIGURE(words, 0, str_count(STR_LAB_STUCK_AT_CHANCE, learning->waited), learning->waited);
        FIGURE(words, 1, str_count(STR_LAB_STUCK_AT_CHANCE_SHORT, learning->waited),
               learning->waited);
    } else {
        FIGURE(words, 0, str_count(STR_LAB_STUCK_AT, learning->waited), loss.text,
               learning->waited);
        FIGURE(words, 1, str(STR_LAB_STUCK_AT_SHORT), loss.text);
    }
}

static void slow_figure(const Learning *learning, JudgementWords *words)
{
    const Number pace = number(100 * learning->pace), rate = number(learning->rate);
    if (learning->movement < diagnosis_limits.movement) {
        FIGURE(words, 0, str(STR_LAB_RATE_LOW_LONG), rate.text);
        FIGURE(words, 1, str(STR_LAB_RATE_LOW), rate.text);
        FIGURE(words, 2, str(STR_LAB_RATE_IS), rate.text);
    } else {
        FIGURE(words, 0, str(STR_LAB_PACE), pace.text);
        FIGURE(words, 1, str(STR_LAB_PACE_SHORT), pace.text);
        FIGURE(words, 2, "%s %%", pace.text);
    }
}

// What speaks for it or against it, by which numbers; words->rule says of which threshold.
static void learns_figure(const Learning *learning, JudgementWords *words)
{
    const double chance = learning->chance, right = 100 * learning->chance_accuracy;
    const struct {
        StringId figure, short_figure, rule;
        double value, against;
    } doubts[DOUBT_COUNT] = {
        [DOUBT_NONE] = { STR_LAB_LEARNS_TO, STR_LAB_LOSS_NOW, STR_LAB_LEARNS_RULE, learning->loss,
                         chance },
        [DOUBT_LOSS] = { STR_LAB_LEARNS_TO, STR_LAB_LOSS_BY_CHANCE, STR_LAB_DOUBT_LOSS,
                         learning->loss, chance },
        [DOUBT_RIGHT] = { STR_LAB_RIGHT_BY_CHANCE, STR_LAB_RIGHT, STR_LAB_DOUBT_RIGHT,
                          100 * learning->accuracy, right },
        [DOUBT_NEW_LOSS] = { STR_LAB_NEW_BY_CHANCE, STR_LAB_NEW, STR_LAB_DOUBT_NEW_LOSS,
                             learning->validation, chance },
        [DOUBT_NEW_RIGHT] = { STR_LAB_NEW_RIGHT_BY_CHANCE, STR_LAB_NEW_RIGHT,
                              STR_LAB_DOUBT_NEW_RIGHT, 100 * learning->validation_accuracy, right },
        [DOUBT_RISEN] = { STR_LAB_ABOVE_BEST, STR_LAB_LOSS_NOW, STR_LAB_DOUBT_RISEN, learning->loss,
                          learning->best },
    };
    const bool share = learning->doubt == DOUBT_RIGHT || learning->doubt == DOUBT_NEW_RIGHT;
    const int digits = share ? 3 : 2;
    char value[24], against[24];
    text_short(value, sizeof value, doubts[learning->doubt].value, digits);
    text_short(against, sizeof against, doubts[learning->doubt].against, digits);
    FIGURE(words, 0, str(doubts[learning->doubt].figure), value, against);
    FIGURE(words, 1, str(doubts[learning->doubt].short_figure), value, against);
    FIGURE(words, 2, share ? "%s %%" : "%s", value);
    words->rule = str(doubts[learning->doubt].rule);
}

// ---- rows

// clang-format off
static const struct {
    StringId word, short_word, rule;
    void (*figure)(const Signal *signal, JudgementWords *words);
} signals[SIGNAL_COUNT] = {
    [SIGNAL_KEPT]      = { STR_LAB_KEPT, STR_LAB_KEPT_SHORT, STR_LAB_KEPT_RULE, values_figure },
    [SIGNAL_SHRINKS]   = { STR_LAB_SHRINKS, STR_LAB_SHRINKS_SHORT, STR_LAB_SHRINKS_RULE, values_figure },
    [SIGNAL_GROWS]     = { STR_LAB_GROWS, STR_LAB_GROWS_SHORT, STR_LAB_GROWS_RULE, values_figure },
    [SIGNAL_COLLAPSES] = { STR_LAB_COLLAPSES, STR_LAB_COLLAPSES_SHORT, STR_LAB_COLLAPSES_RULE, fast_figure },
    [SIGNAL_EXPLODES]  = { STR_LAB_EXPLODES, STR_LAB_EXPLODES_SHORT, STR_LAB_EXPLODES_RULE, fast_figure },
    [SIGNAL_SATURATED] = { STR_LAB_SATURATES, STR_LAB_SATURATES, STR_LAB_SATURATES_RULE, saturated_figure },
    [SIGNAL_DEAD]      = { STR_LAB_DIES, STR_LAB_DIES_SHORT, STR_LAB_DIES_RULE, dead_figure },
    [SIGNAL_ALIKE]     = { STR_LAB_ALIKE, STR_LAB_ALIKE_SHORT, STR_LAB_ALIKE_RULE, alike_figure },
    [SIGNAL_SYMMETRIC] = { STR_LAB_SYMMETRIC, STR_LAB_SYMMETRIC_SHORT, STR_LAB_SYMMETRIC_RULE, symmetric_figure },
};
static const struct {
    StringId word, rule;
    void (*figure)(const Learning *learning, JudgementWords *words);
} learnings[LEARNING_COUNT] = {
    [LEARNING_LOST]      = { STR_LAB_IS_LOST, STR_LAB_LOST_RULE, lost_figure },
    [LEARNING_DIVERGES]  = { STR_LAB_DIVERGES, STR_LAB_DIVERGES_RULE, diverges_figure },
    [LEARNING_UNTRAINED] = { STR_LAB_UNTRAINED, STR_LAB_UNTRAINED_RULE, untrained_figure },
    [LEARNING_SOLVED]    = { STR_LAB_SOLVED, STR_LAB_SOLVED_RULE, solved_figure },
    [LEARNING_OVERFITS]  = { STR_LAB_OVERFITS, STR_LAB_OVERFITS_RULE, overfits_figure },
    [LEARNING_STUCK]     = { STR_LAB_STUCK, STR_LAB_STUCK_RULE, stuck_figure },
    [LEARNING_SLOW]      = { STR_LAB_SLOW, STR_LAB_SLOW_RULE, slow_figure },
    [LEARNING_LEARNS]    = { STR_LAB_LEARNS, STR_LAB_LEARNS_RULE, learns_figure },
};
// clang-format on
static_assert(COUNT(signals) == SIGNAL_COUNT, "words for each SignalKind");
static_assert(COUNT(learnings) == LEARNING_COUNT, "words for each LearningKind");

static void take_words(JudgementWords *words, Mood mood, StringId word, StringId short_word,
                       StringId rule)
{
    *words = (JudgementWords){ .mood = mood, .rule = str(rule) };
    snprintf(words->word, sizeof words->word, "%s", str(word));
    snprintf(words->short_word, sizeof words->short_word, "%s", str(short_word));
}

void signal_words(const Signal *signal, JudgementWords *words)
{
    take_words(words, signal->mood, signals[signal->kind].word, signals[signal->kind].short_word,
               signals[signal->kind].rule);
    signals[signal->kind].figure(signal, words);
}

void learning_words(const Learning *learning, JudgementWords *words)
{
    const StringId word = learnings[learning->kind].word;
    take_words(words, learning->mood, word, word, learnings[learning->kind].rule);
    learnings[learning->kind].figure(learning, words);
}

// ---- drawing

Color mood_color(Mood mood, const Theme *theme)
{
    const Color colors[] = { [MOOD_NEUTRAL] = theme->muted,
                             [MOOD_GOOD] = theme->good,
                             [MOOD_WARNING] = theme->warning,
                             [MOOD_BAD] = theme->error };
    return colors[mood];
}

// The first of the texts that fits, a little smaller if need be; the last is cut.
static void fitting(Canvas *canvas, float x, float baseline, float width, Font face, float size,
                    Color color, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++) {
        const float least = size * (i < count - 1 ? SMALL : SMALLEST);
        for (float s = size; s >= least; s -= 0.5f) { // measured: letters have whole pixels
            if (canvas_text_width(canvas, face, s, texts[i]) <= width) {
                canvas_text(canvas, x, baseline, ALIGN_LEFT, face, s, color, texts[i]);
                return;
            }
        }
    }
    canvas_text_fit(canvas, x, baseline, ALIGN_LEFT, face, size * SMALLEST, color, texts[count - 1],
                    width);
}

void judgement_draw(Canvas *canvas, Rect rect, const JudgementWords *words, const Theme *theme)
{
    const Color color = mood_color(words->mood, theme);
    const char *const heads[] = { words->word, words->short_word };
    const char *const figures[] = { words->figures[0], words->figures[1], words->figures[2] };
    canvas_circle(canvas, rect.x + 4, rect.y + 11, 4, color, 0, color);
    fitting(canvas, rect.x + DOT, rect.y + 15, rect.w - DOT, FONT_BOLD, WORD_SIZE, theme->text,
            heads, COUNT(heads));
    if (rect.h < JUDGEMENT_HEIGHT) {
        return;
    }
    fitting(canvas, rect.x, rect.y + 30, rect.w, FONT_SANS, FIGURE_SIZE, theme->text, figures,
            COUNT(figures));
}

void judgement_tip(const JudgementWords *words, char *text, size_t size)
{
    snprintf(text, size, "%s: %s. %s", words->word, words->figures[0], words->rule);
}
