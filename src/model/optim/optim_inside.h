// The insides of the optimizers' rows.
#pragma once

#include "model/optim/optim.h"

OptimInside momentum_inside, nesterov_inside, square_inside, adam_inside, adadelta_inside,
    amsgrad_inside, nadam_inside, adamax_inside, radam_inside, qhm_inside, qhadam_inside,
    lion_inside;
