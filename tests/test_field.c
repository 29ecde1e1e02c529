// A grid of values: at the right places, and the same for any number of threads.
#include "sim/plane/field.h"

#include "model/formula/formula_objective.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static void compute(Field *field, const char *text, Box box, int columns, int rows,
                    double reference, int threads)
{
    Arena arena = { 0 };
    Formula formula;
    cr_assert(formula_compile(&formula, text, &arena, NULL), "%s", text);
    Parallel *parallel = threads > 0 ? parallel_create(threads) : NULL;
    FormulaObjective objective;
    formula_objective_init(&objective, &formula, NULL);
    field_compute(field, &objective.base, box, columns, rows, reference, parallel);
    parallel_destroy(parallel);
    arena_free(&arena);
}

Test(field, samples_the_corners_and_rows_from_below)
{
    Field field = { 0 };
    compute(&field, "10*x + y", (Box){ -3, 7, 0.1, 0.7 }, 6, 4, 0, 0);
    for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 6; column++) {
            cr_expect_float_eq(field.values[row * 6 + column],
                               10 * (-3 + 2 * column) + 0.1 + 0.2 * row, 1e-5);
        }
    }
    cr_expect_float_eq(field.low, -29.9, 1e-12);
    cr_expect_float_eq(field.high, 70.7, 1e-12);
    field_finish(&field);
    cr_expect_null(field.values);
}

Test(field, has_the_same_bits_for_any_number_of_threads)
{
    const char *text = "exp(-x^2)*sin(9*y) + cos(x*y)/3";
    Field one = { 0 };
    compute(&one, text, (Box){ -2, 2, -3, 3 }, 333, 257, -0.5, 1);
    for (int threads = 0; threads <= 8; threads = threads ? threads * 2 : 2) {
        Field many = { 0 };
        compute(&many, text, (Box){ -2, 2, -3, 3 }, 333, 257, -0.5, threads);
        cr_expect_arr_eq(many.values, one.values, 333 * 257 * sizeof *one.values, "%d threads",
                         threads);
        cr_expect_eq(many.low, one.low);
        cr_expect_eq(many.high, one.high);
        field_finish(&many);
    }
    field_finish(&one);
}

Test(field, keeps_its_precision_near_a_minimum_by_the_reference)
{
    Field field = { 0 };
    compute(&field, "1e6 + x^2", (Box){ 0, 1e-3, 0, 1 }, 11, 2, 1e6, 0);
    cr_expect_float_eq(field.values[10], 1e-6, 2e-10, "not lost beside a million in float");
    cr_expect_eq(field.low, 1e6);
    field_finish(&field);
}

Test(field, leaves_what_is_not_finite_out_of_its_range)
{
    Field field = { 0 };
    compute(&field, "log(x)", (Box){ -1, 1, 0, 1 }, 5, 2, 0, 0);
    cr_expect(isnan(field.values[0]));
    cr_expect(isinf(field.values[2]));
    cr_expect_float_eq(field.low, log(0.5), 1e-12);
    cr_expect_eq(field.high, 0);
    compute(&field, "log(x)", (Box){ -2, -1, 0, 1 }, 5, 2, 3, 0);
    cr_expect_eq(field.low, 3, "the reference when there is no value at all");
    cr_expect_eq(field.high, 3);
    field_finish(&field);
}

Test(field, uses_its_memory_again)
{
    Field field = { 0 };
    compute(&field, "x", (Box){ 0, 1, 0, 1 }, 64, 64, 0, 0);
    const float *before = field.values;
    compute(&field, "y", (Box){ 0, 1, 0, 1 }, 32, 16, 0, 0);
    cr_expect_eq(field.values, before);
    cr_expect_eq(field.columns, 32);
    compute(&field, "x*y", (Box){ 0, 1, 0, 1 }, 128, 64, 0, 0);
    cr_expect_float_eq(field.values[128 * 64 - 1], 1, 1e-6);
    field_finish(&field);
}
