// States of a network kept on the way, to go back to: at multiples of a stride that doubles when
// the memory is full.
#include "sim/train/timeline_parts.h"

#include <stdlib.h>

enum { FIRST_STRIDE = 64 }; // keeping a state costs about a step of a small batch

// Fresh memory costs more than what is copied into it, so that of dropped states is used again.
static void drop(Timeline *timeline, void *state)
{
    array_push(&timeline->spare, state);
}

static void *state_memory(Timeline *timeline)
{
    return timeline->spare.count > 0 ? timeline->spare.items[--timeline->spare.count]
                                     : memory_get(train_save_size(timeline->epochs.train));
}

void timeline_free_spare(Timeline *timeline)
{
    while (timeline->spare.count > 0) {
        free(timeline->spare.items[--timeline->spare.count]);
    }
}

void timeline_forget_from(Timeline *timeline, size_t first)
{
    while (timeline->kept.count > first) {
        drop(timeline, timeline->kept.items[--timeline->kept.count].state);
    }
}

// How many there may be: zero when not even one fits, then step 0 is made anew from the seed.
static size_t room(const Timeline *timeline)
{
    return timeline->budget / (train_save_size(timeline->epochs.train) + sizeof(Kept));
}

size_t timeline_kept_until(const Timeline *timeline, long step)
{
    size_t count = timeline->kept.count;
    while (count > 0 && timeline->kept.items[count - 1].moment.step > step) {
        count--;
    }
    return count;
}

void timeline_choose_stride(Timeline *timeline, long step)
{
    const long most = (long)room(timeline);
    timeline->stride = FIRST_STRIDE;
    while (most > 0 && step / timeline->stride >= most) {
        timeline->stride *= 2;
    }
}

// Leaves states at multiples of twice the stride.
static void thin(Timeline *timeline)
{
    timeline->stride *= 2;
    size_t count = 0;
    for (size_t i = 0; i < timeline->kept.count; i++) {
        const Kept kept = timeline->kept.items[i];
        if (kept.moment.step % timeline->stride == 0) {
            timeline->kept.items[count++] = kept;
        } else {
            drop(timeline, kept.state);
        }
    }
    timeline->kept.count = count;
}

void timeline_set_budget(Timeline *timeline, size_t budget)
{
    timeline->budget = budget;
    const size_t most = room(timeline);
    while (timeline->kept.count > most && timeline->kept.count > 1) {
        thin(timeline);
    }
    timeline_forget_from(timeline, most);
    timeline_free_spare(timeline);
}

static bool is_kept(const Timeline *timeline, long step)
{
    return timeline->kept.count > 0 &&
           timeline->kept.items[timeline->kept.count - 1].moment.step >= step;
}

void timeline_keep(Timeline *timeline)
{
    const long step = timeline->epochs.now.step;
    const size_t most = room(timeline);
    if (step % timeline->stride != 0 || is_kept(timeline, step) || most == 0) {
        return;
    }
    while (timeline->kept.count >= most && most > 1) {
        thin(timeline);
    }
    if (timeline->kept.count < most && step % timeline->stride == 0) {
        Kept kept = { timeline->epochs.now, state_memory(timeline) };
        train_save(timeline->epochs.train, kept.state);
        array_push(&timeline->kept, kept);
    }
}

// ---- the best

// Where an epoch has so many steps, keeping a state at its end costs nothing.
enum { STEPS_LONG = 16 };

void timeline_put_best(Timeline *timeline)
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
        timeline_put_best(timeline);
    }
}

void timeline_forget_best(Timeline *timeline, long step)
{
    timeline->best_step = timeline->best_step > step ? 0 : timeline->best_step;
}
