// What conditions find, against the tables of the command line, and that what is proved offline is
// what is seen live, frame by frame.
#include "condition_bench.h"
#include "sim/lesson/bet_values.h"
#include "sim/lesson/lesson_prove.h"
#include "sim/train/session.h"

#include <math.h>
#include <string.h>

TestSuite(condition_prove, .fini = finish);

typedef struct Case {
    const char *text;
    Truth truth;
    const char *found;
} Case;

static void expect(const Subject *subject, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Proof proof = proved(subject, cases[i].text);
        cr_expect_eq(proof.truth, cases[i].truth, "%s: %d, found %s", cases[i].text, proof.truth,
                     proof.found);
        cr_expect_str_eq(proof.found, cases[i].found, "%s: found %s", cases[i].text, proof.found);
    }
}

// The numbers are those of `thalweg trace`; Saito's of chapter 6.
Test(condition_prove, of_a_race_at_every_kind_of_moment)
{
    static const Case cases[] = {
        { "sgd at 1 is at (-6.335, -1.8) ± 1e-9", TRUTH_YES, "(-6.335, -1.8) at step 1" },
        { "adam at 30 is at (0.136007, 0.318245) ± 1e-5", TRUTH_YES, "(0.136014, 0.318245)" },
        { "adam at 30 is at (0.136007, 0.318245) ± 1e-6", TRUTH_NO, "(0.136014, 0.318245)" },
        { "adam is at (0.13, 0.32)", TRUTH_NO, "(0.136014, 0.318245)" },
        { "adam is at (0.14, 0.32)", TRUTH_YES, "(0.136014, 0.318245)" },
        { "adam is not at (0.14, 0.32)", TRUTH_NO, "(0.136014, 0.318245)" },
        { "adam x = 0.136", TRUTH_YES, "0.136014" },
        { "adam x = 0.1361", TRUTH_NO, "0.136014" },
        { "adam x = 0.1361 ± 0.1 %", TRUTH_YES, "0.136014" },
        { "sgd loss at 0 = 6.45", TRUTH_YES, "6.45 at step 0" },
        { "sgd loss always <= 6.45", TRUTH_YES, "6.45 at step 0" },
        { "sgd loss always <= 6", TRUTH_NO, "6.45 at step 0" },
        { "sgd loss always < 6.45", TRUTH_NO, "6.45 at step 0" },
        { "sgd loss until 1 < 5.3", TRUTH_YES, "5.24661 at step 1" },
        { "sgd loss until 1 < 5.2", TRUTH_NO, "5.24661 at step 1" },
        { "sgd loss ever < 5.2", TRUTH_YES, "4.26786 at step 2" },
        { "sgd y always >= -1.8", TRUTH_YES, "-1.8 at step 1" },
        { "momentum loss at the end > 3 * sgd loss", TRUTH_YES, "0.047937" },
        { "momentum loss > 4 * sgd loss", TRUTH_NO, "0.047937" },
        { "sgd loss at 30 < 0.01 * sgd loss at 0", TRUTH_YES, "0.0133268" },
        { "sgd loss at 0 > 400 * sgd loss at the end", TRUTH_YES, "6.45 at step 0" },
        { "sgd loss always <= sgd loss at 0", TRUTH_YES, "6.45 at step 0" },
        { "sgd is lost", TRUTH_NO, "not lost" },
        { "sgd is not lost and adam is lost", TRUTH_NO, "not lost" },
        { "sgd gradient at 1 = 3.655 ± 1e-3", TRUTH_YES, "3.65531 at step 1" },
        { "sgd gradient_x at 1 = -0.6335", TRUTH_YES, "-0.6335 at step 1" },
        { "sgd gradient_y at 1 = -3.6", TRUTH_YES, "-3.6 at step 1" },
        { "sgd distance at 0 = 7.28011", TRUTH_YES, "7.28011 at step 0" },
        { "sgd rate = 0.95 and sgd rate at 1 = 0.95", TRUTH_YES, "0.95 at step 1" },
        { "sgd rate always = 0.95", TRUTH_NO, "no number at step 0" },
        { "sgd sharpness always = 2.0 and sgd border at 5 = 2.105", TRUTH_YES,
          "2.10526 at step 5" },
        { "sgd path_length at 1 = 3.858 ± 1e-3", TRUTH_YES, "3.85775 at step 1" },
        { "sgd path_length ever > 20", TRUTH_YES, "20.1347 at step 7" },
        { "sgd lost_at > 0", TRUTH_NO, "no number" },
        { "adagrad within_step = 30 ± 3", TRUTH_YES, "29" },
        { "sgd within_step < 31", TRUTH_NO, "no number" },
    };
    expect(valley(), cases, COUNT(cases));
}

Test(condition_prove, of_a_run_that_is_lost)
{
    Subject *subject = valley();
    Error err;
    cr_assert(scene_parse_racer(&subject->scene.racers[0], "sgd lr=3", &err));
    static const Case cases[] = {
        { "sgd is lost", TRUTH_YES, "lost" },
        { "sgd is lost at 2", TRUTH_NO, "not lost at step 2" },
        { "sgd is lost until 2", TRUTH_NO, "not lost at step 0" },
        { "sgd ever is lost", TRUTH_YES, "lost at step 3" },
        { "sgd always is not lost", TRUTH_NO, "lost at step 3" },
        { "sgd lost_at = 3", TRUTH_YES, "3" },
        { "sgd loss at 30 > 1e4", TRUTH_YES, "62500.3" },
    };
    expect(subject, cases, COUNT(cases));
}

// The numbers are those of `thalweg train` and `thalweg diagnose`.
Test(condition_prove, of_networks_at_every_kind_of_moment)
{
    static const Case cases[] = {
        { "A learns and B is untrained and C is lost", TRUTH_YES, "lost" },
        { "A is stuck", TRUTH_NO, "learns" },
        { "B does not learn", TRUTH_YES, "untrained" },
        { "A is untrained at 0", TRUTH_YES, "untrained at step 0" },
        { "A at epoch 1 learns", TRUTH_YES, "learns at step 2" },
        { "A ever learns", TRUTH_YES, "learns at step 2" },
        { "A always is kept", TRUTH_YES, "signal kept at step 0" },
        { "B is dead", TRUTH_YES, "dead units" },
        { "A train_loss at 0 = 1.20048", TRUTH_YES, "1.20048 at step 0" },
        { "A train_loss = 0.580189", TRUTH_YES, "0.580189" },
        { "A train_loss at epoch 3 = 0.760757", TRUTH_YES, "0.760757 at step 6" },
        { "A train_loss at 7 = 0.760757", TRUTH_YES, "0.760757 at step 7" },
        // Shares in hundredths, with more digits where three would hide what decides.
        { "A train_accuracy = 0.476 and A validation_accuracy = 0.333", TRUTH_YES, "33.3333 %" },
        { "A validation_accuracy > 0.95", TRUTH_NO, "33.3 %" },
        { "A validation_accuracy > 0.3335", TRUTH_NO, "33.3333 %" },
        { "A train_loss always <= 1.2005", TRUTH_YES, "1.20048 at step 0" },
        { "A train_loss always < 1.2", TRUTH_NO, "1.20048 at step 0" },
        { "A train_loss until epoch 3 < 0.7", TRUTH_NO, "0.760757 at step 6" },
        { "A train_loss until epoch 4 < 0.7", TRUTH_YES, "0.67821 at step 8" },
        { "A train_loss always <= B train_loss", TRUTH_NO, "1.20048 at step 0" },
        { "A train_loss < 0.9 * B train_loss", TRUTH_YES, "0.580189" },
        { "A train_loss < 0.5 * A train_loss at 0", TRUTH_YES, "0.580189" },
        { "A batch_loss at 1 = 1.20301 and A batch_loss at 2 = 1.06898", TRUTH_YES,
          "1.06898 at step 2" },
        { "A gradient at 2 = 2.01546", TRUTH_YES, "2.01546 at step 2" },
        { "A gradient at 11 < 1 and A rate at 7 = 0.01", TRUTH_YES, "0.01 at step 7" },
        { "A update = 0.0108", TRUTH_YES, "0.0108135" },
        { "A best = 0.5802 and B least = 0.69315 and B least_epoch = 0", TRUTH_YES, "0" },
        { "A chance = 0.6886 and A chance_accuracy = 0.5476", TRUTH_YES, "54.7619 %" },
        { "A parameters = 114", TRUTH_YES, "114" },
        { "A steps = 12 and A epochs = 6", TRUTH_YES, "6" },
        { "A std_ratio = 0.6791 and A signal_ratio = 0.6064", TRUTH_YES, "0.606351" },
        { "B gradient_ratio = 0.5122", TRUTH_YES, "0.512199" },
        { "A dead = 2 and A units = 16 and B dead = 11", TRUTH_YES, "11" },
        { "C lost_at = 2 and A lost_at > 0", TRUTH_NO, "no number" },
        { "C is lost at 12 and C is lost until 5", TRUTH_YES, "lost" },
        { "C train_loss at 0 > 46000", TRUTH_YES, "46419.1 at step 0" },
        { "B std of every layer at 0 < 0.01", TRUTH_YES, "6.15898e-4 in layer 1 at step 0" },
        { "B std of any layer at 0 > 0.01", TRUTH_NO, "6.15898e-4 in layer 1 at step 0" },
        { "B weight std of every layer at 0 = 0.001 ± 40 %", TRUTH_YES,
          "6.74043e-4 in layer 1 at step 0" },
        { "B std of the last layer at 0 < 0.01 * B std of layer 1 at 0", TRUTH_YES,
          "2.2845e-9 at step 0" },
        { "B std of layer 1 at the end > 10 * B std of layer 1 at 0", TRUTH_YES, "0.0905152" },
        { "B std of layer 1 at 0 < 0.1 * B std of layer 1 at the end", TRUTH_YES,
          "6.15898e-4 at step 0" },
        { "A gradient std of every layer always > 1e-3", TRUTH_YES, "0.0321707 in layer 2" },
        { "A zeros of layer 1 > 0.3 and A saturated of layer 1 = 0", TRUTH_YES, "0 %" },
    };
    expect(three_networks(), cases, COUNT(cases));
}

// Whoever is not asked about is not trained, and nobody notices.
Test(condition_prove, all_conditions_of_a_step_are_answered_in_one_run)
{
    static const char *const texts[] = { "A train_loss = 0.580189", "A std of layer 1 at 3 > 0",
                                         "\"hidden 2x8, He (normal)\" learns", "A ever is slow" };
    const Condition *conditions[COUNT(texts)];
    Proof proofs[COUNT(texts)];
    Error err;
    for (size_t i = 0; i < COUNT(texts); i++) {
        conditions[i] = parsed(texts[i]);
    }
    cr_assert(condition_prove(three_networks(), conditions, COUNT(texts), 2, proofs, &err));
    for (size_t i = 0; i < COUNT(texts); i++) {
        const Proof alone = proved(three_networks(), texts[i]);
        cr_expect_eq(proofs[i].truth, alone.truth, "%s", texts[i]);
        cr_expect_str_eq(proofs[i].found, alone.found, "%s", texts[i]);
        cr_expect_eq(proofs[i].truth, i < 3 ? TRUTH_YES : TRUTH_NO, "%s: %s", texts[i],
                     proofs[i].found);
    }
}

Test(condition_prove, data_that_are_not_there_are_a_mistake)
{
    static const char *const networks[] = { "", NULL };
    const Condition *condition = parsed("A learns");
    Proof proof;
    Error err = { .at = -1 };
    const Subject *subject = lab_of("csv file=/nowhere/at/all.csv", networks, 3);
    cr_expect_not(condition_prove(subject, &condition, 1, 1, &proof, &err));
    cr_expect(strstr(err.text, "all.csv"), "%s", err.text);
}

// A change that was made while it trained is made again: the rate falls to a tenth at step 6.
Test(condition_prove, what_was_changed_on_the_way_happens_in_the_proof)
{
    Subject *subject = three_networks();
    LabChange *changes = subject->past.changes;
    const NetSpec before = lab_network(&subject->lab, 1);
    Error err;
    cr_assert(
        lab_parse_network(&subject->lab, 1, "hidden=3x8 init=normal std=0.001 lr=0.001", &err));
    changes[0] = (LabChange){ 1, 0, before, 0 };
    changes[1] = (LabChange){ 1, 6, lab_network(&subject->lab, 1), 0 };
    subject->past.change_count = 2;
    static const Case cases[] = {
        { "B rate at 6 = 0.01 and B rate at 7 = 0.001", TRUTH_YES, "0.001 at step 7" },
        { "B rate always > 0.005", TRUTH_NO, "0.001 at step 7" },
    };
    expect(subject, cases, COUNT(cases));
}

// ---- live

typedef struct Shown {
    Arena arena;
    Formula formula;
    Race *race;
    RaceView view;
    double minimum[1][2];
} Shown;

static void show(Shown *shown, const Subject *subject)
{
    *shown = (Shown){ .race = race_create() };
    cr_assert(scene_compile(&subject->scene, &shown->formula, &shown->arena, NULL));
    const Objective *objective = scene_objective(&subject->scene, &shown->formula,
                                                 arena_alloc(&shown->arena, OBJECTIVE_ROOM));
    race_start(shown->race, &subject->scene, objective);
    race_advance(shown->race, INFINITY);
    shown->view = (RaceView){ .scene = &subject->scene,
                              .race = shown->race,
                              .goal = { NULL, NULL, (const double(*)[2])shown->minimum, 1, 1 },
                              .lowest = 0,
                              .tolerance = 1e-3,
                              .end = subject->scene.steps };
}

static void close_shown(Shown *shown)
{
    race_destroy(shown->race);
    arena_free(&shown->arena);
}

static Truth at_step(ConditionWatch *watch, Shown *shown, long step)
{
    shown->view.step = step;
    return condition_of_race(watch, &shown->view, INFINITY);
}

Test(condition_watch, a_task_follows_the_step_that_is_shown, .fini = finish)
{
    static const struct {
        const char *text;
        Truth at_0, at_1, at_12, at_30;
    } cases[] = {
        { "sgd y < 0", TRUTH_NO, TRUTH_YES, TRUTH_NO, TRUTH_NO },
        { "sgd loss at 12 < 6", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_YES, TRUTH_YES },
        { "sgd loss at the end < 6", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_YES },
        { "sgd loss ever < 5.3", TRUTH_NOT_YET, TRUTH_YES, TRUTH_YES, TRUTH_YES },
        { "sgd loss until 12 < 0.1", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_NO, TRUTH_NO },
        { "sgd loss always < 7", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_YES },
        { "sgd loss always > 5", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_NO, TRUTH_NO },
        { "sgd loss < 0.9 * sgd loss at 0", TRUTH_NO, TRUTH_YES, TRUTH_YES, TRUTH_YES },
        { "sgd loss at 0 > sgd loss at 12", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_YES, TRUTH_YES },
        { "sgd distance < 7 and sgd path_length > 3", TRUTH_NO, TRUTH_YES, TRUTH_YES, TRUTH_YES },
    };
    Shown shown;
    show(&shown, valley());
    for (size_t i = 0; i < COUNT(cases); i++) {
        ConditionWatch *watch = condition_watch_create(parsed(cases[i].text));
        for (int turn = 0; turn < 2; turn++) { // back again, too
            cr_expect_eq(at_step(watch, &shown, 0), cases[i].at_0, "%s at 0", cases[i].text);
            cr_expect_eq(at_step(watch, &shown, 1), cases[i].at_1, "%s at 1", cases[i].text);
            cr_expect_eq(at_step(watch, &shown, 12), cases[i].at_12, "%s at 12", cases[i].text);
            cr_expect_eq(at_step(watch, &shown, 30), cases[i].at_30, "%s at 30: %s", cases[i].text,
                         condition_found(watch));
        }
        condition_watch_destroy(watch);
    }
    close_shown(&shown);
}

Test(condition_watch, a_race_that_began_anew_is_asked_anew, .fini = finish)
{
    Subject *subject = valley();
    Shown shown;
    show(&shown, subject);
    ConditionWatch *watch = condition_watch_create(parsed("sgd ever is lost and sgd rate > 1"));
    cr_expect_eq(at_step(watch, &shown, 30), TRUTH_NO);
    subject->scene.racers[0].spec.params.lr = 3;
    const Objective *objective = race_objective(shown.race);
    race_start(shown.race, &subject->scene, objective);
    cr_expect_eq(at_step(watch, &shown, 30), TRUTH_NOT_YET); // it is not complete
    race_advance(shown.race, INFINITY);
    cr_expect_eq(at_step(watch, &shown, 30), TRUTH_YES, "%s", condition_found(watch));
    subject->scene.racers[0].on = false;
    race_start(shown.race, &subject->scene, objective);
    race_advance(shown.race, INFINITY);
    cr_expect_eq(at_step(watch, &shown, 30), TRUTH_NOT_YET); // nobody is there
    condition_watch_destroy(watch);
    close_shown(&shown);
}

typedef struct Trained {
    Session *session;
    LabWish *wish;
    LabShot *shot;
} Trained;

static Trained train(const Subject *subject)
{
    Trained t = { session_create(1 << 22, 1), arena_new(&arena, LabWish, 1),
                  arena_new(&arena, LabShot, 1) };
    *t.wish = (LabWish){ .spec = subject->lab,
                         .speed = INFINITY,
                         .epochs = subject->lab.epochs,
                         .look.zoom_layer = -1 };
    return t;
}

static Truth ask_at(Trained *t, ConditionWatch *watch, long step)
{
    t->wish->seeks++;
    t->wish->serial++;
    t->wish->seek = step;
    session_wish(t->session, t->wish);
    while (session_work(t->session, INFINITY, NULL)) {
    }
    session_shot(t->session, t->shot, true);
    return condition_of_shot(watch, &(LabView){ &t->wish->spec, t->shot });
}

Test(condition_watch, a_task_in_a_lab_follows_the_step_that_is_shown, .fini = finish)
{
    static const struct {
        const char *text;
        Truth at_0, at_2, at_12;
    } cases[] = {
        { "A train_loss < 1.1", TRUTH_NO, TRUTH_YES, TRUTH_YES },
        { "A learns", TRUTH_NO, TRUTH_YES, TRUTH_YES },
        { "A train_loss at epoch 1 < 1.1", TRUTH_NOT_YET, TRUTH_YES, TRUTH_YES },
        { "A train_loss at the end < 1.1", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_YES },
        { "A train_loss ever < 1.1", TRUTH_NOT_YET, TRUTH_YES, TRUTH_YES },
        { "A train_loss always < 1.3", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_YES },
        { "A train_loss always > 1.1", TRUTH_NOT_YET, TRUTH_NO, TRUTH_NO },
        { "A std of layer 1 at 2 > 0", TRUTH_NOT_YET, TRUTH_YES, TRUTH_YES },
        { "A std of layer 1 at 1 > 0", TRUTH_NOT_YET, TRUTH_NOT_YET, TRUTH_NOT_YET },
        { "B std of every layer > 0.1 * B std of layer 1", TRUTH_NO, TRUTH_YES, TRUTH_YES },
        { "C is lost", TRUTH_NO, TRUTH_YES, TRUTH_YES },
        { "C train_loss at epoch 6 > 0", TRUTH_NOT_YET, TRUTH_NO, TRUTH_NO },
        { "C always is not lost", TRUTH_NOT_YET, TRUTH_NO, TRUTH_NO },
    };
    Trained t = train(three_networks());
    for (size_t i = 0; i < COUNT(cases); i++) {
        ConditionWatch *watch = condition_watch_create(parsed(cases[i].text));
        for (int turn = 0; turn < 2; turn++) {
            cr_expect_eq(ask_at(&t, watch, 0), cases[i].at_0, "%s at 0", cases[i].text);
            cr_expect_eq(ask_at(&t, watch, 2), cases[i].at_2, "%s at 2: %s", cases[i].text,
                         condition_found(watch));
            cr_expect_eq(ask_at(&t, watch, 12), cases[i].at_12, "%s at 12: %s", cases[i].text,
                         condition_found(watch));
        }
        condition_watch_destroy(watch);
    }
    session_destroy(t.session);
}

Test(condition_watch, what_a_network_did_before_it_began_anew_does_not_count, .fini = finish)
{
    Trained t = train(three_networks());
    Error err;
    ConditionWatch *watch = condition_watch_create(parsed("A ever learns"));
    ask_at(&t, watch, 0);
    cr_expect_eq(ask_at(&t, watch, 2), TRUTH_YES);
    cr_expect_eq(ask_at(&t, watch, 12), TRUTH_YES);
    cr_assert(lab_parse_network(&t.wish->spec, 0, "hidden=2x8 init=normal std=0.001", &err));
    t.wish->restarts++;
    cr_expect_eq(ask_at(&t, watch, 2), TRUTH_NOT_YET, "%s", condition_found(watch));
    condition_watch_destroy(watch);
    session_destroy(t.session);
}

Test(condition_watch, networks_are_known_by_their_numbers_wherever_they_stand, .fini = finish)
{
    const Subject *subject = three_networks();
    Trained t = train(subject);
    ConditionWatch *watch = condition_watch_create(parsed("A is lost"));
    t.wish->spec.ids[0] = 7;
    t.wish->spec.ids[1] = 8;
    t.wish->spec.ids[2] = 9;
    cr_expect_eq(ask_at(&t, watch, 12), TRUTH_NO);
    LabSpec *other = arena_new(&arena, LabSpec, 1);
    *other = t.wish->spec;
    other->ids[0] = 9; // the one that is lost
    cr_expect_eq(condition_of_shot(watch, &(LabView){ other, t.shot }), TRUTH_YES);
    other->ids[0] = 10; // not there yet
    cr_expect_eq(condition_of_shot(watch, &(LabView){ other, t.shot }), TRUTH_NOT_YET);
    condition_watch_destroy(watch);
    session_destroy(t.session);
}

// ---- bets

Test(bet_values, ends_of_a_race_are_known_before_they_are_shown, .fini = finish)
{
    Subject *subject = valley();
    Error err;
    cr_assert(scene_parse_racer(&subject->scene.racers[1], "momentum off", &err));
    cr_assert(scene_parse_racer(&subject->scene.racers[2], "sgd lr=3", &err));
    Shown shown;
    show(&shown, subject);
    shown.view.step = 0;
    double at[2];
    cr_assert(bet_end_of_race(&shown.view, 3, at));
    cr_expect_float_eq(at[0], 0.13601385845071323, 1e-12);
    cr_expect_not(bet_end_of_race(&shown.view, 1, at)); // sits out
    cr_assert(bet_end_of_race(&shown.view, 2, at));     // lost, but it was somewhere
    cr_expect_float_eq(at[1], -250, 1e-9);

    double values[SCENE_RACERS_MAX];
    LessonBet bet = { .kind = BET_BEST, .by = "loss" };
    cr_assert(bet_values_of_race(&shown.view, &bet, values, SCENE_RACERS_MAX));
    cr_expect_float_eq(values[0], 0.013326803773271939, 1e-12);
    cr_expect(isnan(values[1]) && isnan(values[2]) && isnan(values[4])); // out, lost, nobody
    cr_expect_float_eq(values[3], 0.10220511127966765, 1e-12);
    bet.by = "rate";
    cr_assert(bet_values_of_race(&shown.view, &bet, values, SCENE_RACERS_MAX));
    cr_expect(values[0] == 0.95 && values[3] == 0.3);
    bet.by = "path_length";
    cr_assert(bet_values_of_race(&shown.view, &bet, values, SCENE_RACERS_MAX));
    cr_expect(values[0] > 20.13 && values[3] < values[0]);
    race_start(shown.race, &subject->scene, race_objective(shown.race));
    cr_expect_not(bet_end_of_race(&shown.view, 3, at)); // it is being computed
    cr_expect_not(bet_values_of_race(&shown.view, &bet, values, SCENE_RACERS_MAX));
    close_shown(&shown);
}

Test(bet_values, of_a_lab_are_what_its_snapshot_says, .fini = finish)
{
    Trained t = train(three_networks());
    ConditionWatch *watch = condition_watch_create(parsed("A learns"));
    const LessonBet bet = { .kind = BET_BEST, .by = "validation_loss" };
    const LabView view = { &t.wish->spec, t.shot };
    double values[LAB_NETWORKS_MAX];
    ask_at(&t, watch, 12);
    cr_assert(bet_values_of_shot(&view, &bet, values, LAB_NETWORKS_MAX));
    cr_expect_float_eq(values[0], 0.6556686, 1e-5); // compilers round otherwise
    cr_expect_float_eq(values[1], 0.7109999, 1e-5);
    cr_expect(isnan(values[2]) && isnan(values[3])); // lost, none
    condition_watch_destroy(watch);
    session_destroy(t.session);
}

// ---- lessons

static void count_runs(void *context, int step)
{
    (void)step;
    ++*(int *)context;
}

// A race, the same and other networks, then a step that shows what was there.
Test(lesson_prove, every_claim_is_asked_of_what_its_step_shows, .fini = finish)
{
    static const struct {
        int step;
        const char *text;
        Truth truth;
        const char *found;
    } claims[] = {
        { 1, "sgd x = -0.35", TRUTH_YES, "-0.350393" },
        { 2, "sgd x = -0.35 and sgd y = 0.1", TRUTH_YES, "0.0847823" },
        { 3, "A learns", TRUTH_YES, "learns" },
        { 4, "B train_loss < 0.5", TRUTH_NO, "0.688439" },
        { 5, "A learns", TRUTH_NO, "untrained" },
        { 5, "A std of layer 1 at 13 > 0", TRUTH_NOT_YET, "" },
    };
    Lesson lesson = { .step_count = 6, .steps = arena_new(&arena, LessonStep, 6) };
    Subject *again = three_networks();
    Subject *other = three_networks();
    again->lab_show.kind = INSPECT_WEIGHTS;
    other->lab.epochs = 0;
    const Subject *shown[] = { NULL, valley(), NULL, three_networks(), again, other };
    for (int i = 0; i < lesson.step_count; i++) {
        lesson.steps[i].subject = shown[i];
    }
    for (size_t i = 0; i < COUNT(claims); i++) {
        LessonStep *step = &lesson.steps[claims[i].step];
        step->claims[step->claim_count++] =
            (LessonClaim){ claims[i].text, parsed(claims[i].text), 0 };
    }
    cr_expect_null(lesson_subject(&lesson, 0));
    cr_expect_eq(lesson_subject(&lesson, 2), shown[1]);
    LessonProofs all;
    int runs = 0;
    Error err;
    cr_assert(lesson_prove(&lesson, 2, count_runs, &runs, &arena, &all, &err));
    cr_assert_eq(all.count, (int)COUNT(claims));
    cr_expect_eq(runs, 3); // the race, the networks, and those that are not trained
    const LessonProof *proofs = all.items;
    for (int i = 0; i < all.count; i++) {
        cr_expect_eq(proofs[i].step, claims[i].step);
        cr_expect_str_eq(proofs[i].claim->text, claims[i].text);
        cr_expect_eq(proofs[i].proof.truth, claims[i].truth, "%s", claims[i].text);
        cr_expect_str_eq(proofs[i].proof.found, claims[i].found, "%s: %s", claims[i].text,
                         proofs[i].proof.found);
    }
}

Test(lesson_prove, tells_which_step_has_no_data, .fini = finish)
{
    static const char *const networks[] = { "", NULL };
    Lesson lesson = { .step_count = 2, .steps = arena_new(&arena, LessonStep, 2) };
    lesson.steps[0].subject = valley();
    lesson.steps[1].subject = lab_of("csv file=/nowhere/at/all.csv", networks, 3);
    lesson.steps[1].claim_count = 1;
    lesson.steps[1].claims[0].condition = parsed("A learns");
    LessonProofs proofs;
    Error err;
    cr_expect_not(lesson_prove(&lesson, 1, NULL, NULL, &arena, &proofs, &err));
    cr_expect(proofs.wrong == 0 && proofs.items[0].step == 1 && strstr(err.text, "all.csv"));
}
