// The race: rows, lost runs, noise, and bits that depend on nothing but the scene.
#include "base/array.h"
#include "race_bench.h"

#include <string.h>

static void bench_formula(Bench *b, const char *text)
{
    *b = (Bench){ .race = race_create() };
    scene_defaults(&b->scene);
    cr_assert(formula_compile(&b->formula, text, &b->arena, NULL));
    cr_assert(scene_set_formula(&b->scene, &b->formula, false, NULL));
}

static void only(Scene *scene, OptimKind kind, double lr)
{
    for (int r = 0; r < scene->racer_count; r++) {
        scene->racers[r].on = r == (int)kind;
    }
    set_rate(scene, kind, lr);
}

static bool same_trail(const Trail *a, const Trail *b)
{
    return a->count == b->count && a->stride == b->stride && a->last_step == b->last_step &&
           a->lost == b->lost && memcmp(a->rows, b->rows, (size_t)a->count * sizeof *a->rows) == 0;
}

Test(race, has_a_row_for_the_start_and_one_for_each_step)
{
    Bench b;
    bench_open(&b, "valley");
    bench_run(&b);
    cr_expect_eq(race_run_count(b.race), 6);
    cr_expect_eq(race_steps_done(b.race), 100);
    for (int i = 0; i < 6; i++) {
        const Trail *trail = race_trail(b.race, i);
        cr_expect_eq(trail->count, 101);
        cr_expect_eq(trail->rows[0].x, -7);
        cr_expect_eq(trail->rows[0].loss, 6.45);
        cr_expect_float_eq(trail->rows[0].gx, -0.7, 1e-15);
        cr_expect_eq(trail->rows[0].gy, 4);
        cr_expect_eq(race_racer(b.race, i), i);
        cr_expect_not(trail->lost);
    }
    cr_expect_float_eq(trail_at(race_trail(b.race, 0), 30)->x, -0.350393, 1e-6, "Saito, ch. 6");
    bench_close(&b);
}

Test(race, gives_a_run_the_same_bits_whoever_else_races)
{
    for (int l = 0; l < landscape_count; l++) {
        Bench all, some;
        bench_open(&all, landscapes[l].kind.key);
        bench_open(&some, landscapes[l].kind.key);
        all.scene.noise = some.scene.noise = l % 2 ? 0.3 : 0;
        bench_run(&all);
        for (unsigned set = 1; set < 1U << 6; set += l < 2 ? 1 : 7) {
            for (int r = 0; r < 6; r++) {
                some.scene.racers[r].on = set >> r & 1;
            }
            bench_run(&some);
            for (int i = 0; i < race_run_count(some.race); i++) {
                const int r = race_racer(some.race, i);
                cr_expect(same_trail(race_trail(some.race, i), race_trail(all.race, r)),
                          "%s, %s, set %x", landscapes[l].kind.key, optims[r].kind.key, set);
            }
        }
        bench_close(&all);
        bench_close(&some);
    }
}

typedef struct Collected {
    Array(RaceRow) rows;
} Collected;

static void collect(void *context, const RaceRow *row)
{
    Collected *collected = context;
    array_push(&collected->rows, *row);
}

Test(race, streams_the_very_rows_of_its_trails_run_by_run)
{
    for (int l = 0; l < landscape_count; l++) {
        Bench b;
        bench_open(&b, landscapes[l].kind.key);
        b.scene.noise = l % 2 ? 0.1 : 0;
        only(&b.scene, OPTIM_SGD, 9); // lost on most
        b.scene.racers[OPTIM_ADAM].on = b.scene.racers[OPTIM_MOMENTUM].on = true;
        bench_run(&b);
        Race *other = race_create();
        race_start(other, &b.scene, &b.objective.base);
        Collected c = { 0 };
        race_stream(other, collect, &c);
        size_t k = 0;
        for (int i = 0; i < race_run_count(b.race); i++) {
            const Trail *trail = race_trail(b.race, i);
            for (int step = 0; step <= trail->last_step; step++, k++) {
                const RaceRow *row = &c.rows.items[k];
                cr_assert_lt(k, c.rows.count);
                cr_assert(row->run == i && row->step == step);
                const TrailRow got = { row->x, row->y, row->loss, row->gx, row->gy };
                cr_expect_arr_eq(&got, trail_at(trail, step), sizeof got, "%s run %d step %d",
                                 landscapes[l].kind.key, i, step);
                cr_expect_eq(row->rate, step ? scene_rate(&b.scene, race_racer(b.race, i)) : 0);
                cr_expect_eq(row->lost, trail->lost && step == trail->last_step);
            }
        }
        cr_expect_eq(k, c.rows.count);
        race_advance(other, INFINITY);
        cr_expect(same_trail(race_trail(other, 0), race_trail(b.race, 0)),
                  "and is then as it was started");
        array_free(&c.rows);
        race_destroy(other);
        bench_close(&b);
    }
}

Test(race, may_be_computed_in_pieces)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.steps = 30000;
    bench_run(&b);
    Race *pieces = race_create();
    race_start(pieces, &b.scene, &b.objective.base);
    cr_expect_eq(race_steps_done(pieces), 0);
    int calls = 0, before = -1;
    while (!race_advance(pieces, 0)) {
        cr_expect_gt(race_steps_done(pieces), before, "it always gets on");
        before = race_steps_done(pieces);
        calls++;
    }
    cr_expect_gt(calls, 2);
    for (int i = 0; i < 6; i++) {
        cr_expect(same_trail(race_trail(pieces, i), race_trail(b.race, i)), "run %d", i);
    }
    race_destroy(pieces);
    bench_close(&b);
}

Test(race, started_again_forgets_what_was)
{
    Bench b, fresh;
    bench_open(&b, "himmelblau");
    bench_run(&b);
    only(&b.scene, OPTIM_ADAM, 0.5);
    bench_run(&b);
    scene_set_landscape(&b.scene, registry_row(&landscape_kinds, "himmelblau"));
    for (int r = 0; r < 6; r++) {
        b.scene.racers[r].on = true;
    }
    b.scene.start[0] = 2.5;
    bench_run(&b);
    b.scene.start[0] = -1;
    bench_run(&b);
    bench_open(&fresh, "himmelblau");
    fresh.scene.start[0] = -1;
    fresh.scene.racers[OPTIM_ADAM].spec = b.scene.racers[OPTIM_ADAM].spec;
    bench_run(&fresh);
    for (int i = 0; i < 6; i++) {
        cr_expect(same_trail(race_trail(b.race, i), race_trail(fresh.race, i)), "run %d", i);
    }
    bench_close(&b);
    bench_close(&fresh);
}

Test(race, a_run_is_lost_where_x_leaves_ten_domains_and_disturbs_nobody)
{
    Bench b, calm;
    bench_open(&b, "valley");
    bench_open(&calm, "valley");
    calm.scene.racers[OPTIM_SGD].on = false;
    b.scene.racers[OPTIM_SGD].spec.params.lr = 1.2; // y grows by 1.4 each step
    b.scene.racers[OPTIM_SGD].spec.has_rate = true;
    bench_run(&b);
    bench_run(&calm);
    const Trail *trail = race_trail(b.race, 0);
    const TrailRow *last = &trail->rows[trail->count - 1];
    cr_expect(trail->lost);
    cr_expect_gt(fabs(last->y), 100, "the lost row is the last: y %g", last->y);
    cr_expect_leq(fabs(last[-1].y), 100, "the one before was inside");
    cr_expect_eq(trail->last_step, 12, "2·1.4¹² = 113 is the first beyond 100");
    cr_expect_eq(trail_at(trail, 77), last, "later steps show the last row");
    for (int i = 0; i < 5; i++) {
        cr_expect(same_trail(race_trail(b.race, i + 1), race_trail(calm.race, i)));
    }
    bench_close(&b);
    bench_close(&calm);
}

Test(race, ten_domains_are_about_the_domains_centre)
{
    Bench b;
    bench_formula(&b, "x"); // moves left by lr each step
    only(&b.scene, OPTIM_SGD, 1);
    b.scene.domain = (Box){ 100, 102, 0, 2 }; // 101 ± 10
    b.scene.start[0] = 101;
    b.scene.start[1] = 1;
    bench_run(&b);
    const Trail *trail = race_trail(b.race, 0);
    cr_expect(trail->lost);
    cr_expect_eq(trail->rows[trail->count - 1].x, 90);
    cr_expect_eq(trail->rows[trail->count - 2].x, 91, "the edge itself is inside");
    bench_close(&b);
}

static const struct Fall {
    const char *formula;
    double x, y, lr;
    int last;
    const char *why;
} falls[] = {
    { "log(x) + y", 1, 1, 2, 1, "the loss is not a number from the first step on" },
    { "log(x) + y", -1, 1, 2, 0, "or even at the start" },
    { "1/x^2 + y", 0, 1, 1, 0, "the loss is infinite" },
    { "cbrt(x)", 0, 0, 1, 0, "the gradient is infinite where the loss is not" },
};

Test(race, a_run_is_lost_when_loss_or_gradient_is_not_finite)
{
    for (size_t i = 0; i < COUNT(falls); i++) {
        Bench b;
        bench_formula(&b, falls[i].formula);
        only(&b.scene, OPTIM_SGD, falls[i].lr);
        b.scene.start[0] = falls[i].x;
        b.scene.start[1] = falls[i].y;
        bench_run(&b);
        const Trail *trail = race_trail(b.race, 0);
        cr_expect(trail->lost, "%s: %s", falls[i].formula, falls[i].why);
        cr_expect_eq(trail->last_step, falls[i].last, "%s ends at step %d", falls[i].formula,
                     trail->last_step);
        cr_expect_eq(race_steps_done(b.race), 100, "nothing is left to do");
        bench_close(&b);
    }
}

Test(race, noise_is_the_same_for_every_run_and_comes_again)
{
    Bench b;
    bench_formula(&b, "0*x + 0*y"); // the gradient is noise alone
    b.scene.noise = 0.5;
    b.scene.seed = 42;
    for (int r = 0; r < 6; r++) {
        b.scene.racers[r].spec = (OptimSpec){ .optim = &optims[OPTIM_SGD], .has_rate = true };
        b.scene.racers[r].spec.params.lr = 0.01;
    }
    bench_run(&b);
    double x = b.scene.start[0], y = b.scene.start[1];
    for (int step = 0; step <= 100; step++) {
        for (int i = 0; i < 6; i++) {
            const TrailRow *row = trail_at(race_trail(b.race, i), step);
            cr_expect_float_eq(row->x, x, 1e-14);
            cr_expect_float_eq(row->y, y, 1e-14);
            cr_expect_eq(row->gx, 0, "the trail holds the exact gradient");
        }
        double noise[2];
        race_noise(42, step, noise);
        x -= 0.01 * 0.5 * noise[0];
        y -= 0.01 * 0.5 * noise[1];
    }
    b.scene.seed = 43;
    bench_run(&b);
    cr_expect_neq(trail_at(race_trail(b.race, 0), 100)->x, x, "another seed, other noise");
    bench_close(&b);
}

Test(race, noise_is_standard_normal_and_independent)
{
    double sum[2] = { 0 }, squares[2] = { 0 }, product = 0, next = 0, before = 0;
    const int count = 20000;
    for (int step = 0; step < count; step++) {
        double noise[2];
        race_noise(7, step, noise);
        for (int i = 0; i < 2; i++) {
            sum[i] += noise[i];
            squares[i] += noise[i] * noise[i];
        }
        product += noise[0] * noise[1];
        next += noise[0] * before;
        before = noise[0];
    }
    // Five standard deviations of each estimate.
    for (int i = 0; i < 2; i++) {
        cr_expect_float_eq(sum[i] / count, 0, 5 / sqrt(count));
        cr_expect_float_eq(squares[i] / count, 1, 5 * sqrt(2.0 / count));
    }
    cr_expect_float_eq(product / count, 0, 5 / sqrt(count));
    cr_expect_float_eq(next / count, 0, 5 / sqrt(count));
}

Test(race, keeps_long_paths_thinned_by_powers_of_two)
{
    Bench b;
    bench_open(&b, "valley");
    only(&b.scene, OPTIM_SGD, 1e-5);
    b.scene.steps = 300001;
    bench_run(&b);
    Collected c = { 0 };
    const Trail *trail = race_trail(b.race, 0);
    cr_expect_leq(trail->count, TRAIL_ROWS_MAX);
    cr_expect_eq(trail->stride, 8);
    cr_expect_eq(trail->last_step, 300001);
    Race *other = race_create();
    race_start(other, &b.scene, &b.objective.base);
    race_stream(other, collect, &c);
    for (int i = 0; i < trail->count; i++) {
        const int step = i < trail->count - 1 ? i * trail->stride : trail->last_step;
        cr_assert_eq(trail->rows[i].x, c.rows.items[step].x, "row %d is step %d", i, step);
        cr_assert_eq(trail_index(trail, step), i);
    }
    array_free(&c.rows);
    race_destroy(other);
    bench_close(&b);
}

Test(race, without_racers_is_complete)
{
    Bench b;
    bench_open(&b, "valley");
    for (int r = 0; r < 6; r++) {
        b.scene.racers[r].on = false;
    }
    bench_run(&b);
    cr_expect_eq(race_run_count(b.race), 0);
    cr_expect(race_complete(b.race));
    bench_close(&b);
    race_destroy(NULL);
}

Test(race, finds_the_formulas_parameters_by_name)
{
    Bench b;
    bench_formula(&b, "b*x^2 + a*y^2");
    cr_assert_eq(b.scene.param_count, 2);
    b.scene.params[strcmp(b.scene.param_names[0], "b") == 0 ? 0 : 1] = 3;
    Formula swapped;
    cr_assert(formula_compile(&swapped, "a*y^2 + b*x^2", &b.arena, NULL));
    scene_objective(&b.scene, &swapped, &b.objective);
    race_start(b.race, &b.scene, &b.objective.base);
    race_advance(b.race, INFINITY);
    cr_expect_eq(trail_at(race_trail(b.race, 0), 0)->gx, -18, "2·3·(-3)");
    cr_expect_eq(trail_at(race_trail(b.race, 0), 0)->gy, 5);
    bench_close(&b);
}
