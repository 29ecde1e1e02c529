// Where a start may go that has no value: the nearest point that has one, and a gradient.
#include "sim/race/start_search.h"

#include <criterion/criterion.h>
#include <math.h>

typedef struct Typed {
    Scene scene;
    Formula formula;
    FormulaObjective objective;
    Arena arena;
    Scratch *space;
} Typed;

static void open_typed(Typed *t, const char *text, double x, double y)
{
    Error err = { .at = -1 };
    t->arena = (Arena){ 0 };
    t->space = scratch_create();
    scene_defaults(&t->scene);
    cr_assert(formula_compile(&t->formula, text, &t->arena, &err), "%s: %s", text, err.text);
    cr_assert(scene_set_formula(&t->scene, &t->formula, false, &err), "%s", err.text);
    scene_objective(&t->scene, &t->formula, &t->objective);
    t->scene.start[0] = x;
    t->scene.start[1] = y;
}

static void close_typed(Typed *t)
{
    scratch_destroy(t->space);
    arena_free(&t->arena);
}

// clang-format off
static const struct {
    const char *text;
    double start[2], found[2];
} rows[] = { // the domain is [-5, 5]², a hundredth of a side 0.1
    { "log(x) + y^2",                   { -3, 2.5 },  { 0.1, 2.5 } },
    { "1/x",                            { 0, 1 },     { -0.1, 1 } },
    { "sqrt(x - 3)",                    { -3, 2.5 },  { 3.1, 2.5 } }, // at 3 it is infinitely steep
    { "sqrt(x) + y^2",                  { -3, 2.5 },  { 0.1, 2.5 } },
    { "sqrt(-x^2) + y^2",               { -3, 2.5 },  { 0, 2.5 } }, // defined on a line alone
    { "log(x)*log(y)",                  { -3, -3 },   { 0.1, 0.1 } },
    { "1/x + 1/y",                      { 2, 0 },     { 2, -0.1 } },
    { "sqrt(1 - x^2 - y^2) + x",        { 3, 0 },     { 0.9, 0 } },
    { "log(0.0004 - (x - 1.025)^2 - (y - 1.025)^2)", { -3, 2.5 }, { 1.025, 1.025 } }, // the finer one
    { "sqrt(x - 30)",                   { -3, 2.5 },  { 30.25, 2.5 } },               // the wide one
};
// clang-format on

Test(start_search, finds_the_nearest_point_with_value_and_gradient)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        Typed t;
        double found[2] = { NAN, NAN };
        open_typed(&t, rows[i].text, rows[i].start[0], rows[i].start[1]);
        cr_expect_not(start_is_finite(&t.scene, &t.objective.base, t.space), "%s", rows[i].text);
        cr_assert(start_search(&t.scene, &t.objective.base, t.space, found), "%s", rows[i].text);
        cr_expect(fabs(found[0] - rows[i].found[0]) < 1e-9 &&
                      fabs(found[1] - rows[i].found[1]) < 1e-9,
                  "%s: from (%g, %g) to (%g, %g)", rows[i].text, rows[i].start[0], rows[i].start[1],
                  found[0], found[1]);
        t.scene.start[0] = found[0];
        t.scene.start[1] = found[1];
        cr_expect(start_is_finite(&t.scene, &t.objective.base, t.space), "%s", rows[i].text);
        close_typed(&t);
    }
}

Test(start_search, says_so_when_there_is_none)
{
    Typed t;
    double found[2] = { 7, 7 };
    open_typed(&t, "log(-1 - x^2) + y", 1, 1);
    cr_expect_not(start_search(&t.scene, &t.objective.base, t.space, found));
    cr_expect(found[0] == 7 && found[1] == 7);
    close_typed(&t);
}
