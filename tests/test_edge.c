// The edge of stability: along a path the sharpness climbs to the border and stays there.
#include "model/hyperbola.h"
#include "sim/race/gauge.h"

#include "race_bench.h"

#include <math.h>

static const GaugeGoal nowhere = { 0 };

static Gauge *measured(Bench *b)
{
    Gauge *gauge = gauge_create();
    bench_run(b);
    cr_assert(gauge_follow(gauge, &b->scene, b->race, &nowhere, GAUGE_SHARPNESS, INFINITY));
    return gauge;
}

// By hand, of (1 - u²)²/2 with u = xy.
static double sharpness_of_product(double x, double y)
{
    const double u = x * y, first = -2 * u * (1 - u * u), second = 6 * u * u - 2;
    const double xx = second * y * y, xy = second * u + first, yy = second * x * x;
    return 0.5 * (xx + yy) + hypot(0.5 * (xx - yy), xy);
}

Test(edge, plain_descent_settles_just_below_its_border)
{
    Bench b;
    bench_open(&b, "product");
    b.scene.steps = 50000;
    b.scene.racer_count = 1; // SGD at 0.05
    Gauge *gauge = measured(&b);
    const Trail *trail = race_trail(b.race, 0);
    const GaugeRow end = gauge_at(gauge, 0, trail->count - 1);
    cr_expect_float_eq(end.sharpness, 39.908, 5e-4, "%.5f", end.sharpness);
    cr_expect_eq(end.border, 2 / 0.05);
    int rises = 0;
    double highest = 0;
    for (int i = 1; i <= 5000; i++) {
        rises += trail->rows[i].loss > trail->rows[i - 1].loss;
        highest = fmax(highest, gauge_at(gauge, 0, i).sharpness);
    }
    cr_expect(rises >= 600 && rises <= 750, "the loss rises %d times", rises);
    cr_expect_gt(highest, 60, "it began far above the border");
    gauge_destroy(gauge);
    bench_close(&b);
}

Test(edge, half_the_rate_stays_at_twice_the_sharpness)
{
    Bench b;
    bench_open(&b, "product");
    b.scene.steps = 5000;
    b.scene.racer_count = 1;
    b.scene.start[0] = 2;
    b.scene.start[1] = 0.2;
    set_rate(&b.scene, OPTIM_SGD, 0.2);
    Gauge *gauge = measured(&b);
    const GaugeRow end = gauge_at(gauge, 0, race_trail(b.race, 0)->count - 1);
    cr_expect_float_eq(end.sharpness, 9.911, 5e-4, "%.5f", end.sharpness);
    cr_expect_float_eq(end.border, 10, 1e-14);
    gauge_destroy(gauge);
    bench_close(&b);
}

Test(edge, every_row_has_the_exact_hessians_eigenvalue_and_its_optimizers_border)
{
    Bench b;
    bench_open(&b, "product");
    b.scene.steps = 700;
    Gauge *gauge = measured(&b);
    for (int run = 0; run < race_run_count(b.race); run++) {
        const Trail *trail = race_trail(b.race, run);
        const Run *now = race_run(b.race, run);
        for (int i = 1; i < trail->count; i++) {
            const GaugeRow row = gauge_at(gauge, run, i);
            const double plain = sharpness_of_product(trail->rows[i].x, trail->rows[i].y);
            if (!now->optim->edge.scale) {
                cr_expect_float_eq(row.sharpness, plain, 1e-12 * (1 + fabs(plain)));
            } else {
                cr_expect(isfinite(row.sharpness) && isfinite(row.border));
            }
        }
        const double rate = now->params.lr, mu = now->params.beta;
        const double border = gauge_at(gauge, run, 5).border;
        const double want = run == OPTIM_MOMENTUM   ? (2 + 2 * mu) / rate
                            : run == OPTIM_NESTEROV ? (2 + 2 * mu) / (rate * (1 + 2 * mu))
                            : run == OPTIM_ADAM     ? 38 / rate
                                                    : 2 / rate;
        cr_expect_float_eq(border, want, 1e-12 * want, "%s", now->optim->kind.key);
    }
    gauge_destroy(gauge);
    bench_close(&b);
}

typedef struct Same {
    const Gauge *gauge;
    const Race *race;
    Scratch *scratch;
    int rows;
} Same;

static void check_same(void *context, const RaceRow *row)
{
    Same *same = context;
    const GaugeRow now = gauge_of(same->race, row, same->scratch);
    const GaugeRow then = gauge_at(same->gauge, row->run, row->step);
    cr_expect((isnan(now.sharpness) && isnan(then.sharpness)) || now.sharpness == then.sharpness,
              "run %d step %d: %g %g", row->run, row->step, now.sharpness, then.sharpness);
    cr_expect((isnan(now.border) && isnan(then.border)) || now.border == then.border);
    same->rows++;
}

Test(edge, what_a_table_streams_is_what_the_chart_shows)
{
    Bench b;
    bench_open(&b, "rosenbrock");
    b.scene.noise = 0.1;
    Gauge *gauge = measured(&b);
    Race *again = race_create();
    Same same = { gauge, again, scratch_create(), 0 };
    race_start(again, &b.scene, &b.objective.base);
    race_stream(again, check_same, &same);
    cr_expect_gt(same.rows, 500);
    scratch_destroy(same.scratch);
    race_destroy(again);
    gauge_destroy(gauge);
    bench_close(&b);
}

Test(edge, is_measured_in_the_order_that_time_allows)
{
    Bench b;
    bench_open(&b, "beale");
    b.scene.steps = 2000;
    Gauge *whole = measured(&b), *bit = gauge_create();
    int rounds = 0;
    while (!gauge_follow(bit, &b.scene, b.race, &nowhere, GAUGE_SHARPNESS, 0)) {
        cr_assert_lt(++rounds, 10000);
    }
    cr_expect_gt(rounds, 20);
    for (int run = 0; run < race_run_count(b.race); run++) {
        for (int i = 1; i < race_trail(b.race, run)->count; i++) {
            cr_expect_eq(gauge_at(bit, run, i).sharpness, gauge_at(whole, run, i).sharpness);
        }
    }
    gauge_destroy(whole);
    gauge_destroy(bit);
    bench_close(&b);
}

// A bowl whose curvature is 2 across and 0.1 along.
Test(edge, the_slider_is_marked_where_the_border_lies_at_the_minimum)
{
    Bench b;
    Scratch *scratch = scratch_create();
    bench_open(&b, "valley");
    double sharpness;
    const double nearest[2] = { 0, 0 };
    bench_start(&b);
    cr_expect(isnan(gauge_border_rate(b.race, 0, scratch, nearest, &sharpness)), "not yet");
    race_advance(b.race, INFINITY);
    const double want[] = { [OPTIM_SGD] = 1, [OPTIM_MOMENTUM] = 1.9, [OPTIM_NESTEROV] = 1.9 / 2.8 };
    for (int run = 0; run <= OPTIM_NESTEROV; run++) {
        const double rate = gauge_border_rate(b.race, run, scratch, nearest, &sharpness);
        cr_expect_float_eq(rate, want[run], 1e-9, "%d: %.12g", run, rate);
        cr_expect_float_eq(sharpness, 2, 1e-12);
    }
    set_rate(&b.scene, OPTIM_SGD, 40); // lost: the border is the minimum's all the same
    bench_run(&b);
    cr_assert(race_trail(b.race, 0)->lost);
    cr_expect_float_eq(gauge_border_rate(b.race, 0, scratch, nearest, &sharpness), 1, 1e-9);
    scratch_destroy(scratch);
    bench_close(&b);
}

Test(edge, the_distance_to_the_curves_is_the_least_there_is)
{
    for (int i = 0; i < 400; i++) {
        const double x = -5 + 10 * ((i * 37) % 400) / 399.0,
                     y = -5 + 10 * ((i * 101) % 400) / 399.0;
        double least = INFINITY;
        for (int k = -4000; k <= 4000; k++) {
            const double t = exp(k * 1e-3), s = 1 / t;
            const double dx = fabs(x) - t, dy = fabs(y) - s;
            least = fmin(least, hypot(dx, dy));
        }
        const double found = hyperbola_distance(NULL, x, y);
        cr_expect(found <= least + 1e-12 && found > least - 3e-3 * (1 + least), "(%g, %g): %g, %g",
                  x, y, found, least);
    }
    cr_expect_float_eq(hyperbola_distance(NULL, 0, 0), sqrt(2), 1e-14);
    cr_expect_lt(hyperbola_distance(NULL, -4, 0.25), 1e-15);
    cr_expect_lt(hyperbola_distance(NULL, 1, 1), 1e-7);
    cr_expect_float_eq(hyperbola_distance(NULL, 50, 50), 49.98, 1e-4);
}
