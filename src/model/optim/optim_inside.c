// What the memory of each optimizer means to the eye (OptimInside), in the order of the table.
#include "model/optim/optim_inside.h"
#include "model/optim/optim_scalars.h"

#include <math.h>
#include <string.h>

// x' = x − η (μ b + g'): of the next step, −η μ b is the buffer's.
void momentum_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                     double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = -(s->rate * p->beta * state[i]);
        rate[i] = NAN;
    }
}

// x' = x − η (g' + μ (μ b + g')) = x − η (1 + μ) g' − η μ² b.
void nesterov_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                     double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = -(s->rate * p->beta * p->beta * state[i]);
        rate[i] = NAN;
    }
}

// η / (√s + ε), s the sum of the squared gradients.
void square_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                   double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = NAN;
        rate[i] = s->t > 0 ? s->rate / (sqrt(state[i]) + p->eps) : NAN;
    }
}

// η / (√(s − a²) + ε), a = 0 unless it is centered; with momentum −η μ b is the buffer's.
void rmsprop_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                    double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        const double spread = state[2 + i] - state[4 + i] * state[4 + i];
        velocity[i] = p->momentum > 0 ? -(s->rate * p->momentum * state[i]) : NAN;
        rate[i] = s->t > 0 ? s->rate / (sqrt(fmax(spread, 0)) + p->eps) : NAN;
    }
}

// The mean of the gradients of Adam and its kin, m̂ = m / (1−β₁ᵗ), times `weight`, makes the
// velocity at the rates given; nothing before step 1.
static void mean_inside(const OptimScalars *s, const double *m, double weight, double velocity[2],
                        double rate[2])
{
    for (int i = 0; i < 2; i++) {
        const bool started = s->t > 0;
        rate[i] = started ? s->rate * rate[i] : NAN;
        velocity[i] = started ? -(rate[i] * weight * (m[i] / s->rest1)) : 0;
    }
}

// The rate η / (√v̂ + ε), v̂ = v / (1−β₂ᵗ); the mean's own step is −m̂ times it.
void adam_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                 double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        rate[i] = 1 / (sqrt(state[2 + i]) / sqrt(s->rest2) + p->eps);
    }
    mean_inside(s, state, 1, velocity, rate);
}

// η √(u + ε) / √(s + ε).
void adadelta_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                     double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = NAN;
        rate[i] = s->t > 0 ? s->rate * sqrt(state[2 + i] + p->eps) / sqrt(state[i] + p->eps) : NAN;
    }
}

// As Adam, with w in place of v.
void amsgrad_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                    double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        rate[i] = 1 / (sqrt(state[4 + i]) / sqrt(s->rest2) + p->eps);
    }
    mean_inside(s, state, 1, velocity, rate);
}

// Adam's rate; of the step the mean's part is −η μₜ₊₁/(1−P μₜ₊₁) m / (√v̂ + ε).
void nadam_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                  double velocity[2], double rate[2])
{
    adam_inside(p, s, state, velocity, rate);
    const double weight = s->mu_next / (1 - s->mu_product * s->mu_next);
    for (int i = 0; i < 2 && s->t > 0; i++) {
        velocity[i] = -(rate[i] * weight * state[i]);
    }
}

// η / u.
void adamax_inside(UNUSED const OptimParams *p, const OptimScalars *s, const double *state,
                   double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        rate[i] = 1 / state[2 + i];
    }
    mean_inside(s, state, 1, velocity, rate);
}

// η r √(1−β₂ᵗ) / (√v + ε), or η alone as long as there is no r.
void radam_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                  double velocity[2], double rate[2])
{
    const double r = s->t > 0 ? optim_rectification(p, s) : 0;
    for (int i = 0; i < 2; i++) {
        rate[i] = r > 0 ? r * sqrt(s->rest2) / (sqrt(state[2 + i]) + p->eps) : 1;
    }
    mean_inside(s, state, 1, velocity, rate);
}

// b' = β b + (1−β) g': of the next step, −η ν β b is the buffer's.
void qhm_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = -(s->rate * p->nu * p->beta * state[i]);
        rate[i] = NAN;
    }
}

// Adam's rate and the mean's share ν₁ of the step; what ν₂ < 1 takes from a gradient into the root
// is no memory.
void qhadam_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                   double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        rate[i] = 1 / (sqrt(state[2 + i]) / sqrt(s->rest2) + p->eps);
    }
    mean_inside(s, state, p->nu1, velocity, rate);
}

static double signed_by(double size, double way)
{
    return way > 0 ? size : way < 0 ? -size : 0;
}

// −η sign(β₁ m).
void lion_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                 double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = signed_by(-s->rate, p->beta1 * state[i]);
        rate[i] = NAN;
    }
}

// −η sign(β m); without β there is no memory.
void signsgd_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                    double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = p->beta > 0 ? signed_by(-s->rate, p->beta * state[i]) : NAN;
        rate[i] = NAN;
    }
}

// The size of a step, which only a sign is multiplied by.
void rprop_inside(UNUSED const OptimParams *p, const OptimScalars *s, const double *state,
                  double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = NAN;
        rate[i] = s->t > 0 ? state[i] : NAN;
    }
}

// The rate η / (√n̂ + ε), and −(m̂ + β₂ v̂) times it.
void adan_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                 double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        const double mean = state[i] / s->rest1 + p->beta2 * state[2 + i] / s->rest2;
        rate[i] = s->t > 0 ? s->rate / (sqrt(state[4 + i] / s->rest3) + p->eps) : NAN;
        velocity[i] = s->t > 0 ? -(rate[i] * mean) : 0;
    }
}

// The rate η / (√v̂ + ε), and −(m̂ + α M) times it.
void ademamix_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                     double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        const double mean = state[i] / s->rest1 + p->alpha * state[2 + i];
        rate[i] = s->t > 0 ? s->rate / (sqrt(state[4 + i] / s->rest2) + p->eps) : NAN;
        velocity[i] = s->t > 0 ? -(rate[i] * mean) : 0;
    }
}

// The mean m is of d g: −η d m / (√v + d ε), and η d² / (√v + d ε) for a gradient.
void prodigy_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                    double velocity[2], double rate[2])
{
    const double d = s->distance;
    for (int i = 0; i < 2; i++) {
        const double scale = s->rate * d / (sqrt(state[2 + i]) + d * p->eps);
        velocity[i] = s->t > 0 ? -(scale * state[i]) : 0;
        rate[i] = s->t > 0 ? scale * d : NAN;
    }
}

// Without a gradient z stays: y goes β c (z − x) further, c of the next step.
static void schedulefree_velocity(const OptimParams *p, const OptimScalars *s, double beta,
                                  const double *state, double velocity[2])
{
    OptimScalars next = *s;
    next.t++;
    optim_find_share(&next, p);
    for (int i = 0; i < 2; i++) {
        velocity[i] = beta * next.share * (state[i] - state[2 + i]);
    }
}

void schedulefree_sgd_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                             double velocity[2], double rate[2])
{
    schedulefree_velocity(p, s, p->momentum, state, velocity);
    rate[0] = rate[1] = NAN;
}

// η / (√v̂ + ε) for z.
void schedulefree_adamw_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                               double velocity[2], double rate[2])
{
    schedulefree_velocity(p, s, p->beta1, state, velocity);
    for (int i = 0; i < 2; i++) {
        rate[i] = s->t > 0 ? s->rate / (sqrt(state[4 + i] / s->rest2) + p->eps) : NAN;
    }
}

// State vector `vector` is the point; before step 1 it is x.
static void point_of(const OptimScalars *s, size_t n, const double *x, const double *state,
                     int vector, double *second)
{
    memcpy(second, s->t > 0 ? state + (size_t)vector * n : x, n * sizeof *x);
}

void asgd_second(UNUSED const OptimParams *p, const OptimScalars *s, size_t n, const double *x,
                 const double *state, double *second)
{
    point_of(s, n, x, state, 0, second);
}

void schedulefree_second(UNUSED const OptimParams *p, const OptimScalars *s, size_t n,
                         const double *x, const double *state, double *second)
{
    point_of(s, n, x, state, 1, second);
}
