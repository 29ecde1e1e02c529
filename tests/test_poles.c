// Where f falls or rises without end, and where it only goes deep.
#include "model/formula/formula_objective.h"
#include "model/landscape.h"
#include "sim/plane/poles.h"
#include "sim/race/scene.h"

#include <criterion/criterion.h>
#include <stddef.h>

static const Box square = { -5, 5, -5, 5 };

static Poles poles_of(const char *text, Box box)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { .text = "" };
    Scratch *space = scratch_create();
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    FormulaObjective objective;
    formula_objective_init(&objective, &formula, NULL);
    const Poles poles = poles_find(&objective.base, space, box, 25);
    scratch_destroy(space);
    arena_free(&arena);
    return poles;
}

Test(poles, are_found_on_the_side_where_they_are)
{
    static const struct {
        const char *text;
        bool low, high;
    } rows[] = {
        { "1/x + 1/y", true, true },
        { "-1/x^2", true, false },
        { "-1/x^2 - 1/y^2", true, false },
        { "1/x^2", false, true },
        { "log(x^2+y^2)", true, false },
        { "x^2 - log(abs(y - 1))", false, true },
        { "tan(x)", true, true },
        { "1/(x - 1.234)", true, true },
        { "-1/((x - 1)^2 + (y + 2)^2)", true, false },
        { "-1/sqrt(abs(x))", true, false },
        { "log(x)", true, false },
        { "atan(1/x) - 1/(y - pi)^4", true, false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const Poles poles = poles_of(rows[i].text, square);
        cr_expect_eq(poles.low, rows[i].low, "%s", rows[i].text);
        cr_expect_eq(poles.high, rows[i].high, "%s", rows[i].text);
    }
}

Test(poles, are_not_wells_kinks_steps_and_slopes)
{
    static const char *const texts[] = {
        "x^2 + y^2",
        "x + y",
        "-x^4*y^2",
        "3",
        "sqrt(abs(x)) + abs(y)",
        "abs(x)^0.2",
        "abs(x - 0.3)^0.05",
        "-exp(-1e6*((x - 1)^2 + y^2))",
        "-1/((x - 1)^2 + y^2 + 1e-8)",
        "sin(50*x)*cos(31*y)",
        "floor(3*x) + sign(y)",
        "exp(3*x) - exp(-3*y)",
        "sin(1/x)",
        "x*log(x^2)",
        "sqrt(x - 3)",
        "atan2(y, x)",
        "1e9 + x^2",
        "1e-200*(x^2 + y^2)",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const Poles poles = poles_of(texts[i], square);
        cr_expect(!poles.low && !poles.high, "%s: %d %d", texts[i], poles.low, poles.high);
    }
}

Test(poles, no_built_in_landscape_has_any)
{
    for (int i = 0; i < landscape_count; i++) {
        static Scene scene;
        static _Alignas(max_align_t) char room[OBJECTIVE_ROOM];
        Arena arena = { 0 };
        Formula formula;
        Error err;
        const Landscape *row = &landscapes[i];
        scene_defaults(&scene);
        scene_set_landscape(&scene, row);
        cr_assert(scene_compile(&scene, &formula, &arena, &err), "%s", row->kind.key);
        const Objective *objective = scene_objective(&scene, &formula, room);
        Scratch *space = scratch_create();
        const Poles poles = poles_find(objective, space, row->view, 25);
        cr_expect(!poles.low && !poles.high, "%s: %d %d", row->kind.key, poles.low, poles.high);
        scratch_destroy(space);
        arena_free(&arena);
    }
}
