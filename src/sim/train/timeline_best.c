// The network as it was at its best: at the epoch's end with the lowest validation loss so far. A
// function of its course, so it is another one at an earlier step; its state is kept when it comes,
// and found again from the states on the way after time has gone back.
#include "sim/train/timeline_parts.h"

#include <math.h>
#include <stdlib.h>

// Where an epoch has so many steps, keeping a state at its end costs nothing.
enum { STEPS_LONG = 16 };

static void keep(Timeline *timeline)
{
    const Train *train = timeline->epochs.train;
    timeline->best_state =
        timeline->best_state ? timeline->best_state : memory_get(train_save_size(train));
    train_save(train, timeline->best_state);
    timeline->best_step = timeline->epochs.now.step;
    timeline->best_looked++;
}

void timeline_keep_best(Timeline *timeline)
{
    const Moment *now = &timeline->epochs.now;
    const bool cheap = timeline->epochs.train->epoch_steps >= STEPS_LONG;
    if (now->step > 0 && now->best.step == now->step && timeline->best_step != now->step &&
        (cheap || timeline->best_wanted)) {
        keep(timeline);
    }
}

void timeline_forget_best(Timeline *timeline, long step)
{
    timeline->best_step = timeline->best_step > step ? 0 : timeline->best_step;
}

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
    keep(timeline);
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
            keep(timeline);
        } else {
            find(timeline);
        }
    }
    return timeline->best_state;
}
