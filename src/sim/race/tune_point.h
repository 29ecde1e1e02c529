// What a rate comes to, and which of two is the better: one at which a run is lost is worse than
// any other; else the criterion decides, and between equals the smaller rate is the better.
#pragma once

#include "base/registry.h"

typedef enum TuneBy { TUNE_FINAL, TUNE_BEST, TUNE_WITHIN, TUNE_BY_COUNT } TuneBy;

typedef struct TuneByRow {
    Kind kind;
} TuneByRow;

extern const TuneByRow tune_by_rows[TUNE_BY_COUNT];
extern const Registry tune_by_kinds;

// What a rate comes to, means over the seeds.
typedef struct TunePoint {
    double rate;         // NAN: the racer has none
    double final_loss;   // of the last row, be it a lost one
    double best_loss;    // the lowest of all rows but a lost one; NAN: the start is lost
    double steps_within; // the first step within ε of the lowest value; NAN: a run never was
    int lost;            // how many of the seeds' runs were lost
} TunePoint;

// Whether point a is better than b, whose rate is the larger.
bool tune_better(TuneBy by, const TunePoint *a, const TunePoint *b);
// The best of points in the order of their rates; -1: none is without lost runs.
int tune_best(TuneBy by, const TunePoint *points, int count);
