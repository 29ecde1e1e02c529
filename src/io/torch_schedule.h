// The schedules of python/schedules.py, called.
#pragma once

#include "model/optim/schedule.h"

#include <stdio.h>

// An expression of t: the rate of that step of a settled schedule; `rate` is L. Of one that watches
// it calls `plateau`, which torch_schedule_plateau() makes, with `loss`.
void torch_schedule_rate(FILE *out, const Schedule *schedule, double rate);
void torch_schedule_plateau(FILE *out, const Schedule *schedule, double rate);
// The momentum of a schedule_cycles().
void torch_schedule_momentum(FILE *out, const Schedule *schedule);
