// Methods whose steps need more than the gradient, for the rows of the table. What each does stands
// in its row, OptimStep and OptimModel say what they are given.
#pragma once

#include "model/optim/optim.h"

#include <stdbool.h>

OptimStep lbfgs_double, cg_double, barzilai_borwein_double, polyak_step_double;
OptimStepFloat lbfgs_float, cg_float, barzilai_borwein_float, polyak_step_float;
OptimStep newton_plane, sophia_plane; // of two coordinates
OptimUpdate full_adagrad_plane;

OptimInside sophia_inside;
OptimModel newton_model, full_adagrad_model, lbfgs_model;
