// Points where the gradient vanishes, and what kind each is.
#pragma once

#include "model/objective.h"
#include "model/plane.h"

const char *stationary_kind_name(StationaryKind kind);

// The objective is one of two coordinates; without an exact Hessian, differences of its gradients
// serve as well. Newton from 25 x 25 starts over the box and from the hints (known points, may be
// NULL with hint_count 0); those inside the box with a vanishing gradient, each once, sorted by f,
// at most `max`. Returns how many. Hints of kind kink that lie in the box are taken as they are
// (with f evaluated anew).
int stationary_find(const Objective *objective, Box box, const Stationary *hints, int hint_count,
                    Stationary *found, int max);
// The same from side x side starts, 2 to 25: for objectives that take long.
int stationary_search(const Objective *objective, Box box, int side, const Stationary *hints,
                      int hint_count, Stationary *found, int max);
// Whether f is nowhere lower close around a point of the box, whatever its kind.
bool stationary_is_low(const Objective *objective, Scratch *scratch, Box box,
                       const Stationary *point);
