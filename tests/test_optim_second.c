// Methods that look at curvature, values and other points, against what their papers promise and
// against their rules written a second time.
#include "model/optim/optim_search.h"
#include "race_bench.h"
#include "sim/race/inside.h"
#include "sim/race/sight.h"

#include <string.h>

// A track of one racer on a typed formula.
typedef struct Walk {
    Arena arena;
    Scene scene;
    Formula formula;
    FormulaObjective objective;
    Race *race;
} Walk;

static void walk_on(Walk *w, const char *formula, double x, double y, const char *spec, int steps)
{
    Error err = { .at = -1 };
    *w = (Walk){ .race = race_create() };
    scene_defaults(&w->scene);
    cr_assert(formula_compile(&w->formula, formula, &w->arena, &err), "%s", err.text);
    cr_assert(scene_set_formula(&w->scene, &w->formula, false, &err));
    w->scene.domain = (Box){ -100, 100, -100, 100 };
    w->scene.start[0] = x;
    w->scene.start[1] = y;
    w->scene.steps = steps;
    w->scene.racer_count = 1;
    w->scene.racers[0] = (Racer){ .on = true };
    cr_assert(spec_parse_optim(&w->scene.racers[0].spec, spec, &err), "%s", err.text);
    scene_objective(&w->scene, &w->formula, &w->objective);
    race_start(w->race, &w->scene, &w->objective.base);
    cr_assert(race_advance(w->race, INFINITY));
}

static const TrailRow *walk_at(const Walk *w, int step)
{
    return trail_at(race_trail(w->race, 0), step);
}

static void walk_close(Walk *w)
{
    race_destroy(w->race);
    arena_free(&w->arena);
}

static void used_rates(const Walk *w, int steps, double *rates)
{
    InsideReplay *replay = inside_create();
    for (int step = 0; step <= steps; step++) {
        Inside inside;
        cr_assert(inside_at(replay, w->race, 0, step, &inside));
        rates[step] = inside.used;
    }
    inside_destroy(replay);
}

#define ROSENBROCK "(1 - x)^2 + 100*(y - x^2)^2"
#define BOWL "(x + y)^2 + (x - y - 2)^2/20"

// A function of one number as a search sees it.
typedef struct Curve {
    double (*f)(double t), (*slope)(double t);
    int looks;
} Curve;

static void curve_look(void *context, LinePoint *point)
{
    Curve *curve = context;
    curve->looks++;
    point->f = curve->f(point->t);
    point->slope = curve->slope(point->t);
}

static LinePoint search_on(Curve *curve, double c2, double first)
{
    const LineSearch search = { c2, 1, curve_look, curve };
    const LinePoint start = { 0, curve->f(0), curve->slope(0) };
    curve->looks = 0;
    return line_search(&search, start, first);
}

// Moré & Thuente 1994, function (5.1) with β = 2: nothing before its end at √2 is flat.
static double hill(double t)
{
    return -t / (t * t + 2);
}
static double hill_slope(double t)
{
    return (t * t - 2) / ((t * t + 2) * (t * t + 2));
}
static double wave(double t)
{
    return cos(3 * t) + t * t / 20 - t;
}
static double wave_slope(double t)
{
    return -3 * sin(3 * t) + t / 10 - 1;
}

Test(optim_second, a_search_ends_where_both_wolfe_conditions_hold)
{
    // From so far that the first trial is low, but not by enough, PyTorch's goes on from there.
    static const double firsts[] = { 1e-6, 1e-3, 0.1, 1, 10 };
    Curve curves[] = { { hill, hill_slope, 0 }, { wave, wave_slope, 0 } };
    for (size_t c = 0; c < COUNT(curves); c++) {
        for (size_t i = 0; i < COUNT(firsts); i++) {
            for (double c2 = 0.9; c2 > 0.05; c2 /= 2) {
                Curve *curve = &curves[c];
                const LinePoint at = search_on(curve, c2, firsts[i]);
                const double f0 = curve->f(0), slope0 = curve->slope(0);
                cr_expect(at.f <= f0 + 1e-4 * at.t * slope0, "%zu from %g: %g", c, firsts[i], at.t);
                cr_expect(fabs(at.slope) <= -c2 * slope0, "%zu from %g, %g: slope %g at %g", c,
                          firsts[i], c2, at.slope, at.t);
                cr_expect_eq(at.f, curve->f(at.t));
                cr_expect_leq(curve->looks, LINE_LOOKS_MAX);
            }
        }
    }
}

static double wall(double t)
{
    return t < 0.01 ? -t : t < 0.5 ? (double)INFINITY : (double)NAN;
}
static double nothing(double t)
{
    return t == 0 ? 0 : (double)NAN;
}
static double cliffs(double t)
{
    return -t;
}
static double falling(double t)
{
    (void)t;
    return -1;
}

Test(optim_second, a_search_that_meets_no_numbers_goes_back_and_always_ends)
{
    Curve beyond = { wall, falling, 0 }, none = { nothing, falling, 0 };
    Curve endless = { cliffs, falling, 0 };
    const LinePoint before = search_on(&beyond, 0.9, 1);
    cr_expect(before.t > 0 && before.t < 0.01 && before.f < 0, "%g", before.t);
    cr_expect_leq(beyond.looks, LINE_LOOKS_MAX);
    const LinePoint stays = search_on(&none, 0.9, 1);
    cr_expect(stays.t == 0 && stays.f == 0);
    cr_expect_leq(none.looks, LINE_LOOKS_MAX);
    const LinePoint far = search_on(&endless, 0.9, 1);
    cr_expect(far.t > 1 && isfinite(far.f));
    cr_expect_leq(endless.looks, LINE_LOOKS_MAX);
}

// An exact search ends a bowl of n coordinates in n steps (Hestenes & Stiefel 1952).
Test(optim_second, conjugate_gradients_end_a_bowl_in_two_exact_searches)
{
    Walk w;
    walk_on(&w, BOWL, -7, 2, "cg c2=1e-6", 2);
    cr_expect_gt(walk_at(&w, 1)->loss, 1e-3);
    cr_expect_lt(walk_at(&w, 2)->loss, 1e-16);
    walk_close(&w);
}

// Each step from a trail's row by the rule of Polak & Ribière, whose way the next row must lie on.
Test(optim_second, conjugate_gradients_go_along_their_ways_and_start_anew_every_second_step)
{
    enum { STEPS = 30 };
    Walk w;
    double rates[STEPS + 1], d[2] = { 0, 0 };
    walk_on(&w, ROSENBROCK, -1.5, 2, "cg", STEPS);
    used_rates(&w, STEPS, rates);
    int conjugate = 0, since = 0;
    for (int step = 0; step < STEPS; step++) {
        const TrailRow *row = walk_at(&w, step), *before = row - (step > 0);
        const double gg = row->gx * row->gx + row->gy * row->gy;
        double beta = 0;
        if (step > 0 && since < 2) {
            const double old = before->gx * before->gx + before->gy * before->gy;
            beta = fmax(0, (gg - before->gx * row->gx - before->gy * row->gy) / old);
        }
        d[0] = beta * d[0] - row->gx;
        d[1] = beta * d[1] - row->gy;
        double slope = row->gx * d[0] + row->gy * d[1];
        if (slope > -0.01 * gg) {
            beta = 0;
            d[0] = -row->gx;
            d[1] = -row->gy;
            slope = -gg;
        }
        since = beta > 0 ? since + 1 : 1;
        conjugate += beta > 0;
        const double rate = rates[step + 1];
        cr_expect_gt(rate, 0);
        cr_expect_float_eq(row[1].x, row->x + rate * d[0], 1e-9 * (1 + fabs(rate * d[0])));
        cr_expect_float_eq(row[1].y, row->y + rate * d[1], 1e-9 * (1 + fabs(rate * d[1])));
        cr_expect_leq(row[1].loss, row->loss + 1e-4 * rate * slope + 1e-15);
        const double after = row[1].gx * d[0] + row[1].gy * d[1];
        cr_expect_leq(fabs(after), -0.4 * slope * (1 + 1e-9), "step %d", step);
    }
    cr_expect(conjugate > 8 && conjugate <= STEPS / 2, "%d", conjugate);
    walk_close(&w);
}

// A search's first trial is scaled so that x may be measured in any unit.
Test(optim_second, lbfgs_ends_a_bowl_whatever_its_scale)
{
    Walk w;
    walk_on(&w, BOWL, -7, 2, "lbfgs", 25);
    cr_expect_lt(walk_at(&w, 25)->loss, 1e-20);
    walk_close(&w);
    walk_on(&w, "1e6*(" BOWL ")", -7, 2, "lbfgs history=1", 40);
    cr_expect_lt(walk_at(&w, 40)->loss, 1e-9);
    walk_close(&w);
}

Test(optim_second, a_line_search_stays_where_nothing_is_lower_and_is_never_lost_beyond_the_domain)
{
    static const char *const specs[] = { "lbfgs", "cg" };
    for (size_t i = 0; i < COUNT(specs); i++) {
        Walk w;
        double rates[31];
        walk_on(&w, "x - log(x) + y^2", 0.001, 1, specs[i], 30); // no number where x < 0
        cr_expect_not(race_trail(w.race, 0)->lost, "%s", specs[i]);
        cr_expect_float_eq(walk_at(&w, 30)->x, 1, 1e-6, "%s", specs[i]);
        used_rates(&w, 30, rates);
        cr_expect_gt(rates[1], 0);
        walk_close(&w);
        walk_on(&w, "x + y", 1, 1, specs[i], 30); // nowhere lowest
        cr_expect_eq(race_loss(w.race, 0), RACE_LOST_OUTSIDE, "%s", specs[i]);
        walk_close(&w);
        walk_on(&w, "x^2 + y^2", 0, 0, specs[i], 3);
        cr_expect_eq(walk_at(&w, 3)->loss, 0, "%s", specs[i]);
        walk_close(&w);
    }
}

Test(optim_second, a_line_search_ends_with_noise_in_its_gradients_too)
{
    static const char *const specs[] = { "lbfgs", "cg", "barzilai_borwein", "newton",
                                         "polyak_step" };
    for (size_t i = 0; i < COUNT(specs); i++) {
        Bench b;
        bench_open(&b, "valley");
        b.scene.racer_count = 1;
        cr_assert(spec_parse_optim(&b.scene.racers[0].spec, specs[i], NULL));
        b.scene.noise = 0.3;
        b.scene.steps = 300;
        bench_run(&b);
        cr_expect_not(race_trail(b.race, 0)->lost, "%s", specs[i]);
        cr_expect_eq(race_trail(b.race, 0)->last_step, 300);
        bench_close(&b);
    }
}

Test(optim_second, polyaks_step_halves_the_way_to_the_bottom_of_a_bowl_where_it_is_known)
{
    Walk w;
    double rates[21];
    walk_on(&w, "x^2 + y^2 + 3", 3, -4, "polyak_step f_min=3", 20);
    used_rates(&w, 20, rates);
    for (int step = 1; step <= 20; step++) { // Polyak 1987: (f − f*)/|g|² = 1/4
        cr_expect_float_eq(walk_at(&w, step)->x, 3 * pow(0.5, step), 1e-12);
        cr_expect_float_eq(rates[step], 0.25, 1e-9, "step %d", step);
    }
    walk_close(&w);
    walk_on(&w, "x^2 + y^2 + 3", 3, -4, "polyak_step f_min=3 max=0.1 scaling=0.5", 1);
    cr_expect_float_eq(walk_at(&w, 1)->x, 3 - 0.05 * 6, 1e-12);
    walk_close(&w);
    walk_on(&w, "x^2 + y^2", 3, -4, "polyak_step f_min=100", 4); // below what it takes for lowest
    cr_expect_eq(walk_at(&w, 4)->x, 3);
    walk_close(&w);
}

Test(optim_second, barzilai_and_borwein_take_the_rate_that_the_last_step_tells)
{
    enum { STEPS = 25 };
    for (int form = 1; form <= 2; form++) {
        Walk w;
        double rates[STEPS + 1];
        walk_on(&w, BOWL, -7, 2,
                form == 1 ? "barzilai_borwein lr=0.02" : "barzilai_borwein lr=0.02 form=2", STEPS);
        used_rates(&w, STEPS, rates);
        cr_expect_eq(rates[1], 0.02);
        for (int step = 1; step < 9; step++) { // while y has digits
            const TrailRow *row = walk_at(&w, step), *old = row - 1;
            const double s[2] = { row->x - old->x, row->y - old->y };
            const double y[2] = { row->gx - old->gx, row->gy - old->gy };
            const double sy = s[0] * y[0] + s[1] * y[1];
            const double rate =
                form == 1 ? (s[0] * s[0] + s[1] * s[1]) / sy : sy / (y[0] * y[0] + y[1] * y[1]);
            cr_expect_float_eq(rates[step + 1], rate, 1e-9 * rate, "form %d, step %d", form, step);
            cr_expect_float_eq(row[1].x, row->x - rate * row->gx, 1e-9);
        }
        cr_expect_lt(walk_at(&w, STEPS)->loss, 1e-9, "form %d: %g", form, walk_at(&w, STEPS)->loss);
        walk_close(&w);
    }
}

Test(optim_second, newton_is_drawn_to_a_saddle_and_the_saddle_free_one_away_from_it)
{
    Walk w;
    walk_on(&w, "x^2 - y^2 + y^4/4", 0.5, 0.3, "newton", 20);
    cr_expect(hypot(walk_at(&w, 20)->x, walk_at(&w, 20)->y) < 1e-9);
    walk_close(&w);
    walk_on(&w, "x^2 - y^2 + y^4/4", 0.5, 0.3, "newton saddle_free=1 damping=0.01", 60);
    cr_expect_float_eq(walk_at(&w, 60)->loss, -1, 1e-6);
    walk_close(&w);
    walk_on(&w, "(x + y)^2", 0.5, 0.3, "newton", 5); // no inverse
    cr_expect(race_trail(w.race, 0)->lost || walk_at(&w, 5)->loss < 1e-9);
    walk_close(&w);
}

// By |H| with its square root, which needs no eigenvectors: |H| = √(H²).
Test(optim_second, the_saddle_free_step_is_by_the_size_of_the_hessian)
{
    const double h[3] = { 3, 2, -1 }, g[2] = { 0.7, -0.4 }, damping = 0.25;
    const double a = h[0] * h[0] + h[1] * h[1], b = h[1] * (h[0] + h[2]);
    const double c = h[1] * h[1] + h[2] * h[2], root = sqrt(a * c - b * b);
    const double trace = sqrt(a + c + 2 * root);
    const double m[3] = { (a + root) / trace + damping, b / trace, (c + root) / trace + damping };
    const double determinant = m[0] * m[2] - m[1] * m[1];
    const OptimParams params = { .damping = damping, .saddle_free = 1 };
    OptimScalars scalars = { .rate = 0.5 };
    double x[2] = { 0, 0 }, model[3];
    const OptimSight sight = { .g = g, .h = h };
    optims[OPTIM_NEWTON].step(&params, &scalars, 2, x, NULL, &sight);
    cr_expect_float_eq(x[0], -0.5 * (m[2] * g[0] - m[1] * g[1]) / determinant, 1e-14);
    cr_expect_float_eq(x[1], -0.5 * (m[0] * g[1] - m[1] * g[0]) / determinant, 1e-14);
    cr_expect(optims[OPTIM_NEWTON].model(&params, &scalars, NULL, h, model));
    for (int k = 0; k < 3; k++) {
        cr_expect_float_eq(model[k], m[k], 1e-14);
    }
}

Test(optim_second, sophia_is_the_rule_of_optax)
{
    enum { STEPS = 60 };
    Walk w;
    double m[2] = { 0 }, h[2] = { 0 };
    walk_on(&w, "x^4/4 + 3*x*y + y^2 + 20", 1.5, 2,
            "sophia lr=0.05 gamma=0.3 interval=7 weight_decay=0.1", STEPS);
    for (int step = 0; step < STEPS; step++) {
        const TrailRow *row = walk_at(&w, step);
        const double x[2] = { row->x, row->y }, g[2] = { row->gx, row->gy };
        const double now[2] = { 3 * x[0] * x[0], 2 };
        for (int i = 0; i < 2; i++) {
            m[i] = 0.965 * m[i] + 0.035 * g[i];
            h[i] = step % 7 ? h[i] : 0.99 * h[i] + 0.01 * now[i];
            const double mean = m[i] / (1 - pow(0.965, step + 1));
            const double way = fmax(-1, fmin(1, mean / fmax(0.3 * h[i], 1e-8)));
            const double to = x[i] * (1 - 0.05 * 0.1) - 0.05 * way;
            cr_expect_float_eq(i ? row[1].y : row[1].x, to, 1e-12 * (1 + fabs(to)), "step %d",
                               step);
        }
    }
    walk_close(&w);
}

// Turned by any angle, the path is turned with it; plain AdaGrad's is not.
Test(optim_second, full_adagrad_can_rotate)
{
    const double c = 0.6, s = 0.8;
    for (int full = 0; full < 2; full++) {
        Walk plain, turned;
        const char *spec = full ? "full_adagrad lr=0.7" : "adagrad lr=0.7";
        walk_on(&plain, "x^2/20 + y^2", -7, 2, spec, 40);
        walk_on(&turned, "(0.6*x + 0.8*y)^2/20 + (0.6*y - 0.8*x)^2", c * -7 - s * 2, s * -7 + c * 2,
                spec, 40);
        const TrailRow *a = walk_at(&plain, 40), *b = walk_at(&turned, 40);
        const double off = hypot(c * a->x - s * a->y - b->x, s * a->x + c * a->y - b->y);
        cr_expect(full ? off < 1e-10 : off > 0.05, "%s: %g", spec, off);
        walk_close(&plain);
        walk_close(&turned);
    }
}

// What is drawn of a step leads where the step leads.
Test(optim_second, models_have_their_middle_where_the_whole_step_leads)
{
    static const char *const specs[] = { "newton lr=0.5 damping=0.2",
                                         "newton damping=0.1 saddle_free=1", "full_adagrad lr=0.3",
                                         "lbfgs" };
    for (size_t i = 0; i < COUNT(specs); i++) {
        Walk w;
        double rates[13];
        walk_on(&w, ROSENBROCK, -1.5, 2, specs[i], 12);
        used_rates(&w, 12, rates);
        const Run *run = race_run(w.race, 0);
        Run again;
        run_init(&again, run->optim, &run->params, 2, (double[]){ -1.5, 2 }, &w.arena);
        for (int step = 0; step < 12; step++) {
            const TrailRow *row = walk_at(&w, step);
            double h[3], m[3];
            Sight sight = { &w.objective.base, NULL, 0, { 0 }, (double[]){ 0, 0 }, h };
            sight.scratch = scratch_create();
            const OptimSight at = sight_at(&sight, &again, row->loss, &row->gx);
            objective_eval_hessian(&w.objective.base, sight.scratch, 0,
                                   &(ObjectiveBlock){ 1, 1, &row->x, NULL, NULL, h });
            run_step(&again, &at);
            scratch_destroy(sight.scratch);
            if (!run->optim->model(&again.params, &again.scalars, again.state, h, m)) {
                cr_expect(step == 0, "%s: step %d", specs[i], step);
                continue;
            }
            const double determinant = m[0] * m[2] - m[1] * m[1];
            const double p[2] = { -(m[2] * row->gx - m[1] * row->gy) / determinant,
                                  -(m[0] * row->gy - m[1] * row->gx) / determinant };
            const double part = run->optim == &optims[OPTIM_FULL_ADAGRAD] ? 1 : rates[step + 1];
            const double near = 1e-7 * hypot(p[0], p[1]) + 1e-12;
            cr_expect_float_eq(row[1].x - row->x, part * p[0], near, "%s: step %d", specs[i], step);
            cr_expect_float_eq(row[1].y - row->y, part * p[1], near, "%s: step %d", specs[i], step);
        }
        walk_close(&w);
    }
}

// The landscape's own minimum, as long as nobody says otherwise and its numbers are its own.
Test(optim_second, polyaks_step_knows_how_low_a_landscape_goes)
{
    int below = 0;
    for (int l = 0; l < landscape_count; l++) {
        Scene scene;
        const Stationary *point = &landscapes[l].points[0];
        scene_defaults(&scene);
        scene.racer_count = 1;
        cr_assert(spec_parse_optim(&scene.racers[0].spec, "polyak_step", NULL));
        scene_set_landscape(&scene, &landscapes[l]);
        const bool lowest = landscapes[l].point_count > 0 && point->kind != STATIONARY_SADDLE &&
                            point->kind != STATIONARY_MAXIMUM;
        cr_expect_eq(scene_optim_params(&scene, 0).f_min, lowest ? point->f : 0, "%s",
                     landscapes[l].kind.key);
        below += lowest && point->f < 0;
        if (scene.param_count > 0) {
            scene.params[0] = scene.rows[0].max;
            cr_expect_eq(scene_optim_params(&scene, 0).f_min, 0, "another one's is not known");
        }
        cr_assert(spec_parse_optim(&scene.racers[0].spec, "polyak_step f_min=-3", NULL));
        cr_expect_eq(scene_optim_params(&scene, 0).f_min, -3);
    }
    cr_expect_gt(below, 1);
}

// What a step is about to ask, and where the middle of what it takes f for lies.
Test(optim_second, the_step_ahead_is_told_with_the_points_it_tries)
{
    Walk w;
    Inside inside;
    InsideReplay *replay = inside_create();
    walk_on(&w, ROSENBROCK, -1.5, 2, "lbfgs", 8);
    for (int step = 0; step < 8; step++) {
        cr_assert(inside_at(replay, w.race, 0, step, &inside));
        const Ahead *ahead = &inside.ahead;
        const TrailRow *next = walk_at(&w, step + 1);
        bool tried = false;
        for (int i = 0; i < ahead->look_count; i++) {
            tried |= ahead->looks[i][0] == next->x && ahead->looks[i][1] == next->y;
        }
        cr_expect(tried, "step %d: of %d points tried it goes to one", step, ahead->look_count);
        cr_expect_eq(isnan(ahead->middle[0]), step == 0, "it knows no curvature at first");
    }
    cr_assert(inside_at(replay, w.race, 0, 8, &inside));
    cr_expect(inside.ahead.look_count == 0 && isnan(inside.ahead.middle[0]), "no step follows");
    inside_destroy(replay);
    walk_close(&w);
}
