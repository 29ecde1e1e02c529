// Optimizers that need more than the gradient, written here as rows and walked by the very code
// that walks the built-in ones: Newton's method, steepest descent with a line search,
// sharpness-aware minimization; and one that keeps a second point.
#include "objectives.h"

#include "sim/race/inside.h"
#include "sim/race/race.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define RATE(def)                                                                                  \
    {                                                                                              \
        "lr", "Rate", "η", offsetof(OptimParams, lr), def, 1e-12, 1000, PARAM_LOG                  \
    }

// x ← x − η H⁻¹ g.
static void newton_step(const OptimParams *p, OptimScalars *s, size_t n, double *x, double *state,
                        const OptimSight *sight)
{
    (void)p;
    (void)n;
    (void)state;
    const double *g = sight->g, *h = sight->h, determinant = h[0] * h[2] - h[1] * h[1];
    x[0] -= s->rate * (h[2] * g[0] - h[1] * g[1]) / determinant;
    x[1] -= s->rate * (h[0] * g[1] - h[1] * g[0]) / determinant;
}

static const Optim newton = { { "newton", "Newton", NULL, NULL, PARAMS(RATE(1)) },
                              .needs = OPTIM_GRADIENT | OPTIM_HESSIAN,
                              .rule = "x ← x − η H⁻¹ g",
                              .step = newton_step,
                              .couples = true };

// Armijo 1966: half the rate until the value falls by half of what the gradient promises.
static void armijo_step(const OptimParams *p, OptimScalars *s, size_t n, double *x, double *state,
                        const OptimSight *sight)
{
    (void)state;
    double tried[2], f, square = 0;
    for (size_t i = 0; i < n; i++) {
        square += sight->g[i] * sight->g[i];
    }
    s->rate = p->lr;
    for (int halvings = 0; halvings < 60; halvings++) {
        for (size_t i = 0; i < n; i++) {
            tried[i] = x[i] - s->rate * sight->g[i];
        }
        sight->look(sight->context, tried, &f, NULL, NULL);
        if (f <= sight->f - 0.5 * s->rate * square) {
            break;
        }
        s->rate /= 2;
    }
    memcpy(x, tried, n * sizeof *x);
}

static const Optim armijo = { { "armijo", "Line search", NULL, NULL, PARAMS(RATE(8)) },
                              .needs = OPTIM_GRADIENT | OPTIM_VALUE | OPTIM_POINTS,
                              .rule = "x ← x − η g",
                              .step = armijo_step,
                              .couples = true };

// Foret 2021: the gradient from where the loss is highest nearby, ρ along g/|g|.
static void sam_step(const OptimParams *p, OptimScalars *s, size_t n, double *x, double *state,
                     const OptimSight *sight)
{
    (void)state;
    double away[2] = { 0, 0 }, g[2] = { 0, 0 };
    const double norm = hypot(sight->g[0], sight->g[1]);
    for (size_t i = 0; i < n; i++) {
        away[i] = x[i] + (norm > 0 ? p->rho * sight->g[i] / norm : 0);
    }
    sight->look(sight->context, away, NULL, g, NULL);
    for (size_t i = 0; i < n; i++) {
        x[i] -= s->rate * g[i];
    }
}

static const Optim sam = { { "sam", "SAM", NULL, NULL,
                             PARAMS(RATE(0.1), { "rho", "Reach", "ρ", offsetof(OptimParams, rho),
                                                 0.05, 0, 1, PARAM_LINEAR }) },
                           .needs = OPTIM_GRADIENT | OPTIM_POINTS,
                           .rule = "x ← x − η ∇f(x + ρ g/|g|)",
                           .step = sam_step,
                           .couples = true };

// Polyak & Juditsky 1992: descent, and beside it the mean of all points so far.
static void mean_update(const OptimParams *p, OptimScalars *s, size_t n, double *restrict x,
                        const double *restrict g, double *restrict state)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        x[i] -= s->rate * g[i];
        state[i] += (x[i] - state[i]) / s->t;
    }
}

static void mean_second(const OptimParams *p, const OptimScalars *s, size_t n, const double *x,
                        const double *state, double *second)
{
    (void)p;
    memcpy(second, s->t > 0 ? state : x, n * sizeof *x);
}

static const Optim mean = { { "mean", "Mean", NULL, NULL, PARAMS(RATE(0.1)) },
                            .needs = OPTIM_GRADIENT,
                            .update = mean_update,
                            .state_count = 1,
                            .rule = "x ← x − η g",
                            .second = mean_second,
                            .second_name = "Mean of all points" };

typedef struct Track {
    Line line;
    Scene scene;
    Race *race;
    InsideReplay *replay;
} Track;

// These racers from (-2, 2) with their default numbers.
static void track_open(Track *t, const ObjectiveType *type, const Optim *const *rows, int count,
                       int steps)
{
    line_init(&t->line, type);
    scene_defaults(&t->scene);
    t->scene.domain = (Box){ -3, 3, -3, 3 };
    t->scene.start[0] = -2;
    t->scene.start[1] = 2;
    t->scene.steps = steps;
    t->scene.racer_count = count;
    for (int i = 0; i < count; i++) {
        OptimSpec *spec = &t->scene.racers[i].spec;
        *spec = (OptimSpec){ .optim = rows[i], .has_rate = true };
        optim_defaults(rows[i], &spec->params);
    }
    t->race = race_create();
    t->replay = inside_create();
}

static void track_run(Track *t, const Objective *objective)
{
    race_start(t->race, &t->scene, objective);
    cr_assert(race_advance(t->race, INFINITY));
}

static void track_close(Track *t)
{
    inside_destroy(t->replay);
    race_destroy(t->race);
}

static const TrailRow *row_at(const Track *t, int run, int step)
{
    return trail_at(race_trail(t->race, run), step);
}

Test(optim_needs, newton_is_at_the_end_of_a_quadratic_after_one_step)
{
    Track t;
    double best[2];
    track_open(&t, &line_type_whole, (const Optim *[]){ &newton }, 1, 3);
    track_run(&t, &t.line.base);
    line_best(&t.line, best);
    const TrailRow *row = row_at(&t, 0, 1);
    cr_expect(hypot(row->x - best[0], row->y - best[1]) < 1e-13, "(%g, %g)", row->x, row->y);
    track_close(&t);
}

// From where the Hessian is positive: quadratic convergence, which differences keep up to rounding.
Test(optim_needs, newton_walks_on_an_objective_that_has_no_hessian)
{
    Track t;
    track_open(&t, &line_type_whole, (const Optim *[]){ &newton }, 1, 8);
    t.scene.start[0] = 1.4;
    t.scene.start[1] = 0.9;
    track_run(&t, &product_objective);
    const TrailRow *row = row_at(&t, 0, 8);
    cr_expect(hypot(row->x - 1, row->y - 1) < 1e-12, "(%.17g, %.17g)", row->x, row->y);
    track_close(&t);
}

// A row of the table against the one before, which it becomes.
static void follows(void *context, const RaceRow *row)
{
    RaceRow *before = context;
    cr_expect_eq(row->rate == 0, row->step == 0);
    cr_expect(row->step == 0 || row->x == before->x - row->rate * before->gx, "step %d", row->step);
    *before = *row;
}

Test(optim_needs, a_line_search_never_rises_and_records_the_rate_it_found)
{
    Track t;
    track_open(&t, &line_type_whole, (const Optim *[]){ &armijo }, 1, 30);
    track_run(&t, &product_objective);
    int halved = 0;
    Inside inside;
    cr_assert(inside_at(t.replay, t.race, 0, 0, &inside));
    cr_expect_eq(inside.used, 0);
    for (int step = 0; step < 30; step++) {
        const TrailRow *row = row_at(&t, 0, step);
        const double square = row->gx * row->gx + row->gy * row->gy;
        cr_assert(inside_at(t.replay, t.race, 0, step + 1, &inside));
        cr_expect(row[1].loss <= row->loss - 0.5 * inside.used * square, "step %d", step);
        cr_expect_eq(row[1].x, row->x - inside.used * row->gx);
        halved += inside.used < 8;
    }
    cr_expect_gt(halved, 10);
    race_stream(t.race, follows, &(RaceRow){ 0 });
    track_close(&t);
}

Test(optim_needs, sam_steps_along_the_gradient_from_a_little_uphill)
{
    Track t;
    track_open(&t, &line_type_whole, (const Optim *[]){ &sam }, 1, 20);
    track_run(&t, &product_objective);
    for (int step = 0; step < 20; step++) {
        const TrailRow *row = row_at(&t, 0, step);
        const double norm = hypot(row->gx, row->gy);
        double away[2] = { row->x + 0.05 * row->gx / norm, row->y + 0.05 * row->gy / norm }, g[2];
        objective_eval(&product_objective, NULL, &(ObjectiveBlock){ 1, 1, away, NULL, g, NULL });
        cr_expect(row[1].x == row->x - 0.1 * g[0] && row[1].y == row->y - 0.1 * g[1], "step %d",
                  step);
    }
    track_close(&t);
}

// With noise, and with gradients that are drawn: whatever a step saw, the replay sees again.
Test(optim_needs, the_inside_walks_with_the_races_own_bits_whatever_a_step_needs)
{
    const Optim *const rows[] = { &armijo, &newton, &sam, &mean, &optims[OPTIM_ADAM] };
    const ObjectiveType *const types[] = { &line_type_whole, &line_type };
    for (int noisy = 0; noisy < 2; noisy++) {
        for (size_t i = 0; i < COUNT(types); i++) {
            Track t;
            track_open(&t, types[i], rows, COUNT(rows), 300);
            t.scene.noise = noisy ? 0.2 : 0;
            track_run(&t, &t.line.base);
            for (int step = 300; step >= 0; step -= 11) {
                for (int run = 0; run < (int)COUNT(rows); run++) {
                    const Trail *trail = race_trail(t.race, run);
                    const TrailRow *row = trail_at(trail, step);
                    Inside inside;
                    cr_assert(inside_at(t.replay, t.race, run, step, &inside));
                    cr_expect(inside.x[0] == row->x && inside.x[1] == row->y, "%s, step %d",
                              rows[run]->kind.key, step);
                    cr_expect_eq(isnan(inside.points[AROUND_OWN][0]), rows[run] != &mean);
                    if (step < 300 && !rows[run]->update) {
                        cr_expect_eq(inside.parts[OPTIM_PART_GRADIENT][1], inside.step[1]);
                    }
                }
            }
            track_close(&t);
        }
    }
}

Test(optim_needs, a_second_point_is_told_at_every_step)
{
    Track t;
    track_open(&t, &line_type_whole, (const Optim *[]){ &mean }, 1, 50);
    t.scene.noise = 0.5;
    track_run(&t, &t.line.base);
    double sum[2] = { 0 };
    for (int step = 0; step <= 50; step++) {
        const TrailRow *row = row_at(&t, 0, step);
        Inside inside;
        cr_assert(inside_at(t.replay, t.race, 0, step, &inside));
        sum[0] += step > 0 ? row->x : 0;
        sum[1] += step > 0 ? row->y : 0;
        const double x = step > 0 ? sum[0] / step : row->x, y = step > 0 ? sum[1] / step : row->y;
        cr_expect(hypot(inside.points[AROUND_OWN][0] - x, inside.points[AROUND_OWN][1] - y) < 1e-13, "step %d", step);
    }
    track_close(&t);
}
