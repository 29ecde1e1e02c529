// The text of optim_steps.c, once for every type of number: methods that look at values and at
// other points, in any number of coordinates. The includer defines
//     REAL           the type of x, g and state
//     STEP(name)     the name of this type's version of a method
//     SIGHT          its OptimSight
//     LOOK(sight, x, f, g)
// No include guard, on purpose. Sums over coordinates are taken in double.
//
// Whatever the objective gives, a step ends: a search takes LINE_LOOKS_MAX looks at most, and where
// it finds nothing lower the step has rate 0, x stays, and the next one forgets what the memory
// said of the directions.

#define METHOD(name)                                                                               \
    void STEP(name)(const OptimParams *p, OptimScalars *s, size_t n, REAL *x, UNUSED REAL *state,  \
                    const SIGHT *sight)

#include "model/optim/optim_steps_sums.h"

// The objective along d from x. trial and g [n] are room.
typedef struct STEP(Line) {
    const SIGHT *sight;
    size_t n;
    const REAL *x, *d;
    REAL *trial, *g;
} STEP(Line);

static void STEP(line_look)(void *context, LinePoint *point)
{
    const STEP(Line) *line = context;
    memcpy(line->trial, line->x, line->n * sizeof *line->trial);
    STEP(add)(line->n, line->trial, point->t, line->d);
    LOOK(line->sight, line->trial, &point->f, line->g);
    point->slope = STEP(dot)(line->n, line->g, line->d);
}

// Goes as far along d as a search says that begins with `first`, leaves in d the way gone.
static void STEP(go)(const STEP(Line) * line, OptimScalars *s, double c2, double slope,
                     double first, REAL *x, REAL *d)
{
    const LineSearch search = { c2, STEP(largest)(line->n, d), STEP(line_look), (void *)line };
    const LinePoint found = line_search(&search, (LinePoint){ 0, line->sight->f, slope }, first);
    s->rate = found.t;
    STEP(add)(line->n, x, found.t, d);
    s->search.begun = found.t > 0;
    s->search.slope = slope;
    s->search.f = line->sight->f;
}

// The newest `count` pairs of a ring of OPTIM_PAIRS_MAX: y [n] and behind it s [n].
static REAL *STEP(pair)(const OptimScalars *s, size_t n, REAL *pairs, int back)
{
    const int slot = (s->search.newest - back + OPTIM_PAIRS_MAX) % OPTIM_PAIRS_MAX;
    return pairs + 2 * n * (size_t)slot;
}

// d ← H d, H the inverse Hessian as the pairs tell it (Nocedal & Wright 2006, algorithm 7.4).
static void STEP(two_loops)(const OptimParams *p, const OptimScalars *s, size_t n, REAL *pairs,
                            REAL *d)
{
    double alpha[OPTIM_PAIRS_MAX], curvature[OPTIM_PAIRS_MAX];
    const int count = (int)fmin(s->search.pairs, p->history);
    for (int back = 0; back < count; back++) {
        const REAL *y = STEP(pair)(s, n, pairs, back), *way = y + n;
        curvature[back] = STEP(dot)(n, y, way);
        alpha[back] = STEP(dot)(n, way, d) / curvature[back];
        STEP(add)(n, d, -alpha[back], y);
    }
    if (count > 0) {
        const REAL *y = STEP(pair)(s, n, pairs, 0);
        const double scale = curvature[0] / STEP(dot)(n, y, y);
        for (size_t i = 0; i < n; i++) {
            d[i] *= (REAL)scale;
        }
    }
    for (int back = count - 1; back >= 0; back--) {
        const REAL *y = STEP(pair)(s, n, pairs, back), *way = y + n;
        STEP(add)(n, d, alpha[back] - STEP(dot)(n, y, d) / curvature[back], way);
    }
}

// Liu & Nocedal 1989, as torch.optim.LBFGS with line_search_fn="strong_wolfe" and one iteration a
// step: the first trial is 1, but of the first step min(1, 1/‖g‖₁).
METHOD(lbfgs)
{
    static const double CURVED = 1e-10; // y·s of a pair that is kept
    const REAL *g = sight->g;
    REAL *pairs = state, *before = state + 2 * OPTIM_PAIRS_MAX * n, *d = before + n;
    REAL *trial = d + n, *g_trial = trial + n;
    if (s->search.begun) { // d is the way that led here
        STEP(negate)(n, trial, before);
        STEP(add)(n, trial, 1, g);
        if (STEP(dot)(n, trial, d) > CURVED) {
            s->search.newest = (s->search.newest + 1) % OPTIM_PAIRS_MAX;
            s->search.pairs += s->search.pairs < OPTIM_PAIRS_MAX;
            REAL *y = STEP(pair)(s, n, pairs, 0);
            memcpy(y, trial, n * sizeof *y);
            memcpy(y + n, d, n * sizeof *y);
        }
    } else {
        s->search.pairs = 0;
    }
    STEP(negate)(n, d, g);
    STEP(two_loops)(p, s, n, pairs, d);
    double slope = STEP(dot)(n, g, d);
    if (!(slope < 0)) { // rounding: what the pairs say is no more true
        s->search.begun = false;
        s->search.pairs = 0;
        STEP(negate)(n, d, g);
        slope = STEP(dot)(n, g, d);
    }
    memcpy(before, g, n * sizeof *g);
    s->rate = 0;
    if (slope < 0) {
        const double first = s->search.begun ? 1 : fmin(1, 1 / STEP(sum_sizes)(n, g));
        const STEP(Line) line = { sight, n, x, d, trial, g_trial };
        STEP(go)(&line, s, p->c2, slope, first, x, d);
        for (size_t i = 0; i < n; i++) {
            d[i] *= (REAL)s->rate;
        }
    }
}

// The first trial of scipy.optimize.fmin_cg: as if f fell by as much as in the step before, which
// is ‖g‖/2 before the first one (Nocedal & Wright 2006, equation 3.60).
static double STEP(first_trial)(const OptimScalars *s, double f, double gg, double slope)
{
    const double fallen = s->search.begun ? s->search.f - f : sqrt(gg) / 2;
    const double t = fmin(1, -1.01 * 2 * fallen / slope);
    return t > 0 ? t : 1;
}

// Polak & Ribière 1969 with β at least 0. It starts anew along −g when β is 0, after p->restart
// steps (0: as many as there are coordinates), and where d would fall by less than a hundredth of
// what −g does (which is where SciPy's search goes on instead).
METHOD(cg)
{
    static const double FALLS = 0.01;
    const REAL *g = sight->g;
    REAL *before = state, *d = state + n, *trial = d + n, *g_trial = trial + n;
    const double gg = STEP(dot)(n, g, g);
    const double every = p->restart > 0 ? p->restart : (double)n;
    double beta = 0;
    if (s->search.begun && s->search.since < every) {
        const double square = STEP(dot)(n, before, before);
        beta = fmax(0, (gg - STEP(dot)(n, before, g)) / square);
    }
    for (size_t i = 0; i < n; i++) {
        d[i] = (REAL)beta * d[i] - g[i];
    }
    double slope = STEP(dot)(n, g, d);
    if (!(slope <= -FALLS * gg)) {
        beta = 0;
        STEP(negate)(n, d, g);
        slope = -gg;
    }
    s->search.since = beta > 0 ? s->search.since + 1 : 1;
    memcpy(before, g, n * sizeof *g);
    s->rate = 0;
    if (slope < 0) {
        const STEP(Line) line = { sight, n, x, d, trial, g_trial };
        STEP(go)(&line, s, p->c2, slope, STEP(first_trial)(s, sight->f, gg, slope), x, d);
    }
}

#include "model/optim/optim_steps_rates.h"

#undef METHOD
