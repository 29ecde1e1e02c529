// Rules that know which of a network's parameters form a matrix, for the rows of optims[] that need
// OPTIM_MATRICES.
#pragma once

#include "model/net/net.h"

// One step of net->params along grad [param_count]. state [2][param_count]: zero before step 1.
// room: matrix_room() numbers, whatever they hold.
typedef void MatrixRule(const OptimParams *params, OptimScalars *scalars, Net *net,
                        const Real *grad, Real *state, Real *room);

// NULL: it has none.
MatrixRule *matrix_rule(const Optim *optim);
size_t matrix_room(const Net *net);
