// Fair rates: for each racer the rate that is best for this landscape, start, number of steps and
// noise, and how much hangs on it: what every rate comes to.
//
// 40 rates evenly apart in the logarithm over the range of the rate's slider around its default
// (optim_rate_row()); as long as the best lies at an end, ten more beyond it; then the gap beside
// the best is split three times, and rounder numbers are tried. All rates have four digits at most,
// and a run is, to the bit, what a race with that rate is. Only the rate varies: everything else of
// a racer stays.
#pragma once

#include "base/parallel.h"
#include "sim/race/race.h"
#include "sim/race/tune_point.h"

enum { TUNE_SEEDS_MAX = 1000, TUNE_SEEDS_NOISY = 8 };

typedef struct TunePlan {
    TuneBy by;
    double within; // ε of TUNE_WITHIN: how far above the lowest value is near enough, > 0
    double lowest; // that value; NAN: nobody knows, the lowest that any of the runs comes to is it
    bool bottomless; // there is none: nobody is within anything
    int seeds;       // 1..TUNE_SEEDS_MAX from the scene's on, over whose noise means are taken; 0:
                     // TUNE_SEEDS_NOISY. Without noise there is one whatever this says
} TunePlan;

// What is known of a racer so far.
typedef struct TuneCurve {
    int racer;
    int count;               // of points, in the order of their rates
    const TunePoint *points; // until the next tune_advance() or tune_start()
    int best;                // which of them; -1: none that is not lost
    bool done;
} TuneCurve;

typedef struct Tune Tune;

Tune *tune_create(void);
void tune_destroy(Tune *tune);
// Starts anew for the racers that are on; nothing is computed yet, and what was is forgotten.
// The scene is copied; the objective must stay as it is as long as the tune advances.
void tune_start(Tune *tune, const Scene *scene, const Objective *objective, const TunePlan *plan);
// Computes on until all is done or `budget_s` seconds are used (INFINITY: to the end). Returns true
// when all is done. parallel may be NULL. What comes out hangs neither on threads nor on time.
bool tune_advance(Tune *tune, Parallel *parallel, double budget_s);
// 0..1, about.
double tune_progress(const Tune *tune);
// Racers that were on, in their order.
int tune_count(const Tune *tune);
TuneCurve tune_curve(const Tune *tune, int index);
// The lowest value that steps_within is about; NAN: none, or not known yet.
double tune_lowest(const Tune *tune);
// How many seeds a mean is over.
int tune_seeds(const Tune *tune);
