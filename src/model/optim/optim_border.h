// Where the steps of each method begin to grow: its border of stability on a quadratic of curvature
// h. All follow from one reckoning. A rule
//     b ← μ b + k g,   x ← x − η (a g + c b)
// has the characteristic equation (z−1)(z−μ) + ηh (a(z−μ) + ckz) = 0, of which a root passes −1 at
//     h = (2+2μ) / (η (a(1+μ) + ck)),
// before the other condition, |z₁z₂| < 1, fails. A method that divides coordinate by coordinate by
// P has that border for the largest eigenvalue of P^(−1/2) H P^(−1/2), as long as P changes slowly:
// Cohen 2022 (Adaptive gradient methods at the edge of stability), equation 4, for Adam and
// RMSProp; Cohen 2021 for plain descent.
#pragma once

struct OptimParams;
struct OptimScalars;

// Beyond which curvature the method's steps grow, by the rate of the last step . scale [2]: what
// its memory multiplies each coordinate's gradient by, as OptimInside tells it, over η; 1 without.
// What it may correct.
typedef double OptimBorder(const struct OptimParams *params, const struct OptimScalars *scalars,
                           double scale[2]);

typedef struct OptimEdge {
    OptimBorder *border; // NULL: theory has none
    const char *rule;    // "2/η", as shown on screen
    const char *scale;   // "√v̂ + ε": what gradients are divided by; NULL: by nothing
} OptimEdge;

OptimBorder plain_border, rmsprop_border, momentum_border, nesterov_border, qhm_border;
OptimBorder adam_border, adamw_border, nadam_border, qhadam_border;
