// The heat map's values prepared for interpolation, on the processor.
#pragma once

#include "base/base.h"

// values [rows][columns] become coefficients [rows][columns] of cubic B-splines that pass through
// smooth values (exactly for polynomials up to degree three) and do not overshoot beside walls.
// NaN are filled from their neighbours and marked by 255 in holes [rows][columns], infinities
// made finite. Returns whether there was a NaN.
bool grid_prepare(int columns, int rows, const float *values, float *coefficients, uint8_t *holes);

// Coefficients [rows][columns] interpolated across the rows: out [count][columns], the i-th row at
// texel coordinate first + i * step, where the centre of row 0 is 0.
void grid_rows(int columns, int rows, const float *coefficients, double first, double step,
               int count, float *out);
