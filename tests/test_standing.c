// The table of all runs against a slow count over the trails, and its orders.
#include "sim/race/standing.h"

#include "race_bench.h"

#include <math.h>
#include <string.h>

// Row by row, as the words of standing.h say it.
static Standing count_slowly(const Race *race, int run, int step, double lowest, double tolerance)
{
    const Trail *trail = race_trail(race, run);
    Standing s = { .run = run, .racer = race_racer(race, run), .within_step = -1, .lost_at = -1 };
    long double path = 0;
    for (int i = 0; i < trail->count; i++) {
        const TrailRow *row = &trail->rows[i];
        const bool is_last = i == trail->count - 1;
        const int at = is_last ? trail->last_step : i * trail->stride;
        if (at > step) {
            break;
        }
        const bool lost = is_last && trail->lost;
        s.step = at;
        s.x = row->x;
        s.y = row->y;
        s.loss = row->loss;
        s.gradient_norm = (double)hypotl(row->gx, row->gy);
        if (i > 0 && isfinite(row->x) && isfinite(row->y)) {
            path += hypotl((long double)row->x - row[-1].x, (long double)row->y - row[-1].y);
        }
        if (!lost && s.within_step < 0 && row->loss <= lowest + tolerance) {
            s.within_step = at;
        }
        s.lost_at = lost ? at : -1;
    }
    s.path_length = (double)path;
    return s;
}

static bool close_to(double a, double b)
{
    return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-12 * fabs(b);
}

static bool same_standing(const Standing *a, const Standing *b)
{
    return a->run == b->run && a->racer == b->racer && a->step == b->step &&
           a->within_step == b->within_step && a->lost_at == b->lost_at && close_to(a->x, b->x) &&
           close_to(a->y, b->y) && close_to(a->loss, b->loss) &&
           close_to(a->gradient_norm, b->gradient_norm) && close_to(a->path_length, b->path_length);
}

Test(standing, is_what_a_slow_count_over_the_trail_gives)
{
    for (int l = 0; l < landscape_count; l++) {
        Bench b;
        bench_open(&b, landscapes[l].kind.key);
        b.scene.steps = 150;
        b.scene.racers[2].on = false;
        set_rate(&b.scene, OPTIM_SGD, 0.7); // lost on many
        bench_run(&b);
        const double lowest = b.scene.landscape->points[0].f, tolerance = 0.01;
        for (int step = 0; step <= 155; step++) {
            Standing got[SCENE_RACERS_MAX];
            cr_assert_eq(standings(b.race, step, lowest, tolerance, got, SCENE_RACERS_MAX), 5);
            for (int run = 0; run < 5; run++) {
                const Standing expected = count_slowly(b.race, run, step, lowest, tolerance);
                cr_expect(same_standing(&got[run], &expected), "%s run %d step %d",
                          landscapes[l].kind.key, run, step);
            }
        }
        bench_close(&b);
    }
}

// AdaGrad's first step has length η in each coordinate; on the valley SGD with η = 1 multiplies
// x by 0.9 and y by -1 in every step.
Test(standing, adds_up_a_path_whose_length_is_known)
{
    Bench b;
    bench_open(&b, "valley");
    b.scene.steps = 1;
    set_rate(&b.scene, OPTIM_ADAGRAD, 0.5);
    set_rate(&b.scene, OPTIM_SGD, 1);
    bench_run(&b);
    Standing got[SCENE_RACERS_MAX];
    standings(b.race, 1, 0, 0, got, SCENE_RACERS_MAX);
    cr_expect_float_eq(got[OPTIM_ADAGRAD].path_length, 0.5 * sqrt(2), 1e-8);
    cr_expect_float_eq(got[OPTIM_SGD].path_length, sqrt(0.49 + 16), 1e-14);
    cr_expect_eq(got[OPTIM_SGD].within_step, -1);
    bench_close(&b);
}

// On the plane f = x with η = 100 the first step leads far outside, where f is low indeed.
Test(standing, does_not_praise_a_run_for_where_it_was_lost)
{
    Bench b;
    bench_open(&b, "valley");
    cr_assert(formula_compile(&b.formula, "x", &b.arena, NULL));
    cr_assert(scene_set_formula(&b.scene, &b.formula, false, NULL));
    set_rate(&b.scene, OPTIM_SGD, 100);
    bench_start(&b);
    race_advance(b.race, INFINITY);
    Standing got;
    standings(b.race, 0, -50, 1, &got, 1);
    cr_expect_eq(got.lost_at, -1, "not yet");
    standings(b.race, 1, -50, 1, &got, 1);
    cr_expect(got.lost_at == 1 && got.loss == -103 && got.within_step == -1);
    bench_close(&b);
}

Test(standing, counts_steps_on_a_thinned_trail)
{
    Bench b;
    bench_open(&b, "valley");
    for (int r = 1; r < b.scene.racer_count; r++) {
        b.scene.racers[r].on = false;
    }
    b.scene.steps = 2 * TRAIL_ROWS_MAX + 7;
    bench_run(&b);
    cr_assert_gt(race_trail(b.race, 0)->stride, 1);
    const int steps[] = { 0, 1, 5, 1000, TRAIL_ROWS_MAX + 3, b.scene.steps - 1, b.scene.steps };
    for (size_t i = 0; i < COUNT(steps); i++) {
        Standing got;
        cr_assert_eq(standings(b.race, steps[i], 0, 1e-3, &got, 1), 1);
        const Standing expected = count_slowly(b.race, 0, steps[i], 0, 1e-3);
        cr_expect(same_standing(&got, &expected), "step %d", steps[i]);
    }
    bench_close(&b);
}

Test(standing, of_a_race_not_yet_computed_has_no_numbers)
{
    Bench b;
    bench_open(&b, "valley");
    bench_start(&b);
    Standing got[4];
    cr_expect_eq(standings(b.race, 10, 0, 1, got, 4), 4, "no more than there is room for");
    for (int run = 0; run < 4; run++) {
        cr_expect(isnan(got[run].x) && isnan(got[run].loss) && isnan(got[run].path_length));
        cr_expect(got[run].within_step == -1 && got[run].lost_at == -1 && got[run].step == 0);
    }
    bench_run(&b);
    standings(b.race, 100, NAN, 1e300, got, 4);
    cr_expect_eq(got[0].within_step, -1, "nobody is near a lowest value that is not known");
    bench_close(&b);
}

// Twelve runs with ties, lost ones and missing numbers, in an order that means nothing.
static void make_rows(Standing rows[12])
{
    for (int i = 0; i < 12; i++) {
        const int k = i * 7 % 12;
        rows[i] = (Standing){ .run = i,
                              .racer = k,
                              .step = 100 - k % 3,
                              .x = k % 4 - 2,
                              .y = k == 5 ? NAN : -k % 5,
                              .loss = k == 3   ? NAN
                                      : k == 4 ? INFINITY
                                               : pow(10, k % 6),
                              .gradient_norm = k == 4 ? NAN : k / 2,
                              .path_length = 3 * (k % 2),
                              .within_step = k % 3 ? 10 * k : -1,
                              .lost_at = k % 5 == 4 ? 50 - k : -1 };
    }
}

static bool in_order(const Standing *a, const Standing *b, StandingColumn column, bool descending)
{
    const double u = standing_columns[column].value(a), v = standing_columns[column].value(b);
    if ((a->lost_at >= 0) != (b->lost_at >= 0)) {
        return b->lost_at >= 0;
    }
    if (isnan(u) != isnan(v)) {
        return isnan(v);
    }
    if (isnan(u) || u == v) {
        return a->run < b->run; // stable: as they came
    }
    return descending ? u > v : u < v;
}

Test(standing, is_sorted_by_every_column_in_both_directions_the_lost_last)
{
    for (int column = 0; column < STANDING_COUNT; column++) {
        for (int descending = 0; descending < 2; descending++) {
            Standing rows[12];
            unsigned seen = 0;
            make_rows(rows);
            standings_sort(rows, 12, (StandingColumn)column, descending);
            for (int i = 0; i < 12; i++) {
                seen |= 1U << rows[i].run;
                cr_expect(i == 0 ||
                              in_order(&rows[i - 1], &rows[i], (StandingColumn)column, descending),
                          "%s %s, place %d", standing_columns[column].kind.key,
                          descending ? "down" : "up", i);
            }
            cr_expect_eq(seen, 0xfffU, "%s: each run is still there",
                         standing_columns[column].kind.key);
        }
    }
    standings_sort(NULL, 0, STANDING_LOSS, false);
}

Test(standing, names_every_column)
{
    for (int a = 0; a < STANDING_COUNT; a++) {
        cr_expect(standing_columns[a].kind.key && strlen(standing_columns[a].kind.name) > 0);
        for (int b = 0; b < a; b++) {
            cr_expect_str_neq(standing_columns[a].kind.key, standing_columns[b].kind.key);
            cr_expect_str_neq(standing_columns[a].kind.name, standing_columns[b].kind.name);
        }
    }
}

Test(standing, a_loss_that_equals_the_tolerance_is_within_it)
{
    Bench b;
    bench_open(&b, "valley");
    b.scene.steps = 20;
    bench_run(&b);
    const double loss = trail_at(race_trail(b.race, 0), 5)->loss;
    Standing got[SCENE_RACERS_MAX];
    cr_assert_gt(trail_at(race_trail(b.race, 0), 4)->loss, loss);
    standings(b.race, 20, 0, loss, got, SCENE_RACERS_MAX);
    cr_expect_eq(got[0].within_step, 5);
    bench_close(&b);
}
