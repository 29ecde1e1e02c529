// What a step can be shown of the objective beside the gradient. Letters: n coordinates.
#pragma once

// What a step needs to know of the objective.
typedef enum OptimNeed {
    OPTIM_GRADIENT = 1,  // at x
    OPTIM_VALUE = 2,     // at x
    OPTIM_HESSIAN = 4,   // at x
    OPTIM_POINTS = 8,    // value, gradient, Hessian at whatever points it asks about
    OPTIM_MATRICES = 16, // which coordinates form a matrix: of a network (model/net/matrix_rules.h)
} OptimNeed;

// Value and gradient at another point x [n], as noisy as the gradient that came with the step, and
// the Hessian h [n(n+1)/2] (objective.h); what is not wanted is NULL.
typedef void OptimLook(void *context, const double *x, double *f, double *g, double *h);

// What a step is given: of these what the row needs, the others may be NULL or NAN.
typedef struct OptimSight {
    double f;        // the value at x, exact
    const double *g; // [n] gradient at x, with whatever noise is meant
    const double *h; // [n(n+1)/2] Hessian at x, upper triangle by rows, exact
    OptimLook *look; // anywhere else
    void *context;   // of look
} OptimSight;

// The same for networks, where nobody knows a Hessian.
typedef void OptimLookFloat(void *context, const float *x, double *f, float *g);
typedef struct OptimSightFloat {
    double f;
    const float *g;
    OptimLookFloat *look;
    void *context;
} OptimSightFloat;
