// The insides of the optimizers' rows.
#pragma once

#include "model/optim/optim.h"

OptimInside momentum_inside, nesterov_inside, square_inside, adam_inside, adadelta_inside,
    amsgrad_inside, nadam_inside, adamax_inside, radam_inside, qhm_inside, qhadam_inside,
    lion_inside, rmsprop_inside, rprop_inside, signsgd_inside, adan_inside, ademamix_inside,
    prodigy_inside, schedulefree_sgd_inside, schedulefree_adamw_inside;
// Their second points.
OptimSecond asgd_second, schedulefree_second;
