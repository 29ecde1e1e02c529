// One driver of epochs: the command line's lab, the window's session and the driver alone tell the
// same rows, bit for bit, of networks that learn, run out of patience or are lost, whatever batches
// they take and however often the window interrupts, goes back and comes again.
#include "data_bench.h"
#include "session_bench.h"
#include "sim/train/epochs.h"

#include <limits.h>

typedef enum Ending { RUNS, RUNS_OUT, IS_LOST } Ending;

typedef struct Case {
    const char *data, *network;
    int patience;
    long epochs;
    Ending ending;
} Case;

static const Case cases[] = {
    { "spiral noise=0.1 n=130", "hidden=8,8 batch=32", 0, 12, RUNS }, // 91 rows: a last batch of 27
    { "spiral noise=0.1 n=130", "hidden=8,8 batch=91", 0, 12, RUNS },
    { "spiral noise=0.1 n=130", "hidden=8 batch=all optimizer=adam lr=0.05", 0, 40, RUNS },
    { "moons n=60 noise=0.4", "hidden=12 batch=10 dropout=0.3", 0, 20, RUNS },
    { "moons n=60 train=1", "hidden=6 batch=7 label_smoothing=0.1", 0, 10, RUNS },
    { "wave n=60", "hidden=6x3 batch=10 batchnorm=before l2=0.001 clip=0.5", 0, 10, RUNS },
    { "gauss noise=0.4 n=120 train=0.5",
      "hidden=2x32 activation=relu optimizer=adam lr=0.01 batch=10", 3, 300, RUNS_OUT },
    { "moons n=60 noise=0.4", "hidden=16 optimizer=sgd lr=2 batch=all", 1, 600, RUNS_OUT },
    { "wave n=60", "hidden=4x32 activation=relu init=normal std=3 optimizer=sgd lr=10 batch=10", 0,
      10, IS_LOST },
    { "wave n=60", "hidden=8 activation=relu optimizer=sgd lr=1000 batch=all", 2, 40, IS_LOST },
    { "plane n=60", "hidden=9x500 init=constant value=10 activation=identity loss=mse", 0, 2,
      IS_LOST }, // before training
    { "spiral noise=0.1 n=130", "hidden=8,8 batch=9 batchnorm=before", 0, 12, RUNS }, // of 10
};

// A row of a lost network as curves know it: they end before the step that failed.
static bool same_end(const TrainRow *curve, const TrainRow *row)
{
    return row->lost && curve->lost && curve->epoch == row->epoch && curve->step == row->step &&
           same_score(curve->train, row->train) && same_score(curve->validation, row->validation);
}

static void expect_same(const Rows *want, const Rows *rows, const char *what, const char *network)
{
    cr_expect_eq(rows->count, want->count, "%s, %s: %zu rows, not %zu", network, what, rows->count,
                 want->count);
    for (size_t i = 0; i < rows->count && i < want->count; i++) {
        const TrainRow *a = &rows->items[i], *b = &want->items[i];
        cr_expect(same_train_row(a, b) || same_end(a, b), "%s, %s: row %zu of steps %ld and %ld",
                  network, what, i, a->step, b->step);
    }
}

static void case_spec(const Case *one, LabSpec *spec)
{
    Error err;
    lab_spec_defaults(spec);
    cr_assert(data_spec_parse(&spec->data, one->data, &err), "%s", err.text);
    cr_assert(net_spec_parse(&spec->networks[0], &spec->shared, one->network, &err), "%s: %s",
              one->network, err.text);
    spec->patience = one->patience;
    spec->epochs = (int)one->epochs;
}

static void lab_rows(const LabSpec *spec, bool every_step, Rows *rows)
{
    LabError err;
    Lab *lab = lab_create(spec, &err);
    cr_assert(lab, "%s", err.error.text);
    lab_begin(lab, collect_row, rows);
    for (int epoch = 0; epoch < spec->epochs && !lab->networks[0].now.stopped; epoch++) {
        lab_epoch(lab, NULL, every_step ? EPOCHS_STEPS : EPOCHS_ENDS, collect_row, rows);
    }
    lab_destroy(lab);
}

// The rows at epochs' ends, the start's and a lost network's last.
static void ends_of(const Rows *all, long epoch_steps, Rows *ends)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].step % epoch_steps == 0 || all->items[i].lost) {
            array_push(ends, all->items[i]);
        }
    }
}

// How the window comes there: in slices so short that most are cut, back and on again.
static void shown_rows(Bench *b, const LabSpec *spec, Rows *ends, Rows *steps)
{
    b->wish->spec = *spec;
    b->wish->seek_epochs = true;
    const long stops[] = { spec->epochs / 3, spec->epochs / 5, spec->epochs };
    for (size_t i = 0; i < COUNT(stops); i++) {
        b->wish->seeks++;
        b->wish->seek = stops[i];
        bench_wish(b);
        const atomic_bool interrupt = true;
        for (int slice = 0; session_work(b->session, 1e-4, slice % 3 ? &interrupt : NULL);
             slice++) {
        }
        bench_shot(b);
    }
    const NetShot *net = &b->shot->networks[0];
    const long lost_step = net->lost ? net->lost_step : -1;
    epochs_rows_of_list(&net->series.epochs, net->epoch_steps, lost_step, collect_row, ends);
    epochs_rows_of_list(&net->series.steps, net->epoch_steps, -1, collect_row, steps);
}

// Batch losses of all steps, and norms where they were taken, are those of the row.
static void expect_steps(const Rows *steps, const Rows *all, const char *network)
{
    size_t norms = 0;
    for (size_t i = 0; i < steps->count; i++) {
        const TrainRow *point = &steps->items[i], *row = row_at(all, 0, point->step);
        cr_assert(row, "%s: step %ld", network, point->step);
        cr_expect(same_number(point->batch_loss, row->batch_loss), "%s: step %ld", network,
                  point->step);
        norms += !isnan(point->grad_norm);
        cr_expect(isnan(point->grad_norm) || same_number(point->grad_norm, row->grad_norm));
        cr_expect(isnan(point->update_ratio) ||
                  same_number(point->update_ratio, row->update_ratio));
    }
    cr_expect(steps->count == 0 || norms > 0);
}

Test(epochs, the_window_and_the_command_line_tell_the_same_rows)
{
    for (size_t k = 0; k < COUNT(cases); k++) {
        const Case *one = &cases[k];
        Rows all = { 0 }, ends = { 0 }, of_all = { 0 }, shown = { 0 }, steps = { 0 };
        Bench b;
        bench_open(&b, 1 << 16, 1);
        LabSpec *spec = malloc(sizeof *spec);
        case_spec(one, spec);
        lab_rows(spec, true, &all);
        lab_rows(spec, false, &ends);
        shown_rows(&b, spec, &shown, &steps);
        const NetShot *net = &b.shot->networks[0];
        const TrainRow *last = &ends.items[ends.count - 1];
        ends_of(&all, net->epoch_steps, &of_all);
        expect_same(&ends, &shown, "the window's curves", one->network);
        cr_expect_eq(of_all.count, ends.count, "%s", one->network);
        for (size_t i = 0; i < ends.count && i < of_all.count; i++) {
            const TrainRow *a = &of_all.items[i], *b_row = &ends.items[i];
            cr_expect(same_train_row(a, b_row) || same_end(a, b_row), "%s: every step",
                      one->network);
        }
        expect_steps(&steps, &all, one->network);
        cr_expect_eq(last->lost, one->ending == IS_LOST, "%s", one->network);
        cr_expect_eq(last->epoch < one->epochs, one->ending != RUNS, "%s", one->network);
        cr_expect_eq(net->stopped, one->ending != RUNS, "%s", one->network);
        cr_expect_eq(net->lost, last->lost);
        cr_expect(same_score(net->validation, last->validation) || last->lost);
        free(spec);
        bench_close(&b);
        Rows *const made[] = { &all, &ends, &of_all, &shown, &steps };
        for (size_t i = 0; i < COUNT(made); i++) {
            array_free(made[i]);
        }
    }
}

// The network of a case, made as a study makes one.
typedef struct Alone {
    DataBench on;
    Epochs epochs;
} Alone;

static void alone_open(Alone *alone, const LabSpec *spec, EpochsRead read)
{
    const NetSpec network = lab_network(spec, 0);
    data_bench_make(&alone->on, &spec->data, spec->shared.seed);
    Train *train = train_of(&network, &alone->on);
    epochs_begin(&alone->epochs, train, spec->patience, read);
}

static void alone_close(Alone *alone)
{
    train_destroy(alone->epochs.train);
    data_bench_close(&alone->on);
}

Test(epochs, scores_in_parts_and_scores_for_nobody_change_nothing)
{
    for (size_t k = 0; k < COUNT(cases); k++) {
        LabSpec spec;
        Rows want = { 0 }, rows = { 0 };
        Alone parts, unread;
        case_spec(&cases[k], &spec);
        lab_rows(&spec, false, &want);
        alone_open(&parts, &spec, EPOCHS_ENDS);
        alone_open(&unread, &spec, EPOCHS_UNREAD);
        Epochs *epochs = &parts.epochs;
        LearnStep step = epochs->now.last;
        while (true) {
            const bool ended = epochs_scores_due(epochs);
            while (!epochs_score(epochs, 1)) {
            }
            cr_assert_not(epochs_scores_due(epochs));
            if (ended || epochs->now.lost) {
                const TrainRow row = epochs_row(epochs, &step);
                array_push(&rows, row);
            }
            if (epochs->now.stopped ||
                epochs->now.step == spec.epochs * epochs->train->epoch_steps) {
                break;
            }
            step = epochs_step(epochs, (epochs->now.step + 1) % epochs->train->epoch_steps == 0);
        }
        expect_same(&want, &rows, "in parts", cases[k].network);
        for (int epoch = 0; epoch < spec.epochs; epoch++) {
            epochs_run(&unread.epochs, EPOCHS_UNREAD, NULL, NULL);
        }
        // Unread it learns of a loss that a score would have found by the step after it.
        cr_expect_eq(unread.epochs.now.stopped, epochs->now.stopped);
        cr_expect(epochs->now.lost || unread.epochs.now.step == epochs->now.step, "%s",
                  cases[k].network);
        cr_expect_eq(unread.epochs.now.course.scores, 0);
        alone_close(&parts);
        alone_close(&unread);
        array_free(&want);
        array_free(&rows);
    }
}

Test(epochs, before_training_both_scores_are_told_even_of_a_network_that_is_lost)
{
    LabSpec spec;
    Alone alone;
    const Case lost = { "spiral", "hidden=12x500 init=constant value=10 activation=identity", 0, 1,
                        IS_LOST };
    case_spec(&lost, &spec);
    alone_open(&alone, &spec, EPOCHS_ENDS);
    cr_expect(epochs_score(&alone.epochs, INT_MAX));
    const Moment *now = &alone.epochs.now;
    cr_expect(now->lost && now->stopped);
    cr_expect_not(isfinite(now->train.loss));
    cr_expect(isfinite(now->train.accuracy));
    cr_expect(isfinite(now->validation.accuracy));
    alone_close(&alone);
}

Test(epochs, a_shorter_patience_stops_at_the_same_step_when_it_is_come_to_again)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    case_spec(&cases[6], &b.wish->spec);
    b.wish->spec.patience = 0;
    long epoch = 0;
    do { // to where a patience of 40 has nearly run out
        epoch += 10;
        b.wish->spec.patience = 40;
        b.wish->seek_epochs = true;
        bench_seek(&b, epoch);
    } while (epoch < 400 && b.shot->networks[0].train.loss > 0.05);
    const long step = b.shot->networks[0].step;
    cr_assert_not(b.shot->networks[0].stopped);
    b.wish->spec.patience = 1;
    bench_settle(&b);
    cr_assert(b.shot->networks[0].stopped, "it has waited longer");
    bench_seek(&b, epoch / 2);
    cr_expect_not(b.shot->networks[0].stopped);
    bench_seek(&b, epoch + 20);
    cr_expect_eq(b.shot->networks[0].step, step);
    cr_expect(b.shot->networks[0].stopped);
    bench_close(&b);
}
