// What the rows of the table in optim.c are written with.
#pragma once

#include "model/optim/optim.h"

// clang-format off
#define NUMBER(field, label, symbol, def, min, max, scale) \
    { #field, label, symbol, offsetof(OptimParams, field), def, min, max, scale }

// The rate's default serves typed formulas and networks; landscapes bring their own.
#define LR(def)    NUMBER(lr,    N_("Rate"),         "η",  def,  1e-12, 1000,   PARAM_LOG)
#define BETA       NUMBER(beta,  N_("Momentum"),     "μ",  0.9,  0,     0.999,  PARAM_LINEAR)
#define RHO(def)   NUMBER(rho,   N_("Square decay"), "ρ",  def,  0,     0.9999, PARAM_LINEAR)
#define BETA1      NUMBER(beta1, N_("Mean decay"),   "β₁", 0.9,  0,     0.9999, PARAM_LINEAR)
#define BETA2(def) NUMBER(beta2, N_("Square decay"), "β₂", def,  0,     0.99999, PARAM_LINEAR)
#define SWITCH(field, label) NUMBER(field, label, #field, 0, 0, 1, PARAM_INTEGER)
#define EPS(def)   NUMBER(eps,   N_("Epsilon"),      "ε",  def,  1e-12, 1,      PARAM_LOG)
#define SHRINK(def) NUMBER(weight_decay, N_("Weight decay"), "λ", def, 0, 1, PARAM_LINEAR)
#define SHARE(field, label, symbol, def) NUMBER(field, label, symbol, def, 0, 1, PARAM_LINEAR)
#define MOMENTS BETA1, BETA2(0.999), EPS(1e-8)
#define RULES(name) OPTIM_GRADIENT, name##_double, name##_float
// clang-format on
