// The path of one run: a row for each step kept, thinned by powers of two when long.
#pragma once

#include "base/base.h"

enum { TRAIL_ROWS_MAX = 65536 };

typedef struct TrailRow {
    double x, y;
    double loss;
    double gx, gy; // exact gradient at (x, y), without noise
} TrailRow;

// Rows 0, stride, 2·stride, ... and always the last step taken.
typedef struct Trail {
    TrailRow *rows;
    int count;
    int capacity;
    int stride;    // 1 until the race is longer than TRAIL_ROWS_MAX steps
    int last_step; // of the last row (the lost row if lost)
    bool lost;     // the last row's loss, gradient or x is not finite or far outside
} Trail;

// Empty again; keeps its memory.
void trail_clear(Trail *trail);
void trail_free(Trail *trail);
// Room for the row of step trail->last_step + 1, or of step 0 when empty, which is to be written
// at once.
TrailRow *trail_next(Trail *trail);
// That row.
static inline void trail_push(Trail *trail, const TrailRow *row)
{
    *trail_next(trail) = *row;
}

// Step `step` of a race (0..), or the last row when the trail ended before. NULL when empty.
const TrailRow *trail_at(const Trail *trail, int step);
// The index of that row: of `step`, or of the nearest kept row before it.
int trail_index(const Trail *trail, int step);
