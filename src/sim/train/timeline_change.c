// Changes of settings on the way, and the way back to what they cut off.
#include "sim/train/timeline_parts.h"

#include <limits.h>
#include <stdlib.h>

// Everything after the step is gone.
static void cut(Timeline *timeline, long step)
{
    size_t changes = timeline->changes.count;
    while (changes > 1 && timeline->changes.items[changes - 1].step >= step) {
        changes--;
    }
    timeline->changes.count = changes;
    timeline_forget_from(timeline, timeline_kept_until(timeline, step));
    timeline_choose_stride(timeline, step);
    timeline_forget_best(timeline, step);
    timeline->cut_step = step < timeline->cut_step ? step : timeline->cut_step;
    timeline->end = step;
    timeline->lost_at = timeline->epochs.now.lost ? step : LONG_MAX;
    series_cut(&timeline->series, step);
}

void timeline_plan(Timeline *timeline, long step, const NetSpec *spec, int patience)
{
    assert(timeline->end == 0 && step > timeline->changes.items[timeline->changes.count - 1].step);
    array_push(&timeline->changes, (Change){ .step = step, .spec = *spec, .patience = patience });
}

void timeline_adjust(Timeline *timeline, const NetSpec *spec, int patience)
{
    const long step = timeline->epochs.now.step;
    timeline->looked++; // the same parameters; but rates of dropout and the like are seen as well
    timeline->best_looked++;
    timeline_keep_future(timeline);
    const Change change = { .step = step, .spec = *spec, .patience = patience };
    if (step == 0) { // as if it had been so from the start
        timeline_forget_from(timeline, 0);
        series_clear(&timeline->series);
        timeline->changes.items[0] = change;
        cut(timeline, 0);
        timeline_enforce(timeline, 0);
        timeline_start(timeline, timeline->epochs.train);
        return;
    }
    timeline_score(timeline); // by the settings that led here
    cut(timeline, step);
    array_push(&timeline->changes, change);
    const SeriesPoint *newest = series_at(&timeline->series.steps, step);
    if (!newest || newest->step < step) { // thinned away; but now it is the newest
        series_add_step(&timeline->series, step, &timeline->epochs.now.last);
    }
    timeline_enforce(timeline, timeline->changes.count - 1);
}

long timeline_return(Timeline *timeline, const NetSpec *spec, int patience)
{
    Future *future = timeline_take_future(timeline, spec, patience);
    if (!future) {
        return -1;
    }
    const long step = timeline_parting(timeline, future);
    timeline_score(timeline); // by the settings that led here
    timeline_rewind(timeline, step);
    timeline_keep_future(timeline);
    timeline_forget_from(timeline, timeline_kept_until(timeline, step));
    timeline_forget_best(timeline, step);
    timeline->cut_step = step < timeline->cut_step ? step : timeline->cut_step;
    timeline_install(timeline, future);
    size_t change = timeline->changes.count - 1;
    while (change > 0 && timeline->changes.items[change].step > timeline->epochs.now.step) {
        change--;
    }
    timeline_enforce(timeline, change);
    return step;
}
