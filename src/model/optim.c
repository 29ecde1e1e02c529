// The table of optimizers. The rules themselves stand in optim_rules.h, which is included once for
// each type of number; a new optimizer is a rule there and a row here.
#include "model/optim.h"

#include <math.h>
#include <string.h>

#define REAL double
#define ROOT(a) sqrt(a)
#define RULE(name) name##_double
#include "model/optim_rules.h"
#undef REAL
#undef ROOT
#undef RULE

#define REAL float
#define ROOT(a) sqrtf(a)
#define RULE(name) name##_float
#include "model/optim_rules.h"
#undef REAL
#undef ROOT
#undef RULE

// x' = x − η (μ b + g'): of the next step, −η μ b is the buffer's.
static void momentum_inside(const OptimParams *p, UNUSED const OptimScalars *s, const double *state,
                            double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = -(p->lr * p->beta * state[i]);
        rate[i] = NAN;
    }
}

// x' = x − η (g' + μ (μ b + g')) = x − η (1 + μ) g' − η μ² b.
static void nesterov_inside(const OptimParams *p, UNUSED const OptimScalars *s, const double *state,
                            double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = -(p->lr * p->beta * p->beta * state[i]);
        rate[i] = NAN;
    }
}

// η / (√s + ε), s the sum (AdaGrad) or the mean (RMSProp) of the squared gradients.
static void square_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                          double velocity[2], double rate[2])
{
    for (int i = 0; i < 2; i++) {
        velocity[i] = NAN;
        rate[i] = s->t > 0 ? p->lr / (sqrt(state[i]) + p->eps) : NAN;
    }
}

// The rate η / (√v̂ + ε), v̂ = v / (1−β₂ᵗ); the mean's own step −m̂ times it, m̂ = m / (1−β₁ᵗ).
static void adam_inside(const OptimParams *p, const OptimScalars *s, const double *state,
                        double velocity[2], double rate[2])
{
    const double *m = state, *v = state + 2;
    for (int i = 0; i < 2; i++) {
        const bool started = s->t > 0;
        rate[i] = started ? p->lr / (sqrt(v[i]) / sqrt(1 - s->beta2_t) + p->eps) : NAN;
        velocity[i] = started ? -(rate[i] * (m[i] / (1 - s->beta1_t))) : 0;
    }
}

// clang-format off
#define NUMBER(field, label, symbol, def, min, max, scale) \
    { #field, label, symbol, offsetof(OptimParams, field), def, min, max, scale }

// The rate's default serves typed formulas and networks; landscapes bring their own.
#define LR(def)    NUMBER(lr,    "Rate",         "η",  def,  1e-6,  10,     PARAM_LOG)
#define BETA       NUMBER(beta,  "Momentum",     "μ",  0.9,  0,     0.999,  PARAM_LINEAR)
#define RHO(def)   NUMBER(rho,   "Square decay", "ρ",  def,  0,     0.9999, PARAM_LINEAR)
#define BETA1      NUMBER(beta1, "Mean decay",   "β₁", 0.9,  0,     0.9999, PARAM_LINEAR)
#define BETA2(def) NUMBER(beta2, "Square decay", "β₂", def,  0,     0.99999, PARAM_LINEAR)
#define EPS(def)   NUMBER(eps,   "Epsilon",      "ε",  def,  1e-12, 1,      PARAM_LOG)
#define RULES(name) name##_double, name##_float

const Optim optims[OPTIM_COUNT] = {
    [OPTIM_SGD] = { "sgd", "SGD", RULES(sgd), NULL, 0,
        "x ← x − η g",
        "Robbins & Monro 1951",
        { LR(0.01) } },
    [OPTIM_MOMENTUM] = { "momentum", "Momentum", RULES(momentum), momentum_inside, 1,
        "b ← μ b + g\n"
        "x ← x − η b",
        "Polyak 1964",
        { LR(0.01), BETA } },
    [OPTIM_NESTEROV] = { "nesterov", "Nesterov", RULES(nesterov), nesterov_inside, 1,
        "b ← μ b + g\n"
        "x ← x − η (g + μ b)",
        "Nesterov 1983 in Sutskever 2013's form",
        { LR(0.01), BETA } },
    [OPTIM_ADAGRAD] = { "adagrad", "AdaGrad", RULES(adagrad), square_inside, 1,
        "s ← s + g²\n"
        "x ← x − η g / (√s + ε)",
        "Duchi, Hazan & Singer 2011",
        { LR(0.01), EPS(1e-10) } },
    [OPTIM_RMSPROP] = { "rmsprop", "RMSProp", RULES(rmsprop), square_inside, 1,
        "s ← ρ s + (1−ρ) g²\n"
        "x ← x − η g / (√s + ε)",
        "Hinton 2012, lecture 6e",
        { LR(0.01), RHO(0.99), EPS(1e-8) } },
    [OPTIM_ADAM] = { "adam", "Adam", RULES(adam), adam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)",
        "Kingma & Ba 2015, algorithm 1",
        { LR(0.01), BETA1, BETA2(0.999), EPS(1e-8) } },
};
// clang-format on
static_assert(COUNT(optims) == OPTIM_COUNT, "one row for each OptimKind");

const Optim *optim_find(const char *key)
{
    for (int k = 0; k < OPTIM_COUNT; k++) {
        if (strcmp(optims[k].key, key) == 0) {
            return &optims[k];
        }
    }
    return NULL;
}

OptimKind optim_kind(const Optim *optim)
{
    assert(optim >= optims && optim < optims + OPTIM_COUNT);
    return (OptimKind)(optim - optims);
}

void optim_defaults(const Optim *optim, OptimParams *params)
{
    *params = (OptimParams){ 0 };
    param_defaults(optim->params, params);
}

void optim_scalars_start(OptimScalars *scalars)
{
    *scalars = (OptimScalars){ .t = 0, .beta1_t = 1, .beta2_t = 1 };
}

void optim_scalars_advance(OptimScalars *scalars, const OptimParams *params)
{
    scalars->t += 1;
    scalars->beta1_t *= params->beta1;
    scalars->beta2_t *= params->beta2;
}
