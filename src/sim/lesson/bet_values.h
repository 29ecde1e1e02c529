// What bets are judged by: where runs end, which is known as soon as their race is computed, long
// before it is played to its end; and what everybody has of a quantity then.
#pragma once

#include "sim/lesson/bet.h"
#include "sim/lesson/condition_watch.h"

// Where a racer's run ends, or was last. False: its race is not computed yet, or it sits out.
bool bet_end_of_race(const RaceView *view, int racer, double end[2]);
// The quantity of a bet on the best: values [count] of every racer at the race's last step, NAN: it
// has none or was lost. False: not known yet.
bool bet_values_of_race(const RaceView *view, const LessonBet *bet, double *values, int count);
// The same of networks as a snapshot shows them.
bool bet_values_of_shot(const LabView *view, const LessonBet *bet, double *values, int count);
