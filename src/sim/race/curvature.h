// How strongly a landscape bends at its minimum.
#pragma once

#include "sim/race/scene.h"

// Least and most curvature, the eigenvalues of the Hessian, at the lowest minimum of the scene's
// domain; of several as low the one nearest to the start. apart: see objective_eval_hessian().
// False: none was found at which both are above 0.
bool curvature_at_minimum(const Scene *scene, const Objective *objective, double apart,
                          double curvatures[2]);
