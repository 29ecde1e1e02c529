// Conditions asked of what is on screen, in every frame if need be, and at the end of all for
// claims (condition_prove.h): one piece of code answers both, so that a claim that was proved and a
// task that ticks mean the same.
//
// What is asked at the step shown follows that step; "at 30" is not known before it is shown;
// "until", "ever" and "always" look at all steps up to there. What the layers of a network hold,
// and how it is judged, is only known of the moments that were seen: of those between two
// snapshots nothing is.
#pragma once

#include "sim/lesson/condition.h"
#include "sim/race/gauge.h"
#include "sim/train/lab_shot.h"

enum { CONDITION_FOUND_MAX = 256 };

// A race as it is shown.
typedef struct RaceView {
    const Scene *scene;
    const Race *race;
    GaugeGoal goal;           // what distances are to
    double lowest, tolerance; // what within_step goes by, as standings() takes it
    long step, end;           // that is shown; the last one
} RaceView;

// A lab as a snapshot shows it.
typedef struct LabView {
    const LabSpec *spec; // its networks are known by its ids, or their places where these are 0
    const LabShot *shot;
} LabView;

// A condition and what was seen of it. The condition must outlive it.
typedef struct ConditionWatch ConditionWatch;

ConditionWatch *condition_watch_create(const Condition *condition);
// NULL is allowed.
void condition_watch_destroy(ConditionWatch *watch);
// Forgets what was seen: another subject is shown, or the same from its beginning.
void condition_watch_forget(ConditionWatch *watch);
// Asked of a race; what it must measure for that goes on for about budget_s in each call.
// TRUTH_NOT_YET also where somebody it speaks of is not there.
Truth condition_of_race(ConditionWatch *watch, const RaceView *view, double budget_s);
Truth condition_of_shot(ConditionWatch *watch, const LabView *view);
// What was found when it was asked last, in the reader's language, of the first part that does not
// hold, or of the last: "0.136", "(0.1, 0.3)", "6.5 at step 12", "stuck"; of several parts with its
// name before it, "SGD 0.136"; "": nothing yet.
const char *condition_found(const ConditionWatch *watch);
