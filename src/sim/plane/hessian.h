// What the Hessian of two coordinates says: [[fxx, fxy], [fxy, fyy]].
#pragma once

// Its eigenvalues, [0] <= [1].
void hessian_eigenvalues(double fxx, double fxy, double fyy, double eigenvalues[2]);
// |λ|max / |λ|min; INFINITY if singular.
double hessian_condition(double fxx, double fxy, double fyy);
#define HESSIAN_ZERO 1e-9 // an eigenvalue as small beside the other one is about zero
// The kind of curvature in one word: "bowl", "dome", "saddle", "ridge" (one λ about zero, the other
// negative), "valley" (one about zero, the other positive), "flat". To be translated.
const char *hessian_curvature(double fxx, double fxy, double fyy);
