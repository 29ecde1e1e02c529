// An objective with penalties on its coordinates: f + λ₁ Σ|xᵢ| + λ₂ Σxᵢ², as networks have them on
// their weights (Tibshirani 1996; Tikhonov 1943). Value, gradient and Hessian are exact. Where a
// coordinate is 0, its |x| has no gradient; 0 of its subgradients is taken there, as PyTorch does.
#pragma once

#include "model/objective.h"

typedef struct PenalizedObjective {
    Objective base;
    const Objective *inner; // what is penalized; not owned
    double l1, l2;          // λ₁, λ₂ >= 0
} PenalizedObjective;

// inner must outlive it. It draws parts and has an exact Hessian where inner does.
void penalty_init(PenalizedObjective *penalized, const Objective *inner, double l1, double l2);
