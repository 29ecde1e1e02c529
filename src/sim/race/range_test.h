// The range test, a first look at which rates a method can bear: one run in which the rate rises
// from step to step, evenly in the logarithm, and the loss over it (Smith 2017, Cyclical Learning
// Rates for Training Neural Networks, 3.3).
#pragma once

#include "sim/race/scene.h"

enum { RANGE_TEST_STEPS = 100 };

extern const double range_test_low, range_test_high; // rates of the first step and of the last

// Makes it a range test of those of its racers that race and have a rate; everything else of them
// stays, but for a schedule, which this takes the place of.
void range_test_scene(Scene *scene);
// The rate of the step into row `step`, 1..RANGE_TEST_STEPS.
double range_test_rate(int step);
