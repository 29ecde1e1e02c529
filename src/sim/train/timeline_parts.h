// What a timeline is made of, for its own files alone: timeline.c moves it, timeline_future.c knows
// the trainings that changes have cut off.
#pragma once

#include "sim/train/timeline.h"

// Drops the kept states from that one on.
void timeline_forget_from(Timeline *timeline, size_t first);
// Completes the scores that are due.
void timeline_score(Timeline *timeline);
// Takes the settings of a change into the network.
void timeline_enforce(Timeline *timeline, size_t change);

// Keeps what there is before it is cut off, if there was any training by the last settings.
void timeline_keep_future(Timeline *timeline);
void timeline_drop_futures(Timeline *timeline);
