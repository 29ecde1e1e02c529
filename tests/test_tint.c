// How values become colours: where the middle of the colours is, and how many contours there are.
#include "app/tint.h"

#include <criterion/criterion.h>
#include <math.h>

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
    return tint_choose(log, -3, zoom, N, home, visible);
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

// 1/x + 1/y, or a narrow well and a hill, over -5..5.
static double height(bool poles, double x, double y)
{
    return poles ? 1 / x + 1 / y
                 : exp(-4 * (pow(x - 2, 2) + y * y)) - exp(-4 * (pow(x + 2, 2) + y * y));
}

static Tint chosen_of(bool poles, bool log, double lowest)
{
    double home[SIDE * SIDE], visible[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
        const double x = -5 + 10 * (i % SIDE + 0.5) / SIDE;
        home[i] = height(poles, x, -5 + 10.0 * (i / SIDE + 0.5) / SIDE);
        visible[i] = home[i];
    }
    return tint_choose(log, lowest, 1, SIDE * SIDE, home, visible);
}

Test(tint, poles_leave_the_colours_to_most_values)
{
    for (int log = 0; log < 2; log++) {
        const Tint tint = chosen_of(true, log, -1e12); // somebody fell down there
        cr_expect(tint.open_low && tint.open_high);
        cr_expect_float_eq(tint_position(&tint, 0), 0.5, 0.1, "log %d", log);
        cr_expect_gt(tint_position(&tint, 1) - tint_position(&tint, -1), 0.2, "log %d", log);
        cr_expect_leq(tint_position(&tint, -30), 0);
        cr_expect_geq(tint_position(&tint, 30), 1);
    }
}

Test(tint, a_well_and_a_hill_keep_their_depth)
{
    const Tint tint = chosen_of(false, false, -1);
    cr_expect(!tint.open_low && !tint.open_high);
    cr_expect_leq(tint_value(&tint, 0), -1);
}

Test(tint, a_lowest_value_out_of_sight_is_not_where_the_colours_begin)
{
    const Tint tint = chosen_of(false, true, -1e9);
    cr_expect(tint.open_low && !tint.open_high);
    cr_expect_gt(tint_value(&tint, 0), -2);
}
