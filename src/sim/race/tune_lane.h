// A racer's rates being tried, for sim/race/tune alone: batches that are raced together, one after
// the other, each chosen by what those before came to.
#pragma once

#include "base/array.h"
#include "sim/race/race.h"
#include "sim/race/tune_point.h"

enum { TUNE_RATES = 40 }; // of the sweep

// What all lanes have in common.
typedef struct TuneGround {
    const Scene *scene;
    const Objective *objective;
    TuneBy by;
    double within, lowest; // ε, and the value it is above; NAN: nobody is within anything
    int seeds;
} TuneGround;

// A rate being tried: of the seed under way, and sums over those before.
typedef struct TuneTrial {
    double rate;
    double loss, best; // of the last row; the lowest
    int within;        // -1: not yet
    double final_sum, best_sum, within_sum;
    int lost, near; // how many seeds' runs were lost, were within ε
} TuneTrial;

typedef struct TuneLane {
    const TuneGround *ground;
    int racer;
    bool has_rate;
    Param row;               // of the sweep
    double least, most;      // that are accepted
    int low, high;           // the sweep's rates are numbers 0..TUNE_RATES-1; how far it went
    int pass, split;         // the next ones
    bool rounder;            // numbers with fewer digits were tried
    Array(TunePoint) points; // by rate
    int best;                // of them; -1: none
    Race *race;              // of the batch
    TuneTrial trials[RACE_RUNS_MAX]; // the batch; trial_count 0: none under way
    int trial_count;
    int seed;      // 0.., of the batch
    double lowest; // of all rows but lost ones; NAN: none
    bool done;
} TuneLane;

// Nothing is tried yet; ground, racer and race are set.
void tune_lane_begin(TuneLane *lane);
// Until all is tried or budget_s seconds are used. Lanes do not see each other.
void tune_lane_advance(TuneLane *lane, double budget_s);
// 0..1, about.
double tune_lane_progress(const TuneLane *lane);
