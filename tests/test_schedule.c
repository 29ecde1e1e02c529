// Schedules: against PyTorch's paths and rates, against forms written here in another way
// (recursions, PyTorch's own loops), and what they mean to a race and to a network in training.
#include "golden.h"
#include "lab_rows.h"
#include "race_bench.h"

#include "model/optim/optim_scalars.h"

#include "sim/race/inside.h"
#include "sim/race/racers.h"

#include <math.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

enum { STEPS = 300 };

// ---- rates of a spec without a race

typedef struct Rates {
    OptimSpec spec;
    double rate[STEPS], momentum[STEPS];
} Rates;

// told: the losses told before each step but the first, NULL: none.
static void rates_of(Rates *rates, const char *text, double steps, const double *told)
{
    Error err = { .at = -1 };
    cr_assert(spec_parse_optim(&rates->spec, text, &err), "%s: %s", text, err.text);
    OptimParams params = rates->spec.params;
    OptimScalars scalars;
    schedule_settle(&params.schedule, steps, NULL);
    optim_scalars_start(&scalars);
    for (int t = 0; t < STEPS; t++) {
        scalars.f = told && t > 0 ? told[t - 1] : (double)NAN;
        optim_scalars_advance(&scalars, &params);
        rates->rate[t] = scalars.rate;
        rates->momentum[t] = scalars.momentum;
    }
}

static void expect_near(double value, double reference, double share, const char *what, int t)
{
    cr_expect(fabs(value - reference) <= share * fabs(reference),
              "%s at t = %d: %.17g is not %.17g", what, t, value, reference);
}

// ---- PyTorch's paths

typedef struct Followed {
    const cJSON *path, *rate, *spread;
    const char *name;
    int rows;
} Followed;

static void follow(void *context, const RaceRow *row)
{
    Followed *f = context;
    const cJSON *point = cJSON_GetArrayItem(f->path, row->step);
    const double x = golden_item(point, 0), y = golden_item(point, 1);
    const double most = 1e-11 * (1 + fabs(x) + fabs(y)) + 30 * golden_item(f->spread, row->step);
    const double rate = golden_item(f->rate, row->step);
    cr_expect(fabs(row->x - x) <= most && fabs(row->y - y) <= most, "%s, step %d: (%.17g, %.17g)",
              f->name, row->step, row->x, row->y);
    cr_expect(fabs(row->rate - rate) <= 1e-13 * fabs(rate), "%s, step %d: rate %.17g, not %.17g",
              f->name, row->step, row->rate, rate);
    f->rows++;
}

Test(schedule, paths_and_rates_agree_with_pytorch_step_by_step)
{
    static const char *const names[] = { "cosine",   "exponential", "inverse",      "inverse_sqrt",
                                         "linear",   "multistep",   "one_cycle",    "polynomial",
                                         "restarts", "step",        "warmup-cosine" };
    for (size_t i = 0; i < COUNT(names); i++) {
        char file[80];
        Bench b;
        snprintf(file, sizeof file, "family/family-s-%s.json", names[i]);
        cJSON *golden = golden_read(file);
        const cJSON *start = cJSON_GetObjectItemCaseSensitive(golden, "start");
        Followed f = { cJSON_GetObjectItemCaseSensitive(golden, "path"),
                       cJSON_GetObjectItemCaseSensitive(golden, "rate"),
                       cJSON_GetObjectItemCaseSensitive(golden, "spread"), names[i], 0 };
        bench_open(&b, "valley");
        cr_assert(formula_compile(&b.formula, golden_text(golden, "formula"), &b.arena, NULL));
        cr_assert(scene_set_formula(&b.scene, &b.formula, false, NULL));
        b.scene.racer_count = 1;
        cr_assert(scene_parse_racer(&b.scene.racers[0], golden_text(golden, "spec"), NULL));
        b.scene.start[0] = golden_item(start, 0);
        b.scene.start[1] = golden_item(start, 1);
        b.scene.steps = (int)golden_number(golden, "steps");
        bench_start(&b);
        race_stream(b.race, follow, &f);
        cr_expect_eq(f.rows, b.scene.steps + 1, "%s", names[i]);
        bench_close(&b);
        cJSON_Delete(golden);
    }
}

// ---- other forms of the same rates

Test(schedule, step_milestones_and_exponential_are_products_taken_step_by_step)
{
    static Rates step, milestones, exponential;
    rates_of(&step, "sgd lr=0.3 schedule=step step_size=7 gamma=0.5", 100, NULL);
    rates_of(&milestones, "sgd lr=0.3 schedule=multistep milestones=3,4,200 gamma=0.2", 100, NULL);
    rates_of(&exponential, "sgd lr=0.3 schedule=exponential gamma=0.98", 100, NULL);
    double a = 0.3, b = 0.3, c = 0.3;
    for (int t = 0; t < STEPS; t++) {
        a *= t > 0 && t % 7 == 0 ? 0.5 : 1;
        b *= t == 3 || t == 4 || t == 200 ? 0.2 : 1;
        c *= t > 0 ? 0.98 : 1;
        expect_near(step.rate[t], a, 1e-13, "step", t);
        expect_near(milestones.rate[t], b, 1e-13, "multistep", t);
        expect_near(exponential.rate[t], c, 1e-13, "exponential", t);
    }
}

// PyTorch's recursion for the cosine, until its end.
Test(schedule, cosine_is_pytorchs_recursion_and_stays_at_its_end)
{
    static Rates cosine;
    rates_of(&cosine, "sgd lr=0.3 schedule=cosine t_max=80 eta_min=0.01", 100, NULL);
    double rate = 0.3;
    for (int t = 0; t < STEPS; t++) {
        if (t > 0 && t <= 80) {
            rate = (1 + cos(PI * t / 80)) / (1 + cos(PI * (t - 1) / 80)) * (rate - 0.01) + 0.01;
        }
        expect_near(cosine.rate[t], rate, 1e-12, "cosine", t);
    }
}

Test(schedule, restarts_begin_anew_each_time_longer)
{
    static Rates rates, even;
    rates_of(&rates, "sgd lr=0.3 schedule=restarts t_0=5 t_mult=3 eta_min=0.01", 100, NULL);
    rates_of(&even, "sgd lr=0.3 schedule=restarts t_0=8", 100, NULL);
    int length = 5, at = 0;
    for (int t = 0; t < STEPS; t++) {
        const double half = cos(PI * at / length / 2);
        expect_near(rates.rate[t], 0.01 + 0.29 * half * half, 1e-12, "restarts", t);
        cr_expect(t % 8 > 0 || even.rate[t] == 0.3, "%d", t);
        if (++at == length) {
            at = 0;
            length *= 3;
        }
    }
}

// Smith 2017, figure 2: |t/k − 2 cycle + 1| is the distance from the top.
Test(schedule, cyclic_is_smiths_triangle_in_three_modes)
{
    static Rates triangles, halved, fading, lopsided;
    const char *base = "momentum lr=0.5 schedule=cyclic base_lr=0.1 step_size_up=6";
    char text[160];
    snprintf(text, sizeof text, "%s base_momentum=0.8 max_momentum=0.9", base);
    rates_of(&triangles, text, 100, NULL);
    snprintf(text, sizeof text, "%s mode=triangular2", base);
    rates_of(&halved, text, 100, NULL);
    snprintf(text, sizeof text, "%s mode=exp_range gamma=0.97", base);
    rates_of(&fading, text, 100, NULL);
    snprintf(text, sizeof text, "%s step_size_down=2", base);
    rates_of(&lopsided, text, 100, NULL);
    for (int t = 0; t < STEPS; t++) {
        const double cycle = floor(1 + t / 12.0), x = fabs(t / 6.0 - 2 * cycle + 1);
        const double height = fmax(0, 1 - x), at = t % 8;
        expect_near(triangles.rate[t], 0.1 + 0.4 * height, 1e-12, "triangular", t);
        expect_near(triangles.momentum[t], 0.9 - 0.1 * height, 1e-12, "momentum", t);
        expect_near(halved.rate[t], 0.1 + 0.4 * height / pow(2, cycle - 1), 1e-12, "triangular2",
                    t);
        expect_near(fading.rate[t], 0.1 + 0.4 * height * pow(0.97, t), 1e-12, "exp_range", t);
        expect_near(lopsided.rate[t], 0.1 + 0.4 * (at <= 6 ? at / 6 : (8 - at) / 2), 1e-11,
                    "lopsided", t);
        cr_expect(isnan(halved.momentum[t]));
    }
}

Test(schedule, one_cycle_rises_to_the_rate_and_falls_to_almost_nothing_and_momentum_mirrors_it)
{
    static Rates rates;
    rates_of(&rates,
             "adam lr=0.2 schedule=one_cycle pct_start=0.25 div=10 final_div=100 "
             "base_momentum=0.85 max_momentum=0.95",
             200, NULL);
    cr_expect_float_eq(rates.rate[0], 0.02, 1e-16);
    expect_near(rates.rate[49], 0.2, 1e-14, "top", 49);
    cr_expect_float_eq(rates.momentum[49], 0.85, 1e-15);
    for (int t = 199; t < STEPS; t++) {
        expect_near(rates.rate[t], 0.0002, 1e-12, "end", t);
        cr_expect_float_eq(rates.momentum[t], 0.95, 1e-15);
    }
    for (int t = 0; t < 200; t++) {
        const bool falling = t > 49;
        const double half = cos(PI * (falling ? (t - 49) / 150.0 : t / 49.0) / 2);
        const double share = half * half; // of where the piece begins
        const double from = falling ? 0.2 : 0.02, to = falling ? 0.0002 : 0.2;
        const double low = falling ? 0.85 : 0.95, high = falling ? 0.95 : 0.85;
        expect_near(rates.rate[t], to + (from - to) * share, 1e-9, "one_cycle", t);
        expect_near(rates.momentum[t], high + (low - high) * share, 1e-12, "momentum", t);
    }
}

Test(schedule, wsd_keeps_the_rate_and_decays_in_four_shapes)
{
    static const char *const shapes[] = { "sqrt", "linear", "square", "cosine" };
    for (size_t s = 0; s < COUNT(shapes); s++) {
        static Rates rates;
        char text[120];
        snprintf(text, sizeof text,
                 "sgd lr=0.4 warmup=10 schedule=wsd stable=50 decay=40 min_ratio=0.25 shape=%s",
                 shapes[s]);
        rates_of(&rates, text, 100, NULL);
        for (int t = 0; t < STEPS; t++) {
            const double u = clamp((t - 60) / 40.0, 0, 1), half = cos(PI * u / 2);
            const double left[] = { 1 - sqrt(u), 1 - u, (1 - u) * (1 + u), half * half };
            const double rate = t < 10 ? 0.4 * (t + 1) / 10 : t < 60 ? 0.4 : 0.1 + 0.3 * left[s];
            expect_near(rates.rate[t], rate, 1e-12, shapes[s], t);
        }
    }
}

Test(schedule, inverse_takes_a_power_and_linear_and_polynomial_end)
{
    static Rates inverse, linear, polynomial;
    rates_of(&inverse, "sgd lr=0.1 schedule=inverse k=0.1 power=0.5", 100, NULL);
    rates_of(&linear, "sgd lr=0.1 schedule=linear", 100, NULL);
    rates_of(&polynomial, "sgd lr=0.1 schedule=polynomial total_iters=20 power=2", 100, NULL);
    for (int t = 0; t < STEPS; t++) {
        const double left = fmax(0, 1 - t / 20.0);
        expect_near(inverse.rate[t], 0.1 / sqrt(1 + 0.1 * t), 1e-13, "inverse", t);
        expect_near(linear.rate[t], t < 5 ? 0.1 * (1 + 2 * t / 5.0) / 3 : 0.1, 1e-13, "linear", t);
        expect_near(polynomial.rate[t], 0.1 * left * left, 1e-12, "polynomial", t);
    }
}

// ReduceLROnPlateau as PyTorch's own class goes about it.
typedef struct Plateau {
    double best, rate, factor, min_lr, threshold;
    int bad, patience, cooldown, cooling;
} Plateau;

static void plateau_step(Plateau *p, double loss)
{
    if (loss < p->best * (1 - p->threshold)) {
        p->best = loss;
        p->bad = 0;
    } else {
        p->bad++;
    }
    if (p->cooling > 0) {
        p->cooling--;
        p->bad = 0;
    }
    if (p->bad > p->patience) {
        const double next = fmax(p->rate * p->factor, p->min_lr);
        p->rate = p->rate - next > 1e-8 ? next : p->rate;
        p->cooling = p->cooldown;
        p->bad = 0;
    }
}

Test(schedule, plateau_watches_the_loss_as_pytorchs_does)
{
    double told[STEPS];
    static Rates rates;
    Rng rng;
    rng_init(&rng, 3, 0);
    for (int t = 0; t < STEPS; t++) {
        told[t] = exp(-t / 40.0) + 0.05 * rng_uniform(&rng);
    }
    rates_of(&rates,
             "adam lr=0.5 warmup=4 schedule=plateau factor=0.6 patience=3 cooldown=5 "
             "threshold=0.01 min_lr=0.002",
             100, told);
    Plateau p = { INFINITY, 0.5, 0.6, 0.002, 0.01, 0, 3, 5, 0 };
    for (int t = 0; t < STEPS; t++) {
        if (t > 4) { // behind the warm-up
            plateau_step(&p, told[t - 1]);
        }
        expect_near(rates.rate[t], t < 4 ? 0.5 * (t + 1) / 4 : p.rate, 1e-13, "plateau", t);
    }
    cr_expect_eq(p.rate, 0.002, "down to its lowest");
}

Test(schedule, chebyshev_goes_through_all_rates_in_the_papers_order)
{
    // σ₁ = [0], σ₂ₙ = interlace(σₙ, 2n−1−σₙ).
    int order[64] = { 0 };
    for (int n = 1; n < 64; n *= 2) {
        for (int i = n - 1; i >= 0; i--) {
            order[2 * i] = order[i];
            order[2 * i + 1] = 2 * n - 1 - order[2 * i];
        }
    }
    static Rates rates;
    rates_of(&rates, "sgd schedule=chebyshev curvature_min=0.02 curvature_max=2 t_max=64", 100,
             NULL);
    for (int t = 0; t < STEPS; t++) {
        const double node = cos((order[t % 64] + 0.5) * PI / 64);
        expect_near(rates.rate[t], 1 / (1.01 - 0.99 * node), 1e-12, "chebyshev", t);
    }
    cr_expect_float_eq(rates.rate[0], 49.2, 0.1, "the longest first");
}

// The figures of the lecture: 64 steps on x²/κ + y².
Test(schedule, chebyshev_needs_no_momentum)
{
    static const struct {
        const char *formula;
        double loss;
    } valleys[] = { { "x^2/100 + y^2", 1.3e-10 }, { "x^2/20 + y^2", 1.3e-24 } };
    for (size_t i = 0; i < COUNT(valleys); i++) {
        Bench b;
        bench_open(&b, "valley");
        cr_assert(formula_compile(&b.formula, valleys[i].formula, &b.arena, NULL));
        cr_assert(scene_set_formula(&b.scene, &b.formula, false, NULL));
        b.scene.domain = (Box){ -25, 25, -25, 25 };
        b.scene.start[0] = -7;
        b.scene.start[1] = 2;
        b.scene.steps = 64;
        b.scene.racer_count = 1;
        cr_assert(scene_parse_racer(&b.scene.racers[0], "sgd schedule=chebyshev", NULL));
        bench_run(&b); // curvatures are those of the formula's own minimum
        const Trail *trail = race_trail(b.race, 0);
        const double loss = trail->rows[trail->count - 1].loss;
        cr_expect(fabs(loss / valleys[i].loss - 1) < 0.05, "%s: %g", valleys[i].formula, loss);
        bench_close(&b);
    }
}

// ---- what is left open

Test(schedule, lengths_that_are_left_open_fit_into_the_race_behind_the_warm_up)
{
    static const struct {
        const char *open, *given;
    } pairs[] = {
        { "sgd lr=1 schedule=step", "sgd lr=1 schedule=step step_size=30" },
        { "sgd lr=1 schedule=multistep", "sgd lr=1 schedule=multistep milestones=45,67" },
        { "sgd lr=1 schedule=polynomial", "sgd lr=1 schedule=polynomial total_iters=90" },
        { "sgd lr=1 schedule=cosine", "sgd lr=1 schedule=cosine t_max=90" },
        { "sgd lr=1 schedule=restarts", "sgd lr=1 schedule=restarts t_0=18" },
        { "sgd lr=1 schedule=one_cycle", "sgd lr=1 schedule=one_cycle total_steps=90" },
        { "sgd lr=1 schedule=cyclic", "sgd lr=1 schedule=cyclic step_size_up=9 step_size_down=9" },
        { "sgd lr=1 schedule=inverse_sqrt", "sgd lr=1 schedule=inverse_sqrt warmup_steps=9" },
        { "sgd lr=1 schedule=wsd", "sgd lr=1 schedule=wsd stable=72 decay=18" },
        { "sgd schedule=chebyshev curvature_min=1 curvature_max=2",
          "sgd schedule=chebyshev curvature_min=1 curvature_max=2 t_max=64" },
    };
    static Rates open, given;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        char text[160];
        snprintf(text, sizeof text, "%s warmup=10", pairs[i].open);
        rates_of(&open, text, 100, NULL);
        cr_expect(schedule_is_open(&open.spec.params.schedule), "%s", text);
        snprintf(text, sizeof text, "%s warmup=10", pairs[i].given);
        rates_of(&given, text, 100, NULL);
        cr_expect_not(schedule_is_open(&given.spec.params.schedule), "%s", text);
        cr_expect(memcmp(open.rate, given.rate, sizeof open.rate) == 0, "%s", pairs[i].open);
    }
    rates_of(&open, "sgd lr=1 schedule=exponential", 100, NULL);
    cr_expect_float_eq(open.rate[100], 0.01, 1e-15, "a hundredth is left at the end");
}

// Of a race the lengths go by its own steps.
Test(schedule, a_longer_race_has_a_longer_schedule)
{
    for (int steps = 50; steps <= 200; steps *= 2) {
        Bench b;
        bench_open(&b, "valley");
        b.scene.steps = steps;
        b.scene.racer_count = 1;
        cr_assert(scene_parse_racer(&b.scene.racers[0], "sgd lr=0.1 schedule=cosine", NULL));
        bench_start(&b);
        cr_expect_eq(race_run(b.race, 0)->params.schedule.params.t_max, steps);
        bench_close(&b);
    }
}

Test(schedule, its_end_is_where_the_rate_stops_changing)
{
    static const struct {
        const char *spec;
        double end;
    } ends[] = {
        { "sgd", 0 },
        { "sgd warmup=7", 8 },
        { "sgd schedule=step", 0 },
        { "sgd schedule=multistep milestones=9,30", 31 },
        { "sgd schedule=linear warmup=10", 15 },
        { "sgd schedule=cosine t_max=40", 40 },
        { "sgd schedule=one_cycle", 100 },
        { "sgd schedule=wsd stable=20 decay=15 warmup=5", 40 },
        { "sgd schedule=plateau", 0 },
    };
    for (size_t i = 0; i < COUNT(ends); i++) {
        OptimSpec spec;
        cr_assert(spec_parse_optim(&spec, ends[i].spec, NULL));
        schedule_settle(&spec.params.schedule, 100, NULL);
        cr_expect_eq(schedule_end(&spec.params.schedule), ends[i].end, "%s", ends[i].spec);
    }
}

// ---- what does not go together

Test(schedule, refuses_what_does_not_go_together_and_says_what_would)
{
    static const struct {
        const char *spec, *text;
        int at;
    } mistakes[] = {
        { "sgd schedule=multistep milestones=40,15",
          "milestones: 15 does not come after 40; each must be larger than the one before", 37 },
        { "sgd schedule=multistep milestones=3,3",
          "milestones: 3 does not come after 3; each must be larger than the one before", 36 },
        { "sgd schedule=multistep milestones=0,3", "milestones = 0 is outside 1 to 1e9", 34 },
        { "sgd schedule=multistep milestones=3,", "milestones: a number is missing", 36 },
        { "sgd schedule=multistep milestones=1,2,3,4,5,6,7,8,9", "milestones: at most 8 numbers",
          50 },
        { "sgd lr=0.1 schedule=chebyshev",
          "chebyshev takes its rates from the curvatures, lr has no say in them; leave it out", 4 },
        { "sgd schedule=chebyshev curvature_min=1 curvature_max=2 lr=0.1",
          "chebyshev takes its rates from the curvatures, lr has no say in them; leave it out",
          55 },
        { "sgd schedule=chebyshev curvature_min=3 curvature_max=2",
          "curvature_min = 3 is above curvature_max = 2", 23 },
        { "sgd schedule=chebyshev curvature_max=2",
          "curvature_min needs curvature_max beside it, and the other way round", 23 },
        { "sgd schedule=chebyshev t_max=100", "t_max = 100 is no power of two; 64 and 128 are",
          23 },
        { "momentum schedule=one_cycle base_momentum=0.8",
          "base_momentum needs max_momentum beside it, and the other way round", 28 },
        { "momentum schedule=cyclic base_momentum=0.9 max_momentum=0.8",
          "base_momentum = 0.9 is above max_momentum = 0.8", 25 },
        { "sgd schedule=one_cycle base_momentum=0.8 max_momentum=0.9",
          "sgd has no momentum that could cycle; leave base_momentum and max_momentum out", 23 },
        { "polyak_step warmup=3",
          "polyak_step finds its rate itself, and there is nothing for a schedule to change", 12 },
        { "sgd schedule=cosine t_max=0", "t_max = 0 is outside 1 to 1e9", 26 },
    };
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        OptimSpec spec;
        Error err = { .at = -1 };
        cr_expect_not(spec_parse_optim(&spec, mistakes[i].spec, &err), "%s", mistakes[i].spec);
        cr_expect(strstr(err.text, mistakes[i].text), "%s: %s", mistakes[i].spec, err.text);
        cr_expect_eq(err.at, mistakes[i].at, "%s: at %d", mistakes[i].spec, err.at);
    }
}

// By hand anything can be moved, and the spec stays one that is taken.
Test(schedule, what_is_changed_by_hand_takes_its_partner_along)
{
    Schedule before = { .kind = SCHEDULE_ONE_CYCLE }, now = before;
    now.params.base_momentum = 0.7;
    schedule_mend(&before, &now);
    cr_expect(now.params.base_momentum == 0.7 && now.params.max_momentum == 0.95);
    before = now;
    now.params.base_momentum = 0.97;
    schedule_mend(&before, &now);
    cr_expect(now.params.base_momentum == 0.97 && now.params.max_momentum == 0.97);
    before = now;
    now.params.max_momentum = 0.5;
    schedule_mend(&before, &now);
    cr_expect(now.params.base_momentum == 0.5 && now.params.max_momentum == 0.5);
    before = now;
    now.params.max_momentum = 0;
    schedule_mend(&before, &now);
    cr_expect(now.params.base_momentum == 0 && now.params.max_momentum == 0);
    before = now = (Schedule){ .kind = SCHEDULE_CHEBYSHEV };
    now.params.curvature_max = 3;
    now.params.t_max = 100;
    schedule_mend(&before, &now);
    cr_expect(now.params.curvature_min == 3 && now.params.t_max == 128);
}

// ---- momentum

// One step of Adam with a momentum that cycles, as PyTorch corrects it for bias: by the t-th power
// of what β₁ is in this step.
Test(schedule, a_cycling_momentum_is_the_steps_own_and_not_the_users)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.steps = 60;
    b.scene.racer_count = 2;
    const char *cycle = "schedule=one_cycle base_momentum=0.85 max_momentum=0.95";
    char text[160];
    snprintf(text, sizeof text, "adam lr=0.1 %s", cycle);
    cr_assert(scene_parse_racer(&b.scene.racers[0], text, NULL));
    snprintf(text, sizeof text, "momentum lr=0.001 %s", cycle);
    cr_assert(scene_parse_racer(&b.scene.racers[1], text, NULL));
    bench_run(&b);
    static Rates rates;
    rates_of(&rates, "adam lr=0.1 schedule=one_cycle base_momentum=0.85 max_momentum=0.95", 60,
             NULL);
    const TrailRow *adam = race_trail(b.race, 0)->rows, *ball = race_trail(b.race, 1)->rows;
    double m[2] = { 0, 0 }, v[2] = { 0, 0 }, u[2] = { 0, 0 };
    for (int t = 0; t < 60; t++) {
        const double beta = rates.momentum[t], *g = &adam[t].gx, *h = &ball[t].gx;
        for (int i = 0; i < 2; i++) {
            m[i] = beta * m[i] + (1 - beta) * g[i];
            v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
            const double to = (&adam[t].x)[i] - rates.rate[t] * m[i] / (1 - pow(beta, t + 1)) /
                                                    (sqrt(v[i] / (1 - pow(0.999, t + 1))) + 1e-8);
            cr_expect_float_eq((&adam[t + 1].x)[i], to, 1e-12, "adam, step %d", t);
            u[i] = beta * u[i] + h[i];
            cr_expect_float_eq((&ball[t + 1].x)[i], (&ball[t].x)[i] - rates.rate[t] / 100 * u[i],
                               1e-12, "momentum, step %d", t);
        }
    }
    cr_expect_eq(race_run(b.race, 0)->params.beta1, 0.9);
    cr_expect_eq(race_run(b.race, 1)->params.beta, 0.9);
    bench_close(&b);
}

// ---- in a race

static double used_at(InsideReplay *replay, const Race *race, int run, int step)
{
    Inside inside;
    cr_assert(inside_at(replay, race, run, step, &inside));
    return inside.used;
}

// A plateau hangs on all losses before: a replay has the same rates in any order of asking, and
// they are those of the losses in the trail.
Test(schedule, a_plateau_is_the_same_whenever_it_is_replayed)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.steps = 600;
    b.scene.noise = 0.5;
    b.scene.racer_count = 1;
    cr_assert(scene_parse_racer(&b.scene.racers[0],
                                "adam lr=0.3 schedule=plateau patience=4 factor=0.5", NULL));
    bench_run(&b);
    InsideReplay *replay = inside_create(), *fresh = inside_create();
    Plateau p = { INFINITY, 0.3, 0.5, 0, 1e-4, 0, 4, 0, 0 };
    const TrailRow *rows = race_trail(b.race, 0)->rows;
    for (int step = 1; step <= 600; step++) {
        if (step > 1) {
            plateau_step(&p, rows[step - 1].loss);
        }
        expect_near(used_at(replay, b.race, 0, step), p.rate, 1e-13, "used", step);
    }
    cr_expect(p.rate < 0.05, "it fell");
    for (int step = 600; step > 0; step -= 7) {
        cr_expect_eq(used_at(fresh, b.race, 0, step), used_at(replay, b.race, 0, step), "%d", step);
    }
    inside_destroy(replay);
    inside_destroy(fresh);
    bench_close(&b);
}

Test(schedule, scenes_differ_in_their_schedules)
{
    static const char *const specs[] = { "sgd",
                                         "sgd warmup=3",
                                         "sgd schedule=cosine",
                                         "sgd schedule=cosine t_max=20",
                                         "sgd schedule=multistep milestones=3,9",
                                         "sgd schedule=multistep milestones=3,9,12",
                                         "sgd schedule=cyclic mode=exp_range",
                                         "sgd schedule=wsd shape=square" };
    static Scene a, b;
    scene_defaults(&a);
    scene_defaults(&b);
    for (size_t i = 0; i < COUNT(specs); i++) {
        for (size_t j = 0; j < COUNT(specs); j++) {
            char written[RACER_TEXT_MAX];
            cr_assert(scene_parse_racer(&a.racers[0], specs[i], NULL), "%s", specs[i]);
            cr_assert(scene_parse_racer(&b.racers[0], specs[j], NULL));
            cr_expect_eq(scene_equal(&a, &b), i == j, "%s, %s", specs[i], specs[j]);
            scene_write_racer(&a.racers[0], written, sizeof written);
            cr_assert(scene_parse_racer(&b.racers[0], written, NULL), "%s", written);
            cr_expect(scene_equal(&a, &b), "%s: %s", specs[i], written);
        }
    }
}

// ---- in networks, where a step is a batch

static void lab_of(LabSpec *spec, const char *optimizer)
{
    Error err = { .at = -1 };
    lab_spec_defaults(spec);
    cr_assert(net_spec_set(&spec->shared, NET_OPTIMIZER, optimizer, &err), "%s", err.text);
    spec->epochs = 12;
}

Test(schedule, a_networks_rates_go_by_its_batches_over_all_its_epochs)
{
    static LabSpec spec;
    static Rates rates;
    Rows rows = { 0 };
    lab_of(&spec, "adam lr=0.02 schedule=one_cycle warmup=5");
    plain_rows(&spec, spec.epochs, &rows);
    const long steps = rows.items[rows.count - 1].step;
    cr_assert(steps > 60 && steps <= STEPS);
    rates_of(&rates, "adam lr=0.02 schedule=one_cycle warmup=5", (double)steps, NULL);
    for (size_t i = 0; i < rows.count; i++) {
        const TrainRow *row = &rows.items[i];
        cr_expect(row->step == 0 ? isnan(row->rate) : row->rate == rates.rate[row->step - 1],
                  "step %ld: %g", row->step, row->rate);
    }
    array_free(&rows);
}

// Its losses are those of the validation rows at epochs' ends.
Test(schedule, a_networks_plateau_watches_its_validation_loss)
{
    static LabSpec spec;
    Rows rows = { 0 };
    lab_of(&spec, "adam lr=0.1 schedule=plateau patience=0 factor=0.5 threshold=0.1");
    plain_rows(&spec, spec.epochs, &rows);
    Plateau p = { INFINITY, 0.1, 0.5, 0, 0.1, 0, 0, 0, 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const TrainRow *row = &rows.items[i];
        if (row->step > 0) {
            expect_near(row->rate, p.rate, 1e-13, "rate", (int)row->step);
            if (!isnan(row->validation.loss)) {
                plateau_step(&p, row->validation.loss);
            }
        }
    }
    cr_expect(p.rate < 0.1, "it fell");
    // Whoever does not read the scores trains by the same rates.
    LabError err = { 0 };
    Lab *lab = lab_create(&spec, &err);
    Epochs *unread = &lab->networks[0];
    for (int epoch = 0; epoch < spec.epochs; epoch++) {
        epochs_run(unread, EPOCHS_UNREAD, NULL, NULL);
    }
    cr_expect_eq(unread->train->learner.scalars.rate, rows.items[rows.count - 1].rate);
    lab_destroy(lab);
    array_free(&rows);
}
