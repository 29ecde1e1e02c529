// The best epoch, and histograms over steps: functions of the course, whoever looked at what, and
// whichever way time has gone.
#include "session_bench.h"

#include "data_bench.h"
#include "sim/train/lab_bands.h"

static void open_lab(Bench *b, size_t budget, const char *network)
{
    bench_open(b, budget, 1);
    cr_assert(data_spec_parse(&b->wish->spec.data, "moons n=60 noise=0.3", NULL));
    add_network(b, network);
    b->wish->look.surface = 16;
}

static const char OVERFITS[] =
    "hidden=16x2 activation=tanh init=xavier_normal lr=0.01 batch=5 dropout=0.1";

// The epoch's end until `step` with the lowest validation loss, as the curves have it.
static const SeriesPoint *best_of(const NetShot *net, long step)
{
    const SeriesList *list = &net->series.epochs;
    const SeriesPoint *best = NULL;
    for (int i = 1; i < list->count && list->points[i].step <= step; i++) {
        const double loss = list->points[i].values[SERIES_VALIDATION_LOSS];
        best = !best || loss < best->values[SERIES_VALIDATION_LOSS] ? &list->points[i] : best;
    }
    return best;
}

static void expect_best_of_curve(const Bench *b, const char *when)
{
    const NetShot *net = &b->shot->networks[0];
    const SeriesPoint *best = best_of(net, net->step);
    cr_assert(best, "%s", when);
    cr_expect_eq(net->best_step, best->step, "%s: %ld, not %ld", when, net->best_step, best->step);
    cr_expect_eq(net->best_epoch, best->step / net->epoch_steps);
    cr_expect_eq(net->best_loss, best->values[SERIES_VALIDATION_LOSS], "%s", when);
}

// What a shot at that step shows, weights, surface, histogram and scores, of a session that does
// nothing else.
static void expect_seen(const Bench *b, const char *network, long step, const char *when)
{
    Bench plain;
    open_lab(&plain, 1 << 22, network);
    bench_seek(&plain, step);
    const NetShot *best = &b->shot->networks[0], *there = &plain.shot->networks[0];
    cr_expect(best->best, "%s", when);
    cr_assert_eq(best->weight_total, there->weight_total);
    cr_expect_arr_eq(best->weights, there->weights, sizeof(float) * (size_t)there->weight_total,
                     "%s: weights", when);
    cr_expect_arr_eq(best->surface_value, there->surface_value, sizeof(float) * 16 * 16,
                     "%s: surface", when);
    cr_expect_arr_eq(best->counts[0], there->counts[0], sizeof best->counts[0], "%s: histogram",
                     when);
    cr_expect(same_score(best->train, there->train) &&
                  same_score(best->validation, there->validation),
              "%s: scores", when);
    bench_close(&plain);
}

Test(session_best, the_best_epoch_has_the_lowest_validation_loss_at_every_moment)
{
    Bench b;
    open_lab(&b, 1 << 22, OVERFITS);
    static const long steps[] = { 3, 40, 400, 1000, 390, 41, 8, 700 };
    for (size_t i = 0; i < COUNT(steps); i++) {
        bench_seek(&b, steps[i]);
        const NetShot *net = &b.shot->networks[0];
        if (steps[i] < net->epoch_steps) {
            cr_expect_eq(net->best_epoch, 0);
            cr_expect(isnan(net->best_loss));
        } else {
            expect_best_of_curve(&b, "after a seek");
        }
    }
    cr_expect_lt(b.shot->networks[0].best_step, 600, "it overfits, and the test tests something");
    bench_close(&b);
}

// Forth, back before the best, where another one was the best, and forth again; with many states to
// go back to, and with none.
Test(session_best, is_seen_as_it_was_there_wherever_time_has_gone)
{
    static const size_t budgets[] = { 1 << 22, 0 };
    for (size_t k = 0; k < COUNT(budgets); k++) {
        Bench b;
        open_lab(&b, budgets[k], OVERFITS);
        bench_seek(&b, 700);
        const long best = b.shot->networks[0].best_step;
        cr_assert(best > 8 && best < 690, "%ld", best);
        b.wish->look.best = 1;
        bench_settle(&b);
        expect_seen(&b, OVERFITS, best, "best is asked for");
        bench_seek(&b, best - 1);
        const long before = b.shot->networks[0].best_step;
        cr_assert(before > 0 && before < best, "%ld", before);
        expect_seen(&b, OVERFITS, before, "before it");
        bench_seek(&b, 700);
        cr_expect_eq(b.shot->networks[0].best_step, best);
        expect_seen(&b, OVERFITS, best, "after it again");
        bench_seek(&b, best);
        expect_seen(&b, OVERFITS, best, "at it");
        b.wish->look.best = 0;
        bench_seek(&b, 701);
        cr_expect_not(b.shot->networks[0].best);
        bench_close(&b);
    }
}

static const char SLOWER[] =
    "hidden=16x2 activation=tanh init=xavier_normal lr=0.009 batch=5 dropout=0.1";

// Trains to the step with the rate changed at another.
static void change_on_the_way(Bench *b, long change, long step)
{
    bench_seek(b, change);
    set_network(b->wish, 0, SLOWER);
    bench_settle(b);
    bench_seek(b, step);
}

Test(session_best, looking_back_leaves_no_trace_in_the_training)
{
    Bench looked, plain;
    open_lab(&looked, 1 << 14, OVERFITS);
    open_lab(&plain, 1 << 14, OVERFITS);
    // The first look goes back behind a change that holds now.
    change_on_the_way(&looked, 400, 420);
    change_on_the_way(&plain, 400, 420);
    cr_assert_lt(looked.shot->networks[0].best_step, 400);
    static const long steps[] = { 421, 100, 333, 500, 120, 640 };
    for (size_t i = 0; i < COUNT(steps); i++) {
        looked.wish->look.best = 1;
        bench_seek(&looked, steps[i]);
        looked.wish->look.best = 0;
        bench_settle(&looked);
        bench_seek(&plain, steps[i]);
        cr_expect(same_moment(&looked.shot->networks[0], &plain.shot->networks[0]), "step %ld",
                  steps[i]);
    }
    bench_close(&looked);
    bench_close(&plain);
}

// A change cuts off what came after it, and with it the best epoch there; the one that comes may
// have the same number.
Test(session_best, is_of_the_course_that_holds)
{
    Bench b, plain;
    open_lab(&b, 1 << 22, OVERFITS);
    open_lab(&plain, 1 << 22, OVERFITS);
    b.wish->look.best = 1;
    bench_seek(&b, 700);
    const long best = b.shot->networks[0].best_step;
    b.wish->look.best = 0; // nobody asks for the one before it
    change_on_the_way(&b, best - 4, best + 1);
    b.wish->look.best = 1;
    bench_settle(&b);
    change_on_the_way(&plain, best - 4, best);
    const NetShot *seen = &b.shot->networks[0], *there = &plain.shot->networks[0];
    cr_assert(seen->best && seen->best_step == best, "the change is a small one");
    cr_expect_arr_eq(seen->weights, there->weights, sizeof(float) * (size_t)there->weight_total);
    cr_expect_arr_eq(seen->surface_value, there->surface_value, sizeof(float) * 16 * 16);
    expect_best_of_curve(&b, "after a change");
    bench_close(&b);
    bench_close(&plain);
}

// What was good of one that is lost can still be seen, and it is lost all the same.
Test(session_best, is_there_of_a_network_that_was_lost)
{
    static const char explodes[] =
        "hidden=16x3 activation=relu loss=mse optimizer=sgd lr=2 batch=5";
    Bench b;
    open_lab(&b, 1 << 22, explodes);
    bench_seek(&b, 400);
    const NetShot *net = &b.shot->networks[0];
    cr_assert(net->lost && net->best_step > 0 && net->best_step < net->step);
    const long lost = net->lost_step, best = net->best_step;
    b.wish->look.best = 1;
    bench_settle(&b);
    cr_expect(net->lost && net->lost_step == lost && net->best_step == best);
    expect_seen(&b, explodes, best, "lost");
    bench_seek(&b, best);
    cr_expect(!net->lost && net->step == best);
    bench_seek(&b, 400);
    cr_expect(net->lost && net->lost_step == lost);
    bench_close(&b);
}

Test(session_best, needs_validation_rows_and_an_epoch)
{
    Bench b;
    open_lab(&b, 1 << 22, OVERFITS);
    cr_assert(data_spec_parse(&b.wish->spec.data, "moons n=60 train=1", NULL));
    b.wish->look.best = 1;
    bench_seek(&b, 100);
    cr_expect_eq(b.shot->networks[0].best_epoch, 0);
    cr_expect_not(b.shot->networks[0].best);
    bench_close(&b);
}

// ---- the same without a session

typedef struct Told {
    TrainRow best;
    long rows;
} Told;

static void take_row(void *context, UNUSED const Lab *lab, const TrainRow *row)
{
    Told *rows = context;
    if (row->epoch > 0 && (rows->rows == 0 || row->validation.loss < rows->best.validation.loss)) {
        rows->best = *row;
    }
    rows->rows += row->epoch > 0;
}

Test(session_best, a_lab_gives_the_weights_of_its_best_epoch_back)
{
    LabSpec spec;
    LabError wrong;
    Error err;
    lab_spec_defaults(&spec);
    cr_assert(data_spec_parse(&spec.data, "moons n=60 noise=0.3", NULL));
    cr_assert(net_spec_parse(&spec.networks[0], &spec.shared, OVERFITS, NULL));
    spec.epochs = 200;
    spec.patience = 10;
    Lab *lab = lab_create(&spec, &wrong);
    cr_assert(lab && lab_keep_best(lab, &err));
    Told rows = { .rows = 0 };
    lab_train(lab, 1, EPOCHS_ENDS, &(LabWatch){ .row = take_row, .context = &rows });
    cr_assert(lab->networks[0].now.stopped, "patience has ended it");
    cr_expect_eq(rows.rows, rows.best.epoch + 10);
    cr_assert(lab_take_best(lab, 0));
    const TrainRow row = epochs_best_row(&lab->networks[0]);
    cr_expect(row.step == rows.best.step && row.epoch == rows.best.epoch && !row.lost);
    cr_expect(row.batch_loss == rows.best.batch_loss && row.rate == rows.best.rate);
    Train *train = lab->networks[0].train;
    const TrainScore train_score_now = train_score(train, false), now = train_score(train, true);
    cr_expect(same_score(now, rows.best.validation) &&
              same_score(train_score_now, rows.best.train));
    lab_destroy(lab);
    cr_assert(data_spec_parse(&spec.data, "moons n=60 train=1", NULL));
    spec.patience = 0;
    lab = lab_create(&spec, &wrong);
    cr_expect_not(lab_keep_best(lab, &err));
    cr_expect_str_eq(err.text, "the best epoch is the one with the lowest validation loss, and all "
                               "60 rows are trained on; choose a smaller share to train on");
    lab_destroy(lab);
}

// ---- bands

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

// Of the first hidden layer's activations over the training rows, sorted.
static void expect_band(const Bench *b, const BandPoint *point, int units)
{
    DataBench on;
    const NetSpec spec = lab_network(&b->wish->spec, 0);
    data_bench_make(&on, &b->wish->spec.data, lab_data_seed(&b->wish->spec));
    Train *train = train_of(&spec, &on);
    for (long i = 0; i < point->step; i++) {
        train_step(train, false);
    }
    const int rows = on.set.train_count, count = rows * units;
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, &train->learner.net, rows, PASS_WHOLE, &arena);
    net_forward(&train->learner.net, &pass, NET_INSPECT, (NetDraw){ 0 }, on.data.x, rows);
    double *values = arena_new(&arena, double, count), sum = 0;
    for (int i = 0; i < count; i++) {
        values[i] = (double)pass.results[1][i / units * padded(units) + i % units];
        sum += values[i];
    }
    qsort(values, (size_t)count, sizeof values[0], by_size);
    for (int q = 0; q < BAND_QUANTILES; q++) {
        const double at = band_shares[q] * (count - 1), part = at - floor(at);
        const double lower = values[(int)at], upper = values[(int)at + (part > 0)];
        cr_expect_float_eq((double)point->layers[0].quantiles[q], lower + part * (upper - lower),
                           1e-6, "step %ld, quantile %d", point->step, q);
    }
    cr_expect_float_eq((double)point->layers[0].mean, sum / count, 1e-6, "step %ld", point->step);
    arena_free(&arena);
    train_destroy(train);
    data_bench_close(&on);
}

static const char TWO_LAYERS[] = "hidden=9,4 activation=tanh lr=0.02 batch=5";

Test(session_best, bands_are_quantiles_of_a_layer_at_their_steps)
{
    Bench b;
    open_lab(&b, 1 << 22, TWO_LAYERS);
    b.wish->look.bands = true;
    bench_seek(&b, 301);
    const LabBands *bands = &b.shot->bands[0];
    cr_assert_eq(bands->layer_count, 2);
    cr_assert(bands->count >= 64 && bands->count <= 130, "%d", bands->count);
    for (int i = 1; i < bands->count; i++) {
        cr_assert_lt(bands->points[i - 1].step, bands->points[i].step);
    }
    cr_expect_leq(bands->points[0].step, 4);
    cr_expect_eq(bands->points[bands->count - 1].step, 301);
    expect_band(&b, &bands->points[0], 9);
    expect_band(&b, &bands->points[bands->count / 2], 9);
    expect_band(&b, &bands->points[bands->count - 1], 9);
    bench_close(&b);
}

// One asks for them when the training is over: they are there, of every time it was looked at, a
// point for each stretch of steps.
Test(session_best, bands_are_recorded_before_they_are_asked_for)
{
    Bench b;
    open_lab(&b, 1 << 22, TWO_LAYERS);
    for (long step = 10; step <= 300; step += 10) {
        bench_seek(&b, step);
    }
    cr_expect_eq(b.shot->bands[0].count, 0, "not shown");
    b.wish->look.bands = true;
    bench_settle(&b);
    const LabBands *bands = &b.shot->bands[0];
    cr_assert_geq(bands->count, 30, "%d", bands->count);
    cr_expect_eq(bands->points[bands->count - 1].step, 300);
    expect_band(&b, &bands->points[1], 9);
    expect_band(&b, &bands->points[bands->count / 2], 9);
    bench_close(&b);
}

Test(session_best, bands_lack_what_no_point_of_their_stretch_tells)
{
    LabBands *bands = calloc(1, sizeof *bands);
    bands_clear(bands);
    for (long step = 0; step <= 100000; step += 7) {
        if (bands_lack(bands, step)) {
            bands_add(bands, step);
            cr_assert_not(bands_lack(bands, step));
            cr_assert_not(
                bands_lack(bands, step / bands->stride * bands->stride + bands->stride - 1));
        }
    }
    cr_assert(bands->count > BANDS_POINTS / 2 - 2 && bands->count <= BANDS_POINTS);
    cr_expect_gt(bands->points[bands->count - 1].step, 100000 - 2 * bands->stride);
    free(bands);
}

// Whatever of a network is shown.
// A seek stops at even steps, and where a busy machine lets it be looked at besides.
Test(session_best, bands_are_of_now_while_the_best_is_seen)
{
    enum { STOPS = 64 }; // at least
    Bench b, plain;
    open_lab(&b, 1 << 22, TWO_LAYERS);
    open_lab(&plain, 1 << 22, TWO_LAYERS);
    b.wish->look.best = 1;
    b.wish->look.bands = plain.wish->look.bands = true;
    bench_seek(&b, 300);
    bench_seek(&plain, 300);
    const LabBands *bands = &b.shot->bands[0], *should = &plain.shot->bands[0];
    cr_expect(b.shot->networks[0].best && b.shot->networks[0].best_step < 300);
    int both = 0;
    for (int i = 0, k = 0; i < bands->count; i++) {
        while (k < should->count && should->points[k].step < bands->points[i].step) {
            k++;
        }
        if (k < should->count && should->points[k].step == bands->points[i].step) {
            cr_assert_arr_eq(bands->points[i].layers, should->points[k].layers, 2 * sizeof(Band));
            both++;
        }
    }
    cr_expect_geq(both, STOPS, "%d of %d and %d", both, bands->count, should->count);
    bench_close(&b);
    bench_close(&plain);
}

// Points after a change are those of the training that goes on from it.
Test(session_best, bands_end_where_time_is_cut)
{
    Bench b;
    open_lab(&b, 1 << 22, TWO_LAYERS);
    b.wish->look.bands = true;
    bench_seek(&b, 300);
    const int before = b.shot->bands[0].count;
    bench_seek(&b, 100);
    cr_expect_geq(b.shot->bands[0].count, before, "going back forgets nothing");
    set_network(b.wish, 0, "hidden=9,4 activation=tanh lr=0.2 batch=5");
    bench_settle(&b);
    const LabBands *bands = &b.shot->bands[0];
    cr_assert(bands->count > 0 && bands->points[bands->count - 1].step == 100);
    bench_seek(&b, 200);
    cr_expect_eq(bands->points[bands->count - 1].step, 200);
    b.wish->look.kind = INSPECT_WEIGHTS;
    bench_settle(&b);
    cr_expect_eq(bands->layer_count, 3, "those of another kind were gathered beside them");
    cr_assert_gt(bands->count, 40);
    cr_expect_eq(bands->points[bands->count - 1].step, 200);
    bench_close(&b);
}

Test(session_best, bands_of_any_length_have_room)
{
    LabBands *bands = calloc(1, sizeof *bands);
    bands_clear(bands);
    for (long step = 0; step <= 100000; step += 7) {
        if (bands_want(bands, step)) {
            bands_add(bands, step);
        }
        const int count = bands->count;
        cr_assert(count > 0 && count <= BANDS_POINTS);
        cr_assert_eq(bands->points[count - 1].step, step, "the newest is there");
    }
    cr_expect_gt(bands->count, BANDS_POINTS / 2 - 2);
    for (int i = 1; i < bands->count - 1; i++) {
        cr_assert_lt(bands->points[i - 1].step / bands->stride,
                     bands->points[i].step / bands->stride, "one for each stretch");
    }
    const int count = bands->count;
    cr_expect_not(bands_want(bands, bands->points[count / 2].step));
    bands_cut(bands, 50000);
    cr_expect(bands->count < count && bands->points[bands->count - 1].step <= 50000);
    // What was not seen the first time has its place.
    bands_cut(bands, 20000);
    bands_add(bands, 90000);
    cr_assert(bands_want(bands, 60000));
    bands_add(bands, 60000);
    cr_expect_eq(bands->points[bands->count - 2].step, 60000);
    free(bands);
}

// A seek whose stops lie beyond where a network ends: it is lost, or out of patience.
Test(bands, let_a_seek_end_where_a_network_does)
{
    static const char *const ends[] = { "hidden=8 optimizer=sgd lr=1000 activation=identity",
                                        "hidden=8 lr=0.1 batch=5" };
    for (size_t i = 0; i < COUNT(ends); i++) {
        Bench b;
        bool working = true;
        open_lab(&b, 1 << 22, ends[i]);
        b.wish->spec.patience = i == 0 ? 0 : 2;
        b.wish->look.bands = true;
        b.wish->seeks++;
        b.wish->seek = 3000;
        bench_wish(&b);
        for (int piece = 0; piece < 1000 && working; piece++) {
            working = session_work(b.session, 0.002, NULL);
        }
        cr_expect(!working, "%s", ends[i]);
        bench_shot(&b);
        const NetShot *net = &b.shot->networks[0];
        cr_expect(net->stopped && net->lost == (i == 0) && net->step < 3000, "%s", ends[i]);
        cr_expect(!b.shot->busy, "%s", ends[i]);
        cr_expect_gt(b.shot->bands[0].count, 0, "%s", ends[i]);
        bench_close(&b);
    }
}
