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
#include "model/optim/optim_numbers.h"
#include "model/optim/optim_sight.h"

#define LOOKAHEAD_ALPHA 0.5 // unless another is given

// One step.  x [n]: moved in place.  g [n]: gradient at x.  state [S][n]: the optimizer's memory,
// zero before step 1.  scalars: of this step; one that couples may keep there what it finds.
// Nothing overlaps.
typedef void OptimUpdate(const OptimParams *params, OptimScalars *scalars, size_t n,
                         double *restrict x, const double *restrict g, double *restrict state);
typedef void OptimUpdateFloat(const OptimParams *params, OptimScalars *scalars, size_t n,
                              float *restrict x, const float *restrict g, float *restrict state);

// What a method's own scalars do before each step, behind optim_scalars_advance(): it may lower the
// rate of the step.
typedef void OptimAdvance(OptimScalars *scalars, const OptimParams *params);

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
//             memory as it stands; of rprop its sign.
// Before step 1 (scalars->t = 0) the velocity is zero and no rate is known yet: NAN.
typedef void OptimInside(const OptimParams *params, const OptimScalars *scalars,
                         const double *state, double velocity[2], double rate[2]);

// What a step is made of, in the order in which the parts are drawn end to end. The gradient's is
// the step that the optimizer would make if its momentum or mean were zero; the
// momentum's what that adds; the decay's what weight decay takes from x. A row without a
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
    OptimInside *inside; // NULL: nothing to see inside
    int state_count;     // S
    const char *rule;    // the update as shown, UTF-8, lines split by \n; N_() if in words
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
    OptimAdvance *advance; // NULL: nothing
    // Bit j: state vector j is what the momentum's part comes of; none: vector 0. And is a point as
    // x is, so that it moves with the origin.
    unsigned means, points;
    int judged; // 1 + the state vector by which a network is judged in place of x; 0: by x
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
