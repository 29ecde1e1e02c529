// Landscapes that data make: exact to the last digits wherever the weights are, batches that are
// what they say, and points that come and go as text, as a file and by hand.
#include "model/fit/fit.h"

#include "base/rng.h"
#include "model/landscape_spec.h"
#include "sim/race/inside.h"
#include "sim/race/race.h"
#include "sim/race/scene_points.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const FitModel *const models[] = { &fit_linreg, &fit_logreg, &fit_neuron };
static const char *const keys[] = { "linreg", "logreg", "neuron" };

typedef struct Jet {
    double f, g[2], h[3];
} Jet;

static Jet at(const FitObjective *objective, double x, double y)
{
    Jet jet;
    const double w[2] = { x, y };
    objective_eval(&objective->base, NULL, &(ObjectiveBlock){ 1, 1, w, &jet.f, jet.g, jet.h });
    return jet;
}

static FitObjective objective_of(const FitModel *model)
{
    FitObjective objective;
    FitSpec spec;
    fit_spec_reset(&spec, model);
    fit_objective_init(&objective, model, &spec);
    return objective;
}

static LandscapeSpec parsed(const char *text)
{
    LandscapeSpec spec;
    Error err = { .at = -1 };
    cr_assert(landscape_spec_parse(&spec, text, &err), "%s: %s", text, err.text);
    cr_assert(fit_spec_fill(&spec.fit, spec.landscape->fit, &err), "%s: %s", text, err.text);
    return spec;
}

Test(fit, gradients_and_hessians_are_what_differences_say)
{
    static const double places[][2] = { { 0.7, -1.3 }, { -2, 0.4 }, { 0.01, 3 }, { -4, -2 } };
    for (size_t m = 0; m < COUNT(models); m++) {
        const FitObjective objective = objective_of(models[m]);
        for (size_t p = 0; p < COUNT(places); p++) {
            const double x = places[p][0], y = places[p][1], d = 1e-5;
            const Jet here = at(&objective, x, y);
            const Jet right = at(&objective, x + d, y), left = at(&objective, x - d, y);
            const Jet up = at(&objective, x, y + d), down = at(&objective, x, y - d);
            const double want[5] = { (right.f - left.f) / (2 * d), (up.f - down.f) / (2 * d),
                                     (right.g[0] - left.g[0]) / (2 * d),
                                     (right.g[1] - left.g[1]) / (2 * d),
                                     (up.g[1] - down.g[1]) / (2 * d) };
            const double got[5] = { here.g[0], here.g[1], here.h[0], here.h[1], here.h[2] };
            for (int i = 0; i < 5; i++) {
                cr_expect_float_eq(got[i], want[i], 2e-9 * fmax(1, fabs(want[i])),
                                   "%s at (%g, %g), %d: %.12g, not %.12g", keys[m], x, y, i, got[i],
                                   want[i]);
            }
        }
    }
}

Test(fit, a_places_bits_hang_on_it_alone)
{
    enum { COUNT_OF = 7, STRIDE = 9 };
    for (size_t m = 0; m < COUNT(models); m++) {
        const FitObjective objective = objective_of(models[m]);
        double x[2 * STRIDE], f[COUNT_OF], g[2 * STRIDE], h[3 * STRIDE], only[COUNT_OF];
        for (int k = 0; k < COUNT_OF; k++) {
            x[k] = 0.3 * k - 1;
            x[STRIDE + k] = 1.1 - 0.4 * k;
        }
        objective_eval(&objective.base, NULL, &(ObjectiveBlock){ COUNT_OF, STRIDE, x, f, g, h });
        objective_eval(&objective.base, NULL,
                       &(ObjectiveBlock){ COUNT_OF, STRIDE, x, only, NULL, NULL });
        for (int k = 0; k < COUNT_OF; k++) {
            const Jet alone = at(&objective, x[k], x[STRIDE + k]);
            cr_expect_eq(only[k], alone.f);
            cr_expect_eq(f[k], alone.f);
            cr_expect_eq(g[STRIDE + k], alone.g[1]);
            cr_expect_eq(h[STRIDE + k], alone.h[1]);
        }
    }
}

Test(fit, a_line_is_where_the_normal_equations_put_it)
{
    const FitObjective line = objective_of(&fit_linreg);
    const FitPoints *p = &line.points;
    long double n = p->count, u = 0, uu = 0, v = 0, uv = 0, rest = 0;
    for (int i = 0; i < p->count; i++) {
        u += p->u[i];
        uu += (long double)p->u[i] * p->u[i];
        v += p->v[i];
        uv += (long double)p->u[i] * p->v[i];
    }
    const long double slope = (n * uv - u * v) / (n * uu - u * u), offset = (v - slope * u) / n;
    for (int i = 0; i < p->count; i++) {
        const long double off = slope * p->u[i] + offset - p->v[i];
        rest += off * off / n;
    }
    const Landscape *row = registry_row(&landscape_kinds, "linreg");
    cr_expect_float_eq(row->points[0].x, (double)slope, 1e-14);
    cr_expect_float_eq(row->points[0].y, (double)offset, 1e-14);
    cr_expect_float_eq(row->points[0].f, (double)rest, 1e-15);
    const Jet jet = at(&line, 5, -7);
    cr_expect_float_eq(jet.h[0], (double)(2 * uu / n), 1e-14);
    cr_expect_float_eq(jet.h[1], (double)(2 * u / n), 1e-14);
    cr_expect_eq(jet.h[2], 2);
}

Test(fit, log_loss_keeps_all_its_digits_however_large_the_weights_are)
{
    const LandscapeSpec spec = parsed("logreg l2=0 points=\"1,0,1;-2,0,0\"");
    FitObjective two;
    fit_objective_init(&two, &fit_logreg, &spec.fit);
    // Both are right: margins x and 2x.
    for (double x = 1; x < 400; x *= 1.7) {
        const Jet jet = at(&two, x, 0);
        const double f = 0.5 * (log1p(exp(-x)) + log1p(exp(-2 * x)));
        const double g = -0.5 * (1 / (1 + exp(x)) + 2 / (1 + exp(2 * x)));
        cr_expect_float_eq(jet.f, f, 4e-16 * f, "%g: %.17g, not %.17g", x, jet.f, f);
        cr_expect_float_eq(jet.g[0], g, 6e-16 * -g, "%g: %.17g, not %.17g", x, jet.g[0], g);
    }
    // Both are wrong: the loss is the margin itself, however large.
    cr_expect_eq(at(&two, -1e5, 0).f, 1.5e5);
    cr_expect_eq(at(&two, -1e300, 0).f, 1.5e300);
    cr_expect_eq(at(&two, -1e300, 0).g[0], -1.5);
    cr_expect_eq(at(&two, -1e300, 0).h[0], 0);
    cr_expect_eq(at(&two, 1e300, 0).f, 0);
    cr_expect_float_eq(at(&two, 0, 0).f, 0.6931471805599453, 1e-16);
    cr_expect_float_eq(at(&two, 0, 0).h[0], 0.25 * 2.5, 1e-16);
}

Test(fit, the_penalty_is_added_once)
{
    const LandscapeSpec plain = parsed("logreg l2=0"), spec = parsed("logreg l2=0.25");
    FitObjective without, with;
    fit_objective_init(&without, &fit_logreg, &plain.fit);
    fit_objective_init(&with, &fit_logreg, &spec.fit);
    const Jet a = at(&without, 3, -2), b = at(&with, 3, -2);
    cr_expect_float_eq(b.f - a.f, 0.25 * 13, 1e-14);
    cr_expect_float_eq(b.g[0] - a.g[0], 0.5 * 3, 1e-14);
    cr_expect_float_eq(b.g[1] - a.g[1], 0.5 * -2, 1e-14);
    cr_expect_float_eq(b.h[0] - a.h[0], 0.5, 1e-14);
    cr_expect_float_eq(b.h[1] - a.h[1], 0, 1e-14);
    cr_expect_float_eq(b.h[2] - a.h[2], 0.5, 1e-14);
}

// f(−x, −y) = f(x, y); a saddle at the origin; far out a plateau whose slope is 4e^(−2x) u.
Test(fit, a_neuron_has_two_minima_a_saddle_and_a_plateau)
{
    const FitObjective neuron = objective_of(&fit_neuron);
    const Jet one = at(&neuron, 1.3, 0.8), other = at(&neuron, -1.3, -0.8);
    cr_expect_eq(one.f, other.f);
    cr_expect_eq(one.g[0], -other.g[0]);
    cr_expect_eq(one.h[1], other.h[1]);
    const Jet origin = at(&neuron, 0, 0);
    cr_expect(origin.g[0] == 0 && origin.g[1] == 0 && origin.h[0] == 0 && origin.h[2] == 0);
    cr_expect_lt(origin.h[1], -1);
    const LandscapeSpec spec = parsed("neuron points=\"1,0.5\"");
    FitObjective single;
    fit_objective_init(&single, &fit_neuron, &spec.fit);
    for (double x = 1e-7; x < 340; x *= 1.5) {
        const double t = tanh(x), s = 4 * exp(-2 * x) / pow(1 + exp(-2 * x), 2);
        const Jet jet = at(&single, x, 2);
        cr_expect_float_eq(jet.g[0], 2 * (2 * t - 0.5) * 2 * s, 4e-15 * fabs(jet.g[0]), "%g", x);
        cr_expect_float_eq(jet.g[1], 2 * (2 * t - 0.5) * t, 4e-15 * fabs(jet.g[1]) + 1e-16 * t,
                           "%g", x);
    }
    cr_expect_eq(at(&single, 1e300, 2).f, 2.25);
    cr_expect_eq(at(&single, 1e300, 2).g[0], 0);
}

Test(fit, made_points_have_four_decimals_and_glide_with_the_noise)
{
    for (size_t m = 0; m < COUNT(models); m++) {
        FitSpec spec, louder, longer;
        fit_spec_reset(&spec, models[m]);
        louder = longer = spec;
        louder.noise = spec.noise + 0.1;
        longer.n = spec.n + 20;
        cr_assert(fit_spec_fill(&louder, models[m], NULL) &&
                  fit_spec_fill(&longer, models[m], NULL));
        cr_expect_eq(spec.points.count, spec.n);
        cr_expect_eq(longer.points.count, spec.n + 20);
        int upper = 0;
        for (int i = 0; i < spec.n; i++) {
            const double u = spec.points.u[i], v = spec.points.v[i];
            cr_expect_eq(u, round(u * 1e4) / 1e4);
            cr_expect_eq(v, round(v * 1e4) / 1e4);
            cr_expect_lt(hypot(louder.points.u[i] - u, louder.points.v[i] - v), 0.5);
            upper += spec.points.upper[i];
        }
        cr_expect_eq(upper, models[m]->classes ? spec.n / 2 : 0);
        cr_expect_not(fit_spec_equal(&spec, &louder, models[m]));
    }
}

// Batches

Test(fit_batch, an_epoch_of_shuffle_is_every_point_once)
{
    static const int sizes[] = { 1, 3, 8, 39, 16 };
    for (size_t s = 0; s < COUNT(sizes); s++) {
        enum { N = 40 };
        const int batches = (N + sizes[s] - 1) / sizes[s];
        uint32_t order[2][N];
        for (int epoch = 0; epoch < 2; epoch++) {
            int seen[N] = { 0 }, total = 0;
            for (int b = 0; b < batches; b++) {
                uint32_t which[N];
                const ObjectivePart part = { 5, (uint64_t)(epoch * batches + b), sizes[s] };
                const int count = fit_batch(N, FIT_SHUFFLE, &part, which);
                cr_expect_eq(count, b < batches - 1 || N % sizes[s] == 0 ? sizes[s] : N % sizes[s]);
                for (int i = 0; i < count; i++) {
                    seen[which[i]]++;
                    order[epoch][total++] = which[i];
                }
            }
            cr_expect_eq(total, N);
            for (int i = 0; i < N; i++) {
                cr_expect_eq(seen[i], 1, "batch %d: point %d %d times", sizes[s], i, seen[i]);
            }
        }
        cr_expect_neq(memcmp(order[0], order[1], sizeof order[0]), 0, "another order");
    }
}

Test(fit_batch, the_mean_over_an_epoch_is_the_whole_gradient)
{
    const double w[2] = { 0.7, -0.4 };
    for (size_t m = 0; m < COUNT(models); m++) {
        const FitObjective objective = objective_of(models[m]);
        const int n = objective.points.count, size = n / 4;
        Scratch *scratch = scratch_create();
        double mean[2] = { 0, 0 };
        for (uint64_t step = 0; step < 4; step++) {
            const ObjectivePart part = { 9, step, size };
            double f, g[2];
            cr_expect(objective.base.type->draw(&objective.base, scratch, &part,
                                                &(ObjectiveBlock){ 1, 1, w, &f, g, NULL }));
            mean[0] += g[0] / 4;
            mean[1] += g[1] / 4;
        }
        const Jet whole = at(&objective, w[0], w[1]);
        cr_expect_float_eq(mean[0], whole.g[0], 1e-14 * fmax(1, fabs(whole.g[0])), "%s", keys[m]);
        cr_expect_float_eq(mean[1], whole.g[1], 1e-14 * fmax(1, fabs(whole.g[1])), "%s", keys[m]);
        scratch_destroy(scratch);
    }
}

Test(fit_batch, with_replacement_any_point_comes_and_all_alike_often)
{
    enum { N = 10, STEPS = 20000, SIZE = 4 };
    int seen[N] = { 0 }, twice = 0;
    for (uint64_t step = 0; step < STEPS; step++) {
        uint32_t which[N];
        cr_assert_eq(fit_batch(N, FIT_REPLACE, &(ObjectivePart){ 1, step, SIZE }, which), SIZE);
        for (int i = 0; i < SIZE; i++) {
            seen[which[i]]++;
            for (int k = 0; k < i; k++) {
                twice += which[i] == which[k];
            }
        }
    }
    for (int i = 0; i < N; i++) {
        cr_expect_float_eq(seen[i], SIZE * STEPS / (double)N, 400);
    }
    cr_expect_float_eq(twice, 6 * STEPS / (double)N, 500); // of six pairs each
}

Test(fit_batch, one_that_holds_all_points_is_the_whole_to_the_bit)
{
    static const int sizes[] = { 0, 40, 41, 1000 };
    uint32_t which[40];
    for (size_t s = 0; s < COUNT(sizes); s++) {
        cr_expect_eq(fit_batch(40, FIT_SHUFFLE, &(ObjectivePart){ 1, 0, sizes[s] }, which), 0);
        cr_expect_eq(fit_batch(40, FIT_REPLACE, &(ObjectivePart){ 1, 0, sizes[s] }, which), 0);
    }
    cr_expect_eq(fit_batch(40, FIT_SHUFFLE, &(ObjectivePart){ 1, 0, 39 }, which), 39);
}

Test(fit_batch, hangs_on_seed_and_step_alone)
{
    uint32_t first[100], again[100], other[100];
    for (int sampling = 0; sampling < FIT_SAMPLING_COUNT; sampling++) {
        fit_batch(100, (FitSampling)sampling, &(ObjectivePart){ 3, 1234567, 8 }, first);
        fit_batch(100, (FitSampling)sampling, &(ObjectivePart){ 3, 0, 8 }, other);
        fit_batch(100, (FitSampling)sampling, &(ObjectivePart){ 3, 1234567, 8 }, again);
        cr_expect_arr_eq(first, again, 8 * sizeof *first);
        fit_batch(100, (FitSampling)sampling, &(ObjectivePart){ 4, 1234567, 8 }, other);
        cr_expect_neq(memcmp(first, other, 8 * sizeof *first), 0);
    }
}

// Races

static void open_scene(Scene *scene, const char *landscape, int racers, const char *const *specs)
{
    const LandscapeSpec spec = parsed(landscape);
    scene_defaults(scene);
    scene_set_landscape(scene, spec.landscape);
    scene->fit = spec.fit;
    scene->racer_count = racers;
    for (int i = 0; i < racers; i++) {
        Error err = { .at = -1 };
        cr_assert(scene_parse_racer(&scene->racers[i], specs[i], &err), "%s", err.text);
    }
}

Test(fit_race, each_racer_walks_along_the_batches_of_its_own_size)
{
    static const char *const specs[] = { "sgd lr=0.05 batch=1", "sgd lr=0.05",
                                         "sgd lr=0.05 batch=all", "adam lr=0.05 batch=8" };
    static const int sizes[] = { 1, 8, 0, 8 };
    static Scene scene;
    Formula formula = { 0 };
    open_scene(&scene, "logreg batch=8 sampling=replace", 4, specs);
    scene.steps = 60;
    scene.seed = 11;
    FitObjective room;
    const Objective *objective = scene_objective(&scene, &formula, &room);
    Race *race = race_create();
    InsideReplay *replay = inside_create();
    Scratch *scratch = scratch_create();
    race_start(race, &scene, objective);
    cr_assert(race_advance(race, INFINITY));
    for (int run = 0; run < 4; run++) {
        cr_expect_eq(race_run(race, run)->batch, sizes[run]);
        for (int step = 0; step < 60; step++) {
            const TrailRow *row = trail_at(race_trail(race, run), step);
            const double x[2] = { row->x, row->y };
            const ObjectivePart part = { 11, (uint64_t)step, sizes[run] };
            const Jet whole = at(&room, x[0], x[1]);
            double f, g[2];
            objective_sample(objective, scratch, &part, &(ObjectiveBlock){ 1, 1, x, &f, g, NULL });
            cr_expect(row->loss == whole.f && row->gx == whole.g[0], "the trail's is the whole");
            cr_expect(run == 3 || row[1].x == row->x - 0.05 * g[0], "run %d step %d", run, step);
            Inside inside;
            cr_assert(inside_at(replay, race, run, step, &inside));
            cr_expect_eq(inside.x[1], row->y);
        }
    }
    scratch_destroy(scratch);
    inside_destroy(replay);
    race_destroy(race);
}

Test(fit_race, a_landscape_without_data_has_no_batches)
{
    static Scene scene;
    static const char *const specs[] = { "sgd batch=4" };
    open_scene(&scene, "linreg", 1, specs);
    cr_expect_eq(scene_batch(&scene, 0), 4);
    scene_set_landscape(&scene, registry_row(&landscape_kinds, "beale"));
    cr_expect_eq(scene_batch(&scene, 0), 0);
    cr_expect_not(scene.racers[0].has_batch, "and a racer keeps none");
}

Test(fit_race, the_lowest_value_is_that_of_the_data_there_are)
{
    static const char *const texts[] = { "linreg noise=1", "linreg points=0,0;1,1;2,2",
                                         "logreg l2=0.5", "neuron noise=0.7 seed=5" };
    static Scene scene;
    Formula formula = { 0 };
    Scratch *scratch = scratch_create();
    for (size_t i = 0; i < COUNT(texts); i++) {
        Stationary points[20];
        FitObjective room;
        open_scene(&scene, texts[i], 0, NULL);
        const Objective *objective = scene_objective(&scene, &formula, &room);
        const ScenePoints known =
            scene_points(&scene, objective, scratch, SCENE_POINTS_SIDE, points, COUNT(points));
        cr_assert_gt(known.count, 0, "%s", texts[i]);
        const Jet jet = at(&room, points[0].x, points[0].y);
        cr_expect_float_eq(known.lowest, jet.f, 1e-14, "%s: %g, not %g", texts[i], known.lowest,
                           jet.f);
        cr_expect_lt(hypot(jet.g[0], jet.g[1]), 1e-12, "%s", texts[i]);
    }
    open_scene(&scene, "linreg", 0, NULL);
    FitObjective room;
    const Objective *objective = scene_objective(&scene, &formula, &room);
    Stationary points[20];
    cr_expect_eq(scene_points(&scene, objective, scratch, 4, points, COUNT(points)).count, 1);
    scratch_destroy(scratch);
}

Test(fit_race, those_that_need_all_data_see_all)
{
    static const char *const specs[] = { "newton", "lbfgs", "sgd" };
    static Scene scene;
    open_scene(&scene, "logreg batch=8", 3, specs);
    cr_expect_eq(scene_batch(&scene, 0), 0);
    cr_expect_eq(scene_batch(&scene, 1), 0);
    cr_expect_eq(scene_batch(&scene, 2), 8);
    char name[RACER_NAME_MAX];
    static const char *const three[] = { "sgd batch=1", "sgd", "sgd batch=all" };
    open_scene(&scene, "logreg batch=8", 3, three);
    scene_racer_name(&scene, 0, name, sizeof name);
    cr_expect_str_eq(name, "SGD batch 1");
    scene_racer_name(&scene, 2, name, sizeof name);
    cr_expect_str_eq(name, "SGD all data");
}

// Texts

static void expect_error(const char *text, int byte, const char *message)
{
    LandscapeSpec spec;
    Error err = { .at = -1 };
    const bool good = landscape_spec_parse(&spec, text, &err) &&
                      fit_spec_fill(&spec.fit, spec.landscape->fit, &err);
    cr_expect_not(good, "%s", text);
    cr_expect_str_eq(err.text, message, "%s: %s", text, err.text);
    cr_expect_eq(err.at, byte, "%s: at %d", text, err.at);
}

Test(fit_spec, says_what_is_wrong_and_what_would_be_right)
{
    expect_error("linreg points=1,2;x,3", 18, "points: 'x' is not a number");
    expect_error("linreg points=1,2,1", 17, "points needs 2 numbers separated by commas, not 3");
    expect_error("logreg points=\"1,2,0;1,3,2\"", 21, "points: 1,3,2: the class is 0 or 1");
    expect_error("logreg points=1,2e7,0", 14, "points: 1,2e7,0: u and v must be within 1e6");
    expect_error("logreg n=1", 9, "n = 1 is outside 2 to 1000");
    expect_error("logreg batch=none", 13, "batch: 'none' is neither a number nor 'all'");
    expect_error("logreg sampling=shufle", 16,
                 "unknown sampling 'shufle', did you mean 'shuffle'? (known: shuffle, replace)");
    expect_error("neuron l2=1", 7,
                 "neuron: unknown key 'l2' (known: n, noise, seed, batch, sampling, file, points)");
    expect_error("linreg n=30 points=1,2", -1,
                 "n=, noise= and seed= are of points that are made; points= says which there are");
    expect_error("linreg points=1,2 file=a.csv", -1,
                 "file= and points=: give one of them, not both");
    expect_error("linreg file=/nowhere/a.csv", -1,
                 "cannot open /nowhere/a.csv: No such file or directory");
}

Test(fit_spec, what_is_written_reads_back_to_the_bit)
{
    static const char *const texts[] = {
        "linreg",
        "logreg n=33 noise=0.35 seed=4 l2=0.125 batch=8 sampling=replace",
        "logreg points=0.1,-2,1;3,4.5,0",
        "neuron batch=1 points=0,1e-5;-3,0.3333333333333333",
        "linreg points=none",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const LandscapeSpec spec = parsed(texts[i]);
        char *text = malloc(FIT_TEXT_MAX);
        landscape_spec_write(&spec, text, FIT_TEXT_MAX);
        cr_expect_str_eq(text, texts[i]);
        const LandscapeSpec again = parsed(text);
        cr_expect(fit_spec_equal(&again.fit, &spec.fit, spec.landscape->fit), "%s", text);
        free(text);
    }
}

Test(fit_spec, painted_points_take_the_place_of_those_that_were_made)
{
    LandscapeSpec spec = parsed("logreg n=50 seed=3 batch=5"), made = spec;
    fit_spec_paint(&spec.fit, &fit_logreg);
    spec.fit.points.u[spec.fit.points.count] = 0.5;
    spec.fit.points.v[spec.fit.points.count] = -0.25;
    spec.fit.points.upper[spec.fit.points.count++] = true;
    cr_expect_not(fit_spec_equal(&spec.fit, &made.fit, &fit_logreg));
    char *text = malloc(FIT_TEXT_MAX);
    landscape_spec_write(&spec, text, FIT_TEXT_MAX);
    cr_expect_null(strstr(text, "seed="), "%s", text);
    cr_expect(strstr(text, ";0.5,-0.25,1"), "%s", text);
    const LandscapeSpec again = parsed(text);
    cr_expect_eq(again.fit.points.count, 51);
    cr_expect(fit_spec_equal(&again.fit, &spec.fit, &fit_logreg));
    free(text);
}

Test(fit_spec, the_largest_text_has_room)
{
    LandscapeSpec spec = parsed("logreg");
    fit_spec_paint(&spec.fit, &fit_logreg);
    spec.fit.points.count = FIT_POINTS_MAX;
    for (int i = 0; i < FIT_POINTS_MAX; i++) {
        spec.fit.points.u[i] = -1.2345678901234567e-300;
        spec.fit.points.v[i] = -1.2345678901234567e-308;
    }
    char *text = malloc(FIT_TEXT_MAX);
    landscape_spec_write(&spec, text, FIT_TEXT_MAX);
    const LandscapeSpec again = parsed(text);
    cr_expect(fit_spec_equal(&again.fit, &spec.fit, &fit_logreg));
    free(text);
}

// Files

static char path[64];

static LandscapeSpec of_file(const char *key, const char *content, Error *err, bool *good)
{
    LandscapeSpec spec;
    char text[128];
    snprintf(path, sizeof path, "/tmp/thalweg-fit-%ld.csv", (long)getpid());
    FILE *file = fopen(path, "w");
    cr_assert(file && fputs(content, file) >= 0 && fclose(file) == 0);
    snprintf(text, sizeof text, "%s file=%s", key, path);
    *err = (Error){ .at = -1 };
    cr_assert(landscape_spec_parse(&spec, text, err));
    *good = fit_spec_fill(&spec.fit, spec.landscape->fit, err);
    unlink(path);
    return spec;
}

static void expect_file_error(const char *key, const char *content, const char *message)
{
    Error err;
    bool good;
    of_file(key, content, &err, &good);
    const char *said = strstr(err.text, ".csv");
    cr_expect(!good && said, "%s", content);
    cr_expect_str_eq(said ? said + 4 : "", message, "%s", err.text);
}

Test(fit_file, rows_are_points_as_they_stand_there)
{
    Error err;
    bool good;
    const LandscapeSpec line = of_file("linreg", "u,v\n0.1,3\n2,5\n3,3\n4,5\n", &err, &good);
    cr_assert(good, "%s", err.text);
    cr_expect_eq(line.fit.points.count, 4);
    cr_expect_eq(line.fit.points.u[0], 0.1);
    cr_expect_eq(line.fit.points.v[1], 5, "whole numbers are values, not classes");
    const LandscapeSpec two = of_file("logreg", "a,b,c\n0.5;-1\n", &err, &good); // one column less
    cr_expect_not(good);
    (void)two;
    const LandscapeSpec moons = of_file("logreg", "1,2,no\n3,4,yes\n-0.7,1e-3,no\n", &err, &good);
    cr_assert(good, "%s", err.text);
    cr_expect_eq(moons.fit.points.count, 3);
    cr_expect(!moons.fit.points.upper[0] && moons.fit.points.upper[1]);
    cr_expect_eq(moons.fit.points.v[2], 1e-3);
    char *text = malloc(FIT_TEXT_MAX);
    landscape_spec_write(&moons, text, FIT_TEXT_MAX);
    cr_expect(strstr(text, "logreg file=/tmp/thalweg-fit-"), "%s", text);
    free(text);
}

Test(fit_file, mistakes_are_told_with_their_line)
{
    expect_file_error("linreg", "u,v\n1,2\n3,x4\nx,3\n", ", line 4, column 1: 'x' is not a number");
    expect_file_error("linreg", "1,2,3\n4,5,6\n", ": two columns are wanted: u and v; it has 3");
    expect_file_error("logreg", "1,2\n4,5\n",
                      ": three columns are wanted: u, v and the class; it has 2");
    expect_file_error("logreg", "1,2,a\n4,5,b\n3,3,c\n", ": two classes are wanted; there are 3");
    expect_file_error("logreg", "1,2,0.5\n4,5,1.5\n3,3,7.25\n",
                      ": the last column is no class; two different ones are wanted");
    expect_file_error("neuron", "1,cat\n4,dog\n", ": the last column, v, is no number");
}

// The inset's line

Test(fit_line, is_what_the_weights_say)
{
    const Box box = { -1, 3, -2, 2 };
    double line[FIT_LINE_MAX][2];
    cr_assert_eq(fit_linreg.line((double[]){ 0.5, -1 }, &box, line), 2);
    cr_expect(line[0][0] == -1 && line[0][1] == -1.5 && line[1][0] == 3 && line[1][1] == 0.5);
    const int count = fit_neuron.line((double[]){ 2, -1.5 }, &box, line);
    cr_assert_eq(count, FIT_LINE_MAX);
    for (int i = 0; i < count; i++) {
        cr_expect_float_eq(line[i][0], -1 + 4.0 * i / (count - 1), 1e-15);
        cr_expect_float_eq(line[i][1], -1.5 * tanh(2 * line[i][0]), 1e-15);
    }
    // The border: x u + y v = 0, from one side of the box to the other.
    cr_assert_eq(fit_logreg.line((double[]){ 3, -4 }, &box, line), 2);
    for (int i = 0; i < 2; i++) {
        cr_expect_float_eq(3 * line[i][0] - 4 * line[i][1], 0, 1e-14);
        cr_expect_geq(hypot(line[i][0], line[i][1]), hypot(3, 2) - 1e-12);
    }
    cr_expect_eq(fit_logreg.line((double[]){ 0, 0 }, &box, line), 0, "tells nothing apart");
}

Test(fit_line, the_frame_holds_all_points)
{
    const LandscapeSpec spec = parsed("linreg points=-3,1;1,9");
    const Box box = fit_box(&fit_linreg, &spec.fit.points);
    cr_expect(box.x0 == -3 && box.x1 == 2 && box.y0 == -0.5 && box.y1 == 9);
}
