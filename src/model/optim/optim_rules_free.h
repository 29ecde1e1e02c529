// Rules that find their rate or do without a schedule, and means of the points, the part of
// optim_rules.h, which includes it.

// Polyak & Juditsky 1992 as PyTorch has it: a rate that falls by itself, and the mean of the points
// after the first t₀. Nothing moves by the mean.
UPDATE(asgd)
{
    const REAL lr = (REAL)s->rate, keep = (REAL)(1 - s->rate * p->weight_decay);
    const double taken = s->t - 1 - p->t0;
    const REAL share = (REAL)(taken > 1 ? 1 / taken : 1);
    REAL *mean = state;
    for (size_t i = 0; i < n; i++) {
        x[i] = keep * x[i] - lr * g[i];
        mean[i] = share < 1 ? mean[i] + share * (x[i] - mean[i]) : x[i];
    }
}

// What a step of Prodigy adds to r, and ‖s‖₁ behind it. In double, in eight parts, so that it is
// the same on every processor.
FOR_EACH_PROCESSOR static void RULE(prodigy_sums)(size_t n, const REAL *restrict x,
                                                  const REAL *restrict g, const REAL *restrict from,
                                                  const REAL *restrict s, double sums[2])
{
    enum { PARTS = 8 };
    double gained[PARTS] = { 0 }, size[PARTS] = { 0 };
    size_t i = 0;
    for (; i + PARTS <= n; i += PARTS) {
        for (size_t k = 0; k < PARTS; k++) {
            gained[k] += (double)g[i + k] * ((double)from[i + k] - (double)x[i + k]);
            size[k] += fabs((double)s[i + k]);
        }
    }
    for (; i < n; i++) {
        gained[i % PARTS] += (double)g[i] * ((double)from[i] - (double)x[i]);
        size[i % PARTS] += fabs((double)s[i]);
    }
    sums[0] = sums[1] = 0;
    for (int k = 0; k < PARTS; k++) {
        sums[0] += gained[k];
        sums[1] += size[k];
    }
}

// Mishchenko & Defazio 2023, algorithm 4, in its authors' order: the step is as long as the
// distance was thought to be before this gradient.
UPDATE(prodigy)
{
    if (s->t == 1) {
        memcpy(state + 3 * n, x, n * sizeof *x);
        s->distance = s->farthest = p->d0;
    }
    const double d = s->distance, rate = d * s->rate, beta3 = sqrt(p->beta2),
                 share = d / p->d0 * rate;
    const REAL beta1 = (REAL)p->beta1, beta2 = (REAL)p->beta2, keep = (REAL)beta3;
    const REAL take1 = (REAL)(d * (1 - p->beta1)), take2 = (REAL)(d * d * (1 - p->beta2));
    const REAL take = (REAL)share;
    REAL *m = state, *v = state + n, *sum = state + 2 * n, *from = state + 3 * n;
    double sums[2];
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + take1 * g[i];
        v[i] = beta2 * v[i] + take2 * (g[i] * g[i]);
        sum[i] = keep * sum[i] + take * g[i];
    }
    RULE(prodigy_sums)(n, x, g, from, sum, sums);
    s->gain = beta3 * s->gain + share * sums[0];
    if (sums[1] == 0) {
        return; // no gradient yet
    }
    optim_find_distance(s, p, sums[1]);
    const REAL step = (REAL)rate, eps = (REAL)(s->distance * p->eps);
    for (size_t i = 0; i < n; i++) {
        x[i] -= step * (m[i] / (ROOT(v[i]) + eps));
    }
}

// Defazio 2024, equations 2 to 4. What is moved, and where the gradient is taken, is y; the point x
// that counts is kept beside z.
UPDATE(schedulefree_sgd)
{
    const REAL lr = (REAL)s->rate, decay = (REAL)p->weight_decay, share = (REAL)s->share;
    const REAL beta = (REAL)p->momentum, rest = (REAL)(1 - p->momentum);
    REAL *z = state, *mean = state + n;
    if (s->t == 1) {
        memcpy(z, x, n * sizeof *x);
        memcpy(mean, x, n * sizeof *x);
    }
    for (size_t i = 0; i < n; i++) {
        z[i] -= lr * (g[i] + decay * x[i]);
        mean[i] += share * (z[i] - mean[i]);
        x[i] = rest * z[i] + beta * mean[i];
    }
}

// The same with RMSProp's scaling, corrected for bias.
UPDATE(schedulefree_adamw)
{
    const double root2 = sqrt(s->rest2);
    const REAL lr = (REAL)(s->rate * root2), decay = (REAL)(s->rate * p->weight_decay);
    const REAL beta = (REAL)p->beta1, rest = (REAL)(1 - p->beta1), share = (REAL)s->share;
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2), eps = (REAL)(p->eps * root2);
    REAL *z = state, *mean = state + n, *v = state + 2 * n;
    if (s->t == 1) {
        memcpy(z, x, n * sizeof *x);
        memcpy(mean, x, n * sizeof *x);
    }
    for (size_t i = 0; i < n; i++) {
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        z[i] -= lr * (g[i] / (ROOT(v[i]) + eps)) + decay * x[i];
        mean[i] += share * (z[i] - mean[i]);
        x[i] = rest * z[i] + beta * mean[i];
    }
}
