// The slider of a parameter whose range nobody knows: one that a user has named in a formula.
#pragma once

#include "base/param.h"

// Makes `value` the row's default and gives it a range around it: as far as ten times the value to
// either side, rounded up to 1, 2 or 5 times a power of ten, so that 1 goes from -10 to 10 and 30
// from -500 to 500. 0 goes from -10 to 10; nothing ends nearer to 0 than 1e-300 or beyond the
// largest number. The row becomes linear.
void param_range_around(Param *row, double value);
// Widens the row's range, if need be, so that it holds `value` with room beyond: by the range
// around the value, whole turns of an angle, and a decade on a logarithmic scale, which becomes
// linear when the value is not positive.
void param_range_include(Param *row, double value);
