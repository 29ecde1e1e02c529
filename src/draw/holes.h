// Values on a grid without holes.
#pragma once

#include "base/base.h"

// NaN in values [rows][columns] take the nearest value below or to the left, else above or to the
// right; all are 0 where none is a number. Whether there was one.
bool holes_fill(int columns, int rows, float *values);
