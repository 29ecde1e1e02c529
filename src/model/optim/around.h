// What can be put around any optimizer: the gradient is cut, taken at a worse point near by, the
// point pulled back to a slow one, a mean of all points kept beside it.
//
//     coupled_decay  g + λx, as PyTorch's weight_decay of SGD and Adam has it (an L2 penalty
//                 ½λ|x|²; decoupled decay is the weight_decay of AdamW's kind)
//     clip        norm: g·min(1, c/(‖g‖ + 1e-6)); then clip_value: each number to [−c, c] (PyTorch)
//     sam         e = ρ g/(‖g‖ + 1e-12); the rule at x is given the gradient at x + e
//                 (Foret 2021, algorithm 1)
//     lookahead   every k steps: slow ← slow + α (x − slow), x ← slow (Zhang 2019, algorithm 1);
//     the
//                 rule's memory stays as it is
//     average     polyak: the mean of all points after the first t0 steps (Polyak & Juditsky 1992);
//                 ema: a ← d a + (1−d) x, which begins at the first of them (PyTorch's swa_utils).
//                 Nothing moves by it
//
// In a step the order is: coupled_decay (where the gradient is taken), sam, clip, clip_value, the
// rule, lookahead, average. Letters: n coordinates.
#pragma once

#include "model/optim/optim.h"

typedef enum AverageKind { AVERAGE_NONE, AVERAGE_POLYAK, AVERAGE_EMA, AVERAGE_COUNT } AverageKind;
extern const Registry average_kinds;

enum { AROUND_VECTORS_MAX = 2 };
// State vectors of n that this takes behind the rule's own.
int around_vectors(const OptimParams *params);
// What a step needs to know: the rule's needs, and sam's.
unsigned around_needs(const Optim *optim, const OptimParams *params);
// Whether it needs a second gradient: sam, and a look is there for it.
static inline bool around_any(const OptimParams *params)
{
    return params->coupled_decay > 0 || params->clip > 0 || params->clip_value > 0 ||
           params->sam > 0 || params->lookahead > 0 || params->average != AVERAGE_NONE;
}

// What the gradient is multiplied by, which has this norm.
double around_clip_factor(const OptimParams *params, double norm);
// Behind the advance of the scalars and before the rule's step: x [n] is where it begins; memory
// [around_vectors][n] is made ready in step 1.
void around_begin(const OptimParams *params, const OptimScalars *scalars, size_t n, const double *x,
                  double *memory);
void around_begin_float(const OptimParams *params, const OptimScalars *scalars, size_t n,
                        const float *x, float *memory);
// Behind the rule's step: lookahead moves x, the mean takes it in.
void around_end(const OptimParams *params, const OptimScalars *scalars, size_t n, double *x,
                double *memory);
void around_end_float(const OptimParams *params, const OptimScalars *scalars, size_t n, float *x,
                      float *memory);
// Each number of g [n] to [−c, c], if there is such a c.
void around_clip_value(const OptimParams *params, size_t n, double *g);
void around_clip_value_float(const OptimParams *params, size_t n, float *g);

// The points that are kept beside x, worth paths of their own.
typedef enum AroundPoint {
    AROUND_OWN,  // the rule's own (OptimSecond)
    AROUND_SLOW, // lookahead's
    AROUND_MEAN, // average's
    AROUND_POINTS
} AroundPoint;
// Whether it is kept, and where its vector lies in the memory behind the rule's own: -1, it is no
// such vector.
bool around_keeps(const Optim *optim, const OptimParams *params, AroundPoint point);
int around_vector(const OptimParams *params, AroundPoint point);
// N_(): what it is called.
const char *around_point_name(const Optim *optim, AroundPoint point);
