// The range that a slider gets from a value alone.
#include "sim/race/param_range.h"

#include "base/rng.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>

static Param around(double value)
{
    Param row = { 0 };
    param_range_around(&row, value);
    return row;
}

// One notch of an arrow key, a hundredth of the track, to either side gives other numbers.
static void expect_room(const Param *row, double value)
{
    cr_expect(value > row->min && value < row->max, "%g in %g to %g", value, row->min, row->max);
    const double at = param_position(row, value);
    cr_expect(at > 0.04 && at < 0.96, "%g stands at %g of %g to %g", value, at, row->min, row->max);
    cr_expect(param_at(row, at + 0.01) > value, "%g can grow", value);
    cr_expect(param_at(row, at - 0.01) < value, "%g can shrink", value);
}

Test(param_range, is_ten_times_the_value_to_either_side)
{
    static const struct {
        double value, reach;
    } rows[] = { { 0, 10 },   { 1, 10 },      { -1, 10 },      { 2, 20 },    { 3, 50 },
                 { 20, 200 }, { -100, 1000 }, { 0.001, 0.01 }, { 0.03, 0.5 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Param row = around(rows[i].value);
        cr_expect_float_eq(row.max, rows[i].reach, 1e-12 * rows[i].reach, "%g", rows[i].value);
        cr_expect_eq(row.min, -row.max);
        cr_expect_eq(row.def, rows[i].value);
        expect_room(&row, rows[i].value);
    }
}

Test(param_range, leaves_room_on_both_sides_of_any_number)
{
    static const double odd[] = { DBL_MIN, 1e-300, 1e-320, 5e-324, 1e300, -1e307, DBL_MAX / 4 };
    Rng rng;
    rng_init(&rng, 1, 0);
    for (size_t i = 0; i < COUNT(odd); i++) {
        const Param row = around(odd[i]);
        expect_room(&row, odd[i]);
    }
    for (int i = 0; i < 2000; i++) {
        const double value = pow(10, 600 * rng_uniform(&rng) - 300) * (i % 2 ? 1 : -1);
        const Param row = around(value);
        expect_room(&row, value);
    }
    const Param most = around(DBL_MAX);
    cr_expect_eq(most.max, DBL_MAX, "which is the end of all numbers");
    cr_expect_lt(param_at(&most, 0.99), DBL_MAX);
    cr_expect_eq(param_at(&most, 0), -DBL_MAX);
}

Test(param_range, widens_for_what_lies_outside_and_only_then)
{
    Param row = around(1);
    param_range_include(&row, -10);
    cr_expect(row.min == -10 && row.max == 10);
    param_range_include(&row, 25);
    cr_expect(row.min == -500 && row.max == 500, "%g to %g", row.min, row.max);
    cr_expect_eq(row.def, 1, "where a double click leads stays");
    expect_room(&row, 25);
}

Test(param_range, keeps_its_scale_where_it_can)
{
    Param row = { .def = 20, .min = 1, .max = 1000, .scale = PARAM_LOG };
    param_range_include(&row, 1500);
    cr_expect_eq(row.scale, PARAM_LOG);
    cr_expect(row.min == 1 && row.max == 20000, "%g to %g", row.min, row.max);
    param_range_include(&row, 0.02);
    cr_expect(row.scale == PARAM_LOG && row.min == 0.002, "%g", row.min);
    param_range_include(&row, -3);
    cr_expect(row.scale == PARAM_LINEAR && row.min <= -3 && row.max == 20000);
    Param angle = { .def = 0, .min = 0, .max = 3.141592653589793, .scale = PARAM_ANGLE };
    param_range_include(&angle, 7);
    cr_expect_eq(angle.scale, PARAM_ANGLE);
    cr_expect_float_eq(angle.max, 4 * 3.141592653589793, 1e-12, "whole turns");
}
