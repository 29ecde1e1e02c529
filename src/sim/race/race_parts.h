// What a race is made of, for the files of sim/race/race alone.
#pragma once

#include "sim/race/race.h"

struct Race {
    const Objective *objective; // of x and y
    double start[2];
    Box bounds;   // x beyond them is lost
    double apart; // see race_apart()
    int steps;
    double noise;
    uint64_t seed;
    unsigned version; // of all the above: counts the starts

    int run_count;
    bool same;                 // while it starts: the runs' memory is that of the same optimizers
    int racers[RACE_RUNS_MAX]; // which of the scene's racers run i is
    int looks[RACE_RUNS_MAX];
    Run runs[RACE_RUNS_MAX]; // memory in the arena
    Trail trails[RACE_RUNS_MAX];
    Trail points[RACE_RUNS_MAX][AROUND_POINTS]; // kept beside x; empty: none
    Arena arena;
    Scratch *scratch;

    int next;                // the row to compute next; row 0 is the start
    int live_count;          // runs not lost, in live[]
    int live[RACE_RUNS_MAX]; // with the points where they stand, and what was found there:
    double x[2][RACE_RUNS_MAX], f[RACE_RUNS_MAX], g[2][RACE_RUNS_MAX];

    RaceSink *sink; // NULL: rows go to the trails
    void *sink_context;
};

// Before its first row.
void race_rewind(Race *race);
