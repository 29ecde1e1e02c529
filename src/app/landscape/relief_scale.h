// Which of f's values are a surface's ground and top, and whether height is f or its logarithm.
#pragma once

#include "app/parts/tint.h"
#include "sim/race/relief_look.h"

// Values on a grid over a part of the plane, and what else is known of f there.
typedef struct ScaleSample {
    int side;             // 2..SCALE_SIDE_MOST; row after row
    const double *values; // [side²], NaN and infinities as they come
    double low, high;     // the least and the greatest finite value known; NAN: none is
    double inside;        // the highest value that shall be seen; NAN: none is known
} ScaleSample;

enum { SCALE_SIDE_MOST = 40 };

// Linear or log is chosen by `home` alone, so that it does not turn while one zooms: the logarithm
// where a tenth of the landscape lies so close above the lowest value that linear heights would
// show it as a plain; where f has poles linear, for it has no lowest value to count from.
//
// From bottom to top goes what is visible, and linear heights leave walls out: the top is no more
// than four times as high above the lowest value as the median is, but higher than all that rises
// inside. Beside poles the range is that of most values. What is beyond has an open edge
// (relief_drawn()). Where f is constant it lies in the middle of values around it.
//
// A logarithm counts up from the lowest value, whose surroundings keep their round shape; beside a
// pole that falls it counts down from the highest (softness < 0, as for colours).
//
// Position 0 is the lowest value, 1 the top; no contours. lowest: of all that is known, or NAN.
Tint relief_scale(ReliefHeight kind, double lowest, Poles poles, const ScaleSample *home,
                  const ScaleSample *visible);
