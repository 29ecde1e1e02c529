// The update rules against the laws in their papers, and against each other.
#include "model/optim.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { N = 5 };

static void gradients_at(int step, double *g, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g[i] = sin(1.7 * (double)step + (double)i) * pow(10, (double)i - 2);
    }
}

Test(optim, each_one_is_found_by_its_key_and_names_its_parameters)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        const Optim *optim = &optims[k];
        cr_expect_eq(optim_find(optim->key), optim);
        cr_expect_eq(optim_kind(optim), (OptimKind)k);
        cr_expect_str_eq(optim->params[0].key, "lr", "%s: the rate comes first", optim->key);
        cr_expect(optim->state_count <= OPTIM_STATE_MAX);
        cr_expect(strlen(optim->rule) > 0 && strlen(optim->source) > 0 && strlen(optim->name) > 0);
        for (const Param *p = optim->params; p->key; p++) {
            cr_expect(p->def >= p->min && p->def <= p->max, "%s %s", optim->key, p->key);
            cr_expect(p->scale != PARAM_LOG || p->min > 0, "%s %s", optim->key, p->key);
            cr_expect(strstr(optim->rule, p->symbol), "%s: %s is in the rule", optim->key,
                      p->symbol);
        }
    }
    cr_expect_null(optim_find("Adam"));
    cr_expect_null(optim_find(""));
}

// The reason one implementation serves a path, a basin map and a network.
Test(optim, each_one_moves_a_coordinate_without_looking_at_the_others)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        OptimParams params;
        OptimScalars scalars;
        optim_defaults(&optims[k], &params);
        double x[N] = { -7, 2, 0.5, 1e-3, -1e4 }, state[OPTIM_STATE_MAX * N] = { 0 };
        double x1[N], state1[N][OPTIM_STATE_MAX] = { { 0 } };
        float xf[N] = { -7, 2, 0.5F, 1e-3F, -1e4F }, statef[OPTIM_STATE_MAX * N] = { 0 };
        float xf1[N], statef1[N][OPTIM_STATE_MAX] = { { 0 } };
        memcpy(x1, x, sizeof x);
        memcpy(xf1, xf, sizeof xf);
        optim_scalars_start(&scalars);
        for (int step = 0; step < 200; step++) {
            double g[N];
            float gf[N];
            gradients_at(step, g, N);
            for (int i = 0; i < N; i++) {
                gf[i] = (float)g[i];
            }
            optim_scalars_advance(&scalars, &params);
            optims[k].update(&params, &scalars, N, x, g, state);
            optims[k].update_float(&params, &scalars, N, xf, gf, statef);
            for (int i = 0; i < N; i++) {
                optims[k].update(&params, &scalars, 1, &x1[i], &g[i], state1[i]);
                optims[k].update_float(&params, &scalars, 1, &xf1[i], &gf[i], statef1[i]);
            }
            cr_expect_arr_eq(x, x1, sizeof x, "%s in double, step %d", optims[k].key, step);
            cr_expect_arr_eq(xf, xf1, sizeof xf, "%s in float, step %d", optims[k].key, step);
        }
    }
}

Test(optim, float_and_double_are_the_same_rule)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        OptimParams params;
        OptimScalars scalars;
        optim_defaults(&optims[k], &params);
        double x = 1, g, state[OPTIM_STATE_MAX] = { 0 };
        float xf = 1, gf, statef[OPTIM_STATE_MAX] = { 0 };
        optim_scalars_start(&scalars);
        for (int step = 0; step < 50; step++) {
            g = x + 0.25 * sin(step);
            gf = (float)g;
            optim_scalars_advance(&scalars, &params);
            optims[k].update(&params, &scalars, 1, &x, &g, state);
            optims[k].update_float(&params, &scalars, 1, &xf, &gf, statef);
        }
        cr_expect_float_eq(xf, x, 2e-5, "%s: %.9g in float, %.17g in double", optims[k].key,
                           (double)xf, x);
    }
}

// Kingma & Ba 2015, section 2.1: the first step is η·sign(g) as long as ε is small beside g.
Test(optim, adams_first_step_has_length_lr_in_every_coordinate)
{
    OptimParams params;
    OptimScalars scalars;
    optim_defaults(&optims[OPTIM_ADAM], &params);
    params.lr = 0.3;
    double x[4] = { 0 }, g[4] = { 1e-3, -1, 1e3, -1e6 }, state[8] = { 0 };
    optim_scalars_start(&scalars);
    optim_scalars_advance(&scalars, &params);
    optims[OPTIM_ADAM].update(&params, &scalars, 4, x, g, state);
    for (int i = 0; i < 4; i++) {
        cr_expect_float_eq(fabs(x[i]), 0.3, 0.3 * 1e-4, "coordinate %d moved %g", i, x[i]);
        cr_expect_lt(x[i] * g[i], 0, "against the gradient");
    }
}

// The same for AdaGrad: s = g² after one step.
Test(optim, adagrads_first_step_has_length_lr_in_every_coordinate)
{
    OptimParams params;
    OptimScalars scalars;
    optim_defaults(&optims[OPTIM_ADAGRAD], &params);
    params.lr = 0.3;
    double x[3] = { 0 }, g[3] = { 1e-3, -1, 1e6 }, state[3] = { 0 };
    optim_scalars_start(&scalars);
    optim_scalars_advance(&scalars, &params);
    optims[OPTIM_ADAGRAD].update(&params, &scalars, 3, x, g, state);
    for (int i = 0; i < 3; i++) {
        cr_expect_float_eq(fabs(x[i]), 0.3, 0.3 * 1e-6);
    }
}

Test(optim, without_momentum_momentum_and_nesterov_are_plain_descent)
{
    OptimParams params = { .lr = 0.05, .beta = 0 };
    OptimScalars scalars = { 0 };
    const OptimKind kinds[] = { OPTIM_SGD, OPTIM_MOMENTUM, OPTIM_NESTEROV };
    double x[3][N] = { { 1, 2, 3, 4, 5 }, { 1, 2, 3, 4, 5 }, { 1, 2, 3, 4, 5 } };
    double state[3][N] = { { 0 } };
    for (int step = 0; step < 100; step++) {
        double g[N];
        gradients_at(step, g, N);
        for (int k = 0; k < 3; k++) {
            optims[kinds[k]].update(&params, &scalars, N, x[k], g, state[k]);
        }
    }
    cr_expect_arr_eq(x[0], x[1], sizeof x[0]);
    cr_expect_arr_eq(x[0], x[2], sizeof x[0]);
}

// Sutskever 2013: v ← μv − η∇f(θ + μv), θ ← θ + v. Our x is θ + μv.
Test(optim, nesterov_is_the_method_in_two_variables_seen_from_the_look_ahead_point)
{
    OptimParams params = { .lr = 0.02, .beta = 0.9 };
    OptimScalars scalars = { 0 };
    const double curvature[2] = { 0.1, 2 };
    double x[2] = { -7, 2 }, theta[2] = { -7, 2 }, v[2] = { 0 }, b[2] = { 0 }, g[2];
    for (int step = 0; step < 300; step++) {
        for (int i = 0; i < 2; i++) {
            const double ahead = theta[i] + params.beta * v[i];
            cr_expect_float_eq(x[i], ahead, 1e-12, "step %d", step);
            v[i] = params.beta * v[i] - params.lr * curvature[i] * ahead;
            theta[i] += v[i];
            g[i] = curvature[i] * x[i];
        }
        optims[OPTIM_NESTEROV].update(&params, &scalars, 2, x, g, b);
    }
}

static double heavy_ball_after(double lr, double beta, double curvature, int steps)
{
    OptimParams params = { .lr = lr, .beta = beta };
    OptimScalars scalars = { 0 };
    double x = 1, b = 0;
    for (int step = 0; step < steps; step++) {
        const double g = curvature * x;
        optims[OPTIM_MOMENTUM].update(&params, &scalars, 1, &x, &g, &b);
    }
    return fabs(x);
}

// Goh 2017: on a quadratic the heavy ball converges where 0 < ηλ < 2 + 2μ.
Test(optim, the_heavy_ball_converges_up_to_two_and_two_momentum)
{
    for (int i = 0; i < 10; i++) {
        const double beta = 0.095 * i, limit = 2 + 2 * beta;
        cr_expect_lt(heavy_ball_after(0.98 * limit / 3, beta, 3, 5000), 1e-6, "beta %g", beta);
        cr_expect_gt(heavy_ball_after(1.02 * limit / 3, beta, 3, 1000), 1e6, "beta %g", beta);
    }
}

Test(optim, scalars_are_the_powers_of_the_decays)
{
    OptimParams params;
    OptimScalars scalars;
    optim_defaults(&optims[OPTIM_ADAM], &params);
    optim_scalars_start(&scalars);
    for (int t = 1; t <= 1000; t++) {
        optim_scalars_advance(&scalars, &params);
        cr_expect_eq(scalars.t, t);
        cr_expect_float_eq(scalars.beta1_t, pow(0.9, t), 1e-13);
        cr_expect_float_eq(scalars.beta2_t, pow(0.999, t), 1e-12);
    }
}

// What an optimizer has met: gradients in two coordinates, of different size, some of them zero.
enum { STEPS = 300 };

static void walk(const Optim *optim, const OptimParams *params, int steps, OptimScalars *scalars,
                 double x[2], double *state, double g[][2])
{
    x[0] = x[1] = 0;
    memset(state, 0, sizeof(double[OPTIM_STATE_MAX * 2]));
    optim_scalars_start(scalars);
    for (int step = 0; step < steps; step++) {
        gradients_at(step, g[step], 2);
        g[step][1] *= step % 5 ? 300 : 0;
        optim_scalars_advance(scalars, params);
        optim->update(params, scalars, 2, x, g[step], state);
    }
}

// Σ decay^(t−i) g_i^power over all the gradients met, the newest last.
static long double decayed_sum(int steps, double g[][2], int coordinate, double decay, int power)
{
    long double sum = 0;
    for (int i = 0; i < steps; i++) {
        sum += powl(decay, steps - 1 - i) * powl(g[i][coordinate], power);
    }
    return sum;
}

typedef struct Expected {
    double velocity, rate;
} Expected;

// The formulas of the papers over the whole history, coordinate by coordinate.
static Expected inside_slowly(OptimKind kind, const OptimParams *p, int t, double g[][2], int i)
{
    const long double eta = p->lr;
    switch (kind) {
    case OPTIM_MOMENTUM:
        return (Expected){ (double)(-eta * p->beta * decayed_sum(t, g, i, p->beta, 1)), NAN };
    case OPTIM_NESTEROV:
        return (Expected){ (double)(-eta * p->beta * p->beta * decayed_sum(t, g, i, p->beta, 1)),
                           NAN };
    case OPTIM_ADAGRAD:
        return (Expected){ NAN, (double)(eta / (sqrtl(decayed_sum(t, g, i, 1, 2)) + p->eps)) };
    case OPTIM_RMSPROP: {
        const long double mean = (1 - (long double)p->rho) * decayed_sum(t, g, i, p->rho, 2);
        return (Expected){ NAN, (double)(eta / (sqrtl(mean) + p->eps)) };
    }
    case OPTIM_ADAM: {
        const long double b1 = p->beta1, b2 = p->beta2;
        const long double m = (1 - b1) * decayed_sum(t, g, i, p->beta1, 1) / (1 - powl(b1, t));
        const long double v = (1 - b2) * decayed_sum(t, g, i, p->beta2, 2) / (1 - powl(b2, t));
        const long double rate = eta / (sqrtl(v) + p->eps);
        return (Expected){ (double)(-rate * m), (double)rate };
    }
    default: return (Expected){ NAN, NAN };
    }
}

static bool near(double value, double reference)
{
    return isnan(reference) ? isnan(value) : fabs(value - reference) <= 1e-11 * fabs(reference);
}

Test(optim, inside_is_what_the_papers_formulas_give_over_all_gradients_met)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        OptimParams params;
        OptimScalars scalars;
        double x[2], state[OPTIM_STATE_MAX * 2], g[STEPS][2], velocity[2], rate[2];
        optim_defaults(&optims[k], &params);
        for (int t = 2; t <= STEPS && optims[k].inside; t++) {
            walk(&optims[k], &params, t, &scalars, x, state, g);
            optims[k].inside(&params, &scalars, state, velocity, rate);
            for (int i = 0; i < 2; i++) {
                const Expected e = inside_slowly((OptimKind)k, &params, t, g, i);
                cr_expect(near(velocity[i], e.velocity), "%s: velocity %.17g, not %.17g, at %d",
                          optims[k].key, velocity[i], e.velocity, t);
                cr_expect(near(rate[i], e.rate), "%s: rate %.17g, not %.17g, at %d", optims[k].key,
                          rate[i], e.rate, t);
            }
        }
    }
}

Test(optim, velocity_is_the_step_that_momentum_makes_without_a_gradient)
{
    const OptimKind kinds[] = { OPTIM_MOMENTUM, OPTIM_NESTEROV };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        const Optim *optim = &optims[kinds[k]];
        OptimParams params;
        OptimScalars scalars;
        double x[2], state[OPTIM_STATE_MAX * 2], g[STEPS][2], velocity[2], rate[2];
        optim_defaults(optim, &params);
        for (int t = 1; t <= STEPS; t += 7) {
            walk(optim, &params, t, &scalars, x, state, g);
            optim->inside(&params, &scalars, state, velocity, rate);
            double moved[2] = { 0 };
            optim->update(&params, &scalars, 2, moved, (double[]){ 0, 0 }, state);
            cr_expect(near(velocity[0], moved[0]) && near(velocity[1], moved[1]), "%s at %d",
                      optim->key, t);
        }
    }
}

Test(optim, before_the_first_step_there_is_no_rate_and_no_velocity_yet)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        cr_expect_eq(optims[k].inside != NULL, optims[k].state_count > 0, "%s", optims[k].key);
        if (!optims[k].inside) {
            continue;
        }
        OptimParams params;
        OptimScalars scalars;
        double x[2], state[OPTIM_STATE_MAX * 2], g[1][2], velocity[2], rate[2], later[2];
        optim_defaults(&optims[k], &params);
        walk(&optims[k], &params, 0, &scalars, x, state, g);
        optims[k].inside(&params, &scalars, state, velocity, rate);
        walk(&optims[k], &params, 1, &scalars, x, state, g);
        optims[k].inside(&params, &scalars, state, later, (double[2]){ 0 });
        for (int i = 0; i < 2; i++) {
            cr_expect(isnan(later[i]) ? isnan(velocity[i]) : velocity[i] == 0, "%s", optims[k].key);
            cr_expect(isnan(rate[i]), "%s", optims[k].key);
        }
    }
}
