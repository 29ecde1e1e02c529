// Where a run may begin: a start has to have a value and a gradient, which a typed formula need not
// have everywhere (log(x), 1/x, sqrt(x - 3)).
#pragma once

#include "sim/race/scene.h"

// Whether value and gradient of the objective that the scene is raced on are finite at its start.
bool start_is_finite(const Scene *scene, const Objective *objective, Scratch *scratch);
// The nearest point to the scene's start at which they are, of a lattice over the domain whose
// pitch is a hundredth of its sides; if there is none, of one four times as fine; and then of one
// over the whole of the bounds, whose pitch is a fortieth of the domain's sides. A tenth of the
// pitch to all four sides they must be finite as well: at the edge of what is defined a gradient
// counts as 0 that is infinite in truth (sqrt(x) at 0). Only where there is no such point, as on a
// line, one will do that is good by itself.
// What lies between the points of a lattice is not found: a start beside the very edge of what is
// defined would have a gradient that throws every run away. false: none has both.
bool start_search(const Scene *scene, const Objective *objective, Scratch *scratch,
                  double found[2]);
