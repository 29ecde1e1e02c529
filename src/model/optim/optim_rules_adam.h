// Adam and its kin, the part of optim_rules.h, which includes it, with a mean of the gradients and
// one of their squares.

// Kingma & Ba 2015, algorithm 1, both corrections of bias taken out of the fraction:
// m̂ / (√v̂ + ε) = √(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε√(1−β₂ᵗ)).
UPDATE(adam)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const double root2 = sqrt(s->rest2);
    const REAL step = (REAL)(s->rate * root2 / s->rest1), eps = (REAL)(p->eps * root2);
    REAL *m = state, *v = state + n;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        x[i] -= step * (m[i] / (ROOT(v[i]) + eps));
    }
}

// Reddi, Kale & Kumar 2018, algorithm 2, corrected for bias as PyTorch does.
UPDATE(amsgrad)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const double root2 = sqrt(s->rest2);
    const REAL step = (REAL)(s->rate * root2 / s->rest1), eps = (REAL)(p->eps * root2);
    REAL *m = state, *v = state + n, *w = state + 2 * n;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        w[i] = v[i] > w[i] ? v[i] : w[i];
        x[i] -= step * (m[i] / (ROOT(w[i]) + eps));
    }
}

// Loshchilov & Hutter 2019, algorithm 2.
UPDATE(adamw)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const REAL keep = (REAL)(1 - s->rate * p->weight_decay);
    const double root2 = sqrt(s->rest2);
    const REAL step = (REAL)(s->rate * root2 / s->rest1), eps = (REAL)(p->eps * root2);
    REAL *m = state, *v = state + n;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        x[i] = keep * x[i] - step * (m[i] / (ROOT(v[i]) + eps));
    }
}

// Dozat 2016: of the step, the gradient's part is weighed by this step's momentum and the mean's
// by the next one's.
UPDATE(nadam)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const double root2 = sqrt(s->rest2), product = s->mu_product;
    const double rest_mu = (1 - p->beta1) + 0.5 * p->beta1 * s->fade; // 1−μₜ
    const REAL step_g = (REAL)(s->rate * root2 * rest_mu / (1 - product));
    const REAL step_m = (REAL)(s->rate * root2 * s->mu_next / (1 - product * s->mu_next));
    const REAL eps = (REAL)(p->eps * root2);
    REAL *m = state, *v = state + n;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        x[i] -= (step_g * g[i] + step_m * m[i]) / (ROOT(v[i]) + eps);
    }
}

// Kingma & Ba 2015, algorithm 2.
UPDATE(adamax)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1), beta2 = (REAL)p->beta2;
    const REAL step = (REAL)(s->rate / s->rest1), eps = (REAL)p->eps;
    REAL *m = state, *u = state + n;
    for (size_t i = 0; i < n; i++) {
        const REAL faded = beta2 * u[i], now = ABS(g[i]) + eps;
        m[i] = beta1 * m[i] + rest1 * g[i];
        u[i] = faded > now ? faded : now;
        x[i] -= step * (m[i] / u[i]);
    }
}

// Liu 2020, algorithm 2: as long as the variance of v cannot be rectified, the mean alone.
UPDATE(radam)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const double step_m = s->rate / s->rest1, rectified = optim_rectification(p, s);
    const REAL step = (REAL)(rectified > 0 ? step_m * rectified * sqrt(s->rest2) : step_m);
    const REAL eps = (REAL)p->eps;
    REAL *m = state, *v = state + n;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        x[i] -= step * (rectified > 0 ? m[i] / (ROOT(v[i]) + eps) : m[i]);
    }
}

// Ma & Yarats 2019, section 5.
UPDATE(qhadam)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const REAL step_g = (REAL)(s->rate * (1 - p->nu1));
    const REAL step_m = (REAL)(s->rate * p->nu1 / s->rest1);
    const REAL of_g = (REAL)(1 - p->nu2), of_v = (REAL)(p->nu2 / s->rest2);
    const REAL eps = (REAL)p->eps;
    REAL *m = state, *v = state + n;
    for (size_t i = 0; i < n; i++) {
        const REAL square = g[i] * g[i];
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * square;
        x[i] -= (step_g * g[i] + step_m * m[i]) / (ROOT(of_g * square + of_v * v[i]) + eps);
    }
}
