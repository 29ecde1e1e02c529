// The update rules, one text for every type of number. optim.c includes this file once for double
// (landscapes) and once for float (networks); the includer defines
//     REAL       the type of x, g and state
//     ROOT(a)    its square root
//     RULE(name) the name of this type's version of a rule
// No include guard, on purpose. Scalars are computed in double and rounded once, and operations
// come in PyTorch's order, so that its paths are met to the last few bits in both types.

// Robbins & Monro 1951.
static void RULE(sgd)(const OptimParams *p, UNUSED const OptimScalars *s, size_t n,
                      REAL *restrict x, const REAL *restrict g, UNUSED REAL *restrict state)
{
    const REAL lr = (REAL)p->lr;
    for (size_t i = 0; i < n; i++) {
        x[i] -= lr * g[i];
    }
}

// Polyak 1964, the heavy ball.
static void RULE(momentum)(const OptimParams *p, UNUSED const OptimScalars *s, size_t n,
                           REAL *restrict x, const REAL *restrict g, REAL *restrict state)
{
    const REAL lr = (REAL)p->lr, beta = (REAL)p->beta;
    REAL *b = state;
    for (size_t i = 0; i < n; i++) {
        b[i] = beta * b[i] + g[i];
        x[i] -= lr * b[i];
    }
}

// Nesterov 1983 as Sutskever 2013 writes it; x is the look-ahead point.
static void RULE(nesterov)(const OptimParams *p, UNUSED const OptimScalars *s, size_t n,
                           REAL *restrict x, const REAL *restrict g, REAL *restrict state)
{
    const REAL lr = (REAL)p->lr, beta = (REAL)p->beta;
    REAL *b = state;
    for (size_t i = 0; i < n; i++) {
        b[i] = beta * b[i] + g[i];
        x[i] -= lr * (g[i] + beta * b[i]);
    }
}

// Duchi, Hazan & Singer 2011, the diagonal form.
static void RULE(adagrad)(const OptimParams *p, UNUSED const OptimScalars *s, size_t n,
                          REAL *restrict x, const REAL *restrict g, REAL *restrict state)
{
    const REAL lr = (REAL)p->lr, eps = (REAL)p->eps;
    REAL *sum = state;
    for (size_t i = 0; i < n; i++) {
        sum[i] += g[i] * g[i];
        x[i] -= lr * (g[i] / (ROOT(sum[i]) + eps));
    }
}

// Hinton 2012, lecture 6e.
static void RULE(rmsprop)(const OptimParams *p, UNUSED const OptimScalars *s, size_t n,
                          REAL *restrict x, const REAL *restrict g, REAL *restrict state)
{
    const REAL lr = (REAL)p->lr, rho = (REAL)p->rho, rest = (REAL)(1 - p->rho);
    const REAL eps = (REAL)p->eps;
    REAL *mean = state;
    for (size_t i = 0; i < n; i++) {
        mean[i] = rho * mean[i] + rest * (g[i] * g[i]);
        x[i] -= lr * (g[i] / (ROOT(mean[i]) + eps));
    }
}

// Kingma & Ba 2015, algorithm 1.
static void RULE(adam)(const OptimParams *p, const OptimScalars *s, size_t n, REAL *restrict x,
                       const REAL *restrict g, REAL *restrict state)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const REAL step = (REAL)(p->lr / (1 - s->beta1_t)), eps = (REAL)p->eps;
    const REAL root2 = (REAL)sqrt(1 - s->beta2_t);
    REAL *m = state, *v = state + n;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        x[i] -= step * (m[i] / (ROOT(v[i]) / root2 + eps));
    }
}
