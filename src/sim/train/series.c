// Steps are taken in stretches of `stride`. Of each stretch its first point stays and, of every
// value drawn, the points of the least and the greatest: of those of two stretches the same are
// chosen as of all their points, so that a thinned curve hangs on nothing but what was offered.
#include "sim/train/series.h"

#include <math.h>

void series_clear(Series *series)
{
    series->steps = (SeriesList){ .stride = 1 };
    series->epochs = (SeriesList){ .stride = 1 };
}

static long place(const SeriesList *list, long step)
{
    if (list->count == 0) {
        return 0;
    }
    return (step - list->points[0].step) / (list->spacing > 0 ? list->spacing : 1);
}

bool series_regular(const SeriesList *list, long step)
{
    return list->count == 0 || list->spacing == 0 || place(list, step) % list->stride == 0;
}

// The values of which a list keeps the extremes.
typedef struct Kinds {
    SeriesKind first, end;
} Kinds;

static const Kinds step_kinds = { SERIES_BATCH_LOSS, SERIES_TRAIN_LOSS },
                   epoch_kinds = { SERIES_TRAIN_LOSS, SERIES_COUNT };

// Leaves of the points [from, to), which are those of one stretch, what stays. Returns how many.
static int choose(const SeriesList *list, Kinds kinds, const SeriesPoint *from, int count,
                  SeriesPoint *to)
{
    int low[SERIES_COUNT], high[SERIES_COUNT], stay = 0;
    for (SeriesKind kind = kinds.first; kind < kinds.end; kind++) {
        low[kind] = high[kind] = -1;
        for (int i = 0; i < count; i++) {
            const double v = from[i].values[kind];
            if (isnan(v)) {
                continue;
            }
            low[kind] = low[kind] < 0 || v < from[low[kind]].values[kind] ? i : low[kind];
            high[kind] = high[kind] < 0 || v > from[high[kind]].values[kind] ? i : high[kind];
        }
    }
    for (int i = 0; i < count; i++) {
        bool stays = series_regular(list, from[i].step);
        for (SeriesKind kind = kinds.first; kind < kinds.end && !stays; kind++) {
            stays = i == low[kind] || i == high[kind];
        }
        if (stays) {
            const SeriesPoint point = from[i]; // to may be from
            to[stay++] = point;
        }
    }
    return stay;
}

// Stretches twice as long.
static void thin(SeriesList *list, Kinds kinds)
{
    list->stride *= 2;
    int kept = 0;
    for (int from = 0; from < list->count;) {
        const long stretch = place(list, list->points[from].step) / list->stride;
        int to = from + 1;
        while (to < list->count && place(list, list->points[to].step) / list->stride == stretch) {
            to++;
        }
        kept += choose(list, kinds, &list->points[from], to - from, &list->points[kept]);
        from = to;
    }
    list->count = kept;
}

// Chooses among the points of the newest's stretch: it was there until now as the newest.
static void settle(SeriesList *list, Kinds kinds)
{
    const long stretch = place(list, list->points[list->count - 1].step) / list->stride;
    int from = list->count - 1;
    while (from > 0 && place(list, list->points[from - 1].step) / list->stride == stretch) {
        from--;
    }
    list->count =
        from + choose(list, kinds, &list->points[from], list->count - from, &list->points[from]);
}

static void add(SeriesList *list, Kinds kinds, const SeriesPoint *point)
{
    if (list->count == 0) {
        list->stride = 1;
        list->spacing = 0;
    } else {
        const long newest = list->points[list->count - 1].step;
        assert(point->step > newest);
        if (list->count == 1 && list->spacing == 0) {
            list->spacing = point->step - newest;
        } else if (list->stride > 1) {
            settle(list, kinds);
        }
    }
    while (list->count == SERIES_MAX) {
        thin(list, kinds);
    }
    list->points[list->count++] = *point;
}

static SeriesPoint point_of(long step, const LearnStep *learn)
{
    SeriesPoint point = { .step = step };
    for (int k = 0; k < SERIES_COUNT; k++) {
        point.values[k] = NAN;
    }
    if (learn) {
        point.values[SERIES_RATE] = learn->rate;
        point.values[SERIES_BATCH_LOSS] = learn->loss;
        point.values[SERIES_GRAD_NORM] = learn->grad_norm;
        point.values[SERIES_UPDATE_RATIO] = learn->update_ratio;
    }
    return point;
}

void series_add_step(Series *series, long step, const LearnStep *learn)
{
    const SeriesPoint point = point_of(step, learn);
    add(&series->steps, step_kinds, &point);
}

void series_add_epoch(Series *series, long step, const LearnStep *learn, const TrainScore *train,
                      const TrainScore *validation)
{
    SeriesPoint point = point_of(step, step > 0 ? learn : NULL);
    point.values[SERIES_TRAIN_LOSS] = train->loss;
    point.values[SERIES_TRAIN_ACCURACY] = train->accuracy;
    point.values[SERIES_VALIDATION_LOSS] = validation->loss;
    point.values[SERIES_VALIDATION_ACCURACY] = validation->accuracy;
    add(&series->epochs, epoch_kinds, &point);
}

static int count_until(const SeriesList *list, long step)
{
    int low = 0, high = list->count; // points before low are at or before the step
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (list->points[middle].step <= step) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// What comes next is kept as densely as if the list ended here the first time.
static void cut(SeriesList *list, long step)
{
    list->count = count_until(list, step);
    list->stride = 1;
    const long usual = 3; // points of a stretch: the first, the least, the greatest
    while (place(list, step) / list->stride * (list->stride < usual ? list->stride : usual) >=
           SERIES_MAX) {
        list->stride *= 2;
    }
}

void series_cut(Series *series, long step)
{
    cut(&series->steps, step);
    cut(&series->epochs, step);
}

const SeriesPoint *series_at(const SeriesList *list, long step)
{
    const int count = count_until(list, step);
    return count > 0 ? &list->points[count - 1] : NULL;
}
