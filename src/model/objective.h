// What can be descended, mapped and searched: a number for each point of n coordinates, with its
// gradient and perhaps its Hessian. Formulas are one kind (model/formula/formula_objective.h). Who
// writes another writes an ObjectiveType and a struct that begins with an Objective, filled with
// the type and n; whatever else the struct holds is that kind's own affair.
//
// Letters: n coordinates; B points of a block.
#pragma once

#include "base/scratch.h"

// A block of points and what is wanted there. All lie in planes of `stride` numbers: coordinate i
// of point k is x[i * stride + k]. Nothing overlaps.
typedef struct ObjectiveBlock {
    size_t count;    // B, any
    size_t stride;   // >= B
    const double *x; // [n][stride]
    double *f;       // [B]; like g and h NULL: not wanted
    double *g;       // [n][stride] gradients
    double *h;       // [n(n+1)/2][stride] Hessians' upper triangles, by rows: xx, xy, yy
} ObjectiveBlock;

typedef struct Objective Objective;

// Which part of the whole a step sees: a minibatch, told by its numbers alone.
typedef struct ObjectivePart {
    uint64_t seed, step;
    int batch; // how many it holds; 0: as many as the objective has it
} ObjectivePart;

typedef struct ObjectiveType {
    // Fills what is wanted; h only of types that have one. A point's bits hang on that point alone,
    // not on what else is in the block or wanted. Thread-safe with a scratch of the caller's own.
    void (*eval)(const Objective *objective, Scratch *scratch, const ObjectiveBlock *block);
    // The gradient (and value) of a part of the whole, the same for all points; h is never wanted.
    // False, and nothing is written: this part is the whole. NULL: so is every part.
    bool (*draw)(const Objective *objective, Scratch *scratch, const ObjectivePart *part,
                 const ObjectiveBlock *block);
    bool has_hessian; // exact
} ObjectiveType;

struct Objective {
    const ObjectiveType *type;
    size_t n;
    double value_s; // seconds that a value takes, as probed; 0: not probed
};

// Bytes in which an objective of any kind can be made; what is larger keeps the rest elsewhere.
enum { OBJECTIVE_ROOM = 20544 };

static inline void objective_eval(const Objective *objective, Scratch *scratch,
                                  const ObjectiveBlock *block)
{
    objective->type->eval(objective, scratch, block);
}

// Value and gradient of a part, be it the whole.
static inline void objective_sample(const Objective *objective, Scratch *scratch,
                                    const ObjectivePart *part, const ObjectiveBlock *block)
{
    if (!objective->type->draw || !objective->type->draw(objective, scratch, part, block)) {
        objective->type->eval(objective, scratch, block);
    }
}

// As objective_eval(), with Hessians whatever the type: exact, or of gradients taken `apart` to
// either side in each coordinate, about 1e-5 of the size over which the objective changes.
// Allocates then.
void objective_eval_hessian(const Objective *objective, Scratch *scratch, double apart,
                            const ObjectiveBlock *block);
// Measures value_s at some points between low [n] and high [n].
void objective_probe(Objective *objective, Scratch *scratch, const double *low, const double *high);
