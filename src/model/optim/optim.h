// The optimizers: one row and one loop each, on a flat vector, in PyTorch's conventions.
// Letters: n coordinates; S state vectors, as the row says.
//
// The gradient is always taken at x: Nesterov is written from the look-ahead point, so none of the
// plain rules asks for another evaluation. They move each coordinate without looking at the others,
// which is why one text serves a 2D path, a block of a map and a network's weights. What cannot
// live so (a line search, Newton's method, sharpness-aware minimization) says in its row what it
// needs, and whoever steps it provides that.
#pragma once

#include "base/registry.h"
#include "model/optim/optim_border.h"
#include "model/optim/optim_kinds.h"
#include "model/optim/optim_sight.h"
#include "model/optim/schedule.h"

#define LOOKAHEAD_ALPHA 0.5 // unless another is given

// Of a mean of the points that is kept beside them.
typedef struct AverageParams {
    double average_start; // t₀: steps made before the mean of all points begins
    double average_decay; // d of the mean that forgets
} AverageParams;

// Every number an optimizer can have; a row's Param table says which of them it uses.
typedef struct OptimParams {
    double lr;             // rate, η > 0
    double beta;           // momentum, μ or β
    double rho;            // decay of the mean square, ρ
    double beta1, beta2;   // decays of the moments
    double eps;            // ε > 0
    double weight_decay;   // λ: x shrinks by ηλx, beside the gradient
    double momentum_decay; // ψ
    double nu, nu1, nu2;   // shares of the momentum in the step
    // Of those that look at curvature, values, other points.
    double damping;      // λ >= 0 added to the Hessian's diagonal
    double saddle_free;  // 1: eigenvalues by their size; 0: as they are
    double history;      // steps remembered
    double c2;           // a search ends where the slope is so small a part of the first
    double restart;      // steps between fresh starts; 0: as many as there are coordinates
    double f_min;        // the lowest value there is
    double max, scaling; // of the rate: its limit, its factor
    double form;         // 1 or 2
    double gamma;        // share of the curvature
    double interval;     // steps between looks at it
    // Of those that know matrices.
    double nesterov;      // 1: with the gradient ahead; 0: the mean alone
    double ns_steps;      // rounds of Newton and Schulz
    double match_rms;     // 1: steps as long as AdamW's; 0: the author's
    double adam_lr;       // rate of what is no hidden matrix
    double beta2_decay;   // τ
    double eps1, eps2, d; // Adafactor's
    Schedule schedule;    // of the rate; settled for whoever steps
    // What goes around any rule (model/optim/around.h).
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
    double t;                 // step, from 1
    double rate;              // η of this step, which the rule uses; 0 before step 1
    double rest1, rest2;      // 1−β₁ᵗ, 1−β₂ᵗ; both decays 0: 1 from the start
    long double sum1, sum2;   // the same, as they are summed
    long double power2;       // β₂ᵗ
    long double sum_of_rests; // (1−β₂) + (1−β₂²) + ... + (1−β₂ᵗ⁻¹)
    // NAdam: μₜ = β₁(1 − ½·0.96^(tψ)), μₜ₊₁, and P = μ₁·…·μₜ.
    double mu, mu_next, mu_product;
    double fade_step, fade_decay, fade; // 0.96^ψ, the ψ it is of, 0.96^(tψ)
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

// One step.  x [n]: moved in place.  g [n]: gradient at x.  state [S][n]: the optimizer's memory,
// zero before step 1.  Nothing overlaps.
typedef void OptimUpdate(const OptimParams *params, const OptimScalars *scalars, size_t n,
                         double *restrict x, const double *restrict g, double *restrict state);
typedef void OptimUpdateFloat(const OptimParams *params, const OptimScalars *scalars, size_t n,
                              float *restrict x, const float *restrict g, float *restrict state);

// A step of a method that needs more than the gradient.  x, state as for OptimUpdate. It may set
// scalars->rate to the rate that it found.
typedef void OptimStep(const OptimParams *params, OptimScalars *scalars, size_t n, double *x,
                       double *state, const OptimSight *sight);

typedef void OptimStepFloat(const OptimParams *params, OptimScalars *scalars, size_t n, float *x,
                            float *state, const OptimSightFloat *sight);

// What a step takes the objective for, in two coordinates: the bowl f + g·p + ½ p·Mp, to whose
// middle −M⁻¹g it goes (times its rate where that is not in M).  state [S][2] and scalars as the
// step left them; h [3] the Hessian where it began, NULL for a row that does not need it.
// m [xx, xy, yy]; false: it takes it for nothing yet.
typedef bool OptimModel(const OptimParams *params, const OptimScalars *scalars, const double *state,
                        const double *h, double m[3]);

// A second point that a method keeps and that is worth a path of its own: a running mean, slow
// weights.  x [n] and state [S][n] as the last step left them, second [n]; before step 1 it is x.
typedef void OptimSecond(const OptimParams *params, const OptimScalars *scalars, size_t n,
                         const double *x, const double *state, double *second);

// What a method's memory means to the eye, for two coordinates.  state [S][2] and scalars as the
// last step left them.  What a method does not have is NAN in both coordinates.
//   velocity  what the memory adds to x by itself. momentum, nesterov, qhm: the part of the next
//             step that does not hang on the next gradient; lion: the next step without one. adam
//             and its kin: the step the mean of the gradients makes as it stands, −η m̂ / (√v̂ + ε),
//             which for most of them is the one just made.
//   rate      what a gradient is multiplied by in each coordinate, η / (√s + ε) or the like, by the
//             memory as it stands.
// Before step 1 (scalars->t = 0) the velocity is zero and no rate is known yet: NAN.
typedef void OptimInside(const OptimParams *params, const OptimScalars *scalars,
                         const double *state, double velocity[2], double rate[2]);

// What a step is made of, in the order in which the parts are drawn end to end. The gradient's is
// the step that the optimizer would make if state vector 0, its momentum or mean, were zero; the
// momentum's what that vector adds; the decay's what weight decay takes from x. A row without a
// symbol for the momentum has no such vector. Symbols leave out ε and corrections of bias, for they
// stand beside arrows.
typedef enum OptimPart {
    OPTIM_PART_MOMENTUM,
    OPTIM_PART_GRADIENT,
    OPTIM_PART_DECAY,
    OPTIM_PART_BACK, // what lookahead takes back, behind all of the optimizer's own
    OPTIM_PARTS
} OptimPart;

typedef struct Optim {
    Kind kind;           // its numbers are of OptimParams, the rate first if it has one
    OptimGroup group;    // in a chooser
    unsigned places;     // of OptimPlace: where it can be used
    unsigned needs;      // of OptimNeed
    OptimUpdate *update; // of those that need the gradient alone; else NULL, as update_float
    OptimUpdateFloat *update_float;
    OptimInside *inside;            // NULL: nothing to see inside
    int state_count;                // S
    const char *rule;               // the update as shown on screen, UTF-8, lines split by \n
    const char *parts[OPTIM_PARTS]; // of a step, in the letters of the rule; NULL: has none
    OptimStep *step;                // of those that need more than the gradient
    OptimStepFloat *step_float;     // the same in networks; NULL where it is not for these
    bool couples;                   // a coordinate's step hangs on others, too
    bool all_data;           // sums up what it sees over steps, or compares it: a part of the
                             // data, another one each step, would mislead it
    OptimModel *model;       // NULL: none that could be drawn
    OptimSecond *second;     // NULL: has none
    const char *second_name; // N_("mean of all points")
    OptimEdge edge;
} Optim;

extern const Optim optims[OPTIM_COUNT];
extern const Registry optim_kinds;
extern const Kind optim_groups[OPTIM_GROUP_COUNT]; // what they are called
extern const Registry optim_group_kinds;
// By a row's `places`: "landscapes", "networks", "everywhere".
extern const char *const optim_place_keys[OPTIM_ANYWHERE + 1];

// The row of its rate; NULL if it has none.
const Param *optim_rate(const Optim *optim);
// The row of a rate's slider, of an optimizer that has one: its table's, from two decades below the
// default `def` to two above it, or as far around `rate` where that lies outside; nowhere beyond
// what is accepted.
Param optim_rate_row(const Optim *optim, double def, double rate);
// OPTIM_...; OPTIM_COUNT: none of the table's.
OptimKind optim_kind(const Optim *optim);
// Whether it can be used there; else err says where it can.
bool optim_fits(const Optim *optim, OptimPlace place, Error *err);
// The row's defaults; fields the row does not use are zero.
void optim_defaults(const Optim *optim, OptimParams *params);
