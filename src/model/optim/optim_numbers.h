// The numbers of an optimizer: those that are set, and those that all coordinates share in a step.
#pragma once

#include "model/optim/schedule.h"

#include <stdbool.h>

// Of a mean of the points that is kept beside them.
typedef struct AverageParams {
    double average_start; // t₀: steps made before the mean of all points begins
    double average_decay; // d of the mean that forgets
} AverageParams;

// Every number an optimizer can have; a row's Param table says which of them it uses.
typedef struct OptimParams {
    double lr;             // rate, η > 0
    double beta, momentum; // momentum, μ or β
    double dampening, ema; // τ, and whether the buffer takes only 1−μ of each gradient (0 or 1)
    double rho;            // decay of the mean square, ρ
    double centered;       // whether the mean square is taken around the mean (0 or 1)
    double beta1, beta2;   // decays of the moments
    double beta3;          // a third one, of slow means
    double alpha;          // a power or a weight, α
    double eps;            // ε > 0
    double weight_decay;   // λ: x shrinks by ηλx, beside the gradient
    double momentum_decay; // ψ
    double nu, nu1, nu2;   // shares of the momentum in the step
    double t0;             // steps before a mean begins
    double eta_minus, eta_plus, min, max; // Rprop's factors; the ends of its steps, or of rates
    double d0, d_coef, growth;            // Prodigy's first distance, its weight, its most growth
    double r, weight_lr_power;            // powers of schedule-free weights
    // Of those that look at curvature, values, other points.
    double damping;     // λ >= 0 added to the Hessian's diagonal
    double saddle_free; // 1: eigenvalues by their size; 0: as they are
    double history;     // steps remembered
    double c2;          // a search ends where the slope is so small a part of the first
    double restart;     // steps between fresh starts; 0: as many as there are coordinates
    double f_min;       // the lowest value there is
    double scaling;     // a rate's factor; its limit is max
    double form;        // 1 or 2
    double gamma;       // share of the curvature
    double interval;    // steps between looks at it
    // Of those that know matrices.
    double nesterov;      // 1: with the gradient ahead; 0: the mean alone
    double ns_steps;      // rounds of Newton and Schulz
    double match_rms;     // 1: steps as long as AdamW's; 0: the author's
    double adam_lr;       // rate of what is no hidden matrix
    double beta2_decay;   // τ
    double eps1, eps2, d; // Adafactor's
    Schedule schedule;    // of the rate; settled for whoever steps
    // What goes around any rule (model/optim/around.h).
    double coupled_decay;    // λ: λx is added to the gradient
    double clip, clip_value; // norm, and size of each number, that the gradient is cut to; 0: off
    double sam;              // ρ of sharpness-aware minimization; 0: off
    double lookahead;        // k, steps of the fast point for one of the slow one; 0: off
    double lookahead_alpha;  // α of the slow point's step
    int average;             // AVERAGE_...
    AverageParams mean;
} OptimParams;

// What all coordinates share in a step; advanced by a few operations a step, never by pow(). What
// goes from 0 to 1 is kept itself and not its distance from 1, whose difference would cancel while
// β is near 1; the sums are long, so that a million roundings stay below 1e-13.
typedef struct OptimScalars {
    double t;               // step, from 1
    double rate;            // η of this step, which the rule uses; 0 before step 1
    double rest1, rest2;    // 1−β₁ᵗ, 1−β₂ᵗ; both decays 0: 1 from the start
    double rest3;           // 1−β₃ᵗ; 1 without one
    long double sum1, sum2; // the same, as they are summed
    long double sum3;
    long double power2;       // β₂ᵗ
    long double sum_of_rests; // (1−β₂) + (1−β₂²) + ... + (1−β₂ᵗ⁻¹)
    // NAdam: μₜ = β₁(1 − ½·0.96^(tψ)), μₜ₊₁, and P = μ₁·…·μₜ.
    double mu, mu_next, mu_product;
    double fade_step, fade_decay, fade; // 0.96^ψ, the ψ it is of, 0.96^(tψ)
    // What rules find out for all coordinates. Prodigy: d, the largest d̂ so far, the numerator r.
    double distance, farthest, gain;
    // Schedule-free methods: the largest rate so far, W, and c of this step.
    double rate_most, weights, share;
    // Of line searches and of rates that are found: what the last step leaves to the next.
    struct {
        bool begun;        // it moved x, and what it left is true
        int pairs, newest; // L-BFGS: how many are kept, in which place the newest
        int since;         // conjugate gradients: steps since the last fresh start
        double f, slope;   // where it began: value, slope along its way
        double rate;
    } search;
    // Of a schedule: a new loss, told before the step, NAN: none; the momentum where that cycles,
    // else NAN; what it remembers.
    double f, momentum;
    ScheduleState schedule;
} OptimScalars;
