// Steps along the gradient whose rate is found and not chosen; a part of optim_steps_text.h.

// Barzilai & Borwein 1988: the rate that the last step's change of the gradient tells. Curvature
// that is negative counts by its size; where it tells nothing, the rate stays.
METHOD(barzilai_borwein)
{
    const REAL *g = sight->g;
    REAL *x_before = state, *g_before = state + n;
    double ss = 0, sy = 0, yy = 0;
    for (size_t i = 0; i < n; i++) {
        const double way = (double)x[i] - (double)x_before[i];
        const double y = (double)g[i] - (double)g_before[i];
        ss += way * way;
        sy += way * y;
        yy += y * y;
    }
    if (s->t > 1) {
        const double rate = p->form > 1 ? fabs(sy) / yy : ss / fabs(sy);
        s->rate = isfinite(rate) && rate > 0 ? rate : s->search.rate;
    }
    s->search.rate = s->rate;
    memcpy(x_before, x, n * sizeof *x);
    memcpy(g_before, g, n * sizeof *g);
    STEP(add)(n, x, -s->rate, g);
}

// Polyak 1987, as optax.polyak_sgd: the rate at which a straight line would come down to f*.
METHOD(polyak_step)
{
    const double gg = STEP(dot)(n, sight->g, sight->g);
    const double above = sight->f - p->f_min;
    s->rate = above > 0 && gg > 0 ? p->scaling * fmin(p->max, above / (gg + p->eps)) : 0;
    STEP(add)(n, x, -s->rate, sight->g);
}
