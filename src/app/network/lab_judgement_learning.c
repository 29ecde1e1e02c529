// What is said of what is learnt: one row for each key, and how its figures are made.
#include "app/network/lab_judgement_words.h"

#include "base/words.h"

#include <math.h>
#include <string.h>

static void lost_figure(const Learning *learning, JudgementWords *words)
{
    const JudgementNumber rate = judgement_number(learning->rate);
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
    const JudgementNumber best = judgement_number(learning->best),
                          now = judgement_number(learning->loss);
    const JudgementNumber rate = judgement_number(learning->rate);
    if (learning->by_statistics) {
        FIGURE(words, 0, tr("%s → %s: running statistics do not fit"), best.text, now.text);
        FIGURE(words, 1, "%s", tr("running statistics"));
        text_print(words->rule, sizeof words->rule,
                   tr("With a batch's own mean and σ the last step's loss was %s; those that batch "
                      "norm gathers for evaluation do not fit. Larger batches help, or a norm that "
                      "stays within a row"),
                   judgement_number(learning->batch_loss).text);
    } else if (learning->rate_was) {
        FIGURE(words, 0, tr("%s → %s: rate %s was too high"), best.text, now.text, rate.text);
        FIGURE(words, 1, tr("rate %s was too high"), rate.text);
    } else {
        FIGURE(words, 0, tr("%s → %s: rate %s too high"), best.text, now.text, rate.text);
        FIGURE(words, 1, tr("rate %s too high"), rate.text);
    }
    FIGURE(words, 2, "%s → %s", best.text, now.text);
}

static void untrained_figure(const Learning *learning, JudgementWords *words)
{
    if (learning->step == 0) {
        judgement_figures(words, N_("as drawn"));
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
        judgement_rule(words,
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
    const JudgementNumber loss = judgement_number(learning->loss);
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
    const JudgementNumber least = judgement_number(learning->least),
                          now = judgement_number(learning->validation);
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
        learning->validation_accuracy >= diagnosis_limits.right_new
            ? diagnosis_limits.forgotten_right
            : diagnosis_limits.forgotten);
    FIGURE(words, 0, tr("validation %s → %s since epoch %ld"), least.text, now.text,
           learning->least_epoch);
    FIGURE(words, 1, tr("validation %s → %s"), least.text, now.text);
    FIGURE(words, 2, "%s → %s", least.text, now.text);
}

static void settled_figure(const Learning *learning, JudgementWords *words)
{
    static const char *const holds[HOLD_COUNT] = {
        [HOLD_PENALTY] = N_("at loss %s, where the penalty holds it"),
        [HOLD_ROWS] = N_("at loss %s: its rows are others in each step"),
        [HOLD_MASKS] = N_("at loss %s: each step trains another part of it"),
    };
    const JudgementNumber loss = judgement_number(learning->loss);
    const char *held = holds[learning->hold] ? holds[learning->hold] : N_("at loss %s");
    FIGURE(words, 0, tr(held), loss.text);
    FIGURE(words, 1, tr("at loss %s"), loss.text);
    FIGURE(words, 2, tr("loss %s"), loss.text);
}

static void stuck_figure(const Learning *learning, JudgementWords *words)
{
    const JudgementNumber loss = judgement_number(learning->loss);
    FIGURE(words, 2, tr_n("%ld step", "%ld steps", learning->waited), learning->waited);
    if (learning->worse) {
        const JudgementNumber best = judgement_number(learning->best),
                              chance = judgement_number(learning->chance);
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
    } else if (learning->loss > COURSE_NEAR * learning->best) { // it does not stay where it is
        const JudgementNumber best = judgement_number(learning->best);
        FIGURE(words, 0,
               tr_n("loss %s, best %s; for %ld step no better",
                    "loss %s, best %s; for %ld steps no better", learning->waited),
               loss.text, best.text, learning->waited);
        FIGURE(words, 1, tr("loss %s, best %s"), loss.text, best.text);
    } else {
        FIGURE(words, 0, tr_n("at %s for %ld step", "at %s for %ld steps", learning->waited),
               loss.text, learning->waited);
        FIGURE(words, 1, tr("at loss %s"), loss.text);
    }
}

static void slow_figure(const Learning *learning, JudgementWords *words)
{
    const JudgementNumber pace = judgement_number(100 * learning->pace),
                          rate = judgement_number(learning->rate);
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
                          N_("No better than it was: the loss is 25 % above its best and above "
                             "10 % of a guess's, or never fell"),
                          learning->loss, learning->best },
    };
    const bool share = learning->doubt == DOUBT_RIGHT || learning->doubt == DOUBT_NEW_RIGHT;
    const int digits = share ? 3 : 2;
    char value[24], against[24];
    text_short(value, sizeof value, doubts[learning->doubt].value, digits);
    text_short(against, sizeof against, doubts[learning->doubt].against, digits);
    if (strcmp(value, against) == 0) { // what is compared differs in a digit more
        text_short(value, sizeof value, doubts[learning->doubt].value, digits + 1);
        text_short(against, sizeof against, doubts[learning->doubt].against, digits + 1);
    }
    FIGURE(words, 0, tr(doubts[learning->doubt].figure), value, against);
    FIGURE(words, 1, tr(doubts[learning->doubt].short_figure), value, against);
    FIGURE(words, 2, share ? "%s %%" : "%s", value);
    judgement_rule(words, doubts[learning->doubt].rule);
}

// clang-format off
static void (*const learning_figures[LEARNING_COUNT])(const Learning *, JudgementWords *) = {
    [LEARNING_LOST] = lost_figure,
    [LEARNING_DIVERGES] = diverges_figure,
    [LEARNING_UNTRAINED] = untrained_figure,
    [LEARNING_SOLVED] = solved_figure,
    [LEARNING_OVERFITS] = overfits_figure,
    [LEARNING_SETTLED] = settled_figure,
    [LEARNING_STUCK] = stuck_figure,
    [LEARNING_SLOW] = slow_figure,
    [LEARNING_LEARNS] = learns_figure,
};
// clang-format on
static_assert(COUNT(learning_figures) == LEARNING_COUNT, "words for each LearningKind");

// clang-format off
// Instead of "learns", where one of its losses is no better than chance, or hardly.
static const struct {
    const char *word, *short_word; // NULL: "learns"
} doubt_words[DOUBT_COUNT] = {
    [DOUBT_CHANCE] = { N_("not yet better than chance"), N_("not yet") },
    [DOUBT_LOSS] = { N_("hardly better than chance"), N_("hardly") },
    [DOUBT_NEW_LOSS] = { N_("by heart at best"), N_("by heart") },
};
// clang-format on

void learning_words(const Learning *learning, JudgementWords *words)
{
    const Kind *kind = &learning_rows[learning->kind];
    const bool doubted = learning->kind == LEARNING_LEARNS && doubt_words[learning->doubt].word;
    const bool lapsed = doubted && learning->doubt == DOUBT_CHANCE &&
                        learning->best < diagnosis_limits.at_chance * learning->chance;
    const char *word = lapsed    ? N_("no longer better than chance")
                       : doubted ? doubt_words[learning->doubt].word
                                 : kind->name;
    const char *short_word = lapsed    ? N_("no longer")
                             : doubted ? doubt_words[learning->doubt].short_word
                                       : kind->name;
    judgement_begin(words, learning->mood, kind->about, word, short_word);
    learning_figures[learning->kind](learning, words);
    if (lapsed) {
        judgement_rule(words,
                       N_("What was learnt is lost: the loss is not below a guess's any more"));
    }
}

float learning_least(const Canvas *canvas)
{
    float widest = 0;
    for (size_t i = 0; i < COUNT(learning_figures); i++) {
        widest = fmaxf(widest, judgement_word_least(canvas, learning_rows[i].name));
    }
    for (size_t i = 0; i < COUNT(doubt_words); i++) {
        const char *word = doubt_words[i].short_word;
        widest = fmaxf(widest, word ? judgement_word_least(canvas, word) : 0);
    }
    return widest;
}
