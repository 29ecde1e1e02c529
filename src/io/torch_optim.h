// An optimizer as it is made in Python: torch's own where it does the same to rounding, else one of
// python/optimizers.py.
#pragma once

#include "model/optim/optim.h"

#include <stdio.h>

typedef struct TorchOptim {
    const Optim *optim;
    const OptimParams *params; // the rate in place, the schedule settled
    const char *of;            // what it moves: "[p]", "net.parameters()"
} TorchOptim;

// Its name, its source and its rule as comments.
void torch_optim_about(FILE *out, const char *margin, const char *name, const Optim *optim);
// The expression that makes it, with what goes around it. Each step() takes a closure that gives
// the loss and leaves its gradient in the parameters. A class with `mean` keeps a mean of points;
// the schedule-free ones count by their `x`.
void torch_optim_make(FILE *out, const TorchOptim *optim);
// What changes of its numbers: a function of t (0: the first step) and the loss that the steps so
// far led to (None: not known), which gives what its param_groups are updated by; else "None".
void torch_optim_schedule(FILE *out, const TorchOptim *optim);
// Whether it changes.
bool torch_optim_changes(const OptimParams *params);
