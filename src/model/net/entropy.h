// The entropy of a softmax's shares as a part of the loss: taken away it keeps a network from being
// too sure of itself (Pereyra et al. 2017), added it makes it surer.
#pragma once

#include "model/net/real.h"

#include <stddef.h>

// Σ over the rows of H(softmax z), z [rows][stride] of which k count. d [rows][stride]: scale times
// its gradient is added; NULL: not wanted.
double entropy_sum(int rows, int k, ptrdiff_t stride, const Real *z, double scale, Real *d);
