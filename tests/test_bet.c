// What one can bet on, and that the points say how much better than chance a bet was.
#include "sim/lesson/bet.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Subject *race_of_three(void)
{
    static const char *const racers[] = { "sgd", "adam", "momentum", "adagrad off" };
    Subject *subject = calloc(1, sizeof *subject);
    Error err;
    subject_defaults(subject, SUBJECT_SCENE);
    subject->scene.racer_count = COUNT(racers);
    for (size_t i = 0; i < COUNT(racers); i++) {
        cr_assert(scene_parse_racer(&subject->scene.racers[i], racers[i], &err));
    }
    return subject;
}

Test(bet, is_on_an_end_or_on_the_best)
{
    Arena arena = { 0 };
    Subject *subject = race_of_three();
    LessonBet bet = { 0 };
    Error err;
    cr_assert(bet_read("end of adam", subject, &arena, &bet, &err));
    cr_expect(bet.kind == BET_END && bet.of == 1);
    cr_assert(bet_read("lowest loss", subject, &arena, &bet, &err));
    cr_expect(bet.kind == BET_BEST && !bet.highest && bet.among == 7);
    cr_expect_str_eq(bet.by, "loss");
    cr_assert(bet_read_among("sgd, momentum", subject, &bet, &err));
    cr_expect_eq(bet.among, 5u);
    subject_defaults(subject, SUBJECT_LAB);
    subject->lab.network_count = 2;
    cr_assert(bet_read(" highest  validation_accuracy ", subject, &arena, &bet, &err));
    cr_expect(bet.highest && bet.among == 3);
    free(subject);
    arena_free(&arena);
}

Test(bet, tells_what_is_wrong_at_its_place)
{
    static const struct {
        const char *on, *says;
        int at;
    } cases[] = {
        { "the end", "one bets on", 0 },
        { "end adam", "followed by whose", 3 },
        { "end of", "whom it is about", 6 },
        { "end of nadam", "not among", 7 },
        { "end of adagrad", "sits out", 7 },
        { "end of adam now", "nothing follows", 12 },
        { "lowest", "of what is missing", 6 },
        { "lowest los", "did you mean 'loss'", 7 },
        { "lowest train_loss", "optimizers have no train_loss", 7 },
        { "lowest loss of sgd", "nothing follows", 12 },
    };
    Arena arena = { 0 };
    Subject *subject = race_of_three();
    for (size_t i = 0; i < COUNT(cases); i++) {
        LessonBet bet = { 0 };
        Error err = { .at = -1 };
        cr_expect_not(bet_read(cases[i].on, subject, &arena, &bet, &err), "%s", cases[i].on);
        cr_expect(strstr(err.text, cases[i].says), "%s: %s", cases[i].on, err.text);
        cr_expect_eq(err.at, cases[i].at, "%s: %d", cases[i].on, err.at);
    }
    LessonBet bet = { .kind = BET_BEST };
    Error err;
    cr_expect_not(bet_read_among("adam", subject, &bet, &err));
    cr_expect(strstr(err.text, "two at least"));
    free(subject);
    arena_free(&arena);
}

Test(bet, a_hit_has_all_points_and_flags_by_chance_fifty_on_the_average)
{
    const Box box = { -3, 5, -1, 2 };
    Rng rng;
    rng_init(&rng, 4, 0);
    const double ends[][2] = { { 0, 0 }, { -3, 2 }, { 4.9, 0.5 }, { 1, 0.5 } };
    for (size_t i = 0; i < COUNT(ends); i++) {
        double sum = 0;
        enum { FLAGS = 4000 };
        for (int k = 0; k < FLAGS; k++) {
            const double flag[2] = { box.x0 + (box.x1 - box.x0) * rng_uniform(&rng),
                                     box.y0 + (box.y1 - box.y0) * rng_uniform(&rng) };
            const double points = bet_end_points(&box, flag, ends[i]);
            cr_assert(points >= -1e-9 && points <= 100);
            sum += points;
        }
        cr_expect_float_eq(sum / FLAGS, 50, 2, "end %zu: %g", i, sum / FLAGS);
        cr_expect_eq(bet_end_points(&box, ends[i], ends[i]), 100);
    }
}

Test(bet, the_points_are_the_share_of_the_picture_that_lies_farther)
{
    const Box box = { 0, 10, 0, 10 };
    const double end[2] = { 5, 5 };
    // A disk of radius 2 within a square of 100.
    cr_expect_float_eq(bet_end_points(&box, (const double[]){ 5, 7 }, end),
                       100 - 3.14159265358979 * 4, 1e-3);
    // The farthest corner has none.
    cr_expect_float_eq(bet_end_points(&box, (const double[]){ 0, 10 }, (const double[]){ 10, 0 }),
                       0, 1e-2);
    // What ends outside counts where it left the picture.
    cr_expect_eq(bet_end_points(&box, (const double[]){ 10, 5 }, (const double[]){ 1e9, 5 }), 100);
    cr_expect_eq(
        bet_end_points(&box, (const double[]){ 10, 10 }, (const double[]){ INFINITY, INFINITY }),
        100);
    cr_expect_float_eq(bet_end_points(&box, (const double[]){ 9, 5 }, (const double[]){ 20, 5 }),
                       100 - 3.14159265358979 / 2, 1e-2);
    cr_expect(isnan(bet_end_points(&box, end, (const double[]){ NAN, 1 })));
}

Test(bet, a_pick_has_points_for_everybody_it_beats)
{
    const double values[] = { 0.5, 0.1, NAN, 0.1, 0.01 };
    LessonBet bet = { .kind = BET_BEST, .among = 0xF }; // the last one is none of them
    unsigned best;
    const double lowest[] = { 100.0 / 3, 100 * 2.5 / 3, 0, 100 * 2.5 / 3 };
    const double highest[] = { 100, 50, 0, 50 };
    for (int pick = 0; pick < 4; pick++) {
        bet.highest = false;
        cr_expect_float_eq(bet_best_points(values, 5, &bet, pick, &best), lowest[pick], 1e-9, "%d",
                           pick);
        cr_expect_eq(best, 0xAu);
        bet.highest = true;
        cr_expect_float_eq(bet_best_points(values, 5, &bet, pick, &best), highest[pick], 1e-9, "%d",
                           pick);
        cr_expect_eq(best, 1u);
    }
}
