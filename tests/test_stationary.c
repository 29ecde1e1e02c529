// Newton from many starts finds what is there, once, and names it rightly.
#include "sim/plane/stationary.h"

#include "model/formula/formula_objective.h"
#include "model/landscape.h"
#include "sim/plane/hessian.h"
#include "sim/race/scene.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static int find(const char *text, Box box, const Stationary *hints, int hint_count,
                Stationary *found, int max)
{
    Arena arena = { 0 };
    Formula formula;
    Error err = { .at = -1 };
    cr_assert(formula_compile(&formula, text, &arena, &err), "%s: %s", text, err.text);
    const double ones[FORMULA_PARAMS_MAX] = { 1, 1, 1, 1 };
    FormulaObjective objective;
    formula_objective_init(&objective, &formula, ones);
    const int count = stationary_find(&objective.base, box, hints, hint_count, found, max);
    arena_free(&arena);
    return count;
}

Test(stationary, finds_every_point_the_landscapes_list)
{
    for (int i = 0; i < landscape_count; i++) {
        const Landscape *l = &landscapes[i];
        Arena arena = { 0 };
        Formula formula;
        static Scene scene;
        Stationary found[1000];
        scene_defaults(&scene);
        scene_set_landscape(&scene, l);
        cr_assert(scene_compile(&scene, &formula, &arena, NULL));
        const Objective *objective =
            scene_objective(&scene, &formula, arena_alloc(&arena, OBJECTIVE_ROOM));
        // A kink cannot be found by Newton: there, the hint is needed.
        const int hints = l->points[0].kind == STATIONARY_KINK ? 1 : 0;
        const int count = stationary_find(objective, l->domain, l->points, hints, found, 1000);
        if (l->distance) { // its minima are curves, which no mark can show
            cr_expect_eq(count, 0, "%s", l->kind.key);
            arena_free(&arena);
            continue;
        }
        for (int k = 0; k < l->point_count; k++) {
            const Stationary *p = &l->points[k];
            int hits = 0;
            for (int j = 0; j < count; j++) {
                if (hypot(found[j].x - p->x, found[j].y - p->y) < 1e-5) {
                    hits++;
                    const double near = p->kind == STATIONARY_DEGENERATE ? 1e-6 : 1e-12;
                    cr_expect_eq(found[j].kind, p->kind, "%s point %d is a %s", l->kind.key, k,
                                 stationary_kind_name(found[j].kind));
                    cr_expect_float_eq(found[j].x, p->x, near, "%s point %d", l->kind.key, k);
                    cr_expect_float_eq(found[j].y, p->y, near, "%s point %d", l->kind.key, k);
                }
            }
            cr_expect_eq(hits, 1, "%s point %d (%g, %g) found %d times", l->kind.key, k, p->x, p->y,
                         hits);
        }
        const bool many =
            strcmp(l->kind.key, "rastrigin") == 0 || strcmp(l->kind.key, "ackley") == 0;
        cr_expect(many || count == l->point_count, "%s: found %d, listed %d", l->kind.key, count,
                  l->point_count);
        for (int j = 1; j < count; j++) {
            cr_expect(found[j].f >= found[j - 1].f, "%s: sorted by f", l->kind.key);
        }
        arena_free(&arena);
    }
}

Test(stationary, finds_all_121_minima_of_rastrigin)
{
    const Landscape *l = registry_row(&landscape_kinds, "rastrigin");
    Arena arena = { 0 };
    Formula formula;
    FormulaObjective objective;
    Stationary found[1000];
    const double params[] = { 10 };
    cr_assert(formula_compile(&formula, l->formula, &arena, NULL));
    formula_objective_init(&objective, &formula, params);
    const int count = stationary_find(&objective.base, l->domain, NULL, 0, found, 1000);
    int minima = 0;
    for (int i = 0; i < count; i++) {
        minima += found[i].kind == STATIONARY_MINIMUM;
    }
    cr_expect_eq(minima, 121, "%d minima among %d points", minima, count);
    arena_free(&arena);
}

Test(stationary, gives_no_more_than_asked_for_and_the_lowest_first)
{
    Stationary found[3];
    const int count = find("cos(x)*cos(y) + x/100", (Box){ -9, 9, -9, 9 }, NULL, 0, found, 3);
    cr_expect_eq(count, 3);
    for (int i = 0; i < count; i++) {
        cr_expect_eq(found[i].kind, STATIONARY_MINIMUM);
    }
}

static const struct Bare {
    const char *text;
    const char *why;
} bare[] = {
    { "3", "a plateau has no point worth marking" },
    { "x^2", "nor has a straight valley" },
    { "x + y", "a slope has none" },
    { "abs(x) + abs(y) + x/2", "kinks are not found without a hint" },
    { "exp(x + y)", "the gradient vanishes only at infinity" },
    { "sqrt(x - 100)", "defined nowhere in the box" },
    { "1/x", "a pole" },
    { "sqrt(x) + y^2", "infinitely steep at the edge of where it is defined" },
    { "sqrt(abs(x)) + y^2", "a crease with infinitely steep sides" },
    { "abs(x)^0.9 + (y - 0.3)^2", "nearly a kink" },
    { "floor(x)*floor(y)", "steps" },
};

Test(stationary, finds_nothing_where_nothing_is)
{
    for (size_t i = 0; i < COUNT(bare); i++) {
        Stationary found[8];
        const int count = find(bare[i].text, (Box){ -5, 5, -5, 5 }, NULL, 0, found, 8);
        cr_expect_eq(count, 0, "%s: %s, but there are %d, the first at (%g, %g)", bare[i].text,
                     bare[i].why, count, found[0].x, found[0].y);
    }
}

Test(stationary, finds_points_on_any_scale)
{
    const struct {
        const char *text;
        double size;
    } rows[] = { { "(x - 1e-7)^2 + 3*y^2", 1e-6 },
                 { "1e-9*((x - 1e6)^2 + y^2)", 1e7 },
                 { "1e12*(x^2 - x*y + y^2)", 5 },
                 { "(x - .1)^2 + 1e-6*y^2", 5 } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Stationary found[8];
        const double s = rows[i].size;
        const int count = find(rows[i].text, (Box){ -s, s, -s, s }, NULL, 0, found, 8);
        cr_expect_eq(count, 1, "%s: %d", rows[i].text, count);
        cr_expect_eq(found[0].kind, STATIONARY_MINIMUM, "%s", rows[i].text);
    }
}

Test(stationary, takes_a_kink_it_is_told_of_and_evaluates_it)
{
    Stationary found[8];
    const Stationary hints[] = { { 0, 0, 99, STATIONARY_KINK }, { 30, 0, 0, STATIONARY_KINK } };
    const int count = find("hypot(x, y) + 2", (Box){ -5, 5, -5, 5 }, hints, 2, found, 8);
    cr_expect_eq(count, 1, "the one outside the box is not taken");
    cr_expect_eq(found[0].kind, STATIONARY_KINK);
    cr_expect_eq(found[0].f, 2);
}

Test(stationary, a_hint_leads_to_a_point_the_grid_misses)
{
    // The well is a thousandth of the box wide, and lies between two starts.
    const char *text = "-exp(-((x - .1)^2 + (y - .1)^2)*2e4)";
    Stationary found[8], hint = { 0.101, 0.1005, 0, STATIONARY_MINIMUM };
    const int count = find(text, (Box){ -5, 5, -5, 5 }, &hint, 1, found, 8);
    cr_assert_eq(count, 1);
    cr_expect_float_eq(found[0].x, 0.1, 1e-12);
    cr_expect_float_eq(found[0].f, -1, 1e-12);
}

Test(stationary, names_curvature_in_one_word)
{
    cr_expect_str_eq(hessian_curvature(1, 0, 2), "bowl");
    cr_expect_str_eq(hessian_curvature(-1, 0.5, -2), "dome");
    cr_expect_str_eq(hessian_curvature(1, 3, 1), "saddle");
    cr_expect_str_eq(hessian_curvature(-1, 0, 0), "ridge");
    cr_expect_str_eq(hessian_curvature(2, 2, 2), "valley");
    cr_expect_str_eq(hessian_curvature(0, 0, 0), "flat");
    cr_expect_str_eq(hessian_curvature(NAN, 0, 0), "flat");
}

Test(stationary, condition_is_the_ratio_of_the_eigenvalues)
{
    double e[2];
    hessian_eigenvalues(2, 1, 2, e);
    cr_expect_float_eq(e[0], 1, 1e-15);
    cr_expect_float_eq(e[1], 3, 1e-15);
    cr_expect_float_eq(hessian_condition(2, 1, 2), 3, 1e-15);
    cr_expect_float_eq(hessian_condition(-0.1, 0, 2), 20, 1e-12);
    cr_expect(isinf(hessian_condition(1, 1, 1)));
    cr_expect(isinf(hessian_condition(0, 0, 0)));
    cr_expect_float_eq(hessian_condition(802, -400, 200), 2508, 0.5, "Rosenbrock at its minimum");
}
