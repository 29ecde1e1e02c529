// Fair rates: what every rate comes to is what a race with that rate comes to, to the bit; which is
// the best, and where it is looked for.
#include "race_bench.h"
#include "sim/race/range_test.h"
#include "sim/race/tune.h"

#include <string.h>

static const TunePlan usual = { TUNE_FINAL, 1e-3, 0, false, 0 };

static void bench_formula(Bench *b, const char *text)
{
    *b = (Bench){ .race = race_create() };
    scene_defaults(&b->scene);
    cr_assert(formula_compile(&b->formula, text, &b->arena, NULL));
    cr_assert(scene_set_formula(&b->scene, &b->formula, false, NULL));
}

static Tune *tuned(Bench *b, const TunePlan *plan)
{
    Tune *tune = tune_create();
    scene_objective(&b->scene, &b->formula, &b->objective);
    tune_start(tune, &b->scene, &b->objective.base, plan);
    cr_assert(tune_advance(tune, NULL, INFINITY));
    cr_expect_eq(tune_progress(tune), 1);
    return tune;
}

static const TunePoint *best_point(const Tune *tune, int index)
{
    const TuneCurve curve = tune_curve(tune, index);
    cr_assert(curve.done && curve.best >= 0);
    return &curve.points[curve.best];
}

static void only(Scene *scene, OptimKind kind)
{
    scene->racer_count = 1;
    scene->racers[0] = (Racer){ .spec.optim = &optims[kind], .on = true };
    optim_defaults(&optims[kind], &scene->racers[0].spec.params);
}

// What a race says of one run: by race_stream(), which nothing of tuning goes through.
typedef struct Told {
    double within, lowest;
    TunePoint point;
} Told;

static void take(void *context, const RaceRow *row)
{
    Told *told = context;
    told->point.final_loss = row->loss;
    told->point.lost = row->lost;
    if (!row->lost) {
        if (!(row->loss >= told->point.best_loss)) { // NAN at first; 0 is not lower than -0
            told->point.best_loss = row->loss;
        }
        if (isnan(told->point.steps_within) && row->loss - told->lowest <= told->within) {
            told->point.steps_within = row->step;
        }
    }
}

static TunePoint told(const Bench *b, int racer, double rate, const TunePlan *plan)
{
    Scene scene = b->scene;
    for (int i = 0; i < scene.racer_count; i++) {
        scene.racers[i].on = i == racer;
    }
    scene.racers[racer].spec.params.lr = rate;
    scene.racers[racer].spec.has_rate = true;
    Told told = { plan->within, plan->lowest, { rate, NAN, NAN, NAN, 0 } };
    Race *race = race_create();
    race_start(race, &scene, &b->objective.base);
    race_stream(race, take, &told);
    race_destroy(race);
    return told.point;
}

static bool same_number(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static bool same_point(const TunePoint *a, const TunePoint *b)
{
    return same_number(a->rate, b->rate) && same_number(a->final_loss, b->final_loss) &&
           same_number(a->best_loss, b->best_loss) &&
           same_number(a->steps_within, b->steps_within) && a->lost == b->lost;
}

Test(tune, gives_each_rate_the_very_bits_of_a_race_with_it)
{
    for (int l = 0; l < landscape_count; l++) {
        Bench b;
        if (landscapes[l].make) {
            continue;
        }
        bench_open(&b, landscapes[l].kind.key);
        const TunePlan plan = { (TuneBy)(l % TUNE_BY_COUNT), 0.01, landscapes[l].points[0].f, false,
                                0 };
        Tune *tune = tuned(&b, &plan);
        cr_expect_eq(tune_count(tune), 6);
        for (int i = 0; i < 6; i++) {
            const TuneCurve curve = tune_curve(tune, i);
            cr_expect_eq(curve.racer, i);
            cr_expect_geq(curve.count, 40);
            for (int k = 0; k < curve.count; k++) {
                const TunePoint point = told(&b, i, curve.points[k].rate, &plan);
                cr_expect(same_point(&point, &curve.points[k]), "%s, racer %d, rate %g",
                          landscapes[l].kind.key, i, point.rate);
                cr_expect(k == 0 || curve.points[k - 1].rate < point.rate, "in order");
                cr_expect(
                    curve.best < 0 || k == curve.best ||
                        (k < curve.best) !=
                            tune_better(plan.by, &curve.points[k < curve.best ? k : curve.best],
                                        &curve.points[k < curve.best ? curve.best : k]),
                    "none is better: %s, racer %d, rate %g", landscapes[l].kind.key, i, point.rate);
            }
        }
        tune_destroy(tune);
        bench_close(&b);
    }
}

Test(tune, keeps_every_other_number_of_a_racer)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.racers[OPTIM_ADAM].spec.params.beta1 = 0.5;
    b.scene.racers[OPTIM_ADAM].spec.params.eps = 1e-2;
    Tune *tune = tuned(&b, &usual);
    const TunePoint *best = best_point(tune, OPTIM_ADAM);
    const TunePoint point = told(&b, OPTIM_ADAM, best->rate, &usual);
    cr_expect(same_point(best, &point));
    tune_destroy(tune);
    bench_close(&b);
}

Test(tune, finds_the_rate_that_lands_in_one_step)
{
    Bench b;
    bench_formula(&b, "x^2 + y^2");
    only(&b.scene, OPTIM_SGD);
    const TunePlan plan = { TUNE_WITHIN, 1e-20, 0, false, 0 };
    Tune *tune = tuned(&b, &plan);
    const TunePoint *best = best_point(tune, 0);
    cr_expect_eq(best->rate, 0.5, "%g", best->rate);
    cr_expect_eq(best->steps_within, 1);
    cr_expect_eq(best->final_loss, 0);
    tune_destroy(tune);
    bench_close(&b);
}

// Best rates of a valley turned by 45°, kappa 100 (36 rates in 10^[-2, 1.5] gave AdaGrad 8.4e-3 and
// Adam 2.6e-5). The default rate of a typed formula is 0.01, its slider ends at 1.
Test(tune, looks_beyond_the_range_while_the_best_lies_at_its_end)
{
    Bench b;
    bench_formula(&b, "(x+y)^2/200 + (y-x)^2/2");
    b.scene.start[0] = -7;
    b.scene.start[1] = 2;
    Tune *tune = tuned(&b, &usual);
    const TunePoint *adagrad = best_point(tune, OPTIM_ADAGRAD);
    const TunePoint *adam = best_point(tune, OPTIM_ADAM);
    cr_expect(adagrad->rate > 5 && adagrad->rate < 12, "%g", adagrad->rate);
    cr_expect(adagrad->final_loss > 5e-3 && adagrad->final_loss <= 8.4e-3, "%g",
              adagrad->final_loss);
    cr_expect(adam->rate > 1 && adam->rate < 10, "%g", adam->rate);
    cr_expect_leq(adam->final_loss, 2.6e-5);
    tune_destroy(tune);
    bench_close(&b);
}

Test(tune, goes_down_until_a_rate_survives)
{
    Bench b;
    bench_formula(&b, "1e6*(x^2 + y^2)");
    only(&b.scene, OPTIM_SGD);
    b.scene.steps = 3;
    Tune *tune = tuned(&b, &usual);
    const TuneCurve curve = tune_curve(tune, 0);
    cr_expect_eq(curve.points[curve.count - 1].lost, 1);
    cr_expect_eq(best_point(tune, 0)->rate, 5e-7);
    tune_destroy(tune);
    bench_close(&b);
}

Test(tune, has_no_best_rate_where_the_start_is_lost)
{
    Bench b;
    bench_formula(&b, "log(x)");
    Tune *tune = tuned(&b, &usual);
    const TuneCurve curve = tune_curve(tune, 0);
    cr_expect(curve.done && curve.best == -1);
    cr_expect_eq(curve.points[0].rate, 1e-12, "it was tried down to the smallest");
    for (int k = 0; k < curve.count; k++) {
        cr_expect(curve.points[k].lost == 1 && isnan(curve.points[k].best_loss));
    }
    tune_destroy(tune);
    bench_close(&b);
}

Test(tune, has_one_row_for_a_racer_without_a_rate)
{
    static const Param nothing[] = { { .key = NULL } };
    Bench b;
    bench_open(&b, "valley");
    only(&b.scene, OPTIM_SGD);
    Optim bare = optims[OPTIM_MOMENTUM];
    bare.kind.params = nothing;
    b.scene.racers[0].spec.optim = &bare;
    Tune *tune = tuned(&b, &usual);
    const TuneCurve curve = tune_curve(tune, 0);
    cr_expect_eq(curve.count, 1);
    cr_expect(isnan(curve.points[0].rate));
    cr_expect(curve.done && curve.best == 0);
    cr_expect_eq(curve.points[0].final_loss, 6.45, "without a rate it stays");
    tune_destroy(tune);
    bench_close(&b);
}

Test(tune, takes_means_over_the_seeds_of_the_noise)
{
    Bench b;
    bench_open(&b, "valley");
    b.scene.noise = 0.5;
    b.scene.seed = 7;
    const TunePlan plan = { TUNE_BEST, 0.5, 0, false, 3 };
    Tune *tune = tuned(&b, &plan);
    cr_expect_eq(tune_seeds(tune), 3);
    for (int i = 0; i < 6; i += 2) {
        const TunePoint *best = best_point(tune, i);
        TunePoint mean = { best->rate, 0, 0, 0, 0 };
        for (int seed = 7; seed < 10; seed++) {
            b.scene.seed = (uint64_t)seed;
            const TunePoint point = told(&b, i, best->rate, &plan);
            mean.final_loss += point.final_loss;
            mean.best_loss += point.best_loss;
            mean.steps_within += point.steps_within;
        }
        mean.final_loss /= 3;
        mean.best_loss /= 3;
        mean.steps_within /= 3;
        cr_expect(same_point(&mean, best), "racer %d", i);
    }
    tune_destroy(tune);
    b.scene.noise = 0;
    tune = tuned(&b, &plan);
    cr_expect_eq(tune_seeds(tune), 1, "all are alike without noise");
    tune_destroy(tune);
    bench_close(&b);
}

Test(tune, measures_from_the_lowest_it_comes_to_where_none_is_known)
{
    Bench b;
    bench_formula(&b, "exp(x) + y^2");
    const TunePlan plan = { TUNE_WITHIN, 1e-3, NAN, false, 0 };
    Tune *tune = tuned(&b, &plan);
    double lowest = INFINITY;
    for (int i = 0; i < 6; i++) {
        const TuneCurve curve = tune_curve(tune, i);
        for (int k = 0; k < curve.count; k++) {
            lowest = fmin(lowest, curve.points[k].best_loss);
        }
    }
    // What refining by another criterion met in the first round may lie lower still.
    cr_expect_leq(tune_lowest(tune), lowest);
    cr_expect_gt(tune_lowest(tune), 0);
    const TunePlan from = { TUNE_WITHIN, 1e-3, tune_lowest(tune), false, 0 };
    const TunePoint *best = best_point(tune, OPTIM_ADAM);
    const TunePoint point = told(&b, OPTIM_ADAM, best->rate, &from);
    cr_expect(same_point(best, &point));
    cr_expect(isfinite(best->steps_within));
    tune_destroy(tune);
    const TunePlan bottomless = { TUNE_WITHIN, 1e-3, NAN, true, 0 };
    tune = tuned(&b, &bottomless);
    cr_expect(isnan(tune_lowest(tune)));
    cr_expect(isnan(best_point(tune, 0)->steps_within));
    tune_destroy(tune);
    bench_close(&b);
}

static bool same_curves(const Tune *a, const Tune *b)
{
    for (int i = 0; i < tune_count(a); i++) {
        const TuneCurve p = tune_curve(a, i), q = tune_curve(b, i);
        if (p.count != q.count || p.best != q.best) {
            return false;
        }
        for (int k = 0; k < p.count; k++) {
            if (!same_point(&p.points[k], &q.points[k])) {
                return false;
            }
        }
    }
    return tune_count(a) == tune_count(b);
}

Test(tune, hangs_neither_on_threads_nor_on_time)
{
    Bench b;
    bench_open(&b, "himmelblau");
    b.scene.noise = 0.2;
    b.scene.steps = 150;
    Tune *whole = tuned(&b, &usual), *bits = tune_create();
    Parallel *parallel = parallel_create(3);
    tune_start(bits, &b.scene, &b.objective.base, &usual);
    double before = 0;
    int calls = 1, shown = 0;
    for (; !tune_advance(bits, parallel, 2e-5); calls++) {
        const double now = tune_progress(bits);
        cr_expect(now >= before && now <= 1);
        before = now;
        const TuneCurve curve = tune_curve(bits, 0);
        shown += curve.count > 0 && !curve.done;
    }
    cr_expect_gt(calls, 20);
    cr_expect_gt(shown, 3, "what is known so far is there");
    cr_expect(same_curves(whole, bits));
    tune_start(bits, &b.scene, &b.objective.base, &usual);
    tune_advance(bits, parallel, 1e-4);
    tune_start(bits, &b.scene, &b.objective.base, &usual); // a change in the middle
    cr_expect_eq(tune_curve(bits, 0).count, 0);
    cr_expect(tune_advance(bits, parallel, INFINITY));
    cr_expect(same_curves(whole, bits));
    parallel_destroy(parallel);
    tune_destroy(whole);
    tune_destroy(bits);
    bench_close(&b);
}

Test(tune, knows_the_better_of_two)
{
    const TunePoint a = { 0.1, 2, 1, 30, 0 }, b = { 0.2, 1, 1, NAN, 0 },
                    lost = { 0.3, -9, -9, 1, 1 };
    cr_expect(tune_better(TUNE_FINAL, &b, &a));
    cr_expect(!tune_better(TUNE_FINAL, &a, &b));
    cr_expect(tune_better(TUNE_BEST, &a, &b), "the smaller rate of two alike");
    cr_expect(tune_better(TUNE_WITHIN, &a, &b), "some steps are fewer than never");
    const TunePoint c = { 0.1, 2, 1.5, NAN, 0 };
    cr_expect(tune_better(TUNE_WITHIN, &b, &c), "of two that never are, who came lower");
    for (int by = 0; by < TUNE_BY_COUNT; by++) {
        cr_expect(tune_better((TuneBy)by, &a, &lost) && !tune_better((TuneBy)by, &lost, &a));
    }
    const TunePoint all[] = { lost, a, b, lost };
    cr_expect_eq(tune_best(TUNE_FINAL, all, 4), 2);
    cr_expect_eq(tune_best(TUNE_BEST, all, 4), 1);
    cr_expect_eq(tune_best(TUNE_FINAL, &lost, 1), -1);
    cr_expect_eq(tune_best(TUNE_FINAL, NULL, 0), -1);
}

static void expect_ramp(void *context, const RaceRow *row)
{
    int *rows = context;
    (*rows)++;
    if (row->step > 0) {
        cr_expect_float_eq(row->rate / range_test_rate(row->step), 1, 1e-12, "step %d", row->step);
    }
}

Test(tune, has_a_range_test_whose_rate_rises_with_every_step)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.racers[1].on = false;
    b.scene.racers[5].spec.params.beta1 = 0.5;
    cr_assert(scene_parse_racer(&b.scene.racers[2], "lbfgs", NULL));
    cr_assert(scene_parse_racer(&b.scene.racers[3], "sgd lr=2 schedule=step step_size=3", NULL));
    range_test_scene(&b.scene);
    cr_expect_eq(range_test_rate(1), 1e-7);
    cr_expect_float_eq(range_test_rate(RANGE_TEST_STEPS), 10, 1e-12);
    cr_expect_float_eq(range_test_rate(50) / range_test_rate(49),
                       range_test_rate(2) / range_test_rate(1), 1e-12);
    bench_run(&b);
    cr_assert_eq(race_run_count(b.race), 4, "of those that race and have a rate");
    cr_expect_eq(race_run(b.race, 3)->params.beta1, 0.5);
    int rows = 0;
    race_stream(b.race, expect_ramp, &rows);
    cr_expect_gt(rows, 200);
    bench_run(&b);
    const Trail *trail = race_trail(b.race, 0);
    const double last = range_test_rate(trail->last_step);
    cr_expect(trail->lost && last > 1e-3 && last < 0.1, "plain descent bears no more: %g", last);
    bench_close(&b);
}
