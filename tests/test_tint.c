// How values become colours: where the middle of the colours is, and how many contours there are.
#include "app/parts/tint.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

enum { N = 4000, CONTOURS = 17 };

// Values whose logarithm is even from 1 to 100 above the lowest, -3: the median is -3 + 10.
static void fill(double *values)
{
    for (int i = 0; i < N; i++) {
        values[i] = -3 + pow(10, 2.0 * i / (N - 1));
    }
}

static Tint chosen(bool log, double zoom)
{
    double home[N], visible[N];
    fill(home);
    fill(visible);
    return tint_choose(log, -3, (Poles){ false, false }, zoom, N, home, visible);
}

Test(tint, the_median_has_the_middle_of_the_colours)
{
    const Tint tint = chosen(true, 1);
    cr_expect_float_eq(tint_position(&tint, -3), 0, 1e-9);
    cr_expect_float_eq(tint_position(&tint, -3 + 10), 0.5, 0.02);
}

Test(tint, a_value_comes_back_from_its_place)
{
    const Tint tint = chosen(true, 1);
    for (double position = 0.05; position < 1; position += 0.1) {
        cr_expect_float_eq(tint_position(&tint, tint_value(&tint, position)), position, 1e-9);
    }
}

Test(tint, the_whole_landscape_has_seventeen_contours)
{
    for (int log = 0; log < 2; log++) {
        const Tint tint = chosen(log, 1);
        cr_expect_float_eq((tint.t_high - tint.t_low) / tint.step, CONTOURS, 1e-9, "log %d", log);
    }
}

enum { SIDE = 64 };

typedef double Height(double x, double y);

static double both_poles(double x, double y)
{
    return 1 / x + 1 / y;
}

static double pole_down(double x, double y)
{
    return -1 / (x * x) - 1 / (y * y);
}

static double pole_up(double x, double y)
{
    return -pole_down(x, y);
}

static double well_and_hill(double x, double y)
{
    return exp(-4 * (pow(x - 2, 2) + y * y)) - exp(-4 * (pow(x + 2, 2) + y * y));
}

// Over -5..5.
static void take(Height *height, double *values)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        values[i] = height(-5 + 10 * (i % SIDE + 0.5) / SIDE, -5 + 10.0 * (i / SIDE + 0.5) / SIDE);
    }
}

static Tint chosen_of(Height *height, Poles poles, bool log, double lowest)
{
    double home[SIDE * SIDE], visible[SIDE * SIDE];
    take(height, home);
    take(height, visible);
    return tint_choose(log, lowest, poles, 1, SIDE * SIDE, home, visible);
}

static const Poles none = { false, false }, both = { true, true }, down = { true, false },
                   up = { false, true };

Test(tint, poles_leave_the_colours_to_most_values)
{
    for (int log = 0; log < 2; log++) {
        const Tint tint = chosen_of(both_poles, both, log, NAN);
        cr_expect(tint.open_low && tint.open_high);
        cr_expect_float_eq(tint_position(&tint, 0), 0.5, 0.1, "log %d", log);
        cr_expect_gt(tint_position(&tint, 1) - tint_position(&tint, -1), 0.2, "log %d", log);
        cr_expect_leq(tint_position(&tint, -30), 0);
        cr_expect_geq(tint_position(&tint, 30), 1);
    }
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

// A quarter of the picture below and above the middle of the colours is to be told apart.
static void expect_even(Height *height, const Tint *tint, const char *name)
{
    double values[SIDE * SIDE];
    take(height, values);
    qsort(values, SIDE * SIDE, sizeof *values, compare);
    const double low = tint_position(tint, values[SIDE * SIDE / 4]),
                 middle = tint_position(tint, values[SIDE * SIDE / 2]),
                 high = tint_position(tint, values[SIDE * SIDE * 3 / 4]);
    cr_expect_float_eq(middle, 0.5, 0.1, "%s: the middle at %g", name, middle);
    cr_expect_gt(middle - low, 0.08, "%s: %g below", name, middle - low);
    cr_expect_gt(high - middle, 0.08, "%s: %g above", name, high - middle);
}

Test(tint, a_pole_on_one_side_has_a_logarithm_from_the_other)
{
    const Tint fallen = chosen_of(pole_down, down, true, NAN),
               risen = chosen_of(pole_up, up, true, NAN);
    cr_expect(fallen.open_low && !fallen.open_high);
    cr_expect(risen.open_high && !risen.open_low);
    expect_even(pole_down, &fallen, "down");
    expect_even(pole_up, &risen, "up");
    for (double position = 0.05; position < 1; position += 0.1) {
        const double value = tint_value(&fallen, position);
        cr_expect_float_eq(tint_position(&fallen, value), position, 1e-9);
        cr_expect_gt(tint_value(&fallen, position + 0.01), value, "light is high");
    }
    cr_expect_float_eq(fabs(fallen.t_high - fallen.t_low) / fallen.step, CONTOURS, 1e-9);
    cr_expect_leq(tint_position(&fallen, -1e9), 0);
    cr_expect_geq(tint_position(&fallen, 0), 1);
}

Test(tint, a_well_and_a_hill_keep_their_depth)
{
    const Tint tint = chosen_of(well_and_hill, none, false, -1);
    cr_expect(!tint.open_low && !tint.open_high);
    cr_expect_leq(tint_value(&tint, 0), -1);
}

Test(tint, a_lowest_value_out_of_sight_is_not_where_the_colours_begin)
{
    const Tint tint = chosen_of(well_and_hill, none, true, -1e9);
    cr_expect(tint.open_low && !tint.open_high);
    cr_expect_gt(tint_value(&tint, 0), -2);
}

Test(tint, a_slope_is_that_of_the_position)
{
    const Tint tints[] = { chosen_of(pole_down, down, true, NAN), chosen_of(pole_up, up, true, NAN),
                           chosen_of(well_and_hill, none, false, -1),
                           chosen_of(well_and_hill, none, true, -1) };
    for (size_t i = 0; i < COUNT(tints); i++) {
        const Tint *tint = &tints[i];
        for (double position = 0.05; position < 1; position += 0.1) {
            const double f = tint_value(tint, position);
            const double by = 1e-6 * (tint_value(tint, position + 0.01) - f);
            const double slope = (tint_position(tint, f + by) - tint_position(tint, f - by)) / by;
            cr_expect_float_eq(tint_slope(tint, f), slope / 2, 1e-5 * fabs(slope), "%zu at %g", i,
                               position);
        }
        if (tint->log) {
            cr_expect_eq(tint_slope(tint, tint->reference - tint->softness / 10), 0,
                         "flat beyond its beginning");
        }
    }
}

static Tint tint_of(int n, const double *values, bool log)
{
    double home[N], visible[N];
    for (int i = 0; i < n; i++) {
        home[i] = visible[i] = values[i];
    }
    return tint_choose(log, NAN, none, 1, n, home, visible);
}

Test(tint, a_constant_has_one_value_and_one_colour)
{
    static const double constants[] = { 0, 7, -1e-200, 1e200 };
    for (size_t k = 0; k < 2 * COUNT(constants); k++) {
        double values[100];
        for (int i = 0; i < 100; i++) {
            values[i] = constants[k / 2];
        }
        const Tint tint = tint_of(100, values, k % 2);
        cr_expect(tint.flat, "%g", values[0]);
        cr_expect_eq(tint.reference, values[0]);
        cr_expect_eq(tint_position(&tint, values[0]), 0);
    }
}

// A needle in a plain: it is what there is to be seen.
Test(tint, what_is_nearly_constant_has_colours_up_to_its_highest_value)
{
    double values[1000] = { 0 };
    values[500] = 3;
    for (int log = 0; log < 2; log++) {
        const Tint tint = tint_of(1000, values, log);
        cr_expect_not(tint.flat);
        cr_expect_float_eq(tint_value(&tint, 1), 3, 1e-9, "log %d", log);
    }
}

Test(tint, values_of_any_size_have_all_of_the_colours)
{
    for (double size = 1e290; size < 1e304; size *= 1e3) {
        double values[1001];
        for (int i = 0; i <= 1000; i++) {
            values[i] = size * (i / 500.0 - 1);
        }
        for (int log = 0; log < 2; log++) {
            const Tint tint = tint_of(1001, values, log);
            cr_expect_float_eq(tint_position(&tint, values[0]), 0, 1e-9, "%g", size);
            cr_expect_float_eq(tint_position(&tint, 0), 0.5, 0.05, "%g: %g", size,
                               tint_position(&tint, 0));
            cr_expect_gt(tint_position(&tint, values[980]), 0.95, "%g", size);
        }
    }
}
