// Fair rates of the scene that is shown: computed anew whenever anything changes that they hang on,
// which the racers' own rates are not.
#pragma once

#include "sim/race/tune.h"

typedef struct Fair {
    bool on; // shown on the cards
    TuneBy by;
    Tune *tune;
    Scene *of; // the scene that the tune is of, with no rate given
    TunePlan plan;
    unsigned objective; // version of what it is raced on
    bool begun, more;   // there is a tune; it is not done
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
// Whether all is known and there is a best rate for somebody.
bool fair_ready(const Fair *fair);
// Gives every racer the best rate known. False: all had theirs.
bool fair_apply(const Fair *fair, Scene *scene);
// Gives a racer a rate.
void fair_set_rate(Scene *scene, int racer, double rate);
