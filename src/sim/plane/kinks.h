// Minima of f + λ(|x| + |y|) on the axes, where it has no gradient: no search along gradients finds
// them.
#pragma once

#include "model/objective.h"
#include "model/plane.h"

// objective: of x and y, with that penalty in it (model/penalty.h), so that its gradient on an axis
// leaves out the part that jumps there; λ = l1 > 0. Of points [count], found by searches, those on
// an axis go; then what stands on the axes inside the box is added, in the order of f, while there
// is room for `max`: minima, and saddles where f falls along the axis. Returns how many there are
// then. On an axis, roots of the slope between two of KINK_PLACES places are found to the last
// bits; two roots between the same places are missed.
enum { KINK_PLACES = 400 };
int kinks_replace(const Objective *objective, double l1, Scratch *scratch, Box box,
                  Stationary *points, int count, int max);
