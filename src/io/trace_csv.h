// Every step of a race as a table: what `trace` prints and the window's CSV button saves.
#pragma once

#include "base/error.h"
#include "sim/race/race.h"

// Told of each lost run's last row.
typedef void TraceLost(void *context, const Scene *scene, int racer, const RaceRow *row);

// What else a row has behind the columns that it always has.
typedef enum TraceMore {
    TRACE_PLAIN,
    TRACE_SHARPNESS, // the largest eigenvalue of the Hessian, in the coordinates in which the
                     // optimizer scales gradients, and its border (sim/race/gauge.h)
} TraceMore;

// Streams the whole race to the file, or to stdout if path is NULL; needs no more memory for a
// million steps than for ten. lost may be NULL. False: err->at is 0 when the path is at fault.
bool trace_csv_write(const Scene *scene, const Objective *objective, TraceMore more,
                     const char *path, TraceLost *lost, void *context, Error *err);
