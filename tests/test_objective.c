// What an objective promises, and that everything that walks, maps or searches takes any of them:
// a formula, a model fitted to data, one without a Hessian.
#include "objectives.h"

#include "model/formula/formula_objective.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { POINTS = 5, PLANE = 8 }; // planes a little longer than the block

static const double places[2 * PLANE] = { -1, 0.5, 2, 0, 1e-3, 0, 0, 0, 3, -2, 1, 0, 1e3, 0, 0, 0 };

typedef struct Outcome {
    double f[PLANE], g[2 * PLANE], h[3 * PLANE];
} Outcome;

static ObjectiveBlock block_of(Outcome *outcome)
{
    memset(outcome, 0, sizeof *outcome);
    return (ObjectiveBlock){ POINTS, PLANE, places, outcome->f, outcome->g, outcome->h };
}

Test(objective, a_formula_is_one_to_the_bit)
{
    Arena arena = { 0 };
    Formula formula;
    FormulaObjective objective;
    Scratch *scratch = scratch_create();
    const double params[] = { 3, 0.7 };
    cr_assert(formula_compile(&formula, "(a - x)^2 + b*(y - x^2)^2 + sin(x*y)", &arena, NULL));
    formula_objective_init(&objective, &formula, params);
    Outcome by_block, by_hand = { { 0 }, { 0 }, { 0 } };
    const ObjectiveBlock block = block_of(&by_block);
    objective_eval(&objective.base, scratch, &block);
    double *g = by_hand.g, *h = by_hand.h;
    formula_eval(&formula, params, scratch, POINTS, places, places + PLANE,
                 &(Jets){ by_hand.f, g, g + PLANE, h, h + PLANE, h + 2 * PLANE });
    cr_expect_arr_eq(&by_block, &by_hand, sizeof by_hand);
    cr_expect_eq(objective.base.n, 2);
    cr_expect(objective.base.type->has_hessian);
    scratch_destroy(scratch);
    arena_free(&arena);
}

Test(objective, gives_only_what_is_wanted_and_the_same_bits_whatever_else_is)
{
    Line line;
    line_init(&line, &line_type);
    Outcome all, some;
    ObjectiveBlock block = block_of(&all);
    objective_eval(&line.base, NULL, &block);
    block = block_of(&some);
    block.f = block.h = NULL;
    objective_eval(&line.base, NULL, &block);
    cr_expect_arr_eq(some.g, all.g, sizeof all.g);
    cr_expect_eq(some.f[0], 0);
    for (size_t k = 0; k < POINTS; k++) { // alone, in a plane of its own
        const double x[2] = { places[k], places[PLANE + k] };
        double f, g[2], h[3];
        objective_eval(&line.base, NULL, &(ObjectiveBlock){ 1, 1, x, &f, g, h });
        cr_expect_eq(f, all.f[k]);
        cr_expect_eq(g[1], all.g[PLANE + k]);
        cr_expect_eq(h[2], all.h[2 * PLANE + k]);
    }
}

// (ab − 1)² + ½ (a − b)²: aa 2b² + 1, ab 4ab − 3, bb 2a² + 1.
Test(objective, without_a_hessian_it_comes_from_gradients)
{
    Outcome outcome;
    const ObjectiveBlock block = block_of(&outcome);
    objective_eval_hessian(&product_objective, NULL, 1e-5, &block);
    for (size_t k = 0; k < POINTS; k++) {
        const double a = places[k], b = places[PLANE + k];
        const double want[3] = { 2 * b * b + 1, 4 * a * b - 3, 2 * a * a + 1 };
        for (size_t j = 0; j < 3; j++) {
            const double got = outcome.h[j * PLANE + k];
            cr_expect_float_eq(got, want[j], 1e-5 * fmax(1, b * b), "%zu: %.12g for %.12g", j, got,
                               want[j]);
        }
        cr_expect_float_eq(outcome.f[k], pow(a * b - 1, 2) + 0.5 * pow(a - b, 2),
                           1e-9 * outcome.f[k]);
    }
}

// Three coordinates, so that the triangle's rows matter: f = x y² + y z³, no Hessian given.
static void cubic_eval(const Objective *base, Scratch *scratch, const ObjectiveBlock *block)
{
    (void)base;
    (void)scratch;
    const double *x = block->x, *y = x + block->stride, *z = y + block->stride;
    for (size_t k = 0; k < block->count && block->g; k++) {
        block->g[k] = y[k] * y[k];
        block->g[block->stride + k] = 2 * x[k] * y[k] + pow(z[k], 3);
        block->g[2 * block->stride + k] = 3 * y[k] * z[k] * z[k];
    }
}

Test(objective, differences_fill_the_upper_triangle_by_rows)
{
    static const ObjectiveType type = { cubic_eval, NULL, false };
    const Objective cubic = { &type, 3, 0 };
    const double x = 2, y = -3, z = 0.5, at[3] = { x, y, z };
    const double want[6] = { 0, 2 * y, 0, 2 * x, 3 * z * z, 6 * y * z };
    double g[3], h[6];
    objective_eval_hessian(&cubic, NULL, 1e-5,
                           &(ObjectiveBlock){ .count = 1, .stride = 1, .x = at, .g = g, .h = h });
    for (int j = 0; j < 6; j++) {
        cr_expect_float_eq(h[j], want[j], 1e-8, "entry %d: %g for %g", j, h[j], want[j]);
    }
}

Test(objective, a_draw_is_the_same_for_the_same_seed_and_step_and_right_on_the_average)
{
    Line line;
    line_init(&line, &line_type);
    Scratch *scratch = scratch_create();
    enum { DRAWS = 20000 };
    double x[2] = { 0.3, 0.1 }, whole[2], mean[2] = { 0 }, first[2], again[2];
    objective_eval(&line.base, scratch,
                   &(ObjectiveBlock){ .count = 1, .stride = 1, .x = x, .g = whole });
    const ObjectiveBlock block = { .count = 1, .stride = 1, .x = x, .g = again };
    for (uint64_t step = 0; step < DRAWS; step++) {
        line.base.type->draw(&line.base, scratch, 5, step, &block);
        mean[0] += again[0] / DRAWS;
        mean[1] += again[1] / DRAWS;
        memcpy(first, step == 0 ? again : first, sizeof first);
    }
    line.base.type->draw(&line.base, scratch, 5, 0, &block);
    cr_expect_arr_eq(again, first, sizeof first);
    cr_expect_neq(again[0], whole[0]);
    cr_expect_float_eq(mean[0], whole[0], 0.01, "%g for %g", mean[0], whole[0]);
    cr_expect_float_eq(mean[1], whole[1], 0.01, "%g for %g", mean[1], whole[1]);
    scratch_destroy(scratch);
}

Test(objective, its_cost_is_known_once_it_is_probed)
{
    Line line;
    line_init(&line, &line_type);
    cr_expect_eq(line.base.value_s, 0);
    objective_probe(&line.base, NULL, (double[]){ -1, -1 }, (double[]){ 1, 1 });
    cr_expect_gt(line.base.value_s, 0);
    cr_expect_lt(line.base.value_s, 1e-3);
}
