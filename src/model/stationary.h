// Points where the gradient vanishes, and what kind each is.
#pragma once

#include "model/formula/formula.h"

typedef enum StationaryKind {
    STATIONARY_MINIMUM,
    STATIONARY_MAXIMUM,
    STATIONARY_SADDLE,
    STATIONARY_DEGENERATE, // an eigenvalue of the Hessian is zero
    STATIONARY_KINK,       // the gradient does not exist there (Ackley's minimum)
    STATIONARY_KIND_COUNT
} StationaryKind;

typedef struct Box {
    double x0, x1, y0, y1; // x0 < x1, y0 < y1
} Box;

typedef struct Stationary {
    double x, y;
    double f;
    StationaryKind kind;
} Stationary;

const char *stationary_kind_name(StationaryKind kind);

// Eigenvalues of [[fxx, fxy], [fxy, fyy]], small[0] <= [1].
void hessian_eigenvalues(double fxx, double fxy, double fyy, double eigenvalues[2]);
// |λ|max / |λ|min; INFINITY if singular.
double hessian_condition(double fxx, double fxy, double fyy);
// The kind of curvature in one word: "bowl", "dome", "saddle", "ridge" (one λ about zero, the other
// negative), "valley" (one about zero, the other positive), "flat".
const char *hessian_curvature(double fxx, double fxy, double fyy);

// Newton from 25 x 25 starts over the box and from the hints (known points, may be NULL with
// hint_count 0); those inside the box with a vanishing gradient, each once, sorted by f, at most
// `max`. Returns how many. Hints of kind kink that lie in the box are taken as they are (with f
// evaluated anew).
int stationary_find(const Formula *formula, const double *params, Box box, const Stationary *hints,
                    int hint_count, Stationary *found, int max);
// The same from side x side starts, 2 to 25: for formulas that take long.
int stationary_search(const Formula *formula, const double *params, Box box, int side,
                      const Stationary *hints, int hint_count, Stationary *found, int max);
