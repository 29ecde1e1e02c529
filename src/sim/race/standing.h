// The table of all runs at a step, and its order.
#pragma once

#include "sim/race/race.h"

// A run as it stands at a step of the race, or at its last row when that was before.
typedef struct Standing {
    int run, racer; // racer: which of the scene's
    int step;       // of the row shown, which in a thinned trail may be a little before
    double x, y, loss;
    double gradient_norm; // of the exact gradient
    double path_length;   // sum of the steps so far, up to the last point that is finite; over the
                          // rows kept, so that it falls short a little in a thinned trail
    int within_step;      // first step whose loss - lowest <= tolerance, -1 never so far; a lost
                          // row never is
    int lost_at;          // -1: not so far
} Standing;

// In the order of the race, at most `max`; returns how many. lowest may be NAN: nobody is within
// any tolerance of it. Before a run has its first row its numbers are NAN.
int standings(const Race *race, int step, double lowest, double tolerance, Standing *out, int max);

typedef enum StandingColumn {
    STANDING_RACER,
    STANDING_STEP,
    STANDING_X,
    STANDING_Y,
    STANDING_LOSS,
    STANDING_GRADIENT,
    STANDING_PATH,
    STANDING_WITHIN,
    STANDING_LOST,
    STANDING_COUNT
} StandingColumn;

typedef struct StandingColumnRow {
    Kind kind;                                 // key: "path_length"; name: in the table's head
    double (*value)(const Standing *standing); // NAN: none
    bool whole;                                // its numbers are whole
    bool descending;                           // the order that the first click on its head gives
} StandingColumnRow;

extern const StandingColumnRow standing_columns[STANDING_COUNT];

// Stable. Those that have no value come behind those that have, and the lost behind both, in either
// direction.
void standings_sort(Standing *rows, int count, StandingColumn column, bool descending);
