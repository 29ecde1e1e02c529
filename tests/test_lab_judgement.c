// What stands around networks: two judgements below each, the names above, a figure's caption. All
// of it is true of the network it stands by.
#include "lab_bench.h"

#include "app/network/lab_judgement.h"
#include "app/network/lab_views.h"
#include "base/words.h"
#include "look.h"

#include <stdio.h>
#include <string.h>

static Rect place_of(const Bench *b, const char *which, int network)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.%s.%d.ground", which, network);
    const UiControl *control = ui_find(&b->app.shell.ui, name);
    cr_assert(control, "%s", name);
    return control->rect;
}

// Whether one of a few texts stands there, "long|short"; a text may go on.
static bool says(const Canvas *canvas, const char *texts, Rect place)
{
    for (;; texts++) {
        const size_t length = strcspn(texts, "|");
        char one[100];
        snprintf(one, sizeof one, "%.*s", (int)length, texts);
        if (look_text_begins(canvas, one, place, NULL)) {
            return true;
        }
        texts += length;
        if (!*texts) {
            return false;
        }
    }
}

// A judgement below network i: a dot of that mood, the word and the figure.
static void expect_said(const Bench *b, const char *which, int network, Mood mood, const char *word,
                        const char *figure)
{
    const Canvas *canvas = &b->app.shell.canvas;
    const Rect place = rect_inset(place_of(b, which, network), -1); // texts may fill it
    LookPoint dot;
    cr_expect_eq(look_markers(canvas, mood_color(mood, b->app.shell.ui.theme), place, &dot, 1), 1,
                 "%s of %d: a dot of mood %d", which, network, mood);
    cr_expect(says(canvas, word, place), "%s of %d: '%s'", which, network, word);
    LookText texts[8];
    const int count = look_texts(canvas, place, texts, 8);
    cr_expect(says(canvas, figure, place), "%s of %d: '%s', not '%s'", which, network, figure,
              count > 1 ? texts[1].text : "");
}

static Bench *opened_at(const char *data, const char *shared, const char *const *networks,
                        long step)
{
    Bench *b = lab_open(data, shared, networks);
    bench_resize(b, 1280, 720);
    labspace_seek(space_of(b), step);
    bench_rested(b);
    bench_frame(b);
    return b;
}

Test(judgements, stand_below_each_of_four_columns_with_their_numbers)
{
    static const char *const four[] = { "activation=identity", "optimizer=sgd lr=1e-6",
                                        "activation=silu optimizer=adam lr=0.5", "hidden=6x32",
                                        NULL };
    Bench *b = opened_at("spiral n=400", "hidden=2x16", four, 360);
    expect_said(b, "signal", 0, MOOD_GOOD, "signal kept",
                "σ × 0.7 over 2 layers|σ × 0.7, 2 layers");
    expect_said(b, "learning", 0, MOOD_BAD, "stuck", "at chance for 3|chance, 3");
    expect_said(b, "learning", 1, MOOD_WARNING, "slow", "rate 1e-6");
    expect_said(b, "signal", 2, MOOD_BAD, "signal collapses|collapses", "σ × ");
    expect_said(b, "learning", 2, MOOD_BAD, "diverges", "rate 0.5 too high");
    expect_said(b, "signal", 3, MOOD_NEUTRAL, "signal grows",
                "σ × 3.3 over 6 layers|σ × 3.3, 6 layers");
    expect_said(b, "learning", 3, MOOD_GOOD, "done", "100 %, loss ");
    for (size_t i = 0; i < b->app.shell.canvas.cut.count; i++) {
        const Shape *cut = &b->app.shell.canvas.shapes.items[b->app.shell.canvas.cut.items[i]];
        cr_expect(cut->text.y < place_of(b, "signal", 0).y, "a judgement is cut");
    }
    bench_close(b);
}

// A lost network: the words name the rate, not what is left of it.
Test(judgements, of_a_lost_network_name_the_rate)
{
    static const char *const one[] = { "optimizer=sgd lr=10", NULL };
    Bench *b = opened_at("spiral n=400", "hidden=6x32", one, 20);
    expect_said(b, "learning", 0, MOOD_BAD, "lost", "at step 4: rate 10 too high");
    expect_said(b, "signal", 0, MOOD_BAD, "signal explodes", "σ × ");
    cr_expect_not(look_text_has(&b->app.shell.canvas, "dead", place_of(b, "signal", 0), NULL));
    bench_close(b);
}

Test(judgements, are_those_of_the_step_when_time_goes_back)
{
    static const char *const one[] = { "optimizer=adam lr=0.01", NULL };
    Bench *b = opened_at("spiral n=400", "hidden=2x16", one, 360);
    expect_said(b, "learning", 0, MOOD_GOOD, "done", "100 %, loss ");
    labspace_seek(space_of(b), 90);
    bench_rested(b);
    expect_said(b, "learning", 0, MOOD_GOOD, "learns", "loss 0.43, by chance 0.69");
    labspace_seek(space_of(b), 0);
    bench_rested(b);
    expect_said(b, "learning", 0, MOOD_NEUTRAL, "untrained", "as drawn");
    bench_close(b);
}

Test(judgements, say_their_rule_in_a_tooltip)
{
    static const char *const one[] = { "activation=identity", NULL };
    Bench *b = opened_at("spiral n=400", "hidden=2x16", one, 360);
    const Rect place = place_of(b, "learning", 0);
    bench_move(b, place.x + 20, place.y + 10);
    for (int i = 0; i < 8; i++) {
        bench_wait(b, 0.14);
    }
    cr_expect(strncmp(b->app.shell.ui.tip.text, "stuck: at chance for 3", 22) == 0, "'%s'",
              b->app.shell.ui.tip.text);
    cr_expect(strstr(b->app.shell.ui.tip.text,
                     tr("The loss has not come down by 5 % for a quarter of the steps, at least "
                        "100 and 5 epochs; from 90 % to 110 % of a guess it is at chance, above "
                        "that worse")),
              "'%s'", b->app.shell.ui.tip.text);
    bench_close(b);
}

static int characters(const char *text)
{
    int count = 0;
    for (; *text; text++) {
        count += (*text & 0xc0) != 0x80;
    }
    return count;
}

// What all keys say in words fits a tooltip, and the shortest figure the narrowest column.
Test(judgements, have_words_for_every_key)
{
    for (int kind = 0; kind < SIGNAL_COUNT; kind++) {
        const Signal signal = { .kind = (SignalKind)kind,
                                .layer = 11,
                                .layers = 12,
                                .values = 1.23e-12,
                                .own = 1.24e-12,
                                .inputs = 1.23e-12,
                                .gradient = 1.2e-12,
                                .dead = 1234,
                                .units = 6144,
                                .layer_dead = 512,
                                .layer_units = 1024,
                                .saturated = 0.99 };
        JudgementWords words;
        char tip[UI_MESSAGE_MAX + 40];
        signal_words(&signal, INSPECT_ACTIVATIONS, &words);
        judgement_tip(&words, tip, sizeof tip);
        cr_expect_lt(strlen(tip), UI_MESSAGE_MAX, "%s", tip);
        cr_expect(words.word[0] && words.short_word[0] && words.figures[2][0]);
        cr_expect_leq(characters(words.figures[2]), 15, "%s", words.figures[2]);
    }
    for (int kind = 0; kind < LEARNING_COUNT; kind++) {
        const Learning learning = { .kind = (LearningKind)kind,
                                    .step = 99,
                                    .loss = 0.0123,
                                    .best = 0.00123,
                                    .chance = 2.3,
                                    .accuracy = 0.9876,
                                    .validation = 0.456,
                                    .validation_accuracy = 0.876,
                                    .least = 0.123,
                                    .least_epoch = 123456,
                                    .waited = 123456,
                                    .pace = 0.00123,
                                    .movement = 1.23e-5,
                                    .lost_step = 123456,
                                    .rate = 1.2e-5,
                                    .by_rate = true };
        JudgementWords words;
        char tip[UI_MESSAGE_MAX + 40];
        learning_words(&learning, &words);
        judgement_tip(&words, tip, sizeof tip);
        cr_expect_lt(strlen(tip), UI_MESSAGE_MAX, "%s", tip);
        cr_expect_leq(characters(words.figures[2]), 15, "%s", words.figures[2]);
    }
}

static void expect_words(Signal signal, const char *const figures[JUDGEMENT_FIGURES],
                         const char *short_word)
{
    JudgementWords words;
    signal_words(&signal, INSPECT_ACTIVATIONS, &words);
    cr_expect_str_eq(words.short_word, short_word);
    for (int i = 0; i < JUDGEMENT_FIGURES; i++) {
        cr_expect_str_eq(words.figures[i], figures[i]);
    }
}

// More than half of the third layer, though fewer than half of all units.
Test(judgements, of_dead_units_are_those_of_the_layer_that_is_meant)
{
    expect_words(
        (Signal){ .kind = SIGNAL_DEAD,
                  .layer = 2,
                  .layers = 3,
                  .dead = 25,
                  .units = 56,
                  .layer_dead = 25,
                  .layer_units = 32 },
        (const char *const[]){ "25 of 32 units in layer 3", "25 of 32 in layer 3", "25/32" },
        "dead");
}

// The figure is the one that is judged.
Test(judgements, of_growth_say_what_is_left_out)
{
    Signal signal = { .kind = SIGNAL_KEPT, .layers = 3, .values = 3.4, .own = 0.73 };
    static const struct {
        bool pools, sums;
        const char *figure;
    } cases[] = {
        { true, false, "σ × 0.73 over 3 layers, pools left out" },
        { false, true, "σ × 0.73 over 3 layers, residual sums left out" },
        { true, true, "σ × 0.73 over 3 layers, pools and residual sums left out" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        signal.own_pools = cases[i].pools;
        signal.own_sums = cases[i].sums;
        expect_words(signal,
                     (const char *const[]){ cases[i].figure, "σ × 0.73, 3 layers", "σ × 0.73" },
                     "kept");
    }
    signal.own = signal.values;
    expect_words(signal,
                 (const char *const[]){ "σ × 3.4 over 3 layers", "σ × 3.4, 3 layers", "σ × 3.4" },
                 "kept");
}

// The column of σ beside it is then of gradients.
Test(judgements, of_the_signal_say_what_is_of_activations_where_gradients_stand)
{
    static const char *const one[] = { "optimizer=adam lr=0.01", NULL };
    const Signal signal = { .kind = SIGNAL_KEPT, .layers = 41, .values = 0.82, .own = 0.82 };
    JudgementWords words;
    for (int kind = INSPECT_GRADIENTS; kind < INSPECT_COUNT; kind++) {
        signal_words(&signal, (InspectKind)kind, &words);
        cr_expect_str_eq(words.figures[0], "activations' σ × 0.82 over 41 layers");
        cr_expect_str_eq(words.figures[1], "activations' σ × 0.82, 41 layers");
        cr_expect_str_eq(words.figures[2], "× 0.82");
    }
    Bench *b = opened_at("spiral n=400", "hidden=2x16", one, 0);
    expect_said(b, "signal", 0, MOOD_GOOD, "signal kept", "σ × 0.6");
    space_of(b)->wish.look.kind = INSPECT_GRADIENTS;
    labspace_edited(space_of(b));
    bench_rested(b);
    bench_frame(b);
    expect_said(b, "signal", 0, MOOD_GOOD, "signal kept", "activations' σ × 0.6");
    bench_close(b);
}

// A rate is blamed only where the gradient is there and steps are nothing.
Test(judgements, of_what_is_slow_blame_the_rate_only_with_evidence)
{
    Learning learning = { .kind = LEARNING_SLOW, .pace = 0.004, .movement = 5e-4, .rate = 0.003 };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "0.4 % of chance in 100 steps");
    learning.by_rate = true;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "rate 0.003 so low that nothing moves");
}

Test(judgements, of_few_values_say_of_what)
{
    const LayerName name = { 0 };
    char text[LAYER_NAME_TEXT], figures[2][100];
    layer_name(&name, text);
    Signal signal = { .kind = SIGNAL_FEW, .few = { name, true, 2 } };
    snprintf(figures[0], sizeof figures[0], "%s: mean and σ of 2 values of a batch", text);
    snprintf(figures[1], sizeof figures[1], "%s: 2 a batch", text);
    expect_words(signal, (const char *const[]){ figures[0], figures[1], "2 a batch" },
                 "few values");
    signal.few.batch = false;
    snprintf(figures[0], sizeof figures[0], "%s: mean and σ of 2 values of a row", text);
    snprintf(figures[1], sizeof figures[1], "%s: 2 a row", text);
    expect_words(signal, (const char *const[]){ figures[0], figures[1], "2 a row" }, "few values");
}

// A grey dot is explained; a coloured one has the rule alone.
Test(judgements, of_a_signal_tell_that_what_is_learnt_is_good)
{
    static const char *const good = N_("%s: %s. %s. What it learns is good all the same");
    const char *const end = strrchr(tr(good), '.') + 2;
    for (Mood mood = MOOD_NEUTRAL; mood <= MOOD_BAD; mood++) {
        const Signal signal = {
            .kind = SIGNAL_GROWS, .mood = mood, .layers = 3, .values = 3.9, .own = 3.9
        };
        JudgementWords words;
        char tip[UI_MESSAGE_MAX + 40];
        signal_words(&signal, INSPECT_ACTIVATIONS, &words);
        judgement_tip(&words, tip, sizeof tip);
        cr_expect_eq(strstr(tip, end) != NULL, mood == MOOD_NEUTRAL, "%s", tip);
        cr_expect(strstr(tip, "σ × 3.9 over 3 layers"), "%s", tip);
        cr_expect_lt(strlen(tip), UI_MESSAGE_MAX);
    }
    const Learning learning = { .kind = LEARNING_UNTRAINED };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_not(words.excused);
}

static void expect_tip(Learning learning, const char *tip_begins, const char *rule)
{
    JudgementWords words;
    char tip[UI_MESSAGE_MAX + 40];
    learning_words(&learning, &words);
    judgement_tip(&words, tip, sizeof tip);
    cr_expect_eq(strncmp(tip, tip_begins, strlen(tip_begins)), 0, "'%s', not '%s'", tip,
                 tip_begins);
    cr_expect(strstr(tip, tr(rule)), "'%s'", tip);
    cr_expect_lt(strlen(tip), UI_MESSAGE_MAX, "%s", tip);
    cr_expect_leq(characters(words.figures[2]), 15, "%s", words.figures[2]);
}

Test(judgements, of_what_learns_say_what_is_in_doubt_and_by_which_numbers)
{
    static const struct {
        Doubt doubt;
        const char *says;
        const char *rule;
    } cases[] = {
        { DOUBT_NONE, "learns: loss 0.57, by chance 0.69.",
          N_("Clearly learnt: the loss is below 90 % of a guess's; of what a guess gets wrong 20 % "
             "at least are right, of validation rows, too") },
        { DOUBT_CHANCE, "not yet better than chance: loss 0.71, by chance 0.69.",
          N_("Nothing learnt yet: the loss is not below a guess's") },
        { DOUBT_LOSS, "hardly better than chance: loss 0.57, by chance 0.69.",
          N_("Not clearly learnt yet: the loss is not below 90 % of a guess's") },
        { DOUBT_RIGHT, "learns: 53.3 % right, by chance 50 %.",
          N_("Not clearly learnt yet: of the training rows that a guess gets wrong fewer than 20 % "
             "are right") },
        { DOUBT_NEW_LOSS, "by heart at best: validation 0.72, by chance 0.69.",
          N_("By heart at best: the validation loss is not below a guess's") },
        { DOUBT_NEW_RIGHT, "learns: validation 50.8 %, by chance 50 %.",
          N_("By heart at best: of the validation rows that a guess gets wrong fewer than 20 % are "
             "right") },
        { DOUBT_RISEN, "learns: loss 0.57, at best 0.4.",
          N_("No better than it was: the loss is 25 % above its best and above 10 % of a guess's, "
             "or never fell") },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Learning learning = { .kind = LEARNING_LEARNS,
                                    .doubt = cases[i].doubt,
                                    .loss = cases[i].doubt == DOUBT_CHANCE ? 0.71 : 0.57,
                                    .best = cases[i].doubt == DOUBT_CHANCE ? 0.69 : 0.4,
                                    .chance = 0.6931,
                                    .chance_accuracy = 0.5,
                                    .accuracy = 0.533,
                                    .validation = 0.72,
                                    .validation_accuracy = 0.5083 };
        expect_tip(learning, cases[i].says, cases[i].rule);
    }
}

// Two ways to be done, and two to overfit: the tip tells the one that holds, with its numbers.
Test(judgements, say_by_which_of_two_ways_and_in_the_networks_numbers)
{
    Learning learning = { .kind = LEARNING_SOLVED,
                          .loss = 0.01,
                          .accuracy = 1,
                          .validation = 0.2,
                          .validation_accuracy = 0.9222,
                          .least = 0.19 };
    expect_tip(learning, "done: 100 %, loss 0.01. ",
               N_("100 % of the training rows are right, at least 99.5 %, and 92.2 % of the "
                  "validation rows, at least 90 % without a lasting rise of their loss"));
    learning.validation_accuracy = 0.96;
    expect_tip(learning, "done: ", N_("and 96 % of the validation rows, at least 95 %"));
    learning.validation = learning.validation_accuracy = NAN;
    expect_tip(learning, "done: ", N_("100 % of the training rows are right, at least 99.5 %"));
    learning = (Learning){ .kind = LEARNING_OVERFITS,
                           .accuracy = 1,
                           .validation = 0.5,
                           .least = 0.2,
                           .validation_accuracy = 0.85 };
    expect_tip(learning, "overfits: ", N_("the validation loss rose to 1.25 times its least"));
    learning.least = 0.45;
    expect_tip(learning, "overfits: ",
               N_("at least 99.5 % of them are right, and fewer than 90 % of the validation rows"));
}

// Also where four columns leave little room.
Test(judgements, of_six_units_at_chance_are_amber_and_name_chance)
{
    static const char *const four[] = { "init=normal std=0.01", "init=normal std=1",
                                        "init=xavier_normal", "init=he_normal", NULL };
    Bench *b = opened_at("spiral noise=0.1 n=400", "hidden=6,6 optimizer=adam lr=0.001", four, 180);
    expect_said(b, "learning", 0, MOOD_BAD, "stuck", "at chance for 180|chance, 180");
    expect_said(b, "learning", 2, MOOD_WARNING, "hardly better than chance|hardly",
                "0.66, by chance 0.69|loss 0.66, by chance 0.69");
    expect_said(b, "learning", 3, MOOD_WARNING, "hardly better than chance|hardly",
                "0.685, by chance 0.693|loss 0.685, by chance 0.693");
    bench_close(b);
}

// The rate that did it is told, whatever it is by now.
Test(judgements, of_what_diverges_name_the_rate_of_then)
{
    Learning learning = {
        .kind = LEARNING_DIVERGES, .best = 0.028, .loss = 22, .rate = 50, .rate_was = true
    };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "0.028 → 22: rate 50 was too high");
    cr_expect_str_eq(words.figures[1], "rate 50 was too high");
    learning.rate_was = false;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "0.028 → 22: rate 50 too high");
}

Test(judgements, of_running_statistics_that_do_not_fit_do_not_blame_the_rate)
{
    const Learning learning = { .kind = LEARNING_DIVERGES,
                                .best = 2.4,
                                .loss = 9.8,
                                .rate = 0.01,
                                .batch_loss = 0.07,
                                .by_statistics = true };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "2.4 → 9.8: running statistics do not fit");
    cr_expect(strstr(words.rule, "the last step's loss was 0.07;"), "%s", words.rule);
}

Test(judgements, of_a_loss_that_rose_do_not_say_that_it_stays)
{
    Learning learning = {
        .kind = LEARNING_STUCK, .loss = 0.049, .best = 0.0229, .chance = 0.69, .waited = 232
    };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "loss 0.049, best 0.023; for 232 steps no better");
    cr_expect_str_eq(words.figures[1], "loss 0.049, best 0.023");
    learning.best = 0.045;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "at 0.049 for 232 steps");
}

Test(judgements, of_numbers_that_are_compared_show_where_they_differ)
{
    Learning learning = {
        .kind = LEARNING_LEARNS, .doubt = DOUBT_LOSS, .loss = 2.28, .best = 2.28, .chance = 2.303
    };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "loss 2.28, by chance 2.3");
}

Test(judgements, of_what_was_learnt_and_lost_say_no_longer)
{
    Learning learning = {
        .kind = LEARNING_LEARNS, .doubt = DOUBT_CHANCE, .loss = 8, .best = 0.028, .chance = 0.69
    };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.word, "no longer better than chance");
    cr_expect_str_eq(words.rule,
                     "What was learnt is lost: the loss is not below a guess's any more");
    learning.best = 0.68;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.word, "not yet better than chance");
}

Test(judgements, of_what_settled_say_what_holds_it)
{
    static const char *const figures[HOLD_COUNT] = {
        [HOLD_PENALTY] = "at loss 0.07, where the penalty holds it",
        [HOLD_ROWS] = "at loss 0.07: its rows are others in each step",
        [HOLD_MASKS] = "at loss 0.07: each step trains another part of it",
    };
    for (int hold = HOLD_PENALTY; hold < HOLD_COUNT; hold++) {
        const Learning learning = { .kind = LEARNING_SETTLED, .loss = 0.07, .hold = (Hold)hold };
        JudgementWords words;
        learning_words(&learning, &words);
        cr_expect_str_eq(words.word, "settled");
        cr_expect_str_eq(words.figures[0], figures[hold]);
    }
}

// By which of the two factors it is said hangs on how many validation rows are right.
Test(judgements, of_what_overfits_say_by_which_rise)
{
    Learning learning = { .kind = LEARNING_OVERFITS,
                          .accuracy = 1,
                          .validation = 0.384,
                          .validation_accuracy = 0.958,
                          .least = 0.0826,
                          .least_epoch = 1 };
    JudgementWords words;
    learning_words(&learning, &words);
    cr_expect_str_eq(words.figures[0], "validation 0.083 → 0.38 since epoch 1");
    cr_expect(strstr(words.rule, "rose to 2 times its least"), "%s", words.rule);
    learning.validation_accuracy = 0.94;
    learning_words(&learning, &words);
    cr_expect(strstr(words.rule, "rose to 1.25 times its least"), "%s", words.rule);
}

Test(judgements, of_inputs_in_a_line_say_from_which_layer)
{
    const Signal signal = { .kind = SIGNAL_LINE, .layer = 3, .layers = 12 };
    expect_words(signal,
                 (const char *const[]){ "one direction from layer 4 of 12 on",
                                        "one direction, layers 4-12", "from layer 4" },
                 "in a line");
}

Test(judgements, never_call_chance_what_is_far_above_it)
{
    const Learning learning = { .kind = LEARNING_STUCK,
                                .mood = MOOD_BAD,
                                .loss = 25,
                                .best = 22,
                                .chance = 0.6931,
                                .waited = 261,
                                .at_chance = true,
                                .worse = true };
    expect_tip(learning, "stuck: loss 25, by chance 0.69; best 22, for 261 steps no better.",
               N_("The loss has not come down by 5 % for a quarter of the steps, at least 100 and "
                  "5 epochs; from 90 % to 110 % of a guess it is at chance, above that worse"));
    static const char *const one[] = { "optimizer=sgd lr=10", NULL };
    Bench *b = opened_at("spiral n=400", "hidden=2x16", one, 360);
    expect_said(b, "learning", 0, MOOD_BAD, "stuck", "loss 2.5, by chance 0.69|loss 2.5");
    cr_expect_not(
        look_text_has(&b->app.shell.canvas, "at chance", place_of(b, "learning", 0), NULL));
    bench_close(b);
}

// What the tooltips say of the rules is what the table of thresholds says.
Test(judgements, rules_have_the_numbers_of_the_table)
{
    const DiagnosisLimits *t = &diagnosis_limits;
    const struct {
        const char *rule;
        const char *format;
        double value;
    } said[] = {
        { N_("σ grows at least 3.2-fold from the first hidden layer to the last"), "%.1f-fold",
          t->changes },
        { N_("σ falls at least 3.2-fold from the first hidden layer to the last"), "%.1f-fold",
          t->changes },
        { N_("Values come through: from the first hidden layer to the last the activations' σ "
             "changes less than 3.2-fold. Gradients may still fade"),
          "%.1f-fold", t->changes },
        { N_("Halved or worse in every layer, at least 10-fold in all: what tells inputs apart, or "
             "the gradient"),
          "%g-fold", t->fast_all },
        { N_("Doubled or more in every layer, at least 10-fold in all: σ, or the gradient; or "
             "values that are no numbers"),
          "%g-fold", t->fast_all },
        { N_("Values keep their σ, but what tells inputs apart is halved or worse in every layer, "
             "10-fold in all"),
          "%g-fold", t->fast_all },
        { N_("The loss rose to 2 times its best and was not near it again for 100 steps"),
          "%g times", t->risen },
        { N_("The loss rose to 2 times its best and was not near it again for 100 steps"),
          "%g steps", (double)t->risen_steps },
        { N_("No step was made, or fewer than 100 and the loss has not moved"), "fewer than %g",
          (double)t->wait_steps },
        { N_("99.5 % of the training rows and 95 % of the validation rows are right, or 90 % of "
             "these while their loss does not rise; of values 99 % of the variance is explained"),
          "%g %% of the training rows", 100 * t->right },
        { N_("99.5 % of the training rows and 95 % of the validation rows are right, or 90 % of "
             "these while their loss does not rise; of values 99 % of the variance is explained"),
          "%g %% of the validation rows", 100 * t->right_new },
        { N_("99.5 % of the training rows and 95 % of the validation rows are right, or 90 % of "
             "these while their loss does not rise; of values 99 % of the variance is explained"),
          "%g %% of the variance", 100 - 100 * t->fitted },
        { N_("Training rows are learnt by heart: the validation loss rose to 1.25 times its least "
             "while the training loss fell, or 99.5 % of the training rows are right and fewer "
             "than 90 % of the validation rows"),
          "%g times", t->forgotten },
        { N_("Training rows are learnt by heart: the validation loss rose to 1.25 times its least "
             "while the training loss fell, or 99.5 % of the training rows are right and fewer "
             "than 90 % of the validation rows"),
          "fewer than %g %% of the validation rows", 100 * t->by_heart },
        { N_("The loss has not come down by 5 % for a quarter of the steps, at least 100 and 5 "
             "epochs; from 90 % to 110 % of a guess it is at chance, above that worse"),
          "by %g %%", 100 * t->better },
        { N_("The loss has not come down by 5 % for a quarter of the steps, at least 100 and 5 "
             "epochs; from 90 % to 110 % of a guess it is at chance, above that worse"),
          "%g epochs", (double)t->wait_looks },
        { N_("The loss has not come down by 5 % for a quarter of the steps, at least 100 and 5 "
             "epochs; from 90 % to 110 % of a guess it is at chance, above that worse"),
          "at least %g", (double)t->wait_steps },
        { N_("The loss has not come down by 5 % for a quarter of the steps, at least 100 and 5 "
             "epochs; from 90 % to 110 % of a guess it is at chance, above that worse"),
          "from %g %% to", 100 * t->at_chance },
        { N_("The loss has not come down by 5 % for a quarter of the steps, at least 100 and 5 "
             "epochs; from 90 % to 110 % of a guess it is at chance, above that worse"),
          "%g %% of a guess", 100 * t->worse },
        { N_("Clearly learnt: the loss is below 90 % of a guess's; of what a guess gets wrong 20 % "
             "at least are right, of validation rows, too"),
          "%g %% of a guess", 100 * t->at_chance },
        { N_("Clearly learnt: the loss is below 90 % of a guess's; of what a guess gets wrong 20 % "
             "at least are right, of validation rows, too"),
          "%g %% at least", 100 * t->learned_right },
        { N_("Not clearly learnt yet: the loss is not below 90 % of a guess's"), "%g %% of a guess",
          100 * t->at_chance },
        { N_("Not clearly learnt yet: of the training rows that a guess gets wrong fewer than 20 % "
             "are right"),
          "%g %% are right", 100 * t->learned_right },
        { N_("By heart at best: of the validation rows that a guess gets wrong fewer than 20 % are "
             "right"),
          "%g %% are right", 100 * t->learned_right },
        { N_("No better than it was: the loss is 25 % above its best, or never fell"),
          "%g %% above its best", 100 * (COURSE_NEAR - 1) },
        { N_("The loss falls steadily, but by at most 2.5 % of a guess in 100 steps and, for 5 "
             "epochs, by less than 5 %; or steps are nothing beside the weights"),
          "%g %% of a guess", 100 * t->pace },
        { N_("The loss falls steadily, but by at most 2.5 % of a guess in 100 steps and, for 5 "
             "epochs, by less than 5 %; or steps are nothing beside the weights"),
          "for %g epochs", (double)t->wait_looks },
        { N_("The loss falls steadily, but by at most 2.5 % of a guess in 100 steps and, for 5 "
             "epochs, by less than 5 %; or steps are nothing beside the weights"),
          "less than %g %%", 100 * t->better },
    };
    for (size_t i = 0; i < COUNT(said); i++) {
        char wanted[64];
        snprintf(wanted, sizeof wanted, said[i].format, said[i].value);
        cr_expect(strstr(tr(said[i].rule), wanted), "'%s' in '%s'", wanted, tr(said[i].rule));
    }
}

// ---- names

Test(names, of_a_preset_give_way_when_the_networks_settings_are_others)
{
    Bench *b = bench_open(1366, 768, 1);
    bench_lab(b, "initializations");
    LabSpace *space = space_of(b);
    labspace_play(space, false);
    bench_rested(b);
    cr_expect_str_eq(net_of(b, 0)->name, "N(0, 0.01²)");
    space->selected = 0;
    bench_choose(b, "lab.init", (int)init_kind(registry_row(&init_kinds, "he_normal")));
    bench_rested(b);
    cr_expect_str_eq(net_of(b, 0)->name, "He (normal)", "'%s'", net_of(b, 0)->name);
    cr_expect_not(bench_says(b, "N(0, 0.01²)"), "nowhere on screen");
    cr_expect_str_eq(net_of(b, 1)->name, "N(0, 1²)", "the others keep theirs");
    cr_expect_str_eq(net_of(b, 3)->name, "He");
    bench_key_with(b, SDLK_z, KMOD_CTRL);
    bench_rested(b);
    cr_expect_str_eq(net_of(b, 0)->name, "N(0, 0.01²)", "undo brings it back");
    // A shared setting is not what they are called by.
    space->wish.spec.shared.optimizer.params.lr = 0.002;
    labspace_edited(space);
    bench_rested(b);
    cr_expect_str_eq(net_of(b, 0)->name, "N(0, 0.01²)");
    bench_close(b);
}

Test(names, typed_by_hand_stay_and_go_with_their_network)
{
    Bench *b = bench_open(1366, 768, 1);
    bench_lab(b, "depth");
    LabSpace *space = space_of(b);
    LabSpec *spec = &space->wish.spec;
    labspace_play(space, false);
    space->selected = 1;
    bench_rested(b);
    bench_click(b, "lab.name.1");
    bench_retype(b, "mine");
    bench_key(b, SDLK_RETURN);
    labspace_remove(space, 0);
    bench_rested(b);
    cr_expect_str_eq(net_of(b, 0)->name, "mine");
    cr_expect_str_eq(net_of(b, 1)->name, "6 layers");
    space->selected = 0;
    spec->networks[0].hidden_count = 2;
    spec->networks[1].hidden_count = 2;
    labspace_edited(space);
    bench_rested(b);
    cr_expect_str_eq(net_of(b, 0)->name, "mine");
    cr_expect_str_eq(net_of(b, 1)->name, "hidden 2x32");
    bench_close(b);
}

// ---- figures

static void open_figure(Bench *b)
{
    bench_rested(b);
    lab_figure(b->network);
}

Test(figures, say_what_each_network_is_and_nothing_that_none_is)
{
    static const char *const depths[] = { "hidden=1x16", "hidden=3x16",
                                          "hidden=6x16 dropout=0.5 activation=tanh", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=2x17 optimizer=adam lr=0.005", depths);
    snprintf(space_of(b)->wish.spec.names[2], LAB_NAME_MAX, "Deep");
    labspace_edited(space_of(b));
    open_figure(b);
    const Canvas *canvas = &b->app.shell.canvas;
    cr_expect_not(look_text_has(canvas, "2x17", LOOK_ALL, NULL), "no network has two layers of 17");
    cr_expect(look_text_has(canvas, "He (normal), Adam lr 0.005", LOOK_ALL, NULL),
              "what they share");
    cr_expect(look_text_begins(canvas, "hidden 16", LOOK_ALL, NULL));
    cr_expect(look_text_begins(canvas, "hidden 3x16", LOOK_ALL, NULL));
    cr_expect(look_text(canvas, "Deep", LOOK_ALL, NULL));
    cr_expect(look_text(canvas, "hidden 6x16 tanh, dropout 0.5", LOOK_ALL, NULL));
    bench_close(b);
}

Test(figures, of_one_network_say_all_of_it)
{
    static const char *const one[] = { "hidden=3x8 activation=tanh", NULL };
    Bench *b = lab_open("spiral n=60", "hidden=2x17 optimizer=sgd lr=0.1", one);
    open_figure(b);
    cr_expect(look_text_has(&b->app.shell.canvas, "hidden 3x8 tanh, He (normal), SGD lr 0.1",
                            LOOK_ALL, NULL));
    bench_close(b);
}

// The figures of norms and branches name the layer and its numbers; what fades in a deep plain
// network is told with what would help.
Test(lab_judgement, norms_and_branches_are_named_with_their_numbers)
{
    JudgementWords words;
    const LayerName norm = { .kind = LAYER_BATCHNORM, .number = 3 };
    const LayerName add = { .kind = LAYER_ADD, .number = 2 };
    Signal signal = { .kind = SIGNAL_FEW, .few = { norm, true, 2 } };
    signal_words(&signal, INSPECT_ACTIVATIONS, &words);
    cr_expect_str_eq(words.figures[0], "norm 3: mean and σ of 2 values of a batch");
    signal.few = (InspectFew){ norm, false, 1 };
    signal_words(&signal, INSPECT_ACTIVATIONS, &words);
    cr_expect_str_eq(words.figures[0], "norm 3: mean and σ of 1 value of a row");
    signal =
        (Signal){ .kind = SIGNAL_IDLE, .branches = 9, .idle = 7, .adds = 0.0012, .idlest = add };
    signal_words(&signal, INSPECT_ACTIVATIONS, &words);
    cr_expect_str_eq(words.figures[0], "7 of 9 branches, block 2 add: + 0.12 %");
    cr_expect_str_eq(words.figures[2], "7/9");
    signal = (Signal){ .kind = SIGNAL_COLLAPSES, .layers = 20, .values = 1e-9, .layer = 4 };
    signal_words(&signal, INSPECT_ACTIVATIONS, &words);
    cr_expect(strstr(words.rule, "residual=2"), "%s", words.rule);
    signal.branches = 9;
    signal_words(&signal, INSPECT_ACTIVATIONS, &words);
    cr_expect_not(strstr(words.rule, "residual"), "%s", words.rule);
}

// ---- a matrix that is applied again and again

Test(lab_judgement, a_shared_matrix_tells_its_largest_eigenvalue)
{
    Signal signal = { .kind = SIGNAL_KEPT,
                      .mood = MOOD_GOOD,
                      .layer = -1,
                      .layers = 5,
                      .values = 1.3,
                      .own = 1.3,
                      .gradient = NAN };
    JudgementWords plain, tied;
    char tip[1024];
    signal_words(&signal, INSPECT_ACTIVATIONS, &plain);
    signal.tie = (InspectTie){ .layers = 4, .eigenvalue = 1.5 };
    signal_words(&signal, INSPECT_ACTIVATIONS, &tied);
    cr_expect_str_eq(plain.figures[0], "σ × 1.3 over 5 layers");
    cr_expect_str_eq(tied.figures[0], "σ × 1.3 over 5 layers; the matrix's |λ| 1.5");
    cr_expect_str_eq(tied.figures[2], plain.figures[2], "where there is little room");
    judgement_tip(&tied, tip, sizeof tip);
    cr_expect(strstr(tip, "One matrix is applied 4 times; its largest eigenvalue has |λ| = 1.5: "
                          "below 1 what goes through it fades, above 1 it grows"),
              "%s", tip);
    signal.tie.eigenvalue = INFINITY;
    signal_words(&signal, INSPECT_ACTIVATIONS, &tied);
    cr_expect_str_eq(tied.figures[0], plain.figures[0]);
    for (int kind = 0; kind < SIGNAL_COUNT; kind++) {
        Signal any = { .kind = (SignalKind)kind,
                       .layer = 4,
                       .layers = 90,
                       .values = 1e-9,
                       .own = 1e-9,
                       .gradient = NAN,
                       .tie = { .layers = 90, .eigenvalue = 1.5 } };
        signal_words(&any, INSPECT_ACTIVATIONS, &tied);
        judgement_tip(&tied, tip, sizeof tip);
        cr_expect_lt(strlen(tip), UI_MESSAGE_MAX, "%s", tip);
        cr_expect(strstr(tip, "it grows"), "%s", tip);
    }
}
