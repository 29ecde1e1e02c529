// What the racers of a scene are called, and which places in the table of looks they have.
#include "sim/race/racers.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { ROW_MAX = 6 };

// The valley with these racers.
static void scene_of(Scene *scene, const char *const *specs)
{
    Error err;
    scene_defaults(scene);
    scene->racer_count = 0;
    while (scene->racer_count < SCENE_RACERS_MAX && specs[scene->racer_count]) {
        Racer *racer = &scene->racers[scene->racer_count];
        cr_assert(scene_parse_racer(racer, specs[scene->racer_count], &err), "%s", err.text);
        scene->racer_count++;
    }
}

// clang-format off
static const struct {
    const char *specs[ROW_MAX + 1], *names[ROW_MAX + 1];
    int looks[ROW_MAX];
} rows[] = {
    { { "adam lr=0.3" }, { "Adam" }, { OPTIM_ADAM } },
    { { "adam lr=0.1", "adam lr=0.3" }, { "Adam 0.1", "Adam 0.3" }, { OPTIM_ADAM, 6 } },
    // Who sits out is named and coloured as if it raced.
    { { "sgd", "adam lr=0.1 off", "adam lr=0.3" }, { "SGD", "Adam 0.1", "Adam 0.3" },
      { OPTIM_SGD, OPTIM_ADAM, 6 } },
    // Where rates are equal: the number that differs, the default one too.
    { { "adam lr=0.1", "adam lr=0.1 beta1=0.5" }, { "Adam β₁ 0.9", "Adam β₁ 0.5" },
      { OPTIM_ADAM, 6 } },
    // Only as much as is needed.
    { { "adam lr=0.1", "adam lr=0.1 beta1=0.5", "adam lr=0.3 beta1=0.5" },
      { "Adam 0.1 β₁ 0.9", "Adam 0.1 β₁ 0.5", "Adam 0.3" }, { OPTIM_ADAM, 6, 7 } },
    { { "momentum lr=0.1 beta=0.5", "momentum lr=0.1 beta=0.95" },
      { "Momentum μ 0.5", "Momentum μ 0.95" }, { OPTIM_MOMENTUM, 6 } },
    { { "sgd lr=0.1", "sgd lr=0.1", "sgd lr=0.2", "sgd lr=0.1" },
      { "SGD 0.1 (1)", "SGD 0.1 (2)", "SGD 0.2", "SGD 0.1 (3)" }, { OPTIM_SGD, 6, 7, 8 } },
    { { "sgd", "sgd" }, { "SGD (1)", "SGD (2)" }, { OPTIM_SGD, 6 } },
    // As many digits as it takes.
    { { "sgd lr=0.10001", "sgd lr=0.1" }, { "SGD 0.10001", "SGD 0.1" }, { OPTIM_SGD, 6 } },
    // A given name stands for itself; the others are told apart among themselves.
    { { "adam lr=0.1 name=Ada", "adam lr=0.3", "sgd name=\"Mine\"", "sgd name=\"Mine\"" },
      { "Ada", "Adam", "Mine (1)", "Mine (2)" }, { OPTIM_ADAM, 6, OPTIM_SGD, 7 } },
    // Nobody is called as another is.
    { { "adam lr=0.1", "adam lr=0.3", "sgd name=\"Adam 0.3\"", "lion name=\"Adam\"" },
      { "Adam 0.1", "Adam 0.3 (1)", "Adam 0.3 (2)", "Adam" }, { OPTIM_ADAM, 6, OPTIM_SGD, OPTIM_LION } },
    // A further one does not take what a kind in the race calls its own, wherever that stands.
    { { "sgd lr=1", "sgd lr=2", "adadelta" }, { "SGD 1", "SGD 2", "AdaDelta" },
      { OPTIM_SGD, 7, OPTIM_ADADELTA } },
};
// clang-format on

Test(racers, of_several_of_a_kind_the_name_says_what_differs)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        Scene scene;
        scene_of(&scene, rows[i].specs);
        for (int r = 0; r < scene.racer_count; r++) {
            char name[RACER_NAME_MAX];
            scene_racer_name(&scene, r, name, sizeof name);
            cr_expect_str_eq(name, rows[i].names[r], "row %zu, racer %d", i, r);
        }
    }
}

Test(racers, the_first_of_a_kind_has_the_kinds_look_and_further_ones_the_next_free)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        Scene scene;
        scene_of(&scene, rows[i].specs);
        for (int r = 0; r < scene.racer_count; r++) {
            cr_expect_eq(scene_racer_look(&scene, r), rows[i].looks[r], "row %zu, racer %d: %d", i,
                         r, scene_racer_look(&scene, r));
        }
    }
}

// A rate that is the landscape's own counts as the number it is.
Test(racers, a_default_rate_is_named_like_a_given_one)
{
    Scene scene;
    char name[RACER_NAME_MAX], want[RACER_NAME_MAX];
    scene_of(&scene, (const char *[]){ "adam", "adam lr=0.00123", NULL });
    scene_racer_name(&scene, 0, name, sizeof name);
    snprintf(want, sizeof want, "Adam %g", scene_rate(&scene, 0));
    cr_expect_str_eq(name, want);
}

Test(racers, twelve_of_any_kinds_have_twelve_looks_and_names)
{
    for (int first = 0; first < OPTIM_COUNT; first++) {
        for (int kinds = 1; kinds <= SCENE_RACERS_MAX; kinds++) {
            Scene scene;
            char names[SCENE_RACERS_MAX][RACER_NAME_MAX];
            scene_defaults(&scene);
            scene.racer_count = SCENE_RACERS_MAX;
            for (int r = 0; r < SCENE_RACERS_MAX; r++) {
                const Optim *optim = &optims[(first + r % kinds) % OPTIM_COUNT];
                scene.racers[r] = (Racer){ .spec.optim = optim, .on = r % 3 != 0 };
                optim_defaults(optim, &scene.racers[r].spec.params);
            }
            uint32_t seen = 0;
            for (int r = 0; r < SCENE_RACERS_MAX; r++) {
                const int look = scene_racer_look(&scene, r);
                cr_assert(look >= 0 && look < RACER_LOOKS);
                cr_expect_not(seen >> look & 1, "look %d twice", look);
                seen |= 1u << look;
                scene_racer_name(&scene, r, names[r], sizeof names[r]);
                for (int other = 0; other < r; other++) {
                    cr_expect_str_neq(names[other], names[r]);
                }
            }
        }
    }
}

Test(racers, a_name_too_long_for_its_place_ends_with_a_whole_part)
{
    static const struct {
        size_t size;
        const char *name;
    } places[] = { { 6, "Momen" }, { 12, "Momentum" }, { 13, "Momentum 0.1" } };
    Scene scene;
    scene_of(&scene, (const char *[]){ "momentum lr=0.1", "momentum lr=0.2", NULL });
    for (size_t i = 0; i < COUNT(places); i++) {
        char name[16];
        scene_racer_name(&scene, 0, name, places[i].size);
        cr_expect_str_eq(name, places[i].name);
    }
}

static void expect_looks(const Scene *scene, const int *looks)
{
    for (int r = 0; r < scene->racer_count; r++) {
        cr_expect_eq(scene_racer_look(scene, r), looks[r], "racer %d: %d, not %d", r,
                     scene_racer_look(scene, r), looks[r]);
    }
}

Test(racers, keep_their_looks_while_others_come_and_go)
{
    Scene scene;
    scene_of(&scene, (const char *[]){ "adam lr=0.1", "adam lr=0.2", "adam lr=0.3", NULL });
    expect_looks(&scene, (int[]){ OPTIM_ADAM, 6, 7 });
    cr_assert(scene_remove_racer(&scene, 1));
    expect_looks(&scene, (int[]){ OPTIM_ADAM, 7 });
    cr_assert(scene_duplicate_racer(&scene, 0)); // between the two
    expect_looks(&scene, (int[]){ OPTIM_ADAM, 6, 7 });
    // A kind's own place is its own: who had it goes to the next that is free.
    cr_assert(scene_add_racer(&scene, &optims[OPTIM_ADADELTA]));
    expect_looks(&scene, (int[]){ OPTIM_ADAM, 8, 7, OPTIM_ADADELTA });
    // Who comes to be the first of his kind has the kind's.
    cr_assert(scene_remove_racer(&scene, 0));
    expect_looks(&scene, (int[]){ OPTIM_ADAM, 7, OPTIM_ADADELTA });
    scene.racers[0].on = false;
    expect_looks(&scene, (int[]){ OPTIM_ADAM, 7, OPTIM_ADADELTA });
}

Test(racers, are_added_with_default_numbers_and_duplicated_with_their_own)
{
    Scene scene;
    scene_of(&scene, (const char *[]){ "adam lr=0.2 beta1=0.5 off", "sgd", NULL });
    cr_assert(scene_duplicate_racer(&scene, 0));
    cr_assert(scene_add_racer(&scene, &optims[OPTIM_LION]));
    cr_assert_eq(scene.racer_count, 4);
    cr_expect_eq(scene.racers[1].spec.params.beta1, 0.5);
    cr_expect_eq(scene_rate(&scene, 1), 0.2);
    cr_expect(scene.racers[1].on, "a new one is on");
    cr_expect_eq(scene.racers[2].spec.optim, &optims[OPTIM_SGD]);
    cr_expect_eq(scene_rate(&scene, 3), scene.landscape->rates[OPTIM_LION]);
}

Test(racers, are_one_to_twelve)
{
    Scene scene;
    scene_of(&scene, (const char *[]){ "adam", NULL });
    while (scene.racer_count < SCENE_RACERS_MAX) {
        cr_assert(scene_add_racer(&scene, &optims[OPTIM_SGD]));
    }
    cr_expect_not(scene_add_racer(&scene, &optims[OPTIM_SGD]));
    cr_expect_not(scene_duplicate_racer(&scene, 0));
    cr_expect_eq(scene.racer_count, SCENE_RACERS_MAX);
    while (scene.racer_count > 1) {
        cr_assert(scene_remove_racer(&scene, scene.racer_count / 2));
    }
    cr_expect_not(scene_remove_racer(&scene, 0));
}

// Names, numbers and looks go with who is moved.
Test(racers, move_and_keep_their_looks)
{
    static const int moves[][2] = { { 0, 3 }, { 3, 0 }, { 1, 2 }, { 2, 2 }, { 0, 1 }, { 3, 1 } };
    Scene scene;
    int order[4] = { 0, 1, 2, 3 }, looks[4];
    scene_of(&scene, (const char *[]){ "adam lr=0.1", "adam lr=0.2", "sgd lr=0.3",
                                       "lion lr=0.4 name=L", NULL });
    for (int r = 0; r < 4; r++) {
        looks[r] = scene_racer_look(&scene, r);
    }
    for (size_t i = 0; i < COUNT(moves); i++) {
        const int from = moves[i][0], to = moves[i][1], moved = order[from];
        const int by = from < to ? 1 : -1;
        for (int r = from; r != to; r += by) {
            order[r] = order[r + by];
        }
        order[to] = moved;
        scene_move_racer(&scene, from, to);
        cr_assert_eq(scene.racer_count, 4);
        for (int r = 0; r < 4; r++) {
            cr_expect_float_eq(scene_rate(&scene, r), 0.1 * (order[r] + 1), 1e-9, "move %zu: %d", i,
                               r);
            cr_expect_eq(scene_racer_look(&scene, r), looks[order[r]], "move %zu: %d", i, r);
            cr_expect_str_eq(scene.racers[r].name, order[r] == 3 ? "L" : "");
        }
    }
}

Test(racers, a_duplicate_has_no_given_name)
{
    Scene scene;
    scene_of(&scene, (const char *[]){ "adam lr=0.1 name=Ada", NULL });
    cr_assert(scene_duplicate_racer(&scene, 0));
    cr_expect_str_eq(scene.racers[0].name, "Ada");
    cr_expect_str_eq(scene.racers[1].name, "");
}
