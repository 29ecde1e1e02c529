// Where doubles resolve f in a close view, and where they no longer do.
#include "model/formula/formula_objective.h"
#include "sim/race/grain.h"

#include <criterion/criterion.h>

// A view of a thousand pixels around a point.
static double grain_of(const char *text, double x, double y, double width)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { .text = "" };
    Scratch *space = scratch_create();
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    FormulaObjective objective;
    formula_objective_init(&objective, &formula, NULL);
    const Box box = { x - width / 2, x + width / 2, y - width / 2, y + width / 2 };
    const double grain = grain_px(&objective.base, space, box, width / 1000);
    scratch_destroy(space);
    arena_free(&arena);
    return grain;
}

typedef struct Row {
    const char *text;
    double x, y, width;
} Row;

Test(grain, of_what_doubles_resolve_is_small)
{
    static const Row rows[] = {
        { "x^2/20 + y^2 + 0.1*x", -1, 0, 0.1 },
        { "x^2/20 + y^2 + 0.1*x", -1, 0, 1e-6 },
        { "x^2/20 + y^2 + 0.1*x", 1.67, 0.03, 1e-11 },
        { "(1 - x)^2 + 100*(y - x^2)^2", 0.567, -0.277, 1e-10 },
        { "(1 - x)^2 + 100*(y - x^2)^2", 1, 1, 1e-10 },
        { "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", 3, 2, 1e-10 },
        { "log(x^2+y^2)", 0, 0, 1e-100 },
        { "1/x + 1/y", 0, 0, 10 },
        { "floor(x) + floor(3*y)", 0, 0, 10 },
        { "abs(x) + sqrt(abs(y))", 0, 0, 1e-6 },
        { "sin(20*x)*cos(31*y)", 0, 0, 10 },
        { "floor(x) + x^2", 0, 0, 10 },
        { "tan(x)", 0, 0, 10 },
        { "-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20", 0,
          0, 1e-10 },
        { "3", 0, 0, 10 },
        { "1e200*x^2", 0, 0, 1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double grain = grain_of(rows[i].text, rows[i].x, rows[i].y, rows[i].width);
        cr_expect_lt(grain, 0.1, "%s, %g wide: %g", rows[i].text, rows[i].width, grain);
    }
}

Test(grain, of_what_they_do_not_is_large)
{
    static const Row rows[] = {
        { "x^2/20 + y^2 + 0.1*x", -1, 0, 1e-8 },
        { "x^2/20 + y^2 + 0.1*x", -1, 0, 1e-12 },
        { "x^2 + y^2 + 1", 0, 0, 1e-7 },
        { "1000 + x", 0.5, 0, 1e-11 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double grain = grain_of(rows[i].text, rows[i].x, rows[i].y, rows[i].width);
        cr_expect_gt(grain, 0.2, "%s, %g wide: %g", rows[i].text, rows[i].width, grain);
    }
}
