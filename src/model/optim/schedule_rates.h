// The rules of all schedules, for the table alone (schedule.h).
#pragma once

#include "model/optim/schedule.h"

ScheduleRate schedule_constant, schedule_step, schedule_multistep, schedule_exponential,
    schedule_linear, schedule_polynomial, schedule_cosine, schedule_restarts, schedule_one_cycle,
    schedule_cyclic, schedule_inverse, schedule_inverse_sqrt, schedule_wsd, schedule_plateau,
    schedule_chebyshev;
ScheduleHeight schedule_one_cycle_height, schedule_cyclic_height;

// The place of the k-th rate of T, a power of two, in the fractal order (Agarwal, Goel & Zhang
// 2021, section 3): σ₁ = [0], σ₂ₙ = σₙ interlaced with 2n − 1 − σₙ.
double schedule_fractal(double k, double T);
