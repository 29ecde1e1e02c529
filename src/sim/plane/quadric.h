// What an objective of two coordinates is taken for to second order about a point: the surface that
// touches it there and bends as it does.
#pragma once

#include "model/objective.h"

typedef struct Quadric {
    double x[2], f, g[2];
    double h[3];       // the Hessian: xx, xy, yy
    double axes[2][2]; // its eigenvectors, of length 1, ...
    double bend[2];    // ... and eigenvalues, [0] <= [1]
    const char *word;  // what that is, untranslated (sim/plane/hessian.h)
} Quadric;

// The one that was asked for last.
typedef struct QuadricKept {
    unsigned of; // version of the objective; 0: none was asked for
    double x[2];
    bool there;
    Quadric quadric;
} QuadricKept;

// apart: see objective_eval_hessian(). False where value, gradient or Hessian is not finite.
bool quadric_of(const Objective *objective, Scratch *scratch, double apart, const double x[2],
                Quadric *quadric);
// f + g·d + ½ d·Hd at a way d from the point.
double quadric_value(const Quadric *quadric, double dx, double dy);
// -1, 0 or 1: how it bends along an axis, by the same measure as the word.
int quadric_sign(const Quadric *quadric, int axis);
