// A step is made in two strokes that an interrupt may part: the update of the parameters, then what
// belongs to it (scores at an epoch's end, curves, a kept state). Nothing is done out of turn, so
// where interrupts fall leaves no trace.
#include "sim/train/timeline_parts.h"

#include "base/file.h"
#include "base/parallel.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCORE_ROWS = 1024, // between two looks at the clock
    FIRST_NORMS = 32,
};

void timeline_start(Timeline *timeline, Train *train)
{
    epochs_begin(&timeline->epochs, train, timeline->changes.items[0].patience, EPOCHS_ENDS);
    timeline->in_force = 0;
    timeline->looked++;
}

Timeline *timeline_create(const NetSpec *spec, int patience, const TrainData *data, size_t budget,
                          Error *err)
{
    Train *train = train_create(spec, data, err);
    if (!train) {
        return NULL;
    }
    Timeline *timeline = memory_get(sizeof *timeline);
    memset(timeline, 0, sizeof *timeline);
    timeline->budget = budget;
    timeline->lost_at = timeline->cut_step = LONG_MAX;
    series_clear(&timeline->series);
    array_push(&timeline->changes, (Change){ .spec = *spec, .patience = patience });
    timeline_start(timeline, train);
    timeline_choose_stride(timeline, 0);
    return timeline;
}

void timeline_destroy(Timeline *timeline)
{
    if (!timeline) {
        return;
    }
    timeline_forget_from(timeline, 0);
    timeline_free_spare(timeline);
    timeline_drop_futures(timeline);
    free(timeline->best_state);
    array_free(&timeline->spare);
    array_free(&timeline->kept);
    array_free(&timeline->changes);
    train_destroy(timeline->epochs.train);
    free(timeline);
}

const NetSpec *timeline_spec(const Timeline *timeline)
{
    return &timeline->changes.items[timeline->changes.count - 1].spec;
}

bool timeline_is(const Timeline *timeline, const NetSpec *spec, int patience)
{
    return net_spec_differ(timeline_spec(timeline), spec) == 0 &&
           timeline->changes.items[timeline->changes.count - 1].patience == patience;
}

// ---- scores at epochs' ends

static bool enough(double until_s, const atomic_bool *interrupt)
{
    return (interrupt && atomic_load_explicit(interrupt, memory_order_relaxed)) ||
           clock_seconds() >= until_s;
}

// What was found at an epoch's end, for the curves.
static void scored(Timeline *timeline)
{
    const Moment *now = &timeline->epochs.now;
    timeline->lost_at = now->lost ? now->step : timeline->lost_at;
    const SeriesPoint *newest = series_at(&timeline->series.epochs, LONG_MAX);
    if (!newest || newest->step < now->step) {
        series_add_epoch(&timeline->series, now->step, &now->last, &now->train, &now->validation);
    }
}

// The scores that are due, in parts. False: interrupted.
static bool score(Timeline *timeline, double until_s, const atomic_bool *interrupt)
{
    if (!epochs_scores_due(&timeline->epochs)) {
        return true;
    }
    while (!epochs_score(&timeline->epochs, SCORE_ROWS)) {
        if (enough(until_s, interrupt)) {
            return false;
        }
    }
    scored(timeline);
    return true;
}

void timeline_score(Timeline *timeline)
{
    score(timeline, INFINITY, NULL);
}

// ---- changes of settings

void timeline_enforce(Timeline *timeline, size_t change)
{
    timeline->in_force = change;
    train_adjust(timeline->epochs.train, &timeline->changes.items[change].spec);
    epochs_set_patience(&timeline->epochs, timeline->changes.items[change].patience);
}

// ---- back

// Before step 1, from the seed.
static void begin_anew(Timeline *timeline)
{
    const NetSpec spec = timeline->changes.items[0].spec;
    Train *train = train_create(&spec, timeline->epochs.train->data, NULL);
    assert(train); // it could be made before
    train_destroy(timeline->epochs.train);
    timeline_start(timeline, train);
}

void timeline_rewind(Timeline *timeline, long step)
{
    const size_t count = timeline_kept_until(timeline, step);
    const long at = count > 0 ? timeline->kept.items[count - 1].moment.step : 0;
    if (timeline->epochs.now.step <= step && timeline->epochs.now.step >= at) {
        return;
    }
    if (count == 0) {
        begin_anew(timeline);
        return;
    }
    const Kept *kept = &timeline->kept.items[count - 1];
    size_t change = timeline->changes.count - 1;
    while (timeline->changes.items[change].step > kept->moment.step) {
        change--;
    }
    timeline_enforce(timeline, change); // first: it may lay the network's memory out anew
    train_load(timeline->epochs.train, kept->state);
    timeline->epochs.now = kept->moment;
    timeline->epochs.scores = SCORES_DONE;
    epochs_set_patience(&timeline->epochs, timeline->changes.items[change].patience);
    timeline->looked++;
}

// ---- on

// Scores that are due may be known from the first time.
static void recall_scores(Timeline *timeline)
{
    const Moment *now = &timeline->epochs.now;
    const SeriesPoint *known = series_at(&timeline->series.epochs, now->step);
    if (now->step < timeline->end && known && known->step == now->step) {
        const TrainRow row = epochs_row_of_point(known, timeline->epochs.train->epoch_steps);
        epochs_recall_scores(&timeline->epochs, &row.train, &row.validation);
        scored(timeline);
    }
}

// Steps whose norms are points of the curve.
static bool norms_drawn(const Timeline *timeline, long step)
{
    return step <= FIRST_NORMS || step % TIMELINE_NORMS == 1 ||
           step % timeline->epochs.train->epoch_steps == 0;
}

// Norms cost a third of a step, so they are taken where somebody will see them, and at epochs'
// ends, where they may tell that a network is lost.
static bool worth_measuring(const Timeline *timeline, long step, long goal)
{
    if (step == goal || step % timeline->epochs.train->epoch_steps == 0 ||
        step % timeline->stride == 0) {
        return true;
    }
    return norms_drawn(timeline, step) && step > timeline->end;
}

// A curve of norms is made of the same steps whoever looked when.
static void draw_step(Timeline *timeline, const LearnStep *learn)
{
    LearnStep drawn = *learn;
    if (!norms_drawn(timeline, timeline->epochs.now.step)) {
        drawn.grad_norm = drawn.update_ratio = NAN;
    }
    series_add_step(&timeline->series, timeline->epochs.now.step, &drawn);
}

// What was measured the first time and not now.
static void recall_norms(const Series *series, Moment *now)
{
    const SeriesPoint *known = series_at(&series->steps, now->step);
    if (known && known->step == now->step && isnan(now->last.grad_norm)) {
        now->last.grad_norm = known->values[SERIES_GRAD_NORM];
        now->last.update_ratio = known->values[SERIES_UPDATE_RATIO];
    }
}

// Other settings may have begun here.
static void enforce_changes(Timeline *timeline)
{
    while (timeline->in_force + 1 < timeline->changes.count &&
           timeline->changes.items[timeline->in_force + 1].step <= timeline->epochs.now.step) {
        timeline_enforce(timeline, timeline->in_force + 1);
    }
}

static void make_step(Timeline *timeline, long goal)
{
    Moment *now = &timeline->epochs.now;
    enforce_changes(timeline);
    if (now->stopped) { // by a shorter patience
        return;
    }
    const long before = now->step;
    const int rows = train_row_count(timeline->epochs.train, before);
    const LearnStep learn =
        epochs_step(&timeline->epochs, worth_measuring(timeline, before + 1, goal));
    if (now->step == before) { // lost
        timeline->lost_at = before;
        return;
    }
    timeline->looked++;
    timeline->rows += rows;
    if (now->step > timeline->end) {
        timeline->end = now->step;
        draw_step(timeline, &learn);
    } else {
        recall_norms(&timeline->series, now);
    }
    if (epochs_scores_due(&timeline->epochs)) {
        recall_scores(timeline);
    }
}

bool timeline_live(const Timeline *timeline)
{
    return !timeline->epochs.now.stopped;
}

// The clock is asked about every tenth of a millisecond.
static int steps_between_clocks(const Timeline *timeline)
{
    return timeline->step_s > 1e-6 ? clampi((int)(1e-4 / timeline->step_s), 1, 100) : 1;
}

static bool settle(Timeline *timeline, double until_s, const atomic_bool *interrupt)
{
    if (!score(timeline, until_s, interrupt)) {
        return false;
    }
    timeline_keep(timeline);
    timeline_keep_best(timeline);
    enforce_changes(timeline); // a longer patience goes on from where a shorter one had stopped
    return true;
}

bool timeline_advance(Timeline *timeline, long goal, double until_s, const atomic_bool *interrupt)
{
    const Moment *now = &timeline->epochs.now;
    const unsigned before = denormals_flush();
    const double begun_s = clock_seconds();
    const int between = steps_between_clocks(timeline);
    long steps = 0;
    bool going = settle(timeline, until_s, interrupt);
    while (going && !now->stopped && (now->step < goal || now->step >= timeline->lost_at)) {
        make_step(timeline, goal);
        steps++;
        going = settle(timeline, until_s, interrupt) &&
                !(interrupt && atomic_load_explicit(interrupt, memory_order_relaxed)) &&
                (steps % between != 0 || clock_seconds() < until_s);
    }
    const SeriesPoint *newest = series_at(&timeline->series.steps, LONG_MAX);
    if (now->step > 0 && now->step == timeline->end && (!newest || newest->step < now->step)) {
        series_add_step(&timeline->series, now->step, &now->last);
    }
    if (steps > 0) {
        const double step_s = (clock_seconds() - begun_s) / (double)steps;
        timeline->step_s += (timeline->step_s > 0 ? 0.2 : 1) * (step_s - timeline->step_s);
    }
    denormals_restore(before);
    return !epochs_scores_due(&timeline->epochs) && (now->stopped || now->step >= goal);
}
