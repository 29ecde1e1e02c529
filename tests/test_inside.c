// The replay: the race's own bits in any order of asking, and velocities, rates and steps that
// explain each other.
#include "sim/race/inside.h"

#include "other_racers.h"
#include "race_bench.h"

#include "model/optim/optim_scalars.h"

#include <math.h>
#include <string.h>

static bool both_nan(const double v[2])
{
    return isnan(v[0]) && isnan(v[1]);
}

// The classic racers, or a page of the others; false when there are no more.
static bool race_page(Scene *scene, int page)
{
    return page == 0 || other_racers(scene, page - 1);
}

// Whether the replay stands where the trail's row says, to the bit.
static bool stands_at_row(InsideReplay *replay, const Race *race, int run, int step)
{
    const Trail *trail = race_trail(race, run);
    const TrailRow *row = trail_at(trail, step);
    Inside inside;
    if (!inside_at(replay, race, run, step, &inside)) {
        return false;
    }
    return memcmp(inside.x, &row->x, sizeof inside.x) == 0 &&
           memcmp(inside.gradient, &row->gx, sizeof inside.gradient) == 0 &&
           (step == trail->last_step
                ? both_nan(inside.step)
                : inside.step[0] == row[1].x - row[0].x && inside.step[1] == row[1].y - row[0].y);
}

Test(inside, replays_every_landscapes_race_bit_for_bit)
{
    for (int l = 0; l < landscape_count; l++) {
        for (int noisy = 0; noisy < 2; noisy++) {
            Bench b;
            bench_open(&b, landscapes[l].kind.key);
            InsideReplay *replay = inside_create();
            b.scene.steps = 700;
            b.scene.noise = noisy ? 0.3 : 0;
            b.scene.seed = 1 + (uint64_t)l;
            if (l % 3) {
                cr_assert(race_page(&b.scene, l % 3));
            }
            set_rate(&b.scene, 0, 0.9); // lost on many
            bench_run(&b);
            for (int run = 0; run < race_run_count(b.race); run++) {
                for (int step = 0; step <= race_trail(b.race, run)->last_step; step++) {
                    cr_expect(stands_at_row(replay, b.race, run, step), "%s, %s, noise %g, step %d",
                              landscapes[l].kind.key, race_run(b.race, run)->optim->kind.key,
                              b.scene.noise, step);
                }
            }
            inside_destroy(replay);
            bench_close(&b);
        }
    }
}

Test(inside, is_the_same_whatever_was_asked_before)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.steps = 2000;
    b.scene.noise = 0.2;
    bench_run(&b);
    InsideReplay *jumping = inside_create();
    unsigned place = 1;
    for (int i = 0; i < 300; i++) {
        place = place * 1103515245U + 12345U;
        const int run = (int)(place >> 8) % race_run_count(b.race);
        const int step = (int)(place >> 10) % (race_trail(b.race, run)->last_step + 1);
        InsideReplay *fresh = inside_create();
        Inside a, c;
        cr_assert(inside_at(jumping, b.race, run, step, &a));
        cr_assert(inside_at(fresh, b.race, run, step, &c));
        cr_expect_arr_eq(&a, &c, sizeof a, "run %d step %d", run, step);
        cr_expect(stands_at_row(jumping, b.race, run, step), "run %d step %d", run, step);
        inside_destroy(fresh);
    }
    inside_destroy(jumping);
    bench_close(&b);
}

// The step that leads from the row `now` to `next` along coordinate i, g the noisy gradient there,
// s the scalars of that step; NAN where velocity and rate alone do not say it.
static double step_explained(const Run *run, const OptimScalars *s, const Inside *now,
                             const Inside *next, int i, double g)
{
    const OptimParams *p = &run->params;
    switch (optim_kind(run->optim)) {
    case OPTIM_SGD: return -p->lr * g;
    case OPTIM_MOMENTUM: return now->velocity[i] - p->lr * g;
    case OPTIM_NESTEROV: return now->velocity[i] - p->lr * (1 + p->beta) * g;
    case OPTIM_QHM: return now->velocity[i] - p->lr * (1 - p->nu * p->beta) * g;
    case OPTIM_ADAGRAD:
    case OPTIM_RMSPROP: return -next->rate[i] * g;
    case OPTIM_ADAM:
    case OPTIM_AMSGRAD:
    case OPTIM_ADAMAX:
    case OPTIM_ADABELIEF:
    case OPTIM_YOGI:
    case OPTIM_ADAN:
    case OPTIM_ADEMAMIX:
    case OPTIM_RADAM: return next->velocity[i];
    case OPTIM_ASGD: return -s->rate * (g + p->weight_decay * now->x[i]);
    case OPTIM_SCHEDULEFREE_SGD:
        return now->velocity[i] - p->lr * (1 - p->momentum * (1 - s->share)) * g;
    case OPTIM_SCHEDULEFREE_ADAMW:
        return now->velocity[i] - next->rate[i] * (1 - p->beta1 * (1 - s->share)) * g;
    case OPTIM_ADAMW: return next->velocity[i] - p->lr * p->weight_decay * now->x[i];
    case OPTIM_NADAM:
        return next->velocity[i] - next->rate[i] * (1 - s->mu) / (1 - s->mu_product) * g;
    case OPTIM_QHADAM: return next->velocity[i] - (1 - p->nu1) * next->rate[i] * g;
    default: return NAN; // AdaDelta's next rate has forgotten the last one; Lion takes a sign
    }
}

static void expect_explained_steps(Bench *b)
{
    InsideReplay *replay = inside_create();
    for (int run = 0; run < race_run_count(b->race); run++) {
        const Run *it = race_run(b->race, run);
        OptimScalars scalars;
        optim_scalars_start(&scalars);
        for (int step = 0; step + 1 < b->scene.steps; step++) {
            Inside now, next;
            double noise[2];
            race_noise(b->scene.seed, step, noise);
            optim_advance(it->optim, &scalars, &it->params);
            cr_assert(inside_at(replay, b->race, run, step, &now));
            cr_assert(inside_at(replay, b->race, run, step + 1, &next));
            for (int i = 0; i < 2; i++) {
                const double g = now.gradient[i] + b->scene.noise * noise[i];
                const double expected = step_explained(it, &scalars, &now, &next, i, g);
                cr_expect(isnan(expected) || fabs(now.step[i] - expected) <= 2e-14,
                          "%s step %d: %g, not %g", it->optim->kind.key, step, now.step[i],
                          expected);
            }
        }
    }
    inside_destroy(replay);
}

// With N the noisy gradient at x: momentum's step is v − ηN, Nesterov's v − η(1+μ)N; the step that
// AdaGrad and RMSProp just made is −rate · N of the row before; Adam's is its velocity.
Test(inside, velocity_and_rate_explain_the_steps)
{
    bool more = true;
    for (int page = 0; more; page++) {
        Bench b;
        bench_open(&b, "valley");
        more = race_page(&b.scene, page);
        b.scene.noise = 0.5;
        bench_run(&b);
        expect_explained_steps(&b);
        bench_close(&b);
    }
}

// What weight decay takes.
static double decay_by_hand(const Run *run, const OptimScalars *s, double x)
{
    const OptimParams *p = &run->params;
    const double whole = -s->rate * p->weight_decay * x;
    switch (optim_kind(run->optim)) {
    case OPTIM_ADAN: return whole / (1 + s->rate * p->weight_decay);
    case OPTIM_SCHEDULEFREE_SGD: return whole * (1 - p->momentum * (1 - s->share));
    case OPTIM_SCHEDULEFREE_ADAMW: return whole * (1 - p->beta1 * (1 - s->share));
    default: return whole;
    }
}

// The parts of a step in the letters of the rules: m the momentum or mean as the step finds it, s
// and v the squares as it leaves them. Written out once more here, for the rules compute none.
static void parts_by_hand(const Run *run, const OptimScalars *s, const Inside *now,
                          const Inside *next, int i, double g, double before, double *momentum,
                          double *gradient)
{
    const OptimParams *p = &run->params;
    const double c = 1 - p->beta1; // of the gradient in the mean
    *momentum = 0;
    *gradient = NAN;
    switch (optim_kind(run->optim)) {
    case OPTIM_SGD: *gradient = -p->lr * g; break;
    case OPTIM_MOMENTUM:
        *momentum = now->velocity[i];
        *gradient = -p->lr * g;
        break;
    case OPTIM_NESTEROV:
        *momentum = now->velocity[i];
        *gradient = -p->lr * (1 + p->beta) * g;
        break;
    case OPTIM_QHM:
        *momentum = now->velocity[i];
        *gradient = -p->lr * (1 - p->nu * p->beta) * g;
        break;
    case OPTIM_ADAGRAD:
    case OPTIM_RMSPROP: *gradient = -next->rate[i] * g; break;
    case OPTIM_ADADELTA: *gradient = now->step[i]; break;
    case OPTIM_ADAM:
    case OPTIM_AMSGRAD:
    case OPTIM_ADAMAX:
    case OPTIM_RADAM:
    case OPTIM_ADAMW: *gradient = -next->rate[i] * c * g / s->rest1; break;
    case OPTIM_QHADAM: // the second share is 1
        *gradient = -next->rate[i] * g * (1 - p->nu1 + p->nu1 * c / s->rest1);
        break;
    case OPTIM_NADAM:
        *gradient =
            -next->rate[i] * g *
            ((1 - s->mu) / (1 - s->mu_product) + c * s->mu_next / (1 - s->mu_product * s->mu_next));
        break;
    case OPTIM_ADABELIEF: { // its square is of what a mean from 0 would have missed
        const double was = s->t > 1 ? p->lr / now->rate[i] - p->eps : 0;
        const double missed = was * was * (1 - pow(p->beta2, s->t - 1)) * p->beta2 +
                              (1 - p->beta2) * p->beta1 * p->beta1 * g * g + p->eps;
        *gradient = -p->lr * c * g / s->rest1 / (sqrt(missed / s->rest2) + p->eps);
        break;
    }
    case OPTIM_YOGI:
        *gradient = -next->rate[i] * (c * g + (s->t > 1 ? 0 : p->beta1 * 1e-6)) / s->rest1;
        break;
    case OPTIM_ADAN:
        *gradient = -next->rate[i] / (1 + p->lr * p->weight_decay) *
                    (c * g / s->rest1 +
                     (s->t > 1 ? p->beta2 * (1 - p->beta2) * (g - before) / s->rest2 : 0));
        break;
    case OPTIM_ADEMAMIX:
        *gradient = -next->rate[i] * (c / s->rest1 + p->alpha * (1 - p->beta3)) * g;
        break;
    case OPTIM_ASGD: *gradient = -s->rate * g; break;
    case OPTIM_RPROP:
    case OPTIM_NORMALIZED: *gradient = now->step[i]; break;
    case OPTIM_PRODIGY: // d is no part of what is seen: a gradient's share is as Adam's
        *gradient = now->parts[OPTIM_PART_GRADIENT][i];
        cr_expect(*gradient * g <= 0);
        break;
    case OPTIM_SCHEDULEFREE_SGD:
        *momentum = now->velocity[i];
        *gradient = -p->lr * (1 - p->momentum * (1 - s->share)) * g;
        break;
    case OPTIM_SCHEDULEFREE_ADAMW:
        *momentum = now->velocity[i];
        *gradient = -next->rate[i] * (1 - p->beta1 * (1 - s->share)) * g;
        break;
    case OPTIM_SIGNSGD:
    case OPTIM_LION: *gradient = g > 0 ? -p->lr : g < 0 ? p->lr : 0; break;
    default: break;
    }
    const double decay = decay_by_hand(run, s, now->x[i]);
    if (run->optim->parts[OPTIM_PART_MOMENTUM] && *momentum == 0) {
        *momentum = now->step[i] - *gradient - (run->params.weight_decay > 0 ? decay : 0);
    }
}

static void expect_parts(Bench *b)
{
    InsideReplay *replay = inside_create();
    for (int run = 0; run < race_run_count(b->race); run++) {
        const Run *it = race_run(b->race, run);
        const Trail *trail = race_trail(b->race, run);
        OptimScalars scalars;
        double before[2] = { 0, 0 };
        optim_scalars_start(&scalars);
        for (int step = 0; step < trail->last_step; step++) {
            Inside now, next;
            double noise[2];
            race_noise(b->scene.seed, step, noise);
            optim_advance(it->optim, &scalars, &it->params);
            cr_assert(inside_at(replay, b->race, run, step, &now));
            cr_assert(inside_at(replay, b->race, run, step + 1, &next));
            for (int i = 0; i < 2; i++) {
                double momentum, gradient, sum = 0;
                const double g = now.gradient[i] + b->scene.noise * noise[i];
                parts_by_hand(it, &scalars, &now, &next, i, g, before[i], &momentum, &gradient);
                before[i] = g;
                for (int part = 0; part < OPTIM_PARTS; part++) {
                    sum += now.parts[part][i];
                    cr_expect(it->optim->parts[part] || now.parts[part][i] == 0,
                              "%s has no part %d", it->optim->kind.key, part);
                }
                cr_expect_float_eq(now.parts[OPTIM_PART_MOMENTUM][i], momentum, 4e-14, "%s step %d",
                                   it->optim->kind.key, step);
                cr_expect_float_eq(now.parts[OPTIM_PART_GRADIENT][i], gradient, 4e-14, "%s step %d",
                                   it->optim->kind.key, step);
                cr_expect_float_eq(now.parts[OPTIM_PART_DECAY][i],
                                   decay_by_hand(it, &scalars, now.x[i]), 4e-14, "%s step %d",
                                   it->optim->kind.key, step);
                const double to = (i ? trail->rows[step + 1].y : trail->rows[step + 1].x) -
                                  (i ? trail->rows[step].y : trail->rows[step].x);
                cr_expect_float_eq(sum, to, 1e-15 * fmax(1, fabs(to)), "%s ends at the next point",
                                   it->optim->kind.key);
            }
        }
    }
    inside_destroy(replay);
}

Test(inside, the_parts_of_a_step_end_at_the_next_point_and_are_those_of_the_rule)
{
    bool more = true;
    for (int page = 0; more; page++) {
        for (int noisy = 0; noisy < 2; noisy++) {
            Bench b;
            bench_open(&b, "valley");
            more = race_page(&b.scene, page);
            for (int r = 0; r < b.scene.racer_count; r++) {
                const bool decays = b.scene.racers[r].spec.optim->parts[OPTIM_PART_DECAY];
                b.scene.racers[r].spec.params.weight_decay = decays ? 0.1 : 0;
            }
            b.scene.noise = noisy ? 0.5 : 0;
            bench_run(&b);
            expect_parts(&b);
            bench_close(&b);
        }
    }
}

Test(inside, at_the_start_nothing_has_been_remembered)
{
    bool more = true;
    for (int page = 0; more; page++) {
        Bench b;
        bench_open(&b, "valley");
        more = race_page(&b.scene, page);
        bench_run(&b);
        InsideReplay *replay = inside_create();
        for (int run = 0; run < race_run_count(b.race); run++) {
            Inside inside;
            cr_assert(inside_at(replay, b.race, run, 0, &inside));
            const double *v = inside.velocity;
            cr_expect(both_nan(v) || (v[0] == 0 && v[1] == 0));
            cr_expect(both_nan(inside.rate));
            cr_expect(inside.gradient[0] == race_trail(b.race, run)->rows[0].gx);
        }
        inside_destroy(replay);
        bench_close(&b);
    }
}

Test(inside, notices_a_race_started_anew_and_another_race)
{
    Bench b, other;
    bench_open(&b, "rosenbrock");
    bench_open(&other, "valley");
    bench_run(&b);
    bench_run(&other);
    InsideReplay *replay = inside_create();
    cr_expect(stands_at_row(replay, b.race, 1, 50));
    cr_expect(stands_at_row(replay, other.race, 1, 60), "of the same version");
    for (int i = 0; i < 6; i++) {
        b.scene.steps = 40 + 10 * i;
        b.scene.noise = i % 3 ? 0.1 * i : 0;
        b.scene.seed = (uint64_t)(1 + i / 2);
        b.scene.start[0] = -1 + 0.1 * i;
        b.scene.racers[i].on = false;
        b.scene.racers[(i + 1) % 6].spec.params.beta = 0.5;
        set_rate(&b.scene, OPTIM_ADAM, 0.01 * (i + 1));
        const unsigned before = race_version(b.race);
        bench_run(&b);
        cr_expect_neq(race_version(b.race), before);
        for (int run = 0; run < race_run_count(b.race); run++) {
            const int step = race_trail(b.race, run)->last_step;
            cr_expect(stands_at_row(replay, b.race, run, step), "change %d, run %d", i, run);
        }
    }
    for (int run = 0; run < race_run_count(b.race); run++) {
        cr_expect(stands_at_row(replay, other.race, run, 50), "run %d", run);
        cr_expect(stands_at_row(replay, b.race, run, 50), "run %d", run);
    }
    inside_destroy(replay);
    bench_close(&b);
    bench_close(&other);
}

Test(inside, has_nothing_where_a_run_has_no_row)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    set_rate(&b.scene, OPTIM_SGD, 1);
    InsideReplay *replay = inside_create();
    Inside inside;
    bench_start(&b);
    cr_expect_not(inside_at(replay, b.race, 0, 0, &inside), "nothing is computed");
    bench_run(&b);
    const Trail *sgd = race_trail(b.race, 0);
    cr_assert(sgd->lost && sgd->last_step < 100);
    cr_expect(inside_at(replay, b.race, 0, sgd->last_step, &inside));
    cr_expect(both_nan(inside.step), "no step leaves the lost row");
    cr_expect_not(inside_at(replay, b.race, 0, sgd->last_step + 1, &inside), "lost before");
    cr_expect_not(inside_at(replay, b.race, 1, 101, &inside));
    cr_expect_not(inside_at(replay, b.race, 1, -1, &inside));
    cr_expect(inside_at(replay, b.race, 1, 100, &inside));
    cr_expect(both_nan(inside.step));
    inside_destroy(replay);
    inside_destroy(NULL);
    bench_close(&b);
}

Test(inside, follows_a_race_that_is_still_being_computed)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.steps = 60000;
    b.scene.noise = 1e-3;
    bench_start(&b);
    InsideReplay *replay = inside_create();
    while (!race_advance(b.race, 0)) {
        for (int run = 0; run < race_run_count(b.race); run++) {
            const int step = race_trail(b.race, run)->last_step;
            cr_expect(stands_at_row(replay, b.race, run, step), "run %d step %d", run, step);
        }
    }
    cr_expect(stands_at_row(replay, b.race, 0, race_trail(b.race, 0)->last_step));
    inside_destroy(replay);
    bench_close(&b);
}

Test(inside, of_a_thinned_trail_knows_place_and_gradient_alone)
{
    Bench b;
    bench_open(&b, "valley");
    for (int r = 0; r < OPTIM_ADAM; r++) {
        b.scene.racers[r].on = false;
    }
    b.scene.steps = TRAIL_ROWS_MAX + 10;
    bench_run(&b);
    const Trail *trail = race_trail(b.race, 0);
    cr_assert_eq(trail->stride, 2);
    InsideReplay *replay = inside_create();
    Inside inside;
    cr_assert(inside_at(replay, b.race, 0, 101, &inside));
    cr_expect(inside.x[0] == trail->rows[50].x && inside.gradient[1] == trail->rows[50].gy);
    cr_expect(both_nan(inside.velocity) && both_nan(inside.rate) && both_nan(inside.step));
    cr_expect(both_nan(inside.parts[OPTIM_PART_GRADIENT]));
    inside_destroy(replay);
    bench_close(&b);
}
