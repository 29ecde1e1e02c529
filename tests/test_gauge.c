// The gauge: what a table of the race says of each step, measured bit by bit as time allows.
#include "sim/race/gauge.h"

#include "race_bench.h"

#include <math.h>

static const GaugeGoal nowhere = { 0 };

typedef struct Check {
    const Bench *b;
    const Gauge *gauge;
    int rows;
} Check;

// A streamed row against the gauge's, where the trail keeps it.
static void check_rate(void *context, const RaceRow *row)
{
    Check *check = context;
    const Trail *trail = race_trail(check->b->race, row->run);
    if (row->step % trail->stride == 0 || row->step == trail->last_step) {
        const int index = trail_index(trail, row->step);
        const double rate = gauge_at(check->gauge, row->run, index).rate;
        cr_expect(row->step == 0 ? isnan(rate) : rate == row->rate, "run %d step %d: %g", row->run,
                  row->step, rate);
        check->rows++;
    }
}

static void expect_rates(const Bench *b, const Gauge *gauge, int least)
{
    Check check = { b, gauge, 0 };
    Race *again = race_create();
    race_start(again, &b->scene, &b->objective.base);
    race_stream(again, check_rate, &check);
    race_destroy(again);
    cr_expect_gt(check.rows, least);
}

Test(gauge, has_the_rate_that_each_step_used)
{
    Bench b;
    Gauge *gauge = gauge_create();
    bench_open(&b, "rosenbrock");
    set_rate(&b.scene, OPTIM_SGD, 0.9); // lost
    bench_run(&b);
    cr_expect(gauge_follow(gauge, &b.scene, b.race, &nowhere, GAUGE_RATE, INFINITY));
    expect_rates(&b, gauge, 5 * 100);
    cr_expect(isnan(gauge_at(gauge, 1, 50).distance), "nobody asked");
    b.scene.steps = 20; // another race
    set_rate(&b.scene, OPTIM_SGD, 1e-4);
    bench_run(&b);
    cr_expect(isnan(gauge_at(gauge, 0, 5).rate), "what was measured is another race's");
    cr_expect(gauge_follow(gauge, &b.scene, b.race, &nowhere, GAUGE_RATE, INFINITY));
    expect_rates(&b, gauge, 6 * 20);
    gauge_destroy(gauge);
    bench_close(&b);
}

Test(gauge, measures_the_rows_that_a_long_trail_keeps)
{
    Bench b;
    Gauge *gauge = gauge_create();
    bench_open(&b, "valley");
    b.scene.racer_count = 2;
    b.scene.steps = 150001; // an odd last row
    bench_run(&b);
    cr_assert_gt(race_trail(b.race, 0)->stride, 1);
    cr_expect(gauge_follow(gauge, &b.scene, b.race, &nowhere, GAUGE_RATE, INFINITY));
    expect_rates(&b, gauge, 2 * 30000);
    gauge_destroy(gauge);
    bench_close(&b);
}

Test(gauge, goes_on_where_it_was_when_time_was_up)
{
    Bench b;
    Gauge *gauge = gauge_create();
    const double minima[][2] = { { 0, 0 }, { 3, -1 } };
    const GaugeGoal goal = { .minima = minima, .count = 2, .version = 1 };
    bench_open(&b, "valley");
    b.scene.steps = 3000;
    bench_start(&b);
    cr_expect_not(gauge_follow(gauge, &b.scene, b.race, &goal, GAUGE_RATE, 0), "no race yet");
    cr_expect(isnan(gauge_at(gauge, 0, 0).distance));
    race_advance(b.race, INFINITY);
    int rounds = 0;
    while (!gauge_follow(gauge, &b.scene, b.race, &goal, GAUGE_RATE | GAUGE_DISTANCE, 0)) {
        cr_assert_lt(++rounds, 10000);
    }
    cr_expect_gt(rounds, 10, "some rows each time");
    expect_rates(&b, gauge, 6 * 3000);
    for (int run = 0; run < race_run_count(b.race); run++) {
        const Trail *trail = race_trail(b.race, run);
        for (int i = 0; i < trail->count; i++) {
            const TrailRow *row = &trail->rows[i];
            const double away = fmin(hypot(row->x, row->y), hypot(row->x - 3, row->y + 1));
            cr_expect_float_eq(gauge_at(gauge, run, i).distance, away, 1e-14 * (1 + away));
        }
    }
    gauge_destroy(gauge);
    bench_close(&b);
}

static double from_the_axis(const double *params, double x, double y)
{
    return fabs(y) + 0 * (x + params[0]);
}

Test(gauge, measures_distances_anew_where_the_goal_is_another)
{
    Bench b;
    Gauge *gauge = gauge_create();
    bench_open(&b, "valley");
    bench_run(&b);
    const TrailRow *row = &race_trail(b.race, 0)->rows[3];
    gauge_follow(gauge, &b.scene, b.race, &nowhere, GAUGE_DISTANCE, INFINITY);
    cr_expect(isnan(gauge_at(gauge, 0, 3).distance), "no minimum is known");
    const GaugeGoal axis = { .distance = from_the_axis, .params = b.scene.params, .version = 2 };
    gauge_follow(gauge, &b.scene, b.race, &axis, GAUGE_DISTANCE, INFINITY);
    cr_expect_eq(gauge_at(gauge, 0, 3).distance, fabs(row->y));
    gauge_destroy(gauge);
    bench_close(&b);
}
