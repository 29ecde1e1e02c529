// Penalties on the plane: exact derivatives, and the minima that they move, those without a
// gradient among them.
#include "model/penalty.h"
#include "sim/race/scene_points.h"

#include <criterion/criterion.h>
#include <math.h>

typedef struct Plane {
    Arena arena;
    Scene scene;
    Formula formula;
    Objective *objective;
    Scratch *scratch;
} Plane;

static void plane_open(Plane *plane, const char *formula, double l1, double l2)
{
    *plane = (Plane){ .scratch = scratch_create() };
    scene_defaults(&plane->scene);
    cr_assert(formula_compile(&plane->formula, formula, &plane->arena, NULL));
    cr_assert(scene_set_formula(&plane->scene, &plane->formula, false, NULL));
    plane->scene.l1 = l1;
    plane->scene.l2 = l2;
    plane->objective =
        scene_objective(&plane->scene, &plane->formula, arena_alloc(&plane->arena, OBJECTIVE_ROOM));
}

static void plane_close(Plane *plane)
{
    scratch_destroy(plane->scratch);
    arena_free(&plane->arena);
}

static double value(const Plane *plane, double x, double y, double g[2], double h[3])
{
    const double at[2] = { x, y };
    double f;
    objective_eval(plane->objective, plane->scratch, &(ObjectiveBlock){ 1, 1, at, &f, g, h });
    return f;
}

Test(penalty, is_part_of_value_gradient_and_hessian)
{
    Plane plain, both;
    plane_open(&plain, "sin(x)*y^2 + x^3", 0, 0);
    plane_open(&both, "sin(x)*y^2 + x^3", 0.7, 0.3);
    for (int i = 0; i < 50; i++) {
        const double x = -2 + 0.08 * i + 0.01, y = 1.5 - 0.06 * i - 0.01;
        double g[2], h[3], gp[2], hp[3];
        const double f = value(&plain, x, y, g, h), fp = value(&both, x, y, gp, hp);
        cr_expect_float_eq(fp, f + 0.7 * (fabs(x) + fabs(y)) + 0.3 * (x * x + y * y), 1e-13);
        cr_expect_float_eq(gp[0], g[0] + copysign(0.7, x) + 0.6 * x, 1e-13);
        cr_expect_float_eq(gp[1], g[1] + copysign(0.7, y) + 0.6 * y, 1e-13);
        cr_expect_float_eq(hp[0], h[0] + 0.6, 1e-13);
        cr_expect_float_eq(hp[1], h[1], 1e-13);
        cr_expect_float_eq(hp[2], h[2] + 0.6, 1e-13);
    }
    double g[2];
    value(&both, 0, 0, g, NULL);
    cr_expect(g[0] == 0 && g[1] == 0, "the subgradient of |x| at 0 is 0");
    plane_close(&plain);
    plane_close(&both);
}

static Stationary lowest(Plane *plane, int *count)
{
    Stationary points[64];
    const ScenePoints known = scene_points(&plane->scene, plane->objective, plane->scratch,
                                           SCENE_POINTS_SIDE, points, 64);
    cr_assert_gt(known.count, 0);
    cr_expect_eq(known.lowest, points[0].f);
    *count = known.count;
    return points[0];
}

// Of (x-1)² + (y-0.2)² each coordinate goes its own way: shrunk by λ₁/2 until it is 0, over 1 + λ₂.
Test(penalty, moves_the_minimum_as_shrinkage_says)
{
    static const double lambdas[][2] = { { 0.1, 0 }, { 0.4, 0 },   { 1, 0 }, { 3, 0 },
                                         { 0, 0.5 }, { 0.1, 0.5 }, { 1, 2 }, { 0.39999, 0 } };
    for (size_t i = 0; i < COUNT(lambdas); i++) {
        const double l1 = lambdas[i][0], l2 = lambdas[i][1];
        Plane plane;
        int count;
        plane_open(&plane, "(x-1)^2 + (y-0.2)^2", l1, l2);
        const Stationary found = lowest(&plane, &count);
        const double x = fmax(1 - l1 / 2, 0) / (1 + l2), y = fmax(0.2 - l1 / 2, 0) / (1 + l2);
        cr_expect_float_eq(found.x, x, 1e-14, "%g %g: x %.17g", l1, l2, found.x);
        cr_expect_float_eq(found.y, y, 1e-14, "%g %g: y %.17g", l1, l2, found.y);
        cr_expect(found.kind == STATIONARY_MINIMUM && count == 1, "%g %g: %d", l1, l2, count);
        plane_close(&plane);
    }
}

Test(penalty, finds_every_minimum_on_the_axes)
{
    Plane plane; // x⁴ − 2x² alone has ±1; with 0.5|x| the origin is a minimum, too
    Stationary points[64];
    plane_open(&plane, "x^4 - 2x^2 + y^2", 0.5, 0);
    const ScenePoints known =
        scene_points(&plane.scene, plane.objective, plane.scratch, SCENE_POINTS_SIDE, points, 64);
    int minima = 0, saddles = 0;
    for (int i = 0; i < known.count; i++) {
        minima += points[i].kind == STATIONARY_MINIMUM;
        saddles += points[i].kind == STATIONARY_SADDLE;
        cr_expect_eq(points[i].y, 0);
        const double x = fabs(points[i].x);
        cr_expect(x == 0 || fabs(4 * x * x * x - 4 * x + 0.5) < 1e-13, "%g", x);
        cr_expect(i == 0 || points[i].f >= points[i - 1].f, "in order");
    }
    cr_expect_eq(minima, 3);
    cr_expect_eq(saddles, 2);
    plane_close(&plane);
}

Test(penalty, is_a_setting_like_others)
{
    Scene a, b;
    scene_defaults(&a);
    scene_defaults(&b);
    cr_expect(scene_equal(&a, &b) && !scene_is_penalized(&a));
    b.l2 = 0.1;
    cr_expect_not(scene_equal(&a, &b));
    a.l2 = 0.1;
    cr_expect(scene_equal(&a, &b));
    Error err = { .text = "" };
    cr_expect_not(setting_take(&scene_settings[SCENE_L1], &a, "-1", &err));
    cr_expect_not(setting_take(&scene_settings[SCENE_L2], &a, "1001", &err));
}
