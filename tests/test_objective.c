// What an objective promises, and that everything that walks, maps or searches takes any of them:
// a formula, a model fitted to data, one without a Hessian.
#include "objectives.h"

#include "model/formula/formula_objective.h"
#include "sim/plane/field.h"
#include "sim/plane/poles.h"
#include "sim/plane/stationary.h"
#include "sim/race/grain.h"
#include "sim/race/inside.h"
#include "sim/race/race.h"
#include "sim/race/start_search.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { POINTS = 5, PLANE = 8 }; // planes a little longer than the block

static const double places[2 * PLANE] = { -1, 0.5, 2, 0, 1e-3, 0, 0, 0, 3, -2, 1, 0, 1e3, 0, 0, 0 };

typedef struct Outcome {
    double f[PLANE], g[2 * PLANE], h[3 * PLANE];
} Outcome;

static ObjectiveBlock block_of(Outcome *outcome)
{
    memset(outcome, 0, sizeof *outcome);
    return (ObjectiveBlock){ POINTS, PLANE, places, outcome->f, outcome->g, outcome->h };
}

Test(objective, a_formula_is_one_to_the_bit)
{
    Arena arena = { 0 };
    Formula formula;
    FormulaObjective objective;
    Scratch *scratch = scratch_create();
    const double params[] = { 3, 0.7 };
    cr_assert(formula_compile(&formula, "(a - x)^2 + b*(y - x^2)^2 + sin(x*y)", &arena, NULL));
    formula_objective_init(&objective, &formula, params);
    Outcome by_block, by_hand = { { 0 }, { 0 }, { 0 } };
    const ObjectiveBlock block = block_of(&by_block);
    objective_eval(&objective.base, scratch, &block);
    double *g = by_hand.g, *h = by_hand.h;
    formula_eval(&formula, params, scratch, POINTS, places, places + PLANE,
                 &(Jets){ by_hand.f, g, g + PLANE, h, h + PLANE, h + 2 * PLANE });
    cr_expect_arr_eq(&by_block, &by_hand, sizeof by_hand);
    cr_expect_eq(objective.base.n, 2);
    cr_expect(objective.base.type->has_hessian);
    scratch_destroy(scratch);
    arena_free(&arena);
}

Test(objective, gives_only_what_is_wanted_and_the_same_bits_whatever_else_is)
{
    Line line;
    line_init(&line, &line_type);
    Outcome all, some;
    ObjectiveBlock block = block_of(&all);
    objective_eval(&line.base, NULL, &block);
    block = block_of(&some);
    block.f = block.h = NULL;
    objective_eval(&line.base, NULL, &block);
    cr_expect_arr_eq(some.g, all.g, sizeof all.g);
    cr_expect_eq(some.f[0], 0);
    for (size_t k = 0; k < POINTS; k++) { // alone, in a plane of its own
        const double x[2] = { places[k], places[PLANE + k] };
        double f, g[2], h[3];
        objective_eval(&line.base, NULL, &(ObjectiveBlock){ 1, 1, x, &f, g, h });
        cr_expect_eq(f, all.f[k]);
        cr_expect_eq(g[1], all.g[PLANE + k]);
        cr_expect_eq(h[2], all.h[2 * PLANE + k]);
    }
}

// (ab − 1)² + ½ (a − b)²: aa 2b² + 1, ab 4ab − 3, bb 2a² + 1.
Test(objective, without_a_hessian_it_comes_from_gradients)
{
    Outcome outcome;
    const ObjectiveBlock block = block_of(&outcome);
    objective_eval_hessian(&product_objective, NULL, 1e-5, &block);
    for (size_t k = 0; k < POINTS; k++) {
        const double a = places[k], b = places[PLANE + k];
        const double want[3] = { 2 * b * b + 1, 4 * a * b - 3, 2 * a * a + 1 };
        for (size_t j = 0; j < 3; j++) {
            const double got = outcome.h[j * PLANE + k];
            cr_expect_float_eq(got, want[j], 1e-5 * fmax(1, b * b), "%zu: %.12g for %.12g", j, got,
                               want[j]);
        }
        cr_expect_float_eq(outcome.f[k], pow(a * b - 1, 2) + 0.5 * pow(a - b, 2),
                           1e-9 * outcome.f[k]);
    }
}

// Three coordinates, so that the triangle's rows matter: f = x y² + y z³, no Hessian given.
static void cubic_eval(const Objective *base, Scratch *scratch, const ObjectiveBlock *block)
{
    (void)base;
    (void)scratch;
    const double *x = block->x, *y = x + block->stride, *z = y + block->stride;
    for (size_t k = 0; k < block->count && block->g; k++) {
        block->g[k] = y[k] * y[k];
        block->g[block->stride + k] = 2 * x[k] * y[k] + pow(z[k], 3);
        block->g[2 * block->stride + k] = 3 * y[k] * z[k] * z[k];
    }
}

Test(objective, differences_fill_the_upper_triangle_by_rows)
{
    static const ObjectiveType type = { cubic_eval, NULL, false };
    const Objective cubic = { &type, 3, 0 };
    const double x = 2, y = -3, z = 0.5, at[3] = { x, y, z };
    const double want[6] = { 0, 2 * y, 0, 2 * x, 3 * z * z, 6 * y * z };
    double g[3], h[6];
    objective_eval_hessian(&cubic, NULL, 1e-5,
                           &(ObjectiveBlock){ .count = 1, .stride = 1, .x = at, .g = g, .h = h });
    for (int j = 0; j < 6; j++) {
        cr_expect_float_eq(h[j], want[j], 1e-8, "entry %d: %g for %g", j, h[j], want[j]);
    }
}

Test(objective, a_draw_is_the_same_for_the_same_seed_and_step_and_right_on_the_average)
{
    Line line;
    line_init(&line, &line_type);
    Scratch *scratch = scratch_create();
    enum { DRAWS = 20000 };
    double x[2] = { 0.3, 0.1 }, whole[2], mean[2] = { 0 }, first[2], again[2];
    objective_eval(&line.base, scratch,
                   &(ObjectiveBlock){ .count = 1, .stride = 1, .x = x, .g = whole });
    const ObjectiveBlock block = { .count = 1, .stride = 1, .x = x, .g = again };
    for (uint64_t step = 0; step < DRAWS; step++) {
        line.base.type->draw(&line.base, scratch, &(ObjectivePart){ 5, step, 0 }, &block);
        mean[0] += again[0] / DRAWS;
        mean[1] += again[1] / DRAWS;
        memcpy(first, step == 0 ? again : first, sizeof first);
    }
    line.base.type->draw(&line.base, scratch, &(ObjectivePart){ 5, 0, 0 }, &block);
    cr_expect_arr_eq(again, first, sizeof first);
    cr_expect_neq(again[0], whole[0]);
    cr_expect_float_eq(mean[0], whole[0], 0.01, "%g for %g", mean[0], whole[0]);
    cr_expect_float_eq(mean[1], whole[1], 0.01, "%g for %g", mean[1], whole[1]);
    scratch_destroy(scratch);
}

Test(objective, its_cost_is_known_once_it_is_probed)
{
    Line line;
    line_init(&line, &line_type);
    cr_expect_eq(line.base.value_s, 0);
    objective_probe(&line.base, NULL, (double[]){ -1, -1 }, (double[]){ 1, 1 });
    cr_expect_gt(line.base.value_s, 0);
    cr_expect_lt(line.base.value_s, 1e-3);
}

// The default racers on [-3, 3]² from (-2, 2).
static void scene_open(Scene *scene, int steps)
{
    scene_defaults(scene);
    scene->domain = (Box){ -3, 3, -3, 3 };
    scene->start[0] = -2;
    scene->start[1] = 2;
    scene->steps = steps;
    for (int i = 0; i < scene->racer_count; i++) {
        scene->racers[i].spec.params.lr = 0.1;
        scene->racers[i].spec.has_rate = true;
    }
}

static const TrailRow *last_row(const Race *race, int run)
{
    const Trail *trail = race_trail(race, run);
    return trail_at(trail, trail->last_step);
}

Test(objective, fitting_a_line_is_raced_to_where_the_normal_equations_lead)
{
    Line line;
    Scene scene;
    double best[2];
    line_init(&line, &line_type_whole);
    line_best(&line, best);
    scene_open(&scene, 3000);
    scene.racers[OPTIM_ADAGRAD].spec.params.lr = 1;
    Race *race = race_create();
    race_start(race, &scene, &line.base);
    cr_assert(race_advance(race, INFINITY));
    for (int run = 0; run < race_run_count(race); run++) {
        const TrailRow *last = last_row(race, run);
        // RMSProp keeps walking to and fro by its rate.
        const double near = race_racer(race, run) == OPTIM_RMSPROP ? 0.1 : 1e-6;
        cr_expect(hypot(last->x - best[0], last->y - best[1]) < near, "%s ends at (%g, %g)",
                  race_run(race, run)->optim->kind.key, last->x, last->y);
    }
    const Trail *descent = race_trail(race, OPTIM_SGD);
    for (int step = 0; step < 100; step++) {
        const TrailRow *row = trail_at(descent, step);
        cr_expect_eq(row[1].x, row->x - 0.1 * row->gx);
    }
    race_destroy(race);
}

Test(objective, a_race_goes_along_the_gradients_drawn_and_its_inside_walks_the_same_way)
{
    Line line;
    Scene scene;
    line_init(&line, &line_type);
    scene_open(&scene, 600);
    scene.seed = 3;
    scene.noise = 0.01;
    Race *race = race_create();
    InsideReplay *replay = inside_create();
    race_start(race, &scene, &line.base);
    cr_assert(race_advance(race, INFINITY));
    int off = 0;
    for (int step = 600; step >= 0; step -= 7) {
        for (int run = 0; run < race_run_count(race); run++) {
            const TrailRow *row = trail_at(race_trail(race, run), step);
            Inside inside;
            cr_assert(inside_at(replay, race, run, step, &inside));
            cr_expect(inside.x[0] == row->x && inside.x[1] == row->y, "run %d step %d", run, step);
        }
    }
    const Trail *descent = race_trail(race, OPTIM_SGD);
    for (int step = 0; step < 600; step++) {
        const TrailRow *row = trail_at(descent, step);
        off += fabs(row[1].x - (row->x - 0.1 * row->gx)) > 1e-3; // the trail's is the whole one
    }
    cr_expect_gt(off, 300);
    inside_destroy(replay);
    race_destroy(race);
}

Test(objective, drawn_gradients_are_a_runs_own_whoever_races_and_is_lost_beside_it)
{
    Line line;
    Scene scene;
    line_init(&line, &line_type);
    scene_open(&scene, 200);
    scene.racers[OPTIM_SGD].spec.params.lr = 50; // lost
    Race *together = race_create(), *alone = race_create();
    race_start(together, &scene, &line.base);
    race_advance(together, INFINITY);
    cr_expect(race_trail(together, OPTIM_SGD)->lost);
    for (int i = 0; i < scene.racer_count; i++) {
        scene.racers[i].on = i == OPTIM_ADAM;
    }
    race_start(alone, &scene, &line.base);
    race_advance(alone, INFINITY);
    cr_expect_arr_eq(race_trail(alone, 0)->rows, race_trail(together, OPTIM_ADAM)->rows,
                     201 * sizeof(TrailRow));
    race_destroy(alone);
    race_destroy(together);
}

Test(objective, one_without_a_hessian_is_raced_as_well)
{
    Scene scene;
    scene_open(&scene, 3000);
    scene.start[1] = -0.4;
    for (int i = 0; i < scene.racer_count; i++) {
        scene.racers[i].spec.params.lr = 0.03;
    }
    Race *race = race_create();
    race_start(race, &scene, &product_objective);
    cr_assert(race_advance(race, INFINITY));
    for (int run = 0; run < race_run_count(race); run++) {
        const TrailRow *last = last_row(race, run);
        cr_expect_lt(last->loss, 0.01, "%s ends at (%g, %g)", race_run(race, run)->optim->kind.key,
                     last->x, last->y);
    }
    race_destroy(race);
}

Test(objective, is_mapped_with_the_same_bits_for_one_thread_and_three)
{
    enum { COLUMNS = 101, ROWS = 67 };
    const Box box = { -3, 3, -1, 2 };
    Line line;
    line_init(&line, &line_type);
    const Objective *const objectives[] = { &line.base, &product_objective };
    for (int i = 0; i < 2; i++) {
        Field one = { 0 }, three = { 0 };
        Parallel *threads[] = { parallel_create(1), parallel_create(3) };
        field_compute(&one, objectives[i], box, COLUMNS, ROWS, 0.25, threads[0]);
        field_compute(&three, objectives[i], box, COLUMNS, ROWS, 0.25, threads[1]);
        cr_expect_arr_eq(one.values, three.values, COLUMNS * ROWS * sizeof *one.values);
        cr_expect(one.low == three.low && one.high == three.high);
        for (int k = 0; k < COLUMNS * ROWS; k += 97) {
            const double x[2] = { box.x0 + (box.x1 - box.x0) / (COLUMNS - 1) * (k % COLUMNS),
                                  box.y0 + (box.y1 - box.y0) / (ROWS - 1) * (k / COLUMNS) };
            double f;
            objective_eval(objectives[i], NULL, &(ObjectiveBlock){ 1, 1, x, &f, NULL, NULL });
            cr_expect_eq(one.values[k], (float)(f - 0.25));
        }
        parallel_destroy(threads[0]);
        parallel_destroy(threads[1]);
        field_finish(&one);
        field_finish(&three);
    }
}

Test(objective, its_stationary_points_are_found_with_a_hessian_and_without)
{
    Line line;
    double best[2];
    Stationary found[10];
    const Box box = { -3, 3, -3, 3 };
    line_init(&line, &line_type);
    line_best(&line, best);
    cr_expect_eq(stationary_find(&line.base, box, NULL, 0, found, 10), 1);
    cr_expect(found[0].kind == STATIONARY_MINIMUM && fabs(found[0].x - best[0]) < 1e-12 &&
              fabs(found[0].y - best[1]) < 1e-12);
    cr_assert_eq(stationary_find(&product_objective, box, NULL, 0, found, 10), 3);
    static const double places_of[3][3] = { { -1, -1, 0 }, { 1, 1, 0 }, { 0, 0, 1 } };
    for (int i = 0; i < 3; i++) {
        bool hit = false;
        for (int k = 0; k < 3; k++) {
            hit |= fabs(found[k].x - places_of[i][0]) < 1e-9 &&
                   fabs(found[k].y - places_of[i][1]) < 1e-9 &&
                   fabs(found[k].f - places_of[i][2]) < 1e-12 &&
                   found[k].kind == (i < 2 ? STATIONARY_MINIMUM : STATIONARY_SADDLE);
        }
        cr_expect(hit, "(%g, %g)", places_of[i][0], places_of[i][1]);
    }
}

// f = log(a) + b², no Hessian: nothing on the left half.
static void half_eval(const Objective *base, Scratch *scratch, const ObjectiveBlock *block)
{
    (void)base;
    (void)scratch;
    const double *a = block->x, *b = a + block->stride;
    for (size_t k = 0; k < block->count; k++) {
        if (block->f) {
            block->f[k] = log(a[k]) + b[k] * b[k];
        }
        if (block->g) {
            block->g[k] = a[k] > 0 ? 1 / a[k] : (double)NAN;
            block->g[block->stride + k] = 2 * b[k];
        }
    }
}

Test(objective, where_it_is_bounded_coarse_or_defined_is_seen_without_a_formula)
{
    static const ObjectiveType type = { half_eval, NULL, false };
    const Objective half = { &type, 2, 0 };
    const Box box = { -3, 3, -3, 3 };
    Scene scene;
    double found[2];
    scene_open(&scene, 1);
    const Poles none = poles_find(&product_objective, NULL, box, 25),
                poles = poles_find(&half, NULL, box, 25);
    cr_expect(!none.low && !none.high && poles.low && !poles.high);
    cr_expect_lt(grain_px(&product_objective, NULL, box, 0.01), 0.01);
    cr_expect_gt(grain_px(&product_objective, NULL, (Box){ 1, 1 + 1e-6, 0, 1e-6 }, 1e-16), 0.25);
    cr_expect_not(start_is_finite(&scene, &half, NULL));
    cr_assert(start_search(&scene, &half, NULL, found));
    cr_expect(found[0] > 0 && found[0] < 0.2 && fabs(found[1] - 2) < 0.1, "(%g, %g)", found[0],
              found[1]);
}
