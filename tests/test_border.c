// Borders of stability: a step below, a method comes to rest on a quadratic; a step above, its
// steps grow. With what divides the gradients held still, as the borders have it.
#include "model/optim/optim_edge.h"
#include "model/optim/optim_scalars.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

typedef struct Walk {
    const Optim *optim;
    OptimParams params;
    OptimScalars scalars;
    double state[OPTIM_STATE_MAX * 2];
} Walk;

// Everything that gradients are divided by, at 4 in x and 9 in y; the mean starts at 0.
static void hold_still(Walk *walk)
{
    const int first = walk->optim->parts[OPTIM_PART_MOMENTUM] ? 1 : 0;
    // RMSProp's third is the mean that it centers around, if it does.
    const int end = walk->optim == &optims[OPTIM_RMSPROP] ? 2 : walk->optim->state_count;
    for (int i = first; i < end; i++) {
        walk->state[2 * i] = 4;
        walk->state[2 * i + 1] = 9;
    }
}

static void step(Walk *walk, double x[2], const double g[2])
{
    optim_scalars_advance(&walk->scalars, &walk->params);
    walk->optim->update(&walk->params, &walk->scalars, 2, x, g, walk->state);
    hold_still(walk);
}

// Far behind the start, where all corrections of bias are over and the rates are what they stay.
static void settle(Walk *walk, const Optim *optim)
{
    *walk = (Walk){ .optim = optim };
    optim_defaults(optim, &walk->params);
    walk->params.lr = 0.05;
    walk->params.beta2 = walk->params.beta2 > 0 ? 0.9999 : 0; // what is held still stays nearly so
    walk->params.rho = walk->params.rho > 0 ? 0.9999 : 0;
    optim_scalars_start(&walk->scalars);
    hold_still(walk);
    double x[2] = { 0, 0 };
    for (int t = 0; t < 400000; t++) {
        step(walk, x, (const double[]){ 0, 0 });
    }
}

// By what factor x has grown after many steps on h x²/2 in coordinate `axis`, from so small an x
// that no square of a gradient is seen.
static double growth(const Walk *settled, int axis, double h)
{
    enum { STEPS = 3000 };
    Walk walk = *settled;
    double x[2] = { 0, 0 };
    x[axis] = 1e-30;
    for (int t = 0; t < STEPS && fabs(x[axis]) < 1e-20; t++) {
        double g[2] = { 0, 0 };
        g[axis] = h * x[axis];
        step(&walk, x, g);
    }
    return fabs(x[axis]) / 1e-30;
}

Test(border, steps_grow_above_it_and_die_out_below)
{
    int looked = 0;
    for (int k = 0; k < OPTIM_COUNT; k++) {
        if (!optims[k].edge.border || !optims[k].update) {
            continue;
        }
        Walk walk;
        double scale[2];
        settle(&walk, &optims[k]);
        const double border =
            optim_border(&optims[k], &walk.params, &walk.scalars, walk.state, scale);
        cr_assert(border > 0, "%s", optims[k].kind.key);
        for (int axis = 0; axis < 2; axis++) {
            const double h = border / scale[axis];
            cr_expect_lt(growth(&walk, axis, 0.98 * h), 0.1, "%s below", optims[k].kind.key);
            cr_expect_gt(growth(&walk, axis, 1.02 * h), 10, "%s above", optims[k].kind.key);
        }
        cr_expect_eq(scale[0] != scale[1], optims[k].edge.scale != NULL, "%s", optims[k].kind.key);
        looked++;
    }
    cr_expect_geq(looked, 13);
}

Test(border, is_what_the_papers_say)
{
    static const struct {
        OptimKind kind;
        double border; // at η = 0.1 and 0.9
    } known[] = { { OPTIM_SGD, 20 },
                  { OPTIM_MOMENTUM, 38 },
                  { OPTIM_NESTEROV, 38 / 2.8 },
                  { OPTIM_RMSPROP, 20 },
                  { OPTIM_ADAM, 380 } };
    for (size_t i = 0; i < COUNT(known); i++) {
        const Optim *optim = &optims[known[i].kind];
        OptimParams params;
        OptimScalars scalars;
        double state[OPTIM_STATE_MAX * 2] = { 1, 1, 1, 1, 1, 1 }, scale[2];
        optim_defaults(optim, &params);
        params.lr = 0.1;
        optim_scalars_start(&scalars);
        cr_expect(isnan(optim_border(optim, &params, &scalars, state, scale)), "before step 1");
        optim_scalars_advance(&scalars, &params);
        const double border = optim_border(optim, &params, &scalars, state, scale);
        cr_expect_float_eq(border, known[i].border, 1e-12 * border, "%s: %g", optim->kind.key,
                           border);
        // The same border at another rate, asked the other way round.
        const double rate = optim_border_rate(optim, &params, &scalars, state, 3 * border);
        cr_expect_float_eq(rate, 0.1 / 3, 1e-9, "%s: %g", optim->kind.key, rate);
        cr_expect(isnan(optim_border_rate(optim, &params, &scalars, state, -1)),
                  "a ridge has none");
    }
}

Test(border, theory_has_none_for_signs_nor_for_what_moves_the_point_besides)
{
    OptimParams around;
    optim_defaults(&optims[OPTIM_SGD], &around);
    around.clip = 1;
    cr_expect(optim_has_border(&optims[OPTIM_SGD], &around));
    around.sam = 0.1;
    cr_expect_not(optim_has_border(&optims[OPTIM_SGD], &around));
    around.sam = 0;
    around.lookahead = 5;
    cr_expect_not(optim_has_border(&optims[OPTIM_SGD], &around));
    OptimParams params;
    OptimScalars scalars;
    double state[OPTIM_STATE_MAX * 2] = { 1, 1 }, scale[2];
    optim_defaults(&optims[OPTIM_LION], &params);
    optim_scalars_start(&scalars);
    optim_scalars_advance(&scalars, &params);
    cr_expect(isnan(optim_border(&optims[OPTIM_LION], &params, &scalars, state, scale)));
    cr_expect(scale[0] == 1 && scale[1] == 1);
}

Test(border, sharpness_is_the_largest_eigenvalue_in_scaled_coordinates)
{
    const double h[3] = { 3, 2, -1 };
    cr_expect_float_eq(optim_sharpness(h, (const double[]){ 1, 1 }), 1 + sqrt(8), 1e-14);
    // D^½ H D^½ of D = diag(4, 9): [[12, 12], [12, -9]].
    cr_expect_float_eq(optim_sharpness(h, (const double[]){ 4, 9 }), 1.5 + hypot(10.5, 12), 1e-13);
    // The same eigenvalue as D H, which is not symmetric.
    const double e = optim_sharpness(h, (const double[]){ 4, 9 });
    cr_expect_float_eq((12 - e) * (-9 - e) - 8 * 18, 0, 1e-11);
}
