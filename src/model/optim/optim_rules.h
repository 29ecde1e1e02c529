// The update rules, one text for every type of number. optim.c includes this file once for double
// (landscapes) and once for float (networks); the includer defines
//     REAL            the type of x, g and state
//     ROOT(a) ABS(a)  its square root and absolute value
//     RULE(name)      the name of this type's version of a rule
// No include guard, on purpose. Scalars are computed in double and rounded once. What all
// coordinates share is folded into them, so that a coordinate costs at most one root and one
// division: PyTorch's paths are met to the last few bits all the same.
//
// Where x and every g so far are 0, each rule leaves x 0: networks pad with such.

#define UPDATE(name)                                                                               \
    FOR_EACH_PROCESSOR static void RULE(name)(UNUSED const OptimParams *p, OptimScalars *s,        \
                                              size_t n, REAL *restrict x, const REAL *restrict g,  \
                                              UNUSED REAL *restrict state)

// Robbins & Monro 1951.
UPDATE(sgd)
{
    const REAL lr = (REAL)s->rate;
    for (size_t i = 0; i < n; i++) {
        x[i] -= lr * g[i];
    }
}

// Polyak 1964, the heavy ball. PyTorch's dampening spares the first gradient.
UPDATE(momentum)
{
    const REAL lr = (REAL)s->rate, beta = (REAL)p->beta;
    const REAL take = (REAL)((p->ema > 0 ? 1 - p->beta : 1) * (s->t > 1 ? 1 - p->dampening : 1));
    REAL *b = state;
    for (size_t i = 0; i < n; i++) {
        b[i] = beta * b[i] + take * g[i];
        x[i] -= lr * b[i];
    }
}

// Nesterov 1983 as Sutskever 2013 writes it; x is the look-ahead point.
UPDATE(nesterov)
{
    const REAL lr = (REAL)s->rate, beta = (REAL)p->beta;
    REAL *b = state;
    for (size_t i = 0; i < n; i++) {
        b[i] = beta * b[i] + g[i];
        x[i] -= lr * (g[i] + beta * b[i]);
    }
}

// Duchi, Hazan & Singer 2011, the diagonal form.
UPDATE(adagrad)
{
    const REAL lr = (REAL)s->rate, eps = (REAL)p->eps;
    REAL *sum = state;
    for (size_t i = 0; i < n; i++) {
        sum[i] += g[i] * g[i];
        x[i] -= lr * (g[i] / (ROOT(sum[i]) + eps));
    }
}

// Graves 2013, equations 38 to 45: the mean square around the mean, and momentum.
UPDATE(rmsprop_more)
{
    const REAL lr = (REAL)s->rate, rho = (REAL)p->rho, rest = (REAL)(1 - p->rho);
    const REAL eps = (REAL)p->eps, keep = (REAL)p->momentum, around = p->centered > 0 ? 1 : 0;
    REAL *b = state, *square = state + n, *mean = state + 2 * n;
    for (size_t i = 0; i < n; i++) {
        square[i] = rho * square[i] + rest * (g[i] * g[i]);
        mean[i] = around * (rho * mean[i] + rest * g[i]);
        const REAL spread = square[i] - mean[i] * mean[i]; // not below 0 but for rounding
        b[i] = keep * b[i] + g[i] / (ROOT(spread > 0 ? spread : 0) + eps);
        x[i] -= lr * b[i];
    }
}

// Hinton 2012, lecture 6e. What is remembered: the momentum's buffer, the mean square, the mean.
UPDATE(rmsprop)
{
    const REAL lr = (REAL)s->rate, rho = (REAL)p->rho, rest = (REAL)(1 - p->rho);
    const REAL eps = (REAL)p->eps;
    REAL *mean = state + n;
    if (p->centered > 0 || p->momentum > 0) {
        RULE(rmsprop_more)(p, s, n, x, g, state);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        mean[i] = rho * mean[i] + rest * (g[i] * g[i]);
        x[i] -= lr * (g[i] / (ROOT(mean[i]) + eps));
    }
}

// Zeiler 2012, algorithm 1, with the two roots as one.
UPDATE(adadelta)
{
    const REAL lr = (REAL)s->rate, rho = (REAL)p->rho, rest = (REAL)(1 - p->rho);
    const REAL eps = (REAL)p->eps;
    REAL *mean = state, *moved = state + n;
    for (size_t i = 0; i < n; i++) {
        mean[i] = rho * mean[i] + rest * (g[i] * g[i]);
        const REAL d = g[i] * ROOT((moved[i] + eps) / (mean[i] + eps));
        moved[i] = rho * moved[i] + rest * (d * d);
        x[i] -= lr * d;
    }
}

// Ma & Yarats 2019, equation 4.
UPDATE(qhm)
{
    const REAL beta = (REAL)p->beta, rest = (REAL)(1 - p->beta);
    const REAL step_g = (REAL)(s->rate * (1 - p->nu)), step_b = (REAL)(s->rate * p->nu);
    REAL *b = state;
    for (size_t i = 0; i < n; i++) {
        b[i] = beta * b[i] + rest * g[i];
        x[i] -= step_g * g[i] + step_b * b[i];
    }
}

#include "model/optim/optim_rules_adam.h"
#include "model/optim/optim_rules_free.h"
#include "model/optim/optim_rules_mean.h"
#include "model/optim/optim_rules_sign.h"

#undef UPDATE
