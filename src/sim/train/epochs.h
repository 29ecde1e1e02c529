// The one driver of epochs: how a network goes on step by step, when it is scored, and when it
// stops. `thalweg train` and its kin, the window and the studies all train by it, so what a row of
// the report says, in which order it is found out, and where a network is lost or out of patience
// is the same whoever asks.
#pragma once

#include "sim/train/course.h"
#include "sim/train/series.h"

// The epoch's end (not before training) with the lowest validation loss, the first that had it.
typedef struct Best {
    long step;      // 0: there is none yet, or there are no validation rows
    LearnStep last; // that led there
    TrainScore train, validation;
} Best;

// What belongs to a moment besides the network itself.
typedef struct Moment {
    long step;
    bool lost, stopped;           // stopped: lost or out of patience
    long lost_step;               // as train->lost_step
    LearnStep last;               // of the step that led here; NAN at step 0
    TrainScore train, validation; // at the last epoch's end; NAN before the first
    Best best;                    // so far
    TrainPatience patience;
    Course course; // of the scores so far
} Moment;

// What is read of a training, and so what need not be made.
typedef enum EpochsRead {
    EPOCHS_UNREAD, // no scores but those that early stopping goes by, and no course
    EPOCHS_ENDS,   // the scores of epochs' ends
    EPOCHS_STEPS,  // ... and every step, measured
} EpochsRead;

// Of the newest step: scores are due at an epoch's end and before training, the training rows'
// first.
typedef enum EpochsScores {
    SCORES_NONE,
    SCORES_TRAIN,
    SCORES_VALIDATION,
    SCORES_DONE
} EpochsScores;

// Settings from a step on.
typedef struct Change {
    long step;
    NetSpec spec;
    int patience;
} Change;

typedef struct Epochs {
    Train *train; // not its own
    Moment now;
    const Change
        *ahead;       // [ahead_count], by step: what changes on the way, for epochs_run(); not its
    int ahead_count;  // own
    void *best_state; // where the state at now.best.step is saved, as train_save(); NULL: nowhere.
                      // Not its own
    EpochsRead read;  // may change from step to step
    EpochsScores scores;
    TrainScoring part;      // of the score in the making
    TrainScore train_score; // the training rows', until the validation rows' is complete as well
} Epochs;

// At step 0 of a network that was just made; its scores are due. patience 0: never stops early.
void epochs_begin(Epochs *epochs, Train *train, int patience, EpochsRead read);
// Another patience from here on: it may have run out.
void epochs_set_patience(Epochs *epochs, int patience);
bool epochs_scores_due(const Epochs *epochs);
// Makes the scores that are due, about `rows` rows of them. True when none is left: then `now` says
// what follows from them.
bool epochs_score(Epochs *epochs, int rows);
// The scores that are due are known from the first time.
void epochs_recall_scores(Epochs *epochs, const TrainScore *train, const TrainScore *validation);
// The next step of a network that has not stopped; scores that were due are given up. A loss that
// is not finite makes no step: now.step stays. Where not every step is read, parameters that are
// not finite are found by the next loss or at the epoch's end alone, and at the same step whether
// anybody measured or not.
LearnStep epochs_step(Epochs *epochs, bool measure);

// A line of a training's report.
typedef struct TrainRow {
    int network;                    // which, for those who train several
    long epoch, step;               // of a lost network the step that failed
    double batch_loss;              // NAN at step 0
    TrainScore train, validation;   // NAN between epochs' ends
    double grad_norm, update_ratio; // NAN at step 0
    double rate;                    // that the step used; NAN at step 0
    bool lost;
} TrainRow;

typedef void TrainSink(void *context, const TrainRow *row);

// The row of the step just made, or of step 0. step: as epochs_step() told it.
TrainRow epochs_row(const Epochs *epochs, const LearnStep *step);
// The row of the best epoch; there must be one.
TrainRow epochs_best_row(const Epochs *epochs);
// The row that a point of the curves was, and those that all points of a list were. lost_step: of a
// network that is lost, else -1; its loss has a row of its own, of which curves know no more,
// unless it was the score of an epoch's end that was not finite.
TrainRow epochs_row_of_point(const SeriesPoint *point, long epoch_steps);
void epochs_rows_of_list(const SeriesList *list, long epoch_steps, long lost_step, TrainSink *sink,
                         void *context);
// To the epoch's end and its scores, with the changes ahead at their steps, or until the network is
// lost; sink (may be NULL) gets the rows that are read: of every step or of the last alone. Nothing
// happens to one that has stopped.
void epochs_run(Epochs *epochs, EpochsRead read, TrainSink *sink, void *context);
