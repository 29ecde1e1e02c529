// A step has two strokes that may lie apart in time: the update of the parameters, then the scores,
// if it ended an epoch. What follows from them is drawn in one place, settle().
#include "sim/train/epochs.h"

#include <limits.h>
#include <math.h>

static const TrainScore NO_SCORE = { NAN, NAN };
static const LearnStep NO_STEP = { NAN, NAN, NAN, NAN };

// Scores for nobody are not made, but for those that early stopping or the rate goes by.
static EpochsScores scores_wanted(const Epochs *epochs)
{
    const bool watched = train_watches(epochs->train);
    const Dataset *set = epochs->train->data->set;
    return epochs->read != EPOCHS_UNREAD || (watched && set->train_count == set->rows)
               ? SCORES_TRAIN
           : watched || epochs->now.patience.patience > 0 ? SCORES_VALIDATION
                                                          : SCORES_NONE;
}

static void ask_for_scores(Epochs *epochs)
{
    epochs->scores = scores_wanted(epochs);
    epochs->part = (TrainScoring){ 0 };
    epochs->train_score = NO_SCORE;
}

void epochs_begin(Epochs *epochs, Train *train, int patience, EpochsRead read)
{
    *epochs = (Epochs){ .train = train,
                        .now = { .last = NO_STEP,
                                 .train = NO_SCORE,
                                 .validation = NO_SCORE,
                                 .patience = { .patience = patience } },
                        .read = read };
    ask_for_scores(epochs);
}

void epochs_set_patience(Epochs *epochs, int patience)
{
    epochs->now.patience.patience = patience;
    epochs->now.stopped = epochs->now.lost || train_out_of_patience(&epochs->now.patience);
}

bool epochs_scores_due(const Epochs *epochs)
{
    return epochs->scores == SCORES_TRAIN || epochs->scores == SCORES_VALIDATION;
}

// The network as it was found to be.
static void take_loss(Epochs *epochs)
{
    epochs->now.lost = epochs->train->learner.lost;
    epochs->now.lost_step = epochs->train->lost_step;
    epochs->now.stopped = epochs->now.stopped || epochs->now.lost;
}

// What follows from the scores. Those before training are no progress to be patient about.
static void settle(Epochs *epochs, const TrainScore *train, const TrainScore *validation)
{
    Moment *now = &epochs->now;
    now->train = *train;
    now->validation = *validation;
    epochs->scores = SCORES_DONE;
    take_loss(epochs);
    if (now->lost) {
        return;
    }
    if (now->step > 0 && (now->best.step == 0 ? isfinite(validation->loss)
                                              : validation->loss < now->best.validation.loss)) {
        now->best = (Best){ now->step, now->last, *train, *validation };
        if (epochs->best_state) {
            train_save(epochs->train, epochs->best_state);
        }
    }
    now->stopped = now->step > 0 && now->patience.patience > 0 &&
                   train_patience_over(&now->patience, validation->loss);
    if (now->step > 0) {
        train_tell(epochs->train, isnan(validation->loss) ? train->loss : validation->loss);
    }
    if (epochs->read != EPOCHS_UNREAD) {
        course_add(&now->course, now->step, &now->last, train, validation,
                   train_chance(epochs->train).loss);
    }
}

// Lost networks have no scores; but before training it is the scores that tell, and both are told.
static bool has_score(const Epochs *epochs)
{
    return !epochs->train->learner.lost || epochs->now.step == 0;
}

bool epochs_score(Epochs *epochs, int rows)
{
    while (epochs_scores_due(epochs)) {
        const bool validation = epochs->scores == SCORES_VALIDATION;
        TrainScore score = NO_SCORE;
        if (has_score(epochs) &&
            !train_score_part(epochs->train, validation, rows, &epochs->part, &score)) {
            return false;
        }
        if (validation) {
            settle(epochs, &epochs->train_score, &score);
        } else {
            epochs->train_score = score;
            epochs->scores = SCORES_VALIDATION;
        }
    }
    return true;
}

void epochs_recall_scores(Epochs *epochs, const TrainScore *train, const TrainScore *validation)
{
    settle(epochs, train, validation);
}

LearnStep epochs_step(Epochs *epochs, bool measure)
{
    Train *train = epochs->train;
    Moment *now = &epochs->now;
    const LearnStep step = train_step(train, measure);
    epochs->scores = SCORES_NONE;
    if (train->learner.step == now->step) { // the loss was not finite: there is no such step
        take_loss(epochs);
        return step;
    }
    const bool ended = train_epoch_ended(train);
    if (!ended && epochs->read != EPOCHS_STEPS) {
        train->learner.lost = false;
        train->lost_step = 0;
    }
    now->step++;
    now->last = step;
    take_loss(epochs);
    if (ended) {
        ask_for_scores(epochs);
    }
    return step;
}

// ---- rows

// A step belongs to the epoch it helps to complete.
static long epoch_of(long step, long epoch_steps)
{
    return (step + epoch_steps - 1) / epoch_steps;
}

TrainRow epochs_row(const Epochs *epochs, const LearnStep *step)
{
    const Moment *now = &epochs->now;
    const long at = now->lost ? now->lost_step : now->step;
    const bool scored = epochs->scores == SCORES_DONE;
    return (TrainRow){ .epoch = epoch_of(at, epochs->train->epoch_steps),
                       .step = at,
                       .batch_loss = step->loss,
                       .train = scored ? now->train : NO_SCORE,
                       .validation = scored ? now->validation : NO_SCORE,
                       .grad_norm = step->grad_norm,
                       .update_ratio = step->update_ratio,
                       .rate = step->rate,
                       .lost = now->lost };
}

TrainRow epochs_best_row(const Epochs *epochs)
{
    const Best *best = &epochs->now.best;
    assert(best->step > 0);
    return (TrainRow){ .epoch = epoch_of(best->step, epochs->train->epoch_steps),
                       .step = best->step,
                       .batch_loss = best->last.loss,
                       .train = best->train,
                       .validation = best->validation,
                       .grad_norm = best->last.grad_norm,
                       .update_ratio = best->last.update_ratio,
                       .rate = best->last.rate };
}

TrainRow epochs_row_of_point(const SeriesPoint *point, long epoch_steps)
{
    const double *values = point->values;
    return (TrainRow){
        .epoch = epoch_of(point->step, epoch_steps),
        .step = point->step,
        .batch_loss = values[SERIES_BATCH_LOSS],
        .train = { values[SERIES_TRAIN_LOSS], values[SERIES_TRAIN_ACCURACY] },
        .validation = { values[SERIES_VALIDATION_LOSS], values[SERIES_VALIDATION_ACCURACY] },
        .grad_norm = values[SERIES_GRAD_NORM],
        .update_ratio = values[SERIES_UPDATE_RATIO],
        .rate = values[SERIES_RATE],
    };
}

static TrainRow row_of_loss(long lost_step, long epoch_steps)
{
    return (TrainRow){ .epoch = epoch_of(lost_step, epoch_steps),
                       .step = lost_step,
                       .batch_loss = NAN,
                       .train = NO_SCORE,
                       .validation = NO_SCORE,
                       .grad_norm = NAN,
                       .update_ratio = NAN,
                       .rate = NAN,
                       .lost = true };
}

void epochs_rows_of_list(const SeriesList *list, long epoch_steps, long lost_step, TrainSink *sink,
                         void *context)
{
    bool lost = lost_step < 0;
    for (int i = 0; i < list->count; i++) {
        TrainRow row = epochs_row_of_point(&list->points[i], epoch_steps);
        row.lost = row.step == lost_step;
        lost = lost || row.lost;
        sink(context, &row);
    }
    if (!lost) {
        const TrainRow row = row_of_loss(lost_step, epoch_steps);
        sink(context, &row);
    }
}

// ---- whole epochs

static void enforce_changes(Epochs *epochs)
{
    while (epochs->ahead_count > 0 && epochs->ahead->step <= epochs->now.step) {
        train_adjust(epochs->train, &epochs->ahead->spec);
        epochs_set_patience(epochs, epochs->ahead->patience);
        epochs->ahead++;
        epochs->ahead_count--;
    }
}

void epochs_run(Epochs *epochs, EpochsRead read, TrainSink *sink, void *context)
{
    const long steps = epochs->train->epoch_steps;
    epochs->read = read;
    bool ended = epochs->now.stopped;
    while (!ended) {
        const bool last = (epochs->now.step + 1) % steps == 0;
        const LearnStep step =
            epochs_step(epochs, read == EPOCHS_STEPS || (read == EPOCHS_ENDS && last));
        epochs_score(epochs, INT_MAX);
        ended = epochs->now.lost || last;
        if (sink && (read == EPOCHS_STEPS || (read == EPOCHS_ENDS && ended))) {
            const TrainRow row = epochs_row(epochs, &step);
            sink(context, &row);
        }
        enforce_changes(epochs); // of the step reached; a patience of theirs may have run out
        ended = ended || epochs->now.stopped;
    }
}
