// What is said of a network's learning: the same at a step however one got there, whoever asks;
// and the course it rests on, which knows every peak of however long a training.
#include "session_bench.h"

#include <stdio.h>

// Everything that is judged, as text.
typedef struct Said {
    char text[JUDGEMENT_DETAIL_MAX + 64];
} Said;

static Said said(const Judgement *judgement)
{
    Said it;
    char detail[JUDGEMENT_DETAIL_MAX];
    judgement_detail(judgement, detail, sizeof detail);
    snprintf(it.text, sizeof it.text, "%s,%s,%d,%d,%s", signal_rows[judgement->signal.kind].key,
             learning_rows[judgement->learning.kind].key, judgement->signal.mood,
             judgement->learning.mood, detail);
    return it;
}

static Said said_of(const Bench *b, int network)
{
    return said(&b->shot->networks[network].judgement);
}

// As `thalweg diagnose` comes to it.
static Said said_by_lab(const LabSpec *spec, int network, long epochs)
{
    Lab *lab = lab_create(spec, NULL);
    Inspect *inspect = inspect_create();
    lab_begin(lab, NULL, NULL);
    for (long epoch = 0; epoch < epochs; epoch++) {
        lab_epoch(lab, NULL, EPOCHS_ENDS, NULL, NULL);
    }
    const Train *train = lab->networks[network].train;
    Judgement judgement;
    inspect_look(inspect, train, INSPECT_ROWS, true);
    judge_signal(inspect, train->learner.lost, &judgement.signal);
    judge_learning(train, &lab->networks[network].now.course, &judgement.signal,
                   train->learner.step, train->learner.lost, train->lost_step, &judgement.learning);
    judge_together(&judgement);
    inspect_destroy(inspect);
    lab_destroy(lab);
    return said(&judgement);
}

static void play_to(Bench *b, long step)
{
    b->wish->playing = true;
    bench_wish(b);
    do {
        session_work(b->session, 0.02, NULL);
        bench_shot(b);
    } while (b->shot->step < step && session_wait_s(b->session) < 1);
    b->wish->playing = false;
    bench_settle(b);
}

Test(judgement, of_a_step_is_the_same_however_one_got_there)
{
    static const char *const some[] = { "hidden=8,8",
                                        "hidden=4x8 activation=tanh optimizer=sgd lr=2",
                                        "hidden=6x8 optimizer=sgd lr=10", "hidden=8 batch=all" };
    static const long steps[] = { 700, 90, 333, 0, 3, 45, 512 };
    Bench b;
    bench_open(&b, 1 << 16, 1); // few states fit: most of the way is gone anew
    for (size_t i = 0; i < COUNT(some); i++) {
        add_network(&b, some[i]);
    }
    bench_settle(&b);
    play_to(&b, 800);
    for (size_t i = 0; i < COUNT(steps); i++) {
        bench_seek(&b, steps[i]);
        Bench fresh;
        bench_open(&fresh, 1 << 24, 1);
        for (size_t k = 0; k < COUNT(some); k++) {
            add_network(&fresh, some[k]);
        }
        bench_settle(&fresh);
        bench_seek(&fresh, steps[i]);
        for (int k = 0; k < (int)COUNT(some); k++) {
            cr_expect_str_eq(said_of(&b, k).text, said_of(&fresh, k).text, "%s at step %ld",
                             some[k], steps[i]);
        }
        bench_close(&fresh);
    }
    bench_close(&b);
}

Test(judgement, of_the_window_is_that_of_the_command_line)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    for (size_t i = 0; i < COUNT(settings); i++) {
        set_network(b.wish, 0, settings[i]);
        b.wish->spec.network_count = 1;
        bench_settle(&b);
        for (long epochs = 0; epochs <= 60; epochs += 20) {
            b.wish->seek_epochs = true;
            bench_seek(&b, epochs);
            b.wish->seek_epochs = false;
            cr_expect_str_eq(said_of(&b, 0).text, said_by_lab(&b.wish->spec, 0, epochs).text,
                             "%s, %ld epochs", settings[i], epochs);
        }
    }
    bench_close(&b);
}

// "Initializations", C: what the window shows at step 152.
Test(judgement, tells_that_the_signal_grows_while_xavier_learns)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, "spiral noise=0.1 n=400", NULL));
    add_network(&b, "hidden=10x100 activation=relu optimizer=adam lr=0.001 batch=32 "
                    "init=xavier_normal");
    bench_settle(&b);
    const Judgement *judgement = &b.shot->networks[0].judgement;
    cr_expect_eq(judgement->signal.kind, SIGNAL_SHRINKS);
    cr_expect_eq(judgement->learning.kind, LEARNING_UNTRAINED);
    bench_seek(&b, 152);
    cr_expect_eq(judgement->signal.kind, SIGNAL_GROWS);
    cr_expect_eq(judgement->learning.kind, LEARNING_SOLVED);
    cr_expect(judgement->signal.values > 7 && judgement->signal.values < 8.5,
              "σ x %g over %d layers", judgement->signal.values, judgement->signal.layers);
    cr_expect_eq(judgement->signal.layers, 10);
    bench_close(&b);
}

// The reason of a lost network is what it was lost by, never what is left of it.
Test(judgement, of_a_lost_network_names_its_rate)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    add_network(&b, "hidden=6x32 activation=relu optimizer=sgd lr=10");
    bench_settle(&b);
    bench_seek(&b, 50);
    const Judgement *judgement = &b.shot->networks[0].judgement;
    cr_assert(b.shot->networks[0].lost);
    cr_expect_eq(judgement->learning.kind, LEARNING_LOST);
    cr_expect(judgement->learning.by_rate && judgement->learning.rate == 10);
    cr_expect_eq(judgement->learning.lost_step, b.shot->networks[0].lost_step);
    cr_expect_eq(judgement->signal.kind, SIGNAL_EXPLODES);
    bench_close(&b);
}

// ---- the course

static const LearnStep MOVES = { 1, 1, 0.01, 0.1 };

static void goes(Course *course, long step, double loss)
{
    const TrainScore score = { loss, 0.5 };
    course_add(course, step, &MOVES, &score, &score, 1);
}

Test(judgement, a_course_keeps_peaks_and_lows_however_long_it_is)
{
    Course course = { 0 };
    for (long i = 0; i <= 10000; i++) {
        goes(&course, 10 * i, i == 4321 ? 7 : 1 - (double)i / 20000);
    }
    cr_expect_eq(course.scores, 10001);
    cr_expect_eq(course.best, 0.5);
    cr_expect_eq(course.best_step, 100000);
    cr_expect(course.looks <= COURSE_LOOKS && course.looks >= COURSE_LOOKS / 2);
    for (long step = 0; step <= 100000; step += 5000) { // to the width of a look
        const double exact = 1 - (double)step / 200000;
        cr_expect_float_eq(course_low(&course, step), exact, 1.0 / COURSE_LOOKS);
        cr_expect(labs(course_reached(&course, exact) - step) <= 100000 / 32);
    }
    cr_expect_float_eq(course_falls(&course, 50000), 1, 0);
}

Test(judgement, a_rise_counts_until_the_loss_is_near_its_best_again)
{
    Course course = { 0 };
    goes(&course, 0, 1);
    goes(&course, 10, 0.4);
    goes(&course, 20, 0.9);
    cr_expect_eq(course.near_step, 10);
    cr_expect_eq(course.peak, 0.9);
    goes(&course, 30, 0.6);
    cr_expect_eq(course.peak, 0.9, "still on its way");
    goes(&course, 40, 0.45);
    cr_expect_eq(course.near_step, 40);
    cr_expect_eq(course.peak, 0.45);
    goes(&course, 50, 0.001);
    goes(&course, 60, 0.02);
    cr_expect_eq(course.near_step, 60, "twenty times next to nothing is next to nothing");
}

// ---- a course by hand, in a lab whose chance is log 2 and half of the rows

typedef struct Going {
    double push;                // length of the gradient
    double start, half, now;    // training loss: before, after half of 800 steps, after all
    double right;               // training rows
    double new_loss, new_right; // validation rows
    double last;                // training loss of the newest score, 0: that is `now`
} Going;

// Networks that are not trained: what is judged of them is made by hand. networks: up to NULL.
static Lab *lab_of_spirals(const char *const *networks)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, "spiral n=400", NULL));
    for (int i = 0; networks[i]; i++) {
        add_network(&b, networks[i]);
    }
    Lab *lab = lab_create(&b.wish->spec, NULL);
    cr_assert(lab);
    bench_close(&b);
    return lab;
}

static Learning judged_in(const Going *going, const char *network, double weights)
{
    Lab *lab = lab_of_spirals((const char *[]){ network, NULL });
    const Train *train = lab->networks[0].train;
    const double chance = train_chance(train).loss;
    Course course = { 0 };
    for (int i = 0; i <= 80; i++) {
        const double first = going->start + (going->half - going->start) * fmin(i, 40) / 40;
        const double second = (going->now - going->half) * fmax(i - 40, 0) / 40;
        const bool jumps = i == 80 && going->last > 0;
        const TrainScore score = { jumps ? going->last : first + second, going->right };
        const TrainScore others = { going->new_loss, going->new_right };
        course_add(&course, 10L * i, &MOVES, &score, &others, chance);
    }
    const Signal signal = {
        .layer = -1, .push = going->push, .weights = weights, .weight_count = 100
    };
    Learning learning;
    judge_learning(train, &course, &signal, 800, false, 0, &learning);
    lab_destroy(lab);
    return learning;
}

static Learning judged_by_hand(const Going *going)
{
    return judged_in(going, "hidden=2", 0);
}

// A loss that stays at 0.3 of 0.69. The gradient is 0.1, steps move the weights by 0.01 at a rate
// of 0.1 (MOVES).
Test(judgement, of_a_loss_that_something_holds_is_settled_not_stuck)
{
    static const struct {
        const char *network;
        double weights;
        LearningKind kind;
        Hold hold;
    } cases[] = {
        { "hidden=2", 10, LEARNING_STUCK, HOLD_NONE },
        { "hidden=2 l2=0.005", 10, LEARNING_SETTLED, HOLD_PENALTY }, // 2·0.005·10 = 0.1
        { "hidden=2 l2=0.001", 10, LEARNING_STUCK, HOLD_NONE },      // 0.02: a fifth
        { "hidden=2 l2=0.001", 15, LEARNING_SETTLED, HOLD_PENALTY },
        { "hidden=2 l1=0.003", 0, LEARNING_SETTLED, HOLD_PENALTY }, // 0.003·√100
        { "hidden=2 l1=0.002", 0, LEARNING_STUCK, HOLD_NONE },
        { "hidden=2 optimizer=sgd coupled_decay=0.005", 10, LEARNING_SETTLED, HOLD_PENALTY },
        { "hidden=2 optimizer=adamw weight_decay=0.05", 10, LEARNING_SETTLED, HOLD_PENALTY },
        { "hidden=2 optimizer=adamw weight_decay=0.02", 10, LEARNING_STUCK, HOLD_NONE },
        { "hidden=2 mixup=0.2", 10, LEARNING_SETTLED, HOLD_ROWS },
        { "hidden=2 fgsm=0.2", 10, LEARNING_SETTLED, HOLD_ROWS },
        { "hidden=2 jitter=0.2", 10, LEARNING_SETTLED, HOLD_ROWS },
        { "hidden=2 dropout=0.2", 10, LEARNING_SETTLED, HOLD_MASKS },
        { "hidden=2 dropout=0.2 l2=0.005", 10, LEARNING_SETTLED, HOLD_PENALTY },
    };
    const Going stays = { 0.1, 0.9, 0.3, 0.3, 0.9, 0.35, 0.85, 0 };
    const Going at_chance = { 0.1, 0.9, 0.69, 0.69, 0.52, 0.69, 0.5, 0 };
    const Going by_heart = { 0.1, 0.9, 0.3, 0.3, 0.9, 0.8, 0.7, 0 };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Learning learning = judged_in(&stays, cases[i].network, cases[i].weights);
        cr_expect_eq(learning.kind, cases[i].kind, "%s: %s", cases[i].network,
                     learning_rows[learning.kind].key);
        cr_expect_eq(learning.hold, cases[i].hold, "%s: %d", cases[i].network, learning.hold);
        cr_expect_eq(learning.mood == MOOD_GOOD, learning.kind == LEARNING_SETTLED);
        cr_expect_eq(judged_in(&at_chance, cases[i].network, cases[i].weights).kind, LEARNING_STUCK,
                     "%s: at chance nothing has been learnt", cases[i].network);
        cr_expect_eq(judged_in(&by_heart, cases[i].network, cases[i].weights).kind, LEARNING_STUCK,
                     "%s: nor where new rows are no better than chance", cases[i].network);
    }
}

// A rate of 50 that was lowered to 0.05 when the loss was at 22.
Test(judgement, of_a_divergence_blames_the_rate_of_its_highest_loss)
{
    Lab *lab = lab_of_spirals((const char *[]){ "hidden=2 optimizer=sgd lr=0.05", NULL });
    const Train *train = lab->networks[0].train;
    const Signal signal = { .layer = -1, .push = 0.1 };
    for (int lowered = 0; lowered < 2; lowered++) {
        Course course = { 0 };
        for (int i = 0; i <= 60; i++) {
            const LearnStep last = { 1, 1, 0.01, i > 20 && i <= 30 ? 50 : lowered ? 0.05 : 50 };
            const TrainScore score = { i <= 20 ? 0.6 - 0.02 * i : i == 25 ? 22 : 9, 0.5 };
            course_add(&course, 10L * i, &last, &score, &score, log(2));
        }
        Learning learning;
        judge_learning(train, &course, &signal, 600, false, 0, &learning);
        cr_expect_eq(learning.kind, LEARNING_DIVERGES, "%s", learning_rows[learning.kind].key);
        cr_expect_eq(learning.rate_was, lowered == 1);
        cr_expect_eq(learning.rate, lowered == 1 ? 50 : 0.05, "%g", learning.rate);
    }
    lab_destroy(lab);
}

// Where steps go well and evaluation does not, it is not the rate.
Test(judgement, of_batch_norm_whose_steps_go_well_does_not_blame_the_rate)
{
    static const char *const networks[] = { "hidden=2", "hidden=2 batchnorm=before", NULL };
    Lab *lab = lab_of_spirals(networks);
    const Signal signal = { .layer = -1, .push = 0.1 };
    for (int k = 0; k < 2; k++) {
        for (int well = 0; well < 2; well++) {
            Course course = { 0 };
            const LearnStep last = { well ? 0.07 : 6, 1, 0.01, 0.1 };
            for (int i = 0; i <= 60; i++) {
                const TrainScore score = { i <= 20 ? 0.6 - 0.01 * i : 9.8, 0.5 };
                course_add(&course, 10L * i, &last, &score, &score, log(2));
            }
            Learning learning;
            judge_learning(lab->networks[k].train, &course, &signal, 600, false, 0, &learning);
            cr_expect_eq(learning.kind, LEARNING_DIVERGES);
            cr_expect_eq(learning.by_statistics, k == 1 && well, "%s", networks[k]);
        }
    }
    lab_destroy(lab);
}

// The loss of whoever is right and not sure is small; that of whoever is wrong and sure grows.
Test(judgement, of_a_validation_loss_that_doubled_is_overfitting_however_many_are_right)
{
    static const struct {
        double least, now, right;
        LearningKind kind;
    } cases[] = {
        { 0.08, 0.2, 0.96, LEARNING_OVERFITS },  { 0.08, 0.12, 0.96, LEARNING_SOLVED },
        { 0.08, 0.12, 0.94, LEARNING_OVERFITS }, { 0.01, 0.06, 0.96, LEARNING_SOLVED },
        { 0.01, 0.06, 0.94, LEARNING_SOLVED },
    };
    Lab *lab = lab_of_spirals((const char *[]){ "hidden=2", NULL });
    const Train *train = lab->networks[0].train;
    const Signal signal = { .layer = -1, .push = 0.1 };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Course course = { 0 };
        for (int step = 0; step <= 20; step++) {
            const TrainScore score = { 0.9 - 0.04 * step, 1 };
            const TrainScore others = { step == 10 ? cases[i].least : cases[i].now,
                                        cases[i].right };
            course_add(&course, 10L * step, &MOVES, &score, &others, log(2));
        }
        Learning learning;
        judge_learning(train, &course, &signal, 200, false, 0, &learning);
        cr_expect_eq(learning.kind, cases[i].kind, "%d: %s", (int)i,
                     learning_rows[learning.kind].key);
    }
    lab_destroy(lab);
}

// All units are dead, and the biases of the last layer take the loss down to chance.
Test(judgement, a_loss_that_falls_from_far_above_chance_is_not_stuck)
{
    const Going falls = { 0, 31, 28, 24.9, 0.5, 25, 0.5, 0 };
    Learning learning = judged_by_hand(&falls);
    cr_expect_eq(learning.kind, LEARNING_LEARNS, "%s", learning_rows[learning.kind].key);
    cr_expect_eq(learning.mood, MOOD_WARNING);
    cr_expect_eq(learning.doubt, DOUBT_CHANCE);
    const Going stays = { 0, 31, 24.9, 24.9, 0.5, 25, 0.5, 0 };
    learning = judged_by_hand(&stays);
    cr_expect_eq(learning.kind, LEARNING_STUCK);
    cr_expect(learning.worse && learning.mood == MOOD_BAD);
    const Going at_chance = { 0, 2, 1.5, 0.7, 0.5, 0.7, 0.5, 0 };
    learning = judged_by_hand(&at_chance);
    cr_expect_eq(learning.kind, LEARNING_STUCK, "where it can but stay");
    cr_expect(learning.at_chance && !learning.worse);
}

Test(judgement, is_good_only_where_something_has_clearly_been_learnt)
{
    static const struct {
        Going going;
        Doubt doubt;
    } cases[] = {
        { { 1, 0.9, 0.8, 0.55, 0.75, 0.62, 0.65, 0 }, DOUBT_NONE },
        { { 1, 1.2, 1.0, 0.71, 0.75, 0.65, 0.65, 0 }, DOUBT_CHANCE },
        { { 1, 0.9, 0.8, 0.63, 0.75, 0.65, 0.65, 0 }, DOUBT_LOSS },
        { { 1, 0.9, 0.8, 0.55, 0.58, 0.62, 0.65, 0 }, DOUBT_RIGHT },
        { { 1, 0.9, 0.8, 0.55, 0.75, 0.70, 0.65, 0 }, DOUBT_NEW_LOSS },
        { { 1, 0.9, 0.8, 0.57, 0.75, 0.65, 0.508, 0 }, DOUBT_NEW_RIGHT },
        { { 1, 0.9, 0.8, 0.40, 0.75, 0.45, 0.75, 0.55 }, DOUBT_RISEN },
        { { 1, 0.9, 0.8, 0.02, 0.98, 0.05, 0.98, 0.065 }, DOUBT_NONE }, // below 10 % of chance
        { { 1, 0.9, 0.8, 0.02, 0.98, 0.05, 0.98, 0.075 }, DOUBT_RISEN },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Learning learning = judged_by_hand(&cases[i].going);
        cr_expect_eq(learning.kind, LEARNING_LEARNS, "%d: %s", (int)i,
                     learning_rows[learning.kind].key);
        cr_expect_eq(learning.doubt, cases[i].doubt, "%d: doubt %d", (int)i, learning.doubt);
        cr_expect_eq(learning.mood, cases[i].doubt == DOUBT_NONE ? MOOD_GOOD : MOOD_WARNING);
    }
}

// One look after the other, 140 steps apart, each loss lower than the last by `less`; the first is
// of 1.
static Learning judged_after_looks(int looks, double less, double movement, double push)
{
    Lab *lab = lab_of_spirals((const char *[]){ "hidden=2", NULL });
    const Train *train = lab->networks[0].train;
    const LearnStep last = { 1, push, movement, 0.1 };
    Course course = { 0 };
    for (int i = 0; i <= looks; i++) {
        const TrainScore score = { i == 0 ? 1 : 0.65 - less * i, 0.5 };
        course_add(&course, 140L * i, &last, &score, &score, train_chance(train).loss);
    }
    const Signal signal = { .layer = -1, .push = push };
    Learning learning;
    judge_learning(train, &course, &signal, 140L * looks, false, 0, &learning);
    lab_destroy(lab);
    return learning;
}

// "Which norm?" in batches of two: what pauses for an epoch or two, its loss going up and down,
// learns later.
Test(judgement, of_a_pause_is_not_stuck_before_five_epochs)
{
    const int least = (int)diagnosis_limits.wait_looks + 1; // the first look is a fall
    for (int looks = 1; looks <= least + 1; looks++) {
        const Learning still = judged_after_looks(looks, 0, 0.01, 0.1);
        cr_expect_eq(still.kind, looks < least ? LEARNING_LEARNS : LEARNING_STUCK, "%d: %s", looks,
                     learning_rows[still.kind].key);
        const Learning falls = judged_after_looks(looks, 0.001, 5e-4, 0.1);
        cr_expect_eq(falls.kind, looks < least ? LEARNING_LEARNS : LEARNING_SLOW, "%d: %s", looks,
                     learning_rows[falls.kind].key);
        cr_expect_not(falls.by_rate, "steps are no longer than this near any aim");
    }
}

// Steps that are nothing beside the weights need no five epochs to be seen, but a gradient.
Test(judgement, of_a_rate_that_moves_nothing_is_slow_by_its_rate)
{
    const Learning moves = judged_after_looks(2, 1e-5, 1e-6, 0.1);
    cr_expect_eq(moves.kind, LEARNING_SLOW);
    cr_expect(moves.by_rate);
    const Learning flat = judged_after_looks(8, 1e-5, 1e-6, 1e-3);
    cr_expect_eq(flat.kind, LEARNING_STUCK);
    cr_expect_not(flat.by_rate, "next to no gradient is not the rate's doing");
}

// What is seen of a network's signal is a fault only as long as what it learns is not good.
Test(judgement, of_the_signal_is_no_warning_where_what_is_learnt_is_good)
{
    static const struct {
        SignalKind signal;
        LearningKind learning;
        Mood seen, learnt, said;
    } cases[] = {
        { SIGNAL_GROWS, LEARNING_LEARNS, MOOD_WARNING, MOOD_GOOD, MOOD_NEUTRAL },
        { SIGNAL_GROWS, LEARNING_LEARNS, MOOD_WARNING, MOOD_WARNING, MOOD_WARNING },
        { SIGNAL_SATURATED, LEARNING_SOLVED, MOOD_BAD, MOOD_GOOD, MOOD_NEUTRAL },
        { SIGNAL_SATURATED, LEARNING_UNTRAINED, MOOD_BAD, MOOD_NEUTRAL, MOOD_BAD },
        { SIGNAL_DEAD, LEARNING_OVERFITS, MOOD_BAD, MOOD_WARNING, MOOD_BAD },
        { SIGNAL_FEW, LEARNING_STUCK, MOOD_WARNING, MOOD_BAD, MOOD_WARNING },
        { SIGNAL_KEPT, LEARNING_SOLVED, MOOD_GOOD, MOOD_GOOD, MOOD_GOOD },
        { SIGNAL_KEPT, LEARNING_STUCK, MOOD_GOOD, MOOD_BAD, MOOD_GOOD },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Judgement judgement = { { .kind = cases[i].signal, .mood = cases[i].seen },
                                { .kind = cases[i].learning, .mood = cases[i].learnt } };
        judge_together(&judgement);
        cr_expect_eq(judgement.signal.mood, cases[i].said, "%d: %d", (int)i, judgement.signal.mood);
        cr_expect_eq(judgement.signal.kind, cases[i].signal);
        cr_expect_eq(judgement.learning.mood, cases[i].learnt);
    }
}

// Of a network that is solved and one that is not, both saturated, as snapshots have them.
Test(judgement, of_saturated_networks_is_a_warning_where_they_do_not_learn)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, "moons", NULL));
    add_network(&b, "hidden=2x64 activation=tanh init=normal std=3 optimizer=adam lr=0.01");
    add_network(&b, "hidden=2x64 activation=tanh init=normal std=3 optimizer=sgd lr=1e-6");
    bench_settle(&b);
    for (long step = 0; step <= 360; step += 360) {
        bench_seek(&b, step);
        for (int i = 0; i < 2; i++) {
            const Judgement *judgement = &b.shot->networks[i].judgement;
            const bool good = judgement->learning.mood == MOOD_GOOD;
            cr_expect_eq(good, step > 0 && i == 0, "%d at %ld", i, step);
            cr_expect_eq(judgement->signal.kind, SIGNAL_SATURATED, "%d at %ld", i, step);
            cr_expect_eq(judgement->signal.mood, good ? MOOD_NEUTRAL : MOOD_BAD, "%d at %ld", i,
                         step);
        }
    }
    bench_close(&b);
}

// "Initializations" with six units in two layers: its losses are hardly below chance.
Test(judgement, of_small_networks_at_chance_is_not_good)
{
    static const char *const some[] = { "init=normal std=1", "init=xavier_normal",
                                        "init=he_normal" };
    Bench b;
    bench_open(&b, 1 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, "spiral noise=0.1 n=400", NULL));
    for (size_t i = 0; i < COUNT(some); i++) {
        char text[100];
        snprintf(text, sizeof text,
                 "hidden=6,6 activation=relu optimizer=adam lr=0.001 batch=32 %s", some[i]);
        add_network(&b, text);
    }
    bench_settle(&b);
    bench_seek(&b, 180);
    for (size_t i = 0; i < COUNT(some); i++) {
        const Learning *learning = &b.shot->networks[i].judgement.learning;
        cr_expect_eq(learning->kind, LEARNING_LEARNS);
        cr_expect_eq(learning->mood, MOOD_WARNING, "%s: loss %g, %g right", some[i], learning->loss,
                     learning->accuracy);
    }
    bench_seek(&b, 1350);
    for (size_t i = 0; i < COUNT(some); i++) {
        const Learning *learning = &b.shot->networks[i].judgement.learning;
        cr_expect_eq(learning->mood, MOOD_GOOD, "%s: loss %g, %g right", some[i], learning->loss,
                     learning->accuracy);
    }
    bench_close(&b);
}

// ---- chance

static TrainScore chance_of(const char *data, const char *network)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, data, NULL));
    add_network(&b, network);
    Lab *lab = lab_create(&b.wish->spec, NULL);
    const TrainScore chance = train_chance(lab->networks[0].train);
    lab_destroy(lab);
    bench_close(&b);
    return chance;
}

Test(judgement, chance_is_the_least_loss_of_one_answer_for_all)
{
    cr_expect_float_eq(chance_of("spiral n=400", "hidden=2").loss, log(2), 1e-12);
    cr_expect_float_eq(chance_of("spiral n=400", "hidden=2 loss=bce_with_logits").loss, log(2),
                       1e-12);
    cr_expect_float_eq(chance_of("spiral n=400", "hidden=2 loss=mse").loss, 0.25, 1e-12);
    cr_expect_float_eq(chance_of("digits n=1000 train=1", "hidden=2").loss, log(10), 1e-12);
    cr_expect_float_eq(chance_of("digits n=1000 train=1", "hidden=2").accuracy, 0.1, 1e-12);
    // Ten outputs, of which one is 1: variance 0.09 each.
    cr_expect_float_eq(chance_of("digits n=1000 train=1", "hidden=2 loss=mse").loss, 0.09, 1e-12);
    // Smoothing keeps equal shares equal.
    cr_expect_float_eq(chance_of("spiral n=400", "hidden=2 label_smoothing=0.2").loss, log(2),
                       1e-12);
    // sin²·cos² over whole waves has the mean 1/4; a draw of 280 points comes near.
    cr_expect_float_eq(chance_of("wave n=400", "hidden=2").loss, 0.25, 0.05);
}
