// The network as it was at its best: at the epoch's end with the lowest validation loss so far. A
// function of its course, so it is another one at an earlier step; its state is kept when it comes
// (timeline_kept.c), and found again from the states on the way after time has gone back.
#include "sim/train/timeline_parts.h"

#include <math.h>
#include <stdlib.h>

// Goes back to it, and comes to where it was as if nothing had happened.
static void find(Timeline *timeline)
{
    const Epochs now = timeline->epochs;
    const size_t in_force = timeline->in_force;
    const unsigned looked = timeline->looked;
    const double rows = timeline->rows, step_s = timeline->step_s;
    void *state = memory_get(train_save_size(now.train));
    train_save(now.train, state);
    timeline_rewind(timeline, now.now.best.step);
    timeline_advance(timeline, now.now.best.step, INFINITY, NULL);
    timeline_put_best(timeline);
    Train *train = timeline->epochs.train; // it may have been begun anew
    timeline_enforce(timeline, in_force);
    train_load(train, state);
    timeline->epochs = now;
    timeline->epochs.train = train;
    timeline->looked = looked;
    timeline->rows = rows;
    timeline->step_s = step_s;
    free(state);
}

const void *timeline_best(Timeline *timeline)
{
    const Moment *now = &timeline->epochs.now;
    timeline->best_wanted = true;
    if (now->best.step == 0) {
        return NULL;
    }
    if (timeline->best_step != now->best.step) {
        if (now->best.step == now->step) {
            timeline_put_best(timeline);
        } else {
            find(timeline);
        }
    }
    return timeline->best_state;
}
