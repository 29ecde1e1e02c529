// The table of optimizers. The rules themselves stand in optim_rules.h, which is included once for
// each type of number; a new optimizer is an OptimKind, a rule there and a row here.
#include "model/optim/optim.h"

#include "base/processor.h"
#include "model/optim/optim_inside.h"

#include <math.h>

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
#define LR(def)    NUMBER(lr,    N_("Rate"),         "η",  def,  1e-12, 1000,   PARAM_LOG)
#define BETA       NUMBER(beta,  N_("Momentum"),     "μ",  0.9,  0,     0.999,  PARAM_LINEAR)
#define RHO(def)   NUMBER(rho,   N_("Square decay"), "ρ",  def,  0,     0.9999, PARAM_LINEAR)
#define BETA1      NUMBER(beta1, N_("Mean decay"),   "β₁", 0.9,  0,     0.9999, PARAM_LINEAR)
#define BETA2(def) NUMBER(beta2, N_("Square decay"), "β₂", def,  0,     0.99999, PARAM_LINEAR)
#define EPS(def)   NUMBER(eps,   N_("Epsilon"),      "ε",  def,  1e-12, 1,      PARAM_LOG)
#define SHRINK(def) NUMBER(weight_decay, N_("Weight decay"), "λ", def, 0, 1, PARAM_LINEAR)
#define SHARE(field, label, symbol, def) NUMBER(field, label, symbol, def, 0, 1, PARAM_LINEAR)
#define MOMENTS BETA1, BETA2(0.999), EPS(1e-8)
#define RULES(name) OPTIM_GRADIENT, name##_double, name##_float

const Optim optims[OPTIM_COUNT] = {
    [OPTIM_SGD] = { { "sgd", N_("SGD"), NULL, N_("Robbins & Monro 1951"), PARAMS(LR(0.01)) },
        RULES(sgd), NULL, 0,
        "x ← x − η g",
        { NULL, "−ηg" } },
    [OPTIM_MOMENTUM] = { { "momentum", N_("Momentum"), NULL, N_("Polyak 1964"), PARAMS(LR(0.01), BETA) },
        RULES(momentum), momentum_inside, 1,
        "b ← μ b + g\n"
        "x ← x − η b",
        { "−ημb", "−ηg" } },
    [OPTIM_NESTEROV] = { { "nesterov", N_("Nesterov"), NULL, N_("Nesterov 1983 in Sutskever 2013's form"),
        PARAMS(LR(0.01), BETA) },
        RULES(nesterov), nesterov_inside, 1,
        "b ← μ b + g\n"
        "x ← x − η (g + μ b)",
        { "−ημ²b", "−η(1+μ)g" } },
    [OPTIM_ADAGRAD] = { { "adagrad", N_("AdaGrad"), NULL, N_("Duchi, Hazan & Singer 2011"),
        PARAMS(LR(0.01), EPS(1e-10)) },
        RULES(adagrad), square_inside, 1,
        "s ← s + g²\n"
        "x ← x − η g / (√s + ε)",
        { NULL, "−ηg/√s" } },
    [OPTIM_RMSPROP] = { { "rmsprop", N_("RMSProp"), NULL, N_("Hinton 2012, lecture 6e"),
        PARAMS(LR(0.01), RHO(0.99), EPS(1e-8)) },
        RULES(rmsprop), square_inside, 1,
        "s ← ρ s + (1−ρ) g²\n"
        "x ← x − η g / (√s + ε)",
        { NULL, "−ηg/√s" } },
    [OPTIM_ADAM] = { { "adam", N_("Adam"), NULL, N_("Kingma & Ba 2015, algorithm 1"), PARAMS(LR(0.01), MOMENTS) },
        RULES(adam), adam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)",
        { "−ηβ₁m/√v̂", "−η(1−β₁)g/√v̂" } },
    [OPTIM_ADADELTA] = { { "adadelta", N_("AdaDelta"), NULL, N_("Zeiler 2012"),
        PARAMS(LR(1), RHO(0.9), EPS(1e-6)) },
        RULES(adadelta), adadelta_inside, 2,
        "s ← ρ s + (1−ρ) g²\n"
        "d = g √(u + ε) / √(s + ε)\n"
        "u ← ρ u + (1−ρ) d²\n"
        "x ← x − η d",
        { NULL, "−ηd" } },
    [OPTIM_AMSGRAD] = { { "amsgrad", N_("AMSGrad"), NULL, N_("Reddi, Kale & Kumar 2018"),
        PARAMS(LR(0.01), MOMENTS) },
        RULES(amsgrad), amsgrad_inside, 3,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "w ← max(w, v)\n"
        "m̂ = m / (1−β₁ᵗ),  ŵ = w / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√ŵ + ε)",
        { "−ηβ₁m/√ŵ", "−η(1−β₁)g/√ŵ" } },
    [OPTIM_ADAMW] = { { "adamw", N_("AdamW"), NULL, N_("Loshchilov & Hutter 2019"),
        PARAMS(LR(0.01), MOMENTS, SHRINK(0.01)) },
        RULES(adamw), adam_inside, 2,
        "x ← x − η λ x\n"
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "x ← x − η m̂ / (√v̂ + ε)",
        { "−ηβ₁m/√v̂", "−η(1−β₁)g/√v̂", "−ηλx" } },
    [OPTIM_NADAM] = { { "nadam", N_("NAdam"), NULL, N_("Dozat 2016"), PARAMS(LR(0.01), MOMENTS,
          NUMBER(momentum_decay, N_("Decay of μ"), "ψ", 0.004, 0, 1, PARAM_LINEAR)) },
        RULES(nadam), nadam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "μₜ = β₁ (1 − ½·0.96^(tψ))\n"
        "P ← P μₜ,  d = √(v / (1−β₂ᵗ)) + ε\n"
        "x ← x − η (1−μₜ)/(1−P) g/d\n"
        "      − η μₜ₊₁/(1−P μₜ₊₁) m/d",
        { "−η…m/d", "−η…g/d" } },
    [OPTIM_ADAMAX] = { { "adamax", N_("AdaMax"), NULL, N_("Kingma & Ba 2015, algorithm 2"),
        PARAMS(LR(0.01), MOMENTS) },
        RULES(adamax), adamax_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "u ← max(β₂ u, |g| + ε)\n"
        "x ← x − η / (1−β₁ᵗ) m / u",
        { "−ηβ₁m/u", "−η(1−β₁)g/u" } },
    [OPTIM_RADAM] = { { "radam", N_("RAdam"), NULL, N_("Liu 2020"), PARAMS(LR(0.01), MOMENTS) },
        RULES(radam), radam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  ρ = 2/(1−β₂) − 1\n"
        "ρₜ = ρ − 2 t β₂ᵗ / (1−β₂ᵗ)\n"
        "r² = (ρₜ−4)(ρₜ−2)ρ / ((ρ−4)(ρ−2)ρₜ)\n"
        "ρₜ > 5: d = (√v + ε) / (r √(1−β₂ᵗ))\n"
        "else:   d = 1\n"
        "x ← x − η m̂ / d",
        { "−ηβ₁m/d", "−η(1−β₁)g/d" } },
    [OPTIM_QHM] = { { "qhm", N_("QHM"), NULL, N_("Ma & Yarats 2019"),
        PARAMS(LR(0.01), NUMBER(beta, N_("Momentum"), "β", 0.9, 0, 0.999, PARAM_LINEAR),
          SHARE(nu, N_("Buffer share"), "ν", 0.7)) },
        RULES(qhm), qhm_inside, 1,
        "b ← β b + (1−β) g\n"
        "x ← x − η ((1−ν) g + ν b)",
        { "−ηνβb", "−η(1−νβ)g" } },
    [OPTIM_QHADAM] = { { "qhadam", N_("QHAdam"), NULL, N_("Ma & Yarats 2019"),
        PARAMS(LR(0.01), MOMENTS, SHARE(nu1, N_("Mean's share"), "ν₁", 0.7),
          SHARE(nu2, N_("Square's share"), "ν₂", 1)) },
        RULES(qhadam), qhadam_inside, 2,
        "m ← β₁ m + (1−β₁) g\n"
        "v ← β₂ v + (1−β₂) g²\n"
        "m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)\n"
        "d = √((1−ν₂) g² + ν₂ v̂) + ε\n"
        "x ← x − η ((1−ν₁) g + ν₁ m̂) / d",
        { "−ην₁β₁m/d", "−η(1−ν₁β₁)g/d" } },
    [OPTIM_LION] = { { "lion", N_("Lion"), NULL, N_("Chen 2023"),
        PARAMS(LR(0.01), BETA1, BETA2(0.99), SHRINK(0)) },
        RULES(lion), lion_inside, 1,
        "u = sign(β₁ m + (1−β₁) g)\n"
        "x ← x − η (u + λ x)\n"
        "m ← β₂ m + (1−β₂) g",
        { "−η(u−sign g)", "−η sign g", "−ηλx" } },
};
// clang-format on
static_assert(COUNT(optims) == OPTIM_COUNT, "one row for each OptimKind");

const Registry optim_kinds = { REGISTRY(optims) };

const Param *optim_rate(const Optim *optim)
{
    return param_find(optim->kind.params, "lr");
}

Param optim_rate_row(const Optim *optim, double def, double rate)
{
    static const double REACH = 100;
    const Param *accepted = optim_rate(optim);
    assert(accepted);
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
    int k = 0;
    while (k < OPTIM_COUNT && optim != &optims[k]) {
        k++;
    }
    return (OptimKind)k;
}

void optim_defaults(const Optim *optim, OptimParams *params)
{
    *params = (OptimParams){ 0 };
    param_defaults(optim->kind.params, params);
}
