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
