// What the Hessian of two coordinates says: [[fxx, fxy], [fxy, fyy]].
#pragma once

// Its eigenvalues, [0] <= [1].
void hessian_eigenvalues(double fxx, double fxy, double fyy, double eigenvalues[2]);
// |λ|max / |λ|min; INFINITY if singular.
double hessian_condition(double fxx, double fxy, double fyy);
// The kind of curvature in one word: "bowl", "dome", "saddle", "ridge" (one λ about zero, the other
// negative), "valley" (one about zero, the other positive), "flat".
const char *hessian_curvature(double fxx, double fxy, double fyy);
