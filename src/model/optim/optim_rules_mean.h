// Further kin of Adam, the part of optim_rules.h, which includes it: what they scale a mean of the
// gradients by.

// Zhuang 2020, algorithm 2, as its authors' program has it: the mean square of what the mean of the
// gradients misses, in which the ε of every step stays.
UPDATE(adabelief)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const REAL keep = (REAL)(1 - s->rate * p->weight_decay);
    const double root2 = sqrt(s->rest2);
    const REAL step = (REAL)(s->rate * root2 / s->rest1);
    const REAL inside = (REAL)p->eps, eps = (REAL)(p->eps * root2);
    REAL *m = state, *missed = state + n;
    for (size_t i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        const REAL by = g[i] - m[i];
        missed[i] = beta2 * missed[i] + rest2 * (by * by) + inside;
        x[i] = keep * x[i] - step * (m[i] / (ROOT(missed[i]) + eps));
    }
}

// Zaheer 2018, algorithm 2, begun at 1e-6 and corrected for bias as Optax does; what has never had
// a gradient, as 0 among the weights of a network, is not begun.
UPDATE(yogi)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1), rest2 = (REAL)(1 - p->beta2);
    const double root2 = sqrt(s->rest2);
    const REAL step = (REAL)(s->rate * root2 / s->rest1), eps = (REAL)(p->eps * root2);
    const REAL begin = (REAL)1e-6;
    REAL *m = state, *v = state + n;
    for (size_t i = 0; i < n; i++) {
        const bool begun = v[i] > 0, idle = !begun && g[i] == 0 && x[i] == 0;
        const REAL square = g[i] * g[i], mean = begun ? m[i] : begin, was = begun ? v[i] : begin;
        const REAL next = beta1 * mean + rest1 * g[i];
        const REAL by = rest2 * square, now = was > square   ? was - by
                                              : was < square ? was + by
                                                             : was;
        m[i] = idle ? 0 : next;
        v[i] = idle ? 0 : now;
        x[i] -= step * (m[i] / (ROOT(now) + eps));
    }
}

// Xie 2022, algorithm 1, with its authors' program's β, which are 1 minus the paper's.
UPDATE(adan)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const REAL beta3 = (REAL)p->beta3, rest3 = (REAL)(1 - p->beta3);
    const double root3 = sqrt(s->rest3), keep = 1 / (1 + s->rate * p->weight_decay);
    const REAL step_m = (REAL)(s->rate * root3 * keep / s->rest1);
    const REAL step_v = (REAL)(s->rate * root3 * keep * p->beta2 / s->rest2);
    const REAL eps = (REAL)(p->eps * root3), stay = (REAL)keep, begun = s->t > 1 ? 1 : 0;
    REAL *m = state, *v = state + n, *square = state + 2 * n, *before = state + 3 * n;
    for (size_t i = 0; i < n; i++) {
        const REAL d = begun * (g[i] - before[i]), ahead = g[i] + beta2 * d;
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * d;
        square[i] = beta3 * square[i] + rest3 * (ahead * ahead);
        before[i] = g[i];
        x[i] = stay * x[i] - (step_m * m[i] + step_v * v[i]) / (ROOT(square[i]) + eps);
    }
}

// Pagliardini 2024, algorithm 1 without its warm-ups: a slow mean, not corrected for bias, beside
// the fast one.
UPDATE(ademamix)
{
    const REAL beta1 = (REAL)p->beta1, rest1 = (REAL)(1 - p->beta1);
    const REAL beta2 = (REAL)p->beta2, rest2 = (REAL)(1 - p->beta2);
    const REAL beta3 = (REAL)p->beta3, rest3 = (REAL)(1 - p->beta3);
    const REAL keep = (REAL)(1 - s->rate * p->weight_decay);
    const double root2 = sqrt(s->rest2);
    const REAL step_fast = (REAL)(s->rate * root2 / s->rest1);
    const REAL step_slow = (REAL)(s->rate * root2 * p->alpha), eps = (REAL)(p->eps * root2);
    REAL *fast = state, *slow = state + n, *v = state + 2 * n;
    for (size_t i = 0; i < n; i++) {
        fast[i] = beta1 * fast[i] + rest1 * g[i];
        slow[i] = beta3 * slow[i] + rest3 * g[i];
        v[i] = beta2 * v[i] + rest2 * (g[i] * g[i]);
        x[i] = keep * x[i] - (step_fast * fast[i] + step_slow * slow[i]) / (ROOT(v[i]) + eps);
    }
}
