// What goes around any rule: against the rules written down once more here.
#include "model/optim/around.h"
#include "model/optim/optim_spec.h"
#include "sim/race/inside.h"
#include "sim/race/race.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

enum { STEPS = 40 };

typedef struct Bench {
    Scene scene;
    Formula formula;
    Arena arena;
    _Alignas(max_align_t) char room[OBJECTIVE_ROOM];
    Objective *objective;
    Race *race;
} Bench;

static void bench_start(Bench *bench, const char *spec)
{
    Error err = { .text = "" };
    memset(bench, 0, sizeof *bench);
    scene_defaults(&bench->scene);
    scene_set_landscape(&bench->scene, registry_row(&landscape_kinds, "valley"));
    bench->scene.racer_count = 1;
    bench->scene.steps = STEPS;
    cr_assert(scene_parse_racer(&bench->scene.racers[0], spec, &err), "%s", err.text);
    cr_assert(scene_compile(&bench->scene, &bench->formula, &bench->arena, &err));
    bench->objective = scene_objective(&bench->scene, &bench->formula, bench->room);
    bench->race = race_create();
    race_start(bench->race, &bench->scene, bench->objective);
    cr_assert(race_advance(bench->race, INFINITY));
}

static void bench_end(Bench *bench)
{
    race_destroy(bench->race);
    arena_free(&bench->arena);
}

static const TrailRow *row_at(const Bench *bench, int step)
{
    return trail_at(race_trail(bench->race, 0), step);
}

Test(around, lookahead_comes_back_every_k_steps_to_a_point_that_goes_half_the_way)
{
    Bench bench;
    bench_start(&bench, "sgd lr=0.3 lookahead=4 lookahead_alpha=0.25");
    const Trail *slow = race_points(bench.race, 0, AROUND_SLOW);
    cr_assert(slow);
    cr_expect_null(race_points(bench.race, 0, AROUND_MEAN));
    cr_expect_null(race_points(bench.race, 0, AROUND_OWN));
    double s[2] = { bench.scene.start[0], bench.scene.start[1] };
    for (int step = 1; step <= STEPS; step++) {
        const TrailRow *before = row_at(&bench, step - 1), *now = row_at(&bench, step);
        double x[2] = { before->x - 0.3 * before->gx, before->y - 0.3 * before->gy };
        if (step % 4 == 0) {
            s[0] = x[0] = s[0] + 0.25 * (x[0] - s[0]);
            s[1] = x[1] = s[1] + 0.25 * (x[1] - s[1]);
        }
        cr_expect_float_eq(now->x, x[0], 1e-14, "step %d", step);
        cr_expect_float_eq(now->y, x[1], 1e-14, "step %d", step);
        cr_expect_float_eq(trail_at(slow, step)->x, s[0], 1e-14, "step %d", step);
        cr_expect_float_eq(trail_at(slow, step)->y, s[1], 1e-14, "step %d", step);
    }
    bench_end(&bench);
}

Test(around, the_mean_of_all_points_begins_behind_its_first_step)
{
    Bench bench, plain;
    bench_start(&bench, "momentum lr=0.2 average=polyak average_start=10");
    bench_start(&plain, "momentum lr=0.2");
    const Trail *mean = race_points(bench.race, 0, AROUND_MEAN);
    cr_assert(mean);
    cr_expect_eq(mean->count, STEPS + 1);
    double x = 0, y = 0;
    for (int step = 0; step <= STEPS; step++) {
        const TrailRow *row = row_at(&bench, step);
        cr_expect_eq(memcmp(row, row_at(&plain, step), sizeof *row), 0, "it moves nothing");
        x += step > 10 ? row->x : 0;
        y += step > 10 ? row->y : 0;
        const double count = step - 10;
        cr_expect_float_eq(trail_at(mean, step)->x, step > 10 ? x / count : row->x, 1e-13);
        cr_expect_float_eq(trail_at(mean, step)->y, step > 10 ? y / count : row->y, 1e-13);
    }
    bench_end(&bench);
    bench_end(&plain);
}

Test(around, a_mean_that_forgets_begins_at_the_first_point)
{
    Bench bench;
    bench_start(&bench, "sgd lr=0.3 average=ema average_decay=0.8");
    const Trail *mean = race_points(bench.race, 0, AROUND_MEAN);
    double x = 0;
    for (int step = 1; step <= STEPS; step++) {
        x = step == 1 ? row_at(&bench, 1)->x : 0.8 * x + 0.2 * row_at(&bench, step)->x;
        cr_expect_float_eq(trail_at(mean, step)->x, x, 1e-13, "step %d", step);
    }
    bench_end(&bench);
}

// With everything at once, at every step, forwards and back.
Test(around, the_inside_walks_with_the_races_own_bits)
{
    Bench bench;
    bench_start(&bench, "adamw lr=0.3 sam=0.2 clip=1.5 clip_value=0.9 lookahead=3 average=ema");
    InsideReplay *replay = inside_create();
    for (int i = 0; i <= 2 * STEPS; i++) {
        const int step = i <= STEPS ? i : 2 * STEPS - i;
        Inside inside;
        cr_assert(inside_at(replay, bench.race, 0, step, &inside));
        const TrailRow *row = row_at(&bench, step);
        cr_expect_eq(inside.x[0], row->x);
        cr_expect_eq(inside.x[1], row->y);
        for (int p = AROUND_SLOW; p <= AROUND_MEAN; p++) {
            const TrailRow *kept = trail_at(race_points(bench.race, 0, (AroundPoint)p), step);
            cr_expect_eq(inside.points[p][0], kept->x);
            cr_expect_eq(inside.points[p][1], kept->y);
        }
        for (int d = 0; d < 2 && step < STEPS; d++) {
            double sum = 0;
            for (int part = 0; part < OPTIM_PARTS; part++) {
                sum += inside.parts[part][d];
            }
            cr_expect_float_eq(sum, inside.step[d], 1e-14, "step %d", step);
            if ((step + 1) % 3 != 0) {
                cr_expect_float_eq(inside.parts[OPTIM_PART_BACK][d], 0, 1e-15);
            }
        }
    }
    inside_destroy(replay);
    bench_end(&bench);
}

// PyTorch's SGD and Adam: grad + weight_decay·x.
Test(around, l2_lies_in_the_gradient)
{
    Bench bench;
    bench_start(&bench, "sgd lr=0.3 coupled_decay=0.1");
    for (int step = 0; step < STEPS; step++) {
        const TrailRow *row = row_at(&bench, step), *next = row_at(&bench, step + 1);
        cr_expect_float_eq(next->x, row->x - 0.3 * (row->gx + 0.1 * row->x), 1e-14);
        cr_expect_float_eq(next->y, row->y - 0.3 * (row->gy + 0.1 * row->y), 1e-14);
    }
    bench_end(&bench);
}

// The rule is given the gradient that is found uphill, cut to its norm.
Test(around, the_gradient_is_taken_uphill_and_then_cut)
{
    Bench bench;
    bench_start(&bench, "sgd lr=0.2 sam=0.3 clip=0.5");
    Scratch *scratch = scratch_create();
    for (int step = 0; step < STEPS; step++) {
        const TrailRow *row = row_at(&bench, step), *next = row_at(&bench, step + 1);
        const double norm = hypot(row->gx, row->gy);
        const double x[2] = { row->x + 0.3 * row->gx / norm, row->y + 0.3 * row->gy / norm };
        double g[2];
        objective_eval(bench.objective, scratch, &(ObjectiveBlock){ 1, 1, x, NULL, g, NULL });
        const double factor = fmin(1, 0.5 / (hypot(g[0], g[1]) + 1e-6));
        cr_expect_float_eq(next->x, row->x - 0.2 * factor * g[0], 1e-11, "step %d", step);
        cr_expect_float_eq(next->y, row->y - 0.2 * factor * g[1], 1e-11, "step %d", step);
    }
    scratch_destroy(scratch);
    bench_end(&bench);
}

static const struct Mistake {
    const char *text;
    int at;
    const char *said;
} mistakes[] = {
    { "schedulefree_sgd lookahead=5", 17, NULL },
    { "lbfgs sam=0.1", 6, NULL },
    { "cg coupled_decay=0.1", 3, NULL },
    { "adam clip=-1", 10, "clip = -1 is outside 0 to 1000" },
    { "adam sam=101", 9, "sam = 101 is outside 0 to 100" },
    { "adam lookahead=2.5", 15, "lookahead = 2.5 is not a whole number" },
    { "adam average_decay=0.9", 5,
      "average_decay belongs to average=ema, and this is average=none" },
    { "adam average=mean", 13, NULL },
    { "adam average=ema average_start=3", 17,
      "average_start belongs to average=polyak, and this is average=ema" },
};

Test(around, mistakes_are_told_at_their_byte)
{
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        OptimSpec spec;
        Error err = { .text = "" };
        cr_expect_not(spec_parse_optim(&spec, mistakes[i].text, &err), "%s", mistakes[i].text);
        cr_expect_eq(err.at, mistakes[i].at, "%s: %d", mistakes[i].text, err.at);
        cr_expect(!mistakes[i].said || strcmp(err.text, mistakes[i].said) == 0, "%s", err.text);
    }
}

Test(around, what_is_written_parses_back)
{
    const char *const specs[] = { "sgd lr=0.1 clip=2", "adam sam=0.05 lookahead=5",
                                  "adamw clip_value=0.25 lookahead=6 lookahead_alpha=0.8",
                                  "sgd average=polyak average_start=7",
                                  "sgd average=ema average_decay=0.9" };
    for (size_t i = 0; i < COUNT(specs); i++) {
        OptimSpec spec;
        Error err = { .text = "" };
        char text[SPEC_TEXT_MAX];
        cr_assert(spec_parse_optim(&spec, specs[i], &err), "%s", err.text);
        spec_write_optim(&spec, text, sizeof text);
        cr_expect_str_eq(text, specs[i]);
    }
}
