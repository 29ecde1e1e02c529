// What the memory of each optimizer means to the eye (OptimInside), in the order of the table.
#include "model/optim/optim_inside.h"
#include "model/optim/optim_scalars.h"

#include <math.h>

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

// η / (√s + ε), s the sum (AdaGrad) or the mean (RMSProp) of the squared gradients.
void square_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                   double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = NAN;
        rate[i] = s->t > 0 ? s->rate / (sqrt(state[i]) + p->eps) : NAN;
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

// −η sign(β₁ m).
void lion_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                 double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        const double way = p->beta1 * state[i];
        velocity[i] = way > 0 ? -s->rate : way < 0 ? s->rate : 0;
        rate[i] = NAN;
    }
}
