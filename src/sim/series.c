// Which points are kept hangs on their place alone: the k-th offered is kept when the stride
// divides k. Strides double, so what a finer one dropped a coarser one never misses.
#include "sim/series.h"

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

bool series_keeps(const SeriesList *list, long step)
{
    return list->count == 0 || list->spacing == 0 || place(list, step) % list->stride == 0;
}

// Leaves every other of the points that are there for good.
static void thin(SeriesList *list)
{
    list->stride *= 2;
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        if (series_keeps(list, list->points[i].step)) {
            list->points[count++] = list->points[i];
        }
    }
    list->count = count;
}

static void add(SeriesList *list, const SeriesPoint *point)
{
    if (list->count == 0) {
        list->stride = 1;
        list->spacing = 0;
    } else {
        const long newest = list->points[list->count - 1].step;
        assert(point->step > newest);
        if (list->count == 1 && list->spacing == 0) {
            list->spacing = point->step - newest;
        } else if (!series_keeps(list, newest)) {
            list->count--; // it was there only while it was the newest
        }
    }
    if (list->count == SERIES_MAX) {
        thin(list);
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
        point.values[SERIES_BATCH_LOSS] = learn->loss;
        point.values[SERIES_GRAD_NORM] = learn->grad_norm;
        point.values[SERIES_UPDATE_RATIO] = learn->update_ratio;
    }
    return point;
}

void series_add_step(Series *series, long step, const LearnStep *learn)
{
    const SeriesPoint point = point_of(step, learn);
    add(&series->steps, &point);
}

void series_add_epoch(Series *series, long step, const LearnStep *learn, const TrainScore *train,
                      const TrainScore *validation)
{
    SeriesPoint point = point_of(step, step > 0 ? learn : NULL);
    point.values[SERIES_TRAIN_LOSS] = train->loss;
    point.values[SERIES_TRAIN_ACCURACY] = train->accuracy;
    point.values[SERIES_VALIDATION_LOSS] = validation->loss;
    point.values[SERIES_VALIDATION_ACCURACY] = validation->accuracy;
    add(&series->epochs, &point);
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
    while (place(list, step) / list->stride >= SERIES_MAX) {
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
