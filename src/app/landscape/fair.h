// Fair rates of the scene that is shown: computed anew whenever anything changes that they hang on,
// which the racers' own rates are not.
#pragma once

#include "sim/race/range_test.h"
#include "sim/race/tune.h"

// The range test of a scene: a race of its own, and what it is of.
typedef struct Ramp {
    Race *race;
    Scene *of;
    unsigned objective;
    bool begun, more;
    TunePoint points[SCENE_RACERS_MAX][RANGE_TEST_STEPS]; // of each run, as far as it came
} Ramp;

typedef struct Fair {
    bool on; // shown on the cards
    TuneBy by;
    Tune *tune;
    Scene *of; // the scene that the tune is of, with no rate given
    TunePlan plan;
    unsigned objective; // version of what it is raced on
    bool begun, more;   // there is a tune; it is not done
    Ramp ramp;
} Fair;

void fair_init(Fair *fair);
void fair_finish(Fair *fair);
// Begins anew if need be, and goes on for about budget_s. objective: what the scene is raced on,
// and its version.
void fair_follow(Fair *fair, const Scene *scene, const Objective *objective, unsigned version,
                 const TunePlan *plan, Parallel *parallel, double budget_s);
// What was computed is let go.
void fair_rest(Fair *fair);
// What is known of a racer so far; false: nothing.
bool fair_curve(const Fair *fair, int racer, TuneCurve *curve);
// The same for the range test.
void fair_ramp_follow(Fair *fair, const Scene *scene, const Objective *objective, unsigned version,
                      double budget_s);
void fair_ramp_rest(Fair *fair);
// A racer's range test: at each rate the loss that the step with it led to; `best` is the lowest.
bool fair_ramp(const Fair *fair, int racer, TuneCurve *curve);
// Whether all is known and there is a best rate for somebody.
bool fair_ready(const Fair *fair);
// Gives every racer the best rate known. False: all had theirs.
bool fair_apply(const Fair *fair, Scene *scene);
// Gives a racer a rate.
void fair_set_rate(Scene *scene, int racer, double rate);
