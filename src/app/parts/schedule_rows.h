// Sliders of a schedule's numbers: as far as they make sense beside the rate and the length of all.
#pragma once

#include "app/parts/spec_rows.h"

// For rows of optim_settings, whose owner is an OptimSpec.
SpecSlider schedule_slider;
