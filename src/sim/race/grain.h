// How coarse the doubles of f are in a close view.
#pragma once

#include "model/objective.h"
#include "model/plane.h"

// How far f's rounding moves its contours, in pixels, at most places of the box; `unit`: the
// plane's units a pixel. 0 where f does not change at all.
double grain_px(const Objective *objective, Scratch *scratch, Box box, double unit);
