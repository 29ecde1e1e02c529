// The table of optimizers. The rules themselves stand in optim_rules.h, which is included once for
// each type of number; a new optimizer is a rule there and a row here.
#include "model/optim/optim.h"

#include "base/processor.h"
#include "model/optim/optim_inside.h"

#include <math.h>
#include <string.h>

#define REAL double
#define ROOT(a) sqrt(a)
#define ABS(a) fabs(a)
#define RULE(name) name##_double
#include "model/optim/optim_rules.h"
#undef REAL
#undef ROOT
#undef ABS
#undef RULE

#define REAL float
#define ROOT(a) sqrtf(a)
#define ABS(a) fabsf(a)
#define RULE(name) name##_float
#include "model/optim/optim_rules.h"
#undef REAL
#undef ROOT
#undef ABS
#undef RULE

// clang-format off
#define NUMBER(field, label, symbol, def, min, max, scale) \
    { #field, label, symbol, offsetof(OptimParams, field), def, min, max, scale }

// The rate's default serves typed formulas and networks; landscapes bring their own.
#define LR(def)    NUMBER(lr,    "Rate",         "η",  def,  1e-12, 1000,   PARAM_LOG)
#define BETA       NUMBER(beta,  "Momentum",     "μ",  0.9,  0,     0.999,  PARAM_LINEAR)
#define RHO(def)   NUMBER(rho,   "Square decay", "ρ",  def,  0,     0.9999, PARAM_LINEAR)
#define BETA1      NUMBER(beta1, "Mean decay",   "β₁", 0.9,  0,     0.9999, PARAM_LINEAR)
#define BETA2(def) NUMBER(beta2, "Square decay", "β₂", def,  0,     0.99999, PARAM_LINEAR)
#define EPS(def)   NUMBER(eps,   "Epsilon",      "ε",  def,  1e-12, 1,      PARAM_LOG)
#define SHRINK(def) NUMBER(weight_decay, "Weight decay", "λ", def, 0, 1, PARAM_LINEAR)
#define SHARE(field, label, symbol, def) NUMBER(field, label, symbol, def, 0, 1, PARAM_LINEAR)
#define MOMENTS BETA1, BETA2(0.999), EPS(1e-8)
#define RULES(name) name##_double, name##_float

const Optim optims[OPTIM_COUNT] = {
    [OPTIM_SGD] = { "sgd", "SGD", RULES(sgd), NULL, 0,
        "x ← x − η g",
        "Robbins & Monro 1951",
        { NULL, "−ηg" },
        { LR(0.01) } },
    [OPTIM_MOMENTUM] = { "momentum", "Momentum", RULES(momentum), momentum_inside, 1,
        "b ← μ b + g\n"
        "x ← x − η b",
        "Polyak 1964",
        { "−ημb", "−ηg" },
        { LR(0.01), BETA } },
    [OPTIM_NESTEROV] = { "nesterov", "Nesterov", RULES(nesterov), nesterov_inside, 1,
        "b ← μ b + g\n"
        "x ← x − η (g + μ b)",
        "Nesterov 1983 in Sutskever 2013's form",
        { "−ημ²b", "−η(1+μ)g" },
        { LR(0.01), BETA } },
    [OPTIM_ADAGRAD] = { "adagrad", "AdaGrad", RULES(adagrad), square_inside, 1,
        "s ← s + g²\n"
        "x ← x − η g / (√s + ε)",
        "Duchi, Hazan & Singer 2011",
        { NULL, "−ηg/√s" },
        { LR(0.01), EPS(1e-10) } },
    [OPTIM_RMSPROP] = { "rmsprop", "RMSProp", RULES(rmsprop), square_inside, 1,
        "s ← ρ s + (1−ρ) g²\n"
        "x ← x − η g / (√s + ε)",
        "Hinton 2012, lecture 6e",
        { NULL, "−ηg/√s" },
        { LR(0.01), RHO(0.99), EPS(1e-8) } },
    [OPTIM_ADAM] = { "adam", "Adam", RULES(adam), adam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)",
        "Kingma & Ba 2015, algorithm 1",
        { "−ηβ₁m/√v̂", "−η(1−β₁)g/√v̂" },
        { LR(0.01), MOMENTS } },
    [OPTIM_ADADELTA] = { "adadelta", "AdaDelta", RULES(adadelta), adadelta_inside, 2,
        "s ← ρ s + (1−ρ) g²\n"
        "d = g √(u + ε) / √(s + ε)\n"
        "u ← ρ u + (1−ρ) d²\n"
        "x ← x − η d",
        "Zeiler 2012",
        { NULL, "−ηd" },
        { LR(1), RHO(0.9), EPS(1e-6) } },
    [OPTIM_AMSGRAD] = { "amsgrad", "AMSGrad", RULES(amsgrad), amsgrad_inside, 3,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "w ← max(w, v)\n"
        "m̂ = m / (1−β₁ᵗ),  ŵ = w / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√ŵ + ε)",
        "Reddi, Kale & Kumar 2018",
        { "−ηβ₁m/√ŵ", "−η(1−β₁)g/√ŵ" },
        { LR(0.01), MOMENTS } },
    [OPTIM_ADAMW] = { "adamw", "AdamW", RULES(adamw), adam_inside, 2,
        "x ← x − η λ x\n"
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)",
        "Loshchilov & Hutter 2019",
        { "−ηβ₁m/√v̂", "−η(1−β₁)g/√v̂", "−ηλx" },
        { LR(0.01), MOMENTS, SHRINK(0.01) } },
    [OPTIM_NADAM] = { "nadam", "NAdam", RULES(nadam), nadam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "μₜ = β₁ (1 − ½·0.96^(tψ))\n"
        "P ← P μₜ,  d = √(v / (1−β₂ᵗ)) + ε\n"
        "x ← x − η (1−μₜ)/(1−P) g/d\n"
        "      − η μₜ₊₁/(1−P μₜ₊₁) m/d",
        "Dozat 2016",
        { "−η…m/d", "−η…g/d" },
        { LR(0.01), MOMENTS,
          NUMBER(momentum_decay, "Decay of μ", "ψ", 0.004, 0, 1, PARAM_LINEAR) } },
    [OPTIM_ADAMAX] = { "adamax", "AdaMax", RULES(adamax), adamax_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "u ← max(β₂ u, |g| + ε)\n"
        "x ← x − η / (1−β₁ᵗ) m / u",
        "Kingma & Ba 2015, algorithm 2",
        { "−ηβ₁m/u", "−η(1−β₁)g/u" },
        { LR(0.01), MOMENTS } },
    [OPTIM_RADAM] = { "radam", "RAdam", RULES(radam), radam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  ρ = 2/(1−β₂) − 1\n"
        "ρₜ = ρ − 2 t β₂ᵗ / (1−β₂ᵗ)\n"
        "r² = (ρₜ−4)(ρₜ−2)ρ / ((ρ−4)(ρ−2)ρₜ)\n"
        "ρₜ > 5: d = (√v + ε) / (r √(1−β₂ᵗ))\n"
        "else:   d = 1\n"
        "x ← x − η m̂ / d",
        "Liu 2020",
        { "−ηβ₁m/d", "−η(1−β₁)g/d" },
        { LR(0.01), MOMENTS } },
    [OPTIM_QHM] = { "qhm", "QHM", RULES(qhm), qhm_inside, 1,
        "b ← β b + (1−β) g\n"
        "x ← x − η ((1−ν) g + ν b)",
        "Ma & Yarats 2019",
        { "−ηνβb", "−η(1−νβ)g" },
        { LR(0.01), NUMBER(beta, "Momentum", "β", 0.9, 0, 0.999, PARAM_LINEAR),
          SHARE(nu, "Buffer share", "ν", 0.7) } },
    [OPTIM_QHADAM] = { "qhadam", "QHAdam", RULES(qhadam), qhadam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "d = √((1−ν₂) g² + ν₂ v̂) + ε\n"
        "x ← x − η ((1−ν₁) g + ν₁ m̂) / d",
        "Ma & Yarats 2019",
        { "−ην₁β₁m/d", "−η(1−ν₁β₁)g/d" },
        { LR(0.01), MOMENTS, SHARE(nu1, "Mean's share", "ν₁", 0.7),
          SHARE(nu2, "Square's share", "ν₂", 1) } },
    [OPTIM_LION] = { "lion", "Lion", RULES(lion), lion_inside, 1,
        "u = sign(β₁ m + (1−β₁) g)\n"
        "x ← x − η (u + λ x)\n"
        "m ← β₂ m + (1−β₂) g",
        "Chen 2023",
        { "−η(u−sign g)", "−η sign g", "−ηλx" },
        { LR(0.01), BETA1, BETA2(0.99), SHRINK(0) } },
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

Param optim_rate_row(const Optim *optim, double def, double rate)
{
    static const double REACH = 100;
    const Param *accepted = &optim->params[0];
    Param row = *accepted;
    row.def = def;
    row.min = fmin(def, rate < def / REACH ? rate : def) / REACH;
    row.max = fmax(def, rate > def * REACH ? rate : def) * REACH;
    row.min = clamp(row.min, accepted->min, accepted->max);
    row.max = clamp(row.max, accepted->min, accepted->max);
    return row;
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
