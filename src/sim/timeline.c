// A step is made in two strokes that an interrupt may part: the update of the parameters, then what
// belongs to it (scores at an epoch's end, curves, a kept state). Nothing is done out of turn, so
// where interrupts fall leaves no trace.
#include "sim/timeline.h"

#include "base/file.h"
#include "base/parallel.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCORE_ROWS = 1024, // between two looks at the clock
    FIRST_NORMS = 32,
    FIRST_STRIDE = 64, // keeping a state costs about a step of a small batch
};

static const TrainScore NO_SCORE = { NAN, NAN };

static Moment moment_of_start(int patience)
{
    return (Moment){ .last = { NAN, NAN, NAN },
                     .train = NO_SCORE,
                     .validation = NO_SCORE,
                     .patience = { .patience = patience } };
}

static void start(Timeline *timeline)
{
    timeline->now = moment_of_start(timeline->changes.items[0].patience);
    timeline->in_force = 0;
    timeline->scoring = true;
    timeline->scored_train = false;
    timeline->score_part = (TrainScoring){ 0 };
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
    timeline->train = train;
    timeline->stride = FIRST_STRIDE;
    timeline->budget = budget;
    timeline->lost_at = LONG_MAX;
    series_clear(&timeline->series);
    array_push(&timeline->changes, (Change){ .spec = *spec, .patience = patience });
    start(timeline);
    return timeline;
}

// Fresh memory costs more than what is copied into it, so that of dropped states is used again.
static void drop(Timeline *timeline, void *state)
{
    array_push(&timeline->spare, state);
}

static void *state_memory(Timeline *timeline)
{
    return timeline->spare.count > 0 ? timeline->spare.items[--timeline->spare.count]
                                     : memory_get(train_save_size(timeline->train));
}

static void free_spare(Timeline *timeline)
{
    while (timeline->spare.count > 0) {
        free(timeline->spare.items[--timeline->spare.count]);
    }
}

static void forget_from(Timeline *timeline, size_t first)
{
    while (timeline->kept.count > first) {
        drop(timeline, timeline->kept.items[--timeline->kept.count].state);
    }
}

static void future_drop(Timeline *timeline, int index)
{
    free(timeline->futures[index]->changes);
    free(timeline->futures[index]);
    timeline->future_count--;
    memmove(&timeline->futures[index], &timeline->futures[index + 1],
            sizeof timeline->futures[0] * (size_t)(timeline->future_count - index));
}

void timeline_destroy(Timeline *timeline)
{
    if (!timeline) {
        return;
    }
    forget_from(timeline, 0);
    free_spare(timeline);
    while (timeline->future_count > 0) {
        future_drop(timeline, timeline->future_count - 1);
    }
    array_free(&timeline->spare);
    array_free(&timeline->kept);
    array_free(&timeline->changes);
    train_destroy(timeline->train);
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
    const long lost = timeline->lost_at < LONG_MAX ? timeline->lost_at : timeline->now.step;
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

// ---- kept states

// How many there may be: zero when not even one fits, then step 0 is made anew from the seed.
static size_t room(const Timeline *timeline)
{
    return timeline->budget / (train_save_size(timeline->train) + sizeof(Kept));
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
    forget_from(timeline, most);
    free_spare(timeline);
}

static bool is_kept(const Timeline *timeline, long step)
{
    return timeline->kept.count > 0 &&
           timeline->kept.items[timeline->kept.count - 1].moment.step >= step;
}

static void keep(Timeline *timeline)
{
    const long step = timeline->now.step;
    const size_t most = room(timeline);
    if (step % timeline->stride != 0 || is_kept(timeline, step) || most == 0) {
        return;
    }
    while (timeline->kept.count >= most && most > 1) {
        thin(timeline);
    }
    if (timeline->kept.count < most && step % timeline->stride == 0) {
        Kept kept = { timeline->now, state_memory(timeline) };
        train_save(timeline->train, kept.state);
        array_push(&timeline->kept, kept);
    }
}

// ---- scores at epochs' ends

static bool enough(double until_s, const atomic_bool *interrupt)
{
    return (interrupt && atomic_load_explicit(interrupt, memory_order_relaxed)) ||
           clock_seconds() >= until_s;
}

// What was found at an epoch's end, and what follows from it.
static void scored(Timeline *timeline)
{
    Moment *now = &timeline->now;
    timeline->scoring = false;
    now->lost = timeline->train->learner.lost;
    now->lost_step = timeline->train->lost_step;
    now->stopped = now->lost || (now->step > 0 && now->patience.patience > 0 &&
                                 train_patience_over(&now->patience, now->validation.loss));
    timeline->lost_at = now->lost ? now->step : timeline->lost_at;
    if (!now->lost) {
        course_add(&now->course, now->step, &now->last, &now->train, &now->validation,
                   train_chance(timeline->train).loss);
    }
    const SeriesPoint *newest = series_at(&timeline->series.epochs, LONG_MAX);
    if (!newest || newest->step < now->step) {
        series_add_epoch(&timeline->series, now->step, &now->last, &now->train, &now->validation);
    }
}

// The scores that are due, in parts: training rows, then validation rows; none of a network that
// is lost. False: interrupted.
static bool score(Timeline *timeline, double until_s, const atomic_bool *interrupt)
{
    Moment *now = &timeline->now;
    while (timeline->scoring) {
        TrainScore *part = timeline->scored_train ? &now->validation : &timeline->train_score;
        if (timeline->train->learner.lost) {
            *part = NO_SCORE;
        } else if (!train_score_part(timeline->train, timeline->scored_train, SCORE_ROWS,
                                     &timeline->score_part, part)) {
            if (enough(until_s, interrupt)) {
                return false;
            }
            continue;
        }
        if (timeline->scored_train) {
            now->train = timeline->train_score;
            scored(timeline);
        }
        timeline->scored_train = !timeline->scored_train;
    }
    return true;
}

// ---- changes of settings

static void enforce(Timeline *timeline, size_t change)
{
    timeline->in_force = change;
    train_adjust(timeline->train, &timeline->changes.items[change].spec);
    timeline->now.patience.patience = timeline->changes.items[change].patience;
}

static bool out_of_patience(const TrainPatience *patience)
{
    return patience->patience > 0 && patience->waited >= patience->patience;
}

// Everything after the step is gone; strides are chosen as if time ended here the first time.
static void cut(Timeline *timeline, long step)
{
    size_t changes = timeline->changes.count;
    while (changes > 1 && timeline->changes.items[changes - 1].step >= step) {
        changes--;
    }
    timeline->changes.count = changes;
    size_t kept = timeline->kept.count;
    while (kept > 0 && timeline->kept.items[kept - 1].moment.step > step) {
        kept--;
    }
    forget_from(timeline, kept);
    const long most = (long)room(timeline);
    timeline->stride = FIRST_STRIDE;
    while (most > 0 && step / timeline->stride >= most) {
        timeline->stride *= 2;
    }
    timeline->end = step;
    timeline->lost_at = timeline->now.lost ? step : LONG_MAX;
    series_cut(&timeline->series, step);
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

// Keeps what there is before it is cut off, if there was any training by the last settings.
static void keep_future(Timeline *timeline)
{
    const size_t count = timeline->changes.count;
    if (timeline->end <= timeline->changes.items[count - 1].step) {
        return;
    }
    if (timeline->future_count == TIMELINE_FUTURES) {
        future_drop(timeline, least_future(timeline));
    }
    Future *future = memory_get(sizeof *future);
    future->changes = memory_get(sizeof(Change) * count);
    memcpy(future->changes, timeline->changes.items, sizeof(Change) * count);
    future->change_count = count;
    future->series = timeline->series;
    future->end = timeline->end;
    future->lost_at = timeline->lost_at;
    timeline->futures[timeline->future_count++] = future;
}

void timeline_adjust(Timeline *timeline, const NetSpec *spec, int patience)
{
    const long step = timeline->now.step;
    keep_future(timeline);
    const Change change = { .step = step, .spec = *spec, .patience = patience };
    if (step == 0) { // as if it had been so from the start
        forget_from(timeline, 0);
        series_clear(&timeline->series);
        timeline->changes.items[0] = change;
        cut(timeline, 0);
        enforce(timeline, 0);
        start(timeline);
        return;
    }
    score(timeline, INFINITY, NULL); // by the settings that led here
    cut(timeline, step);
    array_push(&timeline->changes, change);
    const SeriesPoint *newest = series_at(&timeline->series.steps, step);
    if (!newest || newest->step < step) { // thinned away; but now it is the newest
        series_add_step(&timeline->series, step, &timeline->now.last);
    }
    enforce(timeline, timeline->changes.count - 1);
    timeline->now.stopped = timeline->now.lost || out_of_patience(&timeline->now.patience);
}

// ---- back

// Before step 1, from the seed.
static void begin_anew(Timeline *timeline)
{
    const NetSpec spec = timeline->changes.items[0].spec;
    Train *train = train_create(&spec, timeline->train->data, NULL);
    assert(train); // it could be made before
    train_destroy(timeline->train);
    timeline->train = train;
    start(timeline);
}

void timeline_rewind(Timeline *timeline, long step)
{
    size_t count = timeline->kept.count;
    while (count > 0 && timeline->kept.items[count - 1].moment.step > step) {
        count--;
    }
    const long at = count > 0 ? timeline->kept.items[count - 1].moment.step : 0;
    if (timeline->now.step <= step && timeline->now.step >= at) {
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
    enforce(timeline, change); // first: it may lay the network's memory out anew
    train_load(timeline->train, kept->state);
    timeline->now = kept->moment;
    timeline->now.patience.patience = timeline->changes.items[change].patience;
    timeline->now.stopped = timeline->now.lost || out_of_patience(&timeline->now.patience);
    timeline->scoring = false;
    timeline->looked++;
}

// ---- another future

static bool same_change(const Change *a, const Change *b)
{
    return a->step == b->step && a->patience == b->patience &&
           net_spec_differ(&a->spec, &b->spec) == 0;
}

// The first step from which the settings of the two differ.
static long parting(const Timeline *timeline, const Future *future)
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

static Future *future_take(Timeline *timeline, const NetSpec *spec, int patience)
{
    for (int i = timeline->future_count - 1; i >= 0; i--) {
        Future *future = timeline->futures[i];
        const Change *last = &future->changes[future->change_count - 1];
        if (last->patience == patience && net_spec_differ(&last->spec, spec) == 0) {
            timeline->future_count--;
            memmove(&timeline->futures[i], &timeline->futures[i + 1],
                    sizeof timeline->futures[0] * (size_t)(timeline->future_count - i));
            return future;
        }
    }
    return NULL;
}

long timeline_return(Timeline *timeline, const NetSpec *spec, int patience)
{
    Future *future = future_take(timeline, spec, patience);
    if (!future) {
        return -1;
    }
    const long step = parting(timeline, future);
    score(timeline, INFINITY, NULL); // by the settings that led here
    timeline_rewind(timeline, step);
    keep_future(timeline);
    size_t kept = timeline->kept.count;
    while (kept > 0 && timeline->kept.items[kept - 1].moment.step > step) {
        kept--;
    }
    forget_from(timeline, kept);
    timeline->changes.count = 0;
    for (size_t i = 0; i < future->change_count; i++) {
        array_push(&timeline->changes, future->changes[i]);
    }
    timeline->series = future->series;
    timeline->end = future->end;
    timeline->lost_at = future->lost_at;
    free(future->changes);
    free(future);
    size_t change = timeline->changes.count - 1;
    while (change > 0 && timeline->changes.items[change].step > timeline->now.step) {
        change--;
    }
    enforce(timeline, change);
    timeline->now.stopped = timeline->now.lost || out_of_patience(&timeline->now.patience);
    return step;
}

// ---- on

// An epoch has ended: its scores are to be made, or are known from the first time.
static void epoch_ended(Timeline *timeline)
{
    Moment *now = &timeline->now;
    const SeriesPoint *known = series_at(&timeline->series.epochs, now->step);
    if (now->step < timeline->end && known && known->step == now->step) {
        now->train =
            (TrainScore){ known->values[SERIES_TRAIN_LOSS], known->values[SERIES_TRAIN_ACCURACY] };
        now->validation = (TrainScore){ known->values[SERIES_VALIDATION_LOSS],
                                        known->values[SERIES_VALIDATION_ACCURACY] };
        scored(timeline);
        return;
    }
    timeline->scoring = true;
    timeline->scored_train = false;
    timeline->score_part = (TrainScoring){ 0 };
}

static int batch_rows(const Timeline *timeline)
{
    const Train *train = timeline->train;
    const long place = train->learner.step % train->epoch_steps;
    const long left = train->data->set->train_count - place * train->batch;
    return left < train->batch ? (int)left : train->batch;
}

// Norms cost a third of a step, so they are taken where somebody will see them, and at epochs'
// ends, where they may tell that a network is lost.
static bool worth_measuring(const Timeline *timeline, long step, long goal)
{
    if (step == goal || step % timeline->train->epoch_steps == 0 || step % timeline->stride == 0) {
        return true;
    }
    return (step <= FIRST_NORMS || step % TIMELINE_NORMS == 1) && step > timeline->end &&
           series_keeps(&timeline->series.steps, step);
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

static void make_step(Timeline *timeline, long goal)
{
    Moment *now = &timeline->now;
    Learner *learner = &timeline->train->learner;
    while (timeline->in_force + 1 < timeline->changes.count &&
           timeline->changes.items[timeline->in_force + 1].step <= now->step) {
        enforce(timeline, timeline->in_force + 1);
    }
    const int rows = batch_rows(timeline);
    const LearnStep learn =
        train_step(timeline->train, worth_measuring(timeline, now->step + 1, goal));
    if (learner->step == now->step) { // the loss was not finite: there is no such step
        now->lost = now->stopped = true;
        now->lost_step = timeline->train->lost_step;
        timeline->lost_at = now->step;
        return;
    }
    // Measuring also finds parameters that are not finite. The next loss or the epoch's end does as
    // well, and at the same step whether anybody measured or not.
    if (!train_epoch_ended(timeline->train)) {
        learner->lost = false;
        timeline->train->lost_step = 0;
    }
    now->step++;
    now->last = learn;
    timeline->looked++;
    timeline->rows += rows;
    if (now->step > timeline->end) {
        timeline->end = now->step;
        if (now->step == goal || series_keeps(&timeline->series.steps, now->step)) {
            series_add_step(&timeline->series, now->step, &learn);
        }
    } else {
        recall_norms(&timeline->series, now);
    }
    if (train_epoch_ended(timeline->train)) {
        epoch_ended(timeline);
    }
}

bool timeline_live(const Timeline *timeline)
{
    return !timeline->now.stopped;
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
    keep(timeline);
    return true;
}

bool timeline_advance(Timeline *timeline, long goal, double until_s, const atomic_bool *interrupt)
{
    const Moment *now = &timeline->now;
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
    return !timeline->scoring && (now->stopped || now->step >= goal);
}
