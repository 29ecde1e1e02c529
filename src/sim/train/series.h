// The curves of a network in training: values over steps, thinned when long so that they never slow
// anybody down. Every value kept is exact and at its step; thinning drops points, it never
// averages, and it keeps the least and the greatest of each stretch, so that no peak is ever lost.
#pragma once

#include "sim/train/train.h"

enum { SERIES_MAX = 2048 };

typedef enum SeriesKind {
    SERIES_RATE,       // that the step used
    SERIES_BATCH_LOSS, // training mode, penalties in
    SERIES_GRAD_NORM,  // before clipping
    SERIES_UPDATE_RATIO,
    SERIES_TRAIN_LOSS, // full passes at epochs' ends, evaluation mode
    SERIES_VALIDATION_LOSS,
    SERIES_TRAIN_ACCURACY,
    SERIES_VALIDATION_ACCURACY,
    SERIES_COUNT
} SeriesKind;

typedef struct SeriesPoint {
    long step;
    double values[SERIES_COUNT]; // NAN: none at this step
} SeriesPoint;

// Two thinned lists in step order: of steps and of epochs' ends. Plain data; zeroed is empty.
typedef struct SeriesList {
    SeriesPoint points[SERIES_MAX];
    int count;
    long stride; // offers in a stretch: of each its first and its extremes are kept; the newest too
    long spacing; // steps from one offer to the next, as the first two were apart; 0: not known yet
} SeriesList;

typedef struct Series {
    SeriesList steps;  // rate, batch loss, gradient norm, update ratio; scores NAN
    SeriesList epochs; // all; point 0 is before training, its batch values NAN
} Series;

void series_clear(Series *series);
// Points must be offered in step order, evenly spaced and every one: each step from 1 on, each
// epoch's end from 0 on. Values that are NAN are no extremes.
void series_add_step(Series *series, long step, const LearnStep *learn);
void series_add_epoch(Series *series, long step, const LearnStep *learn, const TrainScore *train,
                      const TrainScore *validation);
// Whether a step is the first of a stretch, which is kept whatever its values are.
bool series_regular(const SeriesList *list, long step);
// Forgets what came after the step.
void series_cut(Series *series, long step);
// The newest point of a list at or before the step; NULL if there is none.
const SeriesPoint *series_at(const SeriesList *list, long step);
