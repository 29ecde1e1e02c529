// The time of one network: where it stands, how it got there, and any earlier moment of it.
//
// What a network is at a step follows from its settings until then. So a moment is gone back to by
// restoring a state kept before it and training on from there, with the changes of settings at the
// steps where they were made; all numbers are the same bits as the first time. Kept states stand at
// multiples of a stride that doubles when the memory is full.
#pragma once

#include "base/array.h"
#include "sim/train/epochs.h"

#include <stdatomic.h>

typedef struct Kept {
    Moment moment;
    void *state; // as train_save()
} Kept;

// Another training that was there before a change cut it off: it is known from its changes alone,
// and its curves need not be made again.
typedef struct Future {
    Change *changes; // [change_count]
    size_t change_count;
    Series series;
    long end, lost_at; // as the timeline's
} Future;

enum { TIMELINE_FUTURES = 8 };

// All that is known of a timeline without its network: what it was, and what changes have cut off.
typedef struct Story {
    Future *now;
    Future *futures[TIMELINE_FUTURES]; // as the timeline's
    int future_count;
} Story;

typedef struct Timeline {
    Epochs epochs;         // where it stands; its network is the timeline's
    long end;              // how far it was ever trained since the last change
    long lost_at;          // where it is known to be lost; LONG_MAX: nowhere yet
    unsigned looked;       // counts what changes the parameters: other number, other pictures
    Series series;         // until `end`
    Array(Change) changes; // the first at step 0
    size_t in_force;       // which of them holds now
    Array(Kept) kept;      // by step
    long stride;           // of kept states
    size_t budget;         // bytes of kept states
    Future *futures[TIMELINE_FUTURES]; // the newest last
    int future_count;
    Array(void *) spare;  // memory of states that were dropped, within the budget
    bool best_wanted;     // timeline_best() was asked for: its state is kept whenever it comes
    long best_step;       // of best_state; 0: none is kept
    void *best_state;     // as train_save(); the timeline's own
    unsigned best_looked; // counts other states of it
    long cut_step; // the least step cut off at since it was last set to LONG_MAX, by who looks at
                   // what there is after some steps
    double step_s; // what a step took lately
    double rows;   // rows trained on, ever: for the speed
} Timeline;

// After the first steps, norms are only taken at every so many: steps 1, 17, 33, ... and where
// somebody will look.
enum { TIMELINE_NORMS = 16 };

// NULL with the error filled, as train_create().
Timeline *timeline_create(const NetSpec *spec, int patience, const TrainData *data, size_t budget,
                          Error *err);
// Of a timeline that has made no step: what changes on the way, at steps that rise, from 1 on; the
// first settings are those it was created with.
void timeline_plan(Timeline *timeline, long step, const NetSpec *spec, int patience);
void timeline_destroy(Timeline *timeline); // accepts NULL
const NetSpec *timeline_spec(const Timeline *timeline);
// Back to the training that a change took away, if one with these settings at its end is still
// known: it stands where the two part, and all that came after is there again. The training that
// was there until now can be returned to in the same way. That step; -1: none is known.
long timeline_return(Timeline *timeline, const NetSpec *spec, int patience);
// Takes its story from a timeline that is then only good to be destroyed; the caller's, whose
// first settings are story->now->changes[0].
Story *timeline_leave(Timeline *timeline);
// Gives the story to a timeline at step 0 that was created with its first settings: trained again
// it is the same, bit for bit. Frees it.
void timeline_resume(Timeline *timeline, Story *story);
void story_free(Story *story); // accepts NULL
size_t story_size(const Story *story);
// Whether a training that ended with these settings is among those that changes have cut off.
bool story_has(const Story *story, const NetSpec *spec, int patience);
// Whether these are the settings it has had since its last change.
bool timeline_is(const Timeline *timeline, const NetSpec *spec, int patience);
// The last step known before it was lost at which all was still well: the last epoch's end whose
// training loss was at most twice the best; or, of the first epoch, the step with the lowest batch
// loss, but not the beginning. 0: there is no other.
long timeline_well(const Timeline *timeline);
void timeline_set_budget(Timeline *timeline, size_t budget);
// Other settings from here on, which need no restart; what lay after is gone.
void timeline_adjust(Timeline *timeline, const NetSpec *spec, int patience);
// Goes back to the last moment at or before `step` that is at hand.
void timeline_rewind(Timeline *timeline, long step);
// Trains until step `goal`, until the clock says `until_s`, or until *interrupt (may be NULL). True
// when the network is there with its scores, or can go no further.
bool timeline_advance(Timeline *timeline, long goal, double until_s, const atomic_bool *interrupt);
// The state at now.best.step (train_load() takes it), of which there is one; NULL: there is no best
// yet. The timeline's own, until it moves.
const void *timeline_best(Timeline *timeline);
// Whether it would make a step for a higher goal.
bool timeline_live(const Timeline *timeline);
