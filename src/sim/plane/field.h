// Values of an objective of two coordinates on a grid: what the heat map shows.
#pragma once

#include "base/parallel.h"
#include "model/objective.h"
#include "model/plane.h"

// values [rows][columns], row 0 at y0, column 0 at x0; samples at the corners of the box included.
typedef struct Field {
    Box box;
    int columns, rows;
    float *values; // (f - reference) / unit, so that float keeps its precision near the minimum;
                   // NaN and infinities as they come
    double reference;
    double unit;      // 1 unless set after field_begin(): for values that float cannot hold
    double low, high; // of the finite values, without the reference subtracted; both are the
                      // reference when no value is finite
    bool empty;       // no value of the complete grid is finite
    int done;         // points computed so far: rows * columns when complete
    int capacity;     // floats allocated
} Field;

void field_finish(Field *field);
// Fills the whole grid, columns and rows >= 2. Blocks of points go to parallel_for (parallel may
// be NULL); the same bits for any number of threads.
void field_compute(Field *field, const Objective *objective, Box box, int columns, int rows,
                   double reference, Parallel *parallel);
// The same in parts: after field_begin(), field_continue() computes on until the grid is full
// (true) or `budget_s` seconds are used. The bits do not depend on how it was divided.
void field_begin(Field *field, Box box, int columns, int rows, double reference);
bool field_continue(Field *field, const Objective *objective, Parallel *parallel, double budget_s);
