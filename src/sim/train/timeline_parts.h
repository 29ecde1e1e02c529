// What a timeline is made of, for its own files alone. timeline_kept.c keeps states,
// timeline_future.c the trainings that changes have cut off; timeline.c moves it; timeline_change.c
// and timeline_best.c stand above them.
#pragma once

#include "sim/train/timeline.h"

// ---- timeline_kept.c

// How many of the kept states lie at or before a step.
size_t timeline_kept_until(const Timeline *timeline, long step);
// The stride as if time ended here the first time.
void timeline_choose_stride(Timeline *timeline, long step);
// Keeps the state of now, where it is one of those to keep.
void timeline_keep(Timeline *timeline);
// Drops the kept states from that one on.
void timeline_forget_from(Timeline *timeline, size_t first);
void timeline_free_spare(Timeline *timeline);
// Keeps the state of now if it is the best so far and that costs little or is asked for; in any
// case.
void timeline_keep_best(Timeline *timeline);
void timeline_put_best(Timeline *timeline);
// The best one that is kept is of no use if it came after the step.
void timeline_forget_best(Timeline *timeline, long step);

// ---- timeline_future.c

// Keeps what there is before it is cut off, if there was any training by the last settings.
void timeline_keep_future(Timeline *timeline);
void timeline_drop_futures(Timeline *timeline);
// The training that there is becomes the future's, which is freed; the network stays as it is.
void timeline_install(Timeline *timeline, Future *future);
// The newest training cut off that ended with these settings, the caller's now; NULL: none.
Future *timeline_take_future(Timeline *timeline, const NetSpec *spec, int patience);
// The first step from which the settings of the two differ.
long timeline_parting(const Timeline *timeline, const Future *future);

// ---- timeline.c

// At step 0, by the first settings.
void timeline_start(Timeline *timeline, Train *train);
// Completes the scores that are due.
void timeline_score(Timeline *timeline);
// Takes the settings of a change into the network.
void timeline_enforce(Timeline *timeline, size_t change);
