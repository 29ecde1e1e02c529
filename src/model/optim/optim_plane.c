// Methods of two coordinates that need a whole matrix: the Hessian's, or the sum of the gradients'
// products. All are a function of that matrix's eigenvalues times the gradient.
#include "model/optim/optim_steps.h"

#include <math.h>

// A symmetric matrix a [xx, xy, yy] is Σ values[k]·v vᵀ with v = (c, −s) and (s, c).
typedef struct Axes {
    double values[2], c, s;
} Axes;

// By one rotation of Jacobi's (Golub & Van Loan 2013, section 8.5.2).
static Axes axes_of(const double a[3])
{
    Axes axes = { { a[0], a[2] }, 1, 0 };
    if (a[1] != 0) {
        const double tau = (a[2] - a[0]) / (2 * a[1]);
        const double t = (tau >= 0 ? 1 : -1) / (fabs(tau) + hypot(1, tau));
        axes.c = 1 / hypot(1, t);
        axes.s = t * axes.c;
        axes.values[0] -= t * a[1];
        axes.values[1] += t * a[1];
    }
    return axes;
}

// y = Σ values[k]·v (v·x); y may be x.
static void axes_times(const Axes *axes, const double x[2], double y[2])
{
    const double along = axes->values[0] * (axes->c * x[0] - axes->s * x[1]);
    const double across = axes->values[1] * (axes->s * x[0] + axes->c * x[1]);
    y[0] = axes->c * along + axes->s * across;
    y[1] = axes->c * across - axes->s * along;
}

static void axes_matrix(const Axes *axes, double m[3])
{
    const double x[2] = { 1, 0 }, y[2] = { 0, 1 };
    double column[2];
    axes_times(axes, x, column);
    m[0] = column[0];
    m[1] = column[1];
    axes_times(axes, y, column);
    m[2] = column[1];
}

// The Hessian as Newton's method takes it.
static Axes newton_axes(const OptimParams *p, const double *h)
{
    Axes axes = axes_of(h);
    for (int k = 0; k < 2; k++) {
        axes.values[k] = (p->saddle_free > 0 ? fabs(axes.values[k]) : axes.values[k]) + p->damping;
    }
    return axes;
}

// Newton with a damped Hessian; saddle-free: Dauphin 2014, algorithm 1. Where the matrix is
// singular, the step is infinite, and the run lost.
void newton_plane(const OptimParams *p, OptimScalars *s, size_t n, double *x, UNUSED double *state,
                  const OptimSight *sight)
{
    assert(n == 2);
    (void)n;
    double step[2];
    Axes axes = newton_axes(p, sight->h);
    axes.values[0] = 1 / axes.values[0];
    axes.values[1] = 1 / axes.values[1];
    axes_times(&axes, sight->g, step);
    x[0] -= s->rate * step[0];
    x[1] -= s->rate * step[1];
}

bool newton_model(const OptimParams *p, UNUSED const OptimScalars *s, UNUSED const double *state,
                  const double *h, double m[3])
{
    const Axes axes = newton_axes(p, h);
    axes_matrix(&axes, m);
    return true;
}

// εI + Σ g gᵀ as far as it is summed in the state.
static Axes adagrad_axes(const OptimParams *p, const double *state, double power)
{
    const double sum[3] = { state[0] + p->eps, state[1], state[2] + p->eps };
    Axes axes = axes_of(sum);
    for (int k = 0; k < 2; k++) {
        axes.values[k] = pow(fmax(axes.values[k], p->eps), power);
    }
    return axes;
}

// Duchi, Hazan & Singer 2011, figure 1 with the full matrix.
void full_adagrad_plane(const OptimParams *p, OptimScalars *s, size_t n, double *restrict x,
                        const double *restrict g, double *restrict state)
{
    assert(n == 2);
    (void)n;
    double step[2];
    state[0] += g[0] * g[0];
    state[1] += g[0] * g[1];
    state[2] += g[1] * g[1];
    const Axes axes = adagrad_axes(p, state, -0.5);
    axes_times(&axes, g, step);
    x[0] -= s->rate * step[0];
    x[1] -= s->rate * step[1];
}

bool full_adagrad_model(const OptimParams *p, const OptimScalars *s, const double *state,
                        UNUSED const double *h, double m[3])
{
    const Axes axes = adagrad_axes(p, state, 0.5);
    axes_matrix(&axes, m);
    for (int k = 0; k < 3; k++) {
        m[k] /= s->rate;
    }
    return s->rate > 0;
}

// m̂ / max(γh, ε), cut to ±1.
static double sophia_way(const OptimParams *p, const OptimScalars *s, const double *state, int i)
{
    return clamp(state[i] / s->rest1 / fmax(p->gamma * state[2 + i], p->eps), -1, 1);
}

// Liu 2023, algorithm 3, in optax's form; in two coordinates the Hessian's diagonal is exact.
void sophia_plane(const OptimParams *p, OptimScalars *s, size_t n, double *x, double *state,
                  const OptimSight *sight)
{
    assert(n == 2);
    const double diagonal[2] = { sight->h[0], sight->h[2] };
    const bool looks = fmod(s->t - 1, p->interval) == 0;
    for (int i = 0; i < (int)n; i++) {
        double *m = &state[i], *h = &state[2 + i];
        *m = p->beta1 * *m + (1 - p->beta1) * sight->g[i];
        if (looks) {
            *h = p->beta2 * *h + (1 - p->beta2) * diagonal[i];
        }
        x[i] -= s->rate * (p->weight_decay * x[i] + sophia_way(p, s, state, i));
    }
}

void sophia_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                   double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        rate[i] = s->t > 0 ? s->rate / fmax(p->gamma * state[2 + i], p->eps) : NAN;
        velocity[i] = s->t > 0 ? -s->rate * sophia_way(p, s, state, i) : 0;
    }
}
