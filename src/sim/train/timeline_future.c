// Trainings that a change of settings has cut off, to be returned to; what is known of a timeline
// whose network has gone; and where a lost one was still well. A future is its changes and its
// curves: the networks themselves follow from the changes.
#include "sim/train/timeline_parts.h"

#include "base/file.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Future *future_take(Timeline *timeline, int index)
{
    Future *future = timeline->futures[index];
    timeline->future_count--;
    memmove(&timeline->futures[index], &timeline->futures[index + 1],
            sizeof timeline->futures[0] * (size_t)(timeline->future_count - index));
    return future;
}

static void future_free(Future *future)
{
    if (future) {
        free(future->changes);
        free(future);
    }
}

static void future_drop(Timeline *timeline, int index)
{
    future_free(future_take(timeline, index));
}

void timeline_drop_futures(Timeline *timeline)
{
    while (timeline->future_count > 0) {
        future_drop(timeline, timeline->future_count - 1);
    }
}

// The one with the shortest training by its last settings: it has the least to lose.
static int least_future(const Timeline *timeline)
{
    int least = 0;
    long shortest = LONG_MAX;
    for (int i = 0; i < timeline->future_count; i++) {
        const Future *future = timeline->futures[i];
        const long length = future->end - future->changes[future->change_count - 1].step;
        least = length < shortest ? i : least;
        shortest = length < shortest ? length : shortest;
    }
    return least;
}

static Future *future_of(const Timeline *timeline)
{
    const size_t count = timeline->changes.count;
    Future *future = memory_get(sizeof *future);
    future->changes = memory_get(sizeof(Change) * count);
    memcpy(future->changes, timeline->changes.items, sizeof(Change) * count);
    future->change_count = count;
    future->series = timeline->series;
    future->end = timeline->end;
    future->lost_at = timeline->lost_at;
    return future;
}

void timeline_keep_future(Timeline *timeline)
{
    if (timeline->end <= timeline->changes.items[timeline->changes.count - 1].step) {
        return;
    }
    if (timeline->future_count == TIMELINE_FUTURES) {
        future_drop(timeline, least_future(timeline));
    }
    timeline->futures[timeline->future_count++] = future_of(timeline);
}

void timeline_install(Timeline *timeline, Future *future)
{
    timeline->changes.count = 0;
    for (size_t i = 0; i < future->change_count; i++) {
        array_push(&timeline->changes, future->changes[i]);
    }
    timeline->series = future->series;
    timeline->end = future->end;
    timeline->lost_at = future->lost_at;
    future_free(future);
}

static bool same_change(const Change *a, const Change *b)
{
    return a->step == b->step && a->patience == b->patience &&
           net_spec_differ(&a->spec, &b->spec) == 0;
}

long timeline_parting(const Timeline *timeline, const Future *future)
{
    const Change *a = timeline->changes.items, *b = future->changes;
    const size_t a_count = timeline->changes.count, b_count = future->change_count;
    size_t i = 0;
    while (i < a_count && i < b_count && same_change(&a[i], &b[i])) {
        i++;
    }
    const long a_step = i < a_count ? a[i].step : timeline->end;
    const long b_step = i < b_count ? b[i].step : future->end;
    return a_step < b_step ? a_step : b_step;
}

static bool ended_with(const Future *future, const NetSpec *spec, int patience)
{
    const Change *last = &future->changes[future->change_count - 1];
    return last->patience == patience && net_spec_differ(&last->spec, spec) == 0;
}

Future *timeline_take_future(Timeline *timeline, const NetSpec *spec, int patience)
{
    for (int i = timeline->future_count - 1; i >= 0; i--) {
        if (ended_with(timeline->futures[i], spec, patience)) {
            return future_take(timeline, i);
        }
    }
    return NULL;
}

// ---- stories

Story *timeline_leave(Timeline *timeline)
{
    Story *story = memory_get(sizeof *story);
    *story = (Story){ .now = future_of(timeline), .future_count = timeline->future_count };
    memcpy(story->futures, timeline->futures, sizeof story->futures);
    timeline->future_count = 0;
    return story;
}

void timeline_resume(Timeline *timeline, Story *story)
{
    assert(timeline->epochs.now.step == 0 && timeline->future_count == 0);
    timeline_install(timeline, story->now);
    timeline_choose_stride(timeline, timeline->end);
    timeline->future_count = story->future_count;
    memcpy(timeline->futures, story->futures, sizeof story->futures);
    free(story);
}

void story_free(Story *story)
{
    if (story) {
        future_free(story->now);
        for (int i = 0; i < story->future_count; i++) {
            future_free(story->futures[i]);
        }
        free(story);
    }
}

size_t story_size(const Story *story)
{
    size_t size = sizeof *story + sizeof *story->now + sizeof(Change) * story->now->change_count;
    for (int i = 0; i < story->future_count; i++) {
        const Future *future = story->futures[i];
        size += sizeof *future + sizeof(Change) * future->change_count;
    }
    return size;
}

bool story_has(const Story *story, const NetSpec *spec, int patience)
{
    bool has = false;
    for (int i = 0; i < story->future_count; i++) {
        has = has || ended_with(story->futures[i], spec, patience);
    }
    return has;
}

// ---- where it was lost

// The point of the least finite value before `until`; NULL if there is none.
static const SeriesPoint *least_of(const SeriesList *list, SeriesKind kind, long until)
{
    const SeriesPoint *least = NULL;
    for (int i = 0; i < list->count && list->points[i].step < until; i++) {
        const SeriesPoint *point = &list->points[i];
        if (isfinite(point->values[kind]) &&
            (!least || point->values[kind] < least->values[kind])) {
            least = point;
        }
    }
    return least;
}

long timeline_well(const Timeline *timeline)
{
    const double worse = 2;
    const SeriesList *epochs = &timeline->series.epochs;
    const long lost = timeline->lost_at < LONG_MAX ? timeline->lost_at : timeline->epochs.now.step;
    const SeriesPoint *best = least_of(epochs, SERIES_TRAIN_LOSS, lost);
    for (int i = epochs->count - 1; best && i > 0; i--) {
        const SeriesPoint *point = &epochs->points[i];
        if (point->step < lost &&
            point->values[SERIES_TRAIN_LOSS] <= worse * best->values[SERIES_TRAIN_LOSS]) {
            return point->step;
        }
    }
    best = least_of(&timeline->series.steps, SERIES_BATCH_LOSS, lost);
    return best && best->step > 1 ? best->step - 1 : lost > 1 ? 1 : 0; // its loss was before it
}
