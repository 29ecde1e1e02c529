// Sessions: the numbers are the command line's to the bit, time can be travelled, and a wish does
// no more than it must.
#include "data_bench.h"
#include "session_bench.h"

#include "base/rng.h"
#include "sim/train/timeline.h"

#include <stdio.h>
#include <unistd.h>

// ---- the same numbers as the command line

// Works in slices of any length, many of them cut short at once, until all are at the step.
static void play_roughly(Bench *b, long step, uint64_t seed)
{
    Rng rng;
    rng_init(&rng, seed, 0);
    b->wish->playing = true;
    bench_wish(b);
    long least;
    do {
        const atomic_bool interrupt = rng_below(&rng, 3) == 0;
        session_work(b->session, rng_uniform(&rng) * 0.003, &interrupt);
        session_shot(b->session, b->shot, false);
        least = step;
        for (int i = 0; i < b->shot->network_count; i++) {
            const long at = b->shot->networks[i].step;
            least = at < least ? at : least;
        }
    } while (least < step);
    b->wish->playing = false;
    bench_settle(b);
}

static void expect_series_of_rows(const NetShot *net, int network, const Rows *rows,
                                  const char *text)
{
    cr_expect_gt(net->series.steps.count, 50, "%s", text);
    for (int i = 0; i < net->series.steps.count; i++) {
        const SeriesPoint *point = &net->series.steps.points[i];
        const TrainRow *row = row_at(rows, network, point->step);
        if (row) {
            cr_expect(same_number(point->values[SERIES_BATCH_LOSS], row->batch_loss), "%s", text);
            const double norm = point->values[SERIES_GRAD_NORM];
            cr_expect(isnan(norm) || norm == row->grad_norm, "%s", text);
        }
    }
    cr_expect_geq(net->series.epochs.count, 5, "%s", text);
    for (int i = 0; i < net->series.epochs.count; i++) {
        const SeriesPoint *point = &net->series.epochs.points[i];
        const TrainRow *row = row_at(rows, network, point->step);
        if (row) {
            const double *v = point->values;
            const TrainScore train = { v[SERIES_TRAIN_LOSS], v[SERIES_TRAIN_ACCURACY] };
            const TrainScore validation = { v[SERIES_VALIDATION_LOSS],
                                            v[SERIES_VALIDATION_ACCURACY] };
            cr_expect(same_score(train, row->train), "%s, step %ld", text, point->step);
            cr_expect(same_score(validation, row->validation), "%s, step %ld", text, point->step);
            cr_expect(same_number(v[SERIES_GRAD_NORM], row->grad_norm), "%s", text);
        }
    }
}

static int by_loss(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_loss(const Rows *rows)
{
    double *values = malloc(rows->count * sizeof *values);
    cr_assert_not_null(values);
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (isfinite(rows->items[i].train.loss)) { // measured at this step
            values[count++] = rows->items[i].train.loss;
        }
    }
    cr_assert_gt(count, 0);
    qsort(values, count, sizeof *values, by_loss);
    const double median = values[count / 2];
    free(values);
    return median;
}

// The training loss of a long run peaks for single epochs: each is in the curve, at its height,
// after going back and forth as well.
Test(session, long_curves_keep_every_peak)
{
    enum { FROM = 2000, UNTIL = 7400, PEAKS = 3, APART = 200 };
    Bench b;
    Rows rows = { 0 };
    bench_open(&b, 1 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, "spiral noise=0.1 n=400", NULL));
    add_network(&b, "hidden=3x32 activation=tanh init=xavier_normal batch=32 optimizer=rmsprop "
                    "lr=0.003");
    plain_rows(&b.wish->spec, UNTIL, &rows);
    // The highest of all, then the highest away from it, ... How high they are differs between
    // processors (the training is chaotic); that they stand out does not.
    const double usual = median_loss(&rows);
    TrainRow peaks[PEAKS] = { 0 };
    for (int k = 0; k < PEAKS; k++) {
        for (size_t i = 0; i < rows.count; i++) {
            const TrainRow *row = &rows.items[i];
            bool fresh = row->step > FROM && row->step < UNTIL && isfinite(row->train.loss);
            for (int other = 0; other < k; other++) {
                fresh = fresh && labs(row->step - peaks[other].step) > APART;
            }
            if (fresh && row->train.loss > peaks[k].train.loss) {
                peaks[k] = *row;
            }
        }
        cr_assert_gt(peaks[k].train.loss, 4 * usual, "%g is a peak over %g", peaks[k].train.loss,
                     usual);
    }
    for (int pass = 0; pass < 3; pass++) {
        bench_seek(&b, pass == 1 ? FROM : UNTIL);
        const SeriesList *list = &b.shot->networks[0].series.epochs;
        cr_expect_gt(b.shot->networks[0].series.steps.stride, 1, "thinned");
        for (int k = 0; k < PEAKS; k++) {
            const SeriesPoint *point = series_at(list, peaks[k].step);
            cr_expect_eq(point->step, peaks[k].step, "pass %d, peak at %ld", pass, peaks[k].step);
            cr_expect_eq(point->values[SERIES_TRAIN_LOSS], peaks[k].train.loss);
        }
    }
    array_free(&rows);
    bench_close(&b);
}

Test(session, curves_are_the_numbers_of_thalweg_train_to_the_bit)
{
    for (size_t k = 0; k < COUNT(settings); k++) {
        Bench b;
        Rows rows = { 0 };
        bench_open(&b, 1 << 20, 1);
        add_network(&b, settings[k]);
        add_network(&b, settings[(k + 1) % COUNT(settings)]);
        plain_rows(&b.wish->spec, 60, &rows);
        play_roughly(&b, 60, k);
        for (int i = 0; i < 2; i++) {
            expect_series_of_rows(&b.shot->networks[i], i, &rows, settings[k]);
        }
        array_free(&rows);
        bench_close(&b);
    }
}

Test(session, every_single_step_shows_the_row_of_thalweg_train)
{
    for (size_t k = 0; k < COUNT(settings); k++) {
        Bench b;
        Rows rows = { 0 };
        bench_open(&b, 1 << 20, 1);
        add_network(&b, settings[k]);
        plain_rows(&b.wish->spec, 40, &rows);
        for (long step = 0; step <= 40; step++) {
            bench_seek(&b, step);
            const NetShot *net = &b.shot->networks[0];
            const TrainRow *row = row_at(&rows, 0, step);
            cr_assert(row && net->step == step);
            cr_expect(same_number(net->last.loss, row->batch_loss), "%s", settings[k]);
            cr_expect(same_number(net->last.grad_norm, row->grad_norm), "%s", settings[k]);
            cr_expect(same_number(net->last.update_ratio, row->update_ratio), "%s", settings[k]);
            if (step % net->epoch_steps == 0) {
                cr_expect(same_score(net->train, row->train), "%s", settings[k]);
                cr_expect(same_score(net->validation, row->validation), "%s", settings[k]);
            }
        }
        array_free(&rows);
        bench_close(&b);
    }
}

Test(session, the_same_bits_for_any_number_of_threads)
{
    Bench b[3];
    const int threads[3] = { 1, 2, 4 };
    for (int t = 0; t < 3; t++) {
        bench_open(&b[t], 1 << 20, threads[t]);
        b[t].wish->look.surface = 16;
        for (int i = 0; i < 4; i++) {
            add_network(&b[t], settings[i < 3 ? i : (int)COUNT(settings) - 1]);
        }
        bench_seek(&b[t], 150);
        for (int i = 0; t > 0 && i < 4; i++) {
            cr_expect(same_moment(&b[t].shot->networks[i], &b[0].shot->networks[i]), "%d threads",
                      threads[t]);
        }
    }
    for (int t = 0; t < 3; t++) {
        bench_close(&b[t]);
    }
}

Test(session, seeks_by_epochs_take_each_network_to_its_own_epochs_end)
{
    Bench b;
    bench_open(&b, 1 << 20, 1);
    add_network(&b, "batch=10");
    add_network(&b, "batch=all");
    b.wish->seek_epochs = true;
    bench_seek(&b, 12);
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(b.shot->networks[i].epoch, 12);
        cr_expect_eq(b.shot->networks[i].step, 12 * b.shot->networks[i].epoch_steps);
    }
    bench_close(&b);
}

// ---- time

enum { STOPS = 30, LAST_STEP = 150 };

// From stop to stop in any order, over the first record of each.
static void travel(size_t budget, const char *text, uint64_t seed)
{
    Bench b;
    NetShot *first = calloc(STOPS + 1, sizeof *first);
    bench_open(&b, budget, 1);
    b.wish->look.surface = 12;
    add_network(&b, text);
    for (int i = 0; i <= STOPS; i++) {
        bench_seek(&b, i * LAST_STEP / STOPS);
        first[i] = b.shot->networks[0];
    }
    const Series series = b.shot->networks[0].series;
    Rng rng;
    rng_init(&rng, seed, 1);
    for (int k = 0; k < 40; k++) {
        const int stop = (int)rng_below(&rng, STOPS + 1);
        bench_seek(&b, stop * LAST_STEP / STOPS);
        cr_expect(same_moment(&b.shot->networks[0], &first[stop]), "%s, %zu bytes, step %ld", text,
                  budget, first[stop].step);
        cr_expect_eq(b.shot->end, LAST_STEP);
    }
    const Series *now = &b.shot->networks[0].series;
    cr_expect_eq(now->steps.count, series.steps.count);
    cr_expect_eq(memcmp(now->steps.points, series.steps.points,
                        sizeof(SeriesPoint) * (size_t)series.steps.count),
                 0, "curves stay as they were the first time");
    free(first);
    bench_close(&b);
}

Test(session, any_moment_comes_back_with_the_same_bits)
{
    const size_t budgets[] = { 0, 20000, 1 << 20 };
    for (size_t k = 0; k < COUNT(settings); k++) {
        for (size_t i = 0; i < COUNT(budgets); i++) {
            travel(budgets[i], settings[k], 10 * k + i);
        }
    }
}

static void set_rate(Bench *b, double rate)
{
    b->wish->spec.shared.optimizer.params.lr = rate;
    b->wish->spec.shared.optimizer.has_rate = true;
}

Test(session, going_on_from_an_earlier_moment_is_the_first_time_again)
{
    Bench b, straight;
    bench_open(&b, 1 << 16, 1);
    bench_open(&straight, 1 << 16, 1);
    add_network(&b, settings[3]);
    add_network(&straight, settings[3]);
    bench_seek(&b, 77);
    bench_seek(&b, 31);
    play_roughly(&b, 120, 5);
    bench_seek(&b, 120);
    bench_seek(&straight, 120);
    cr_expect(same_moment(&b.shot->networks[0], &straight.shot->networks[0]));
    bench_close(&b);
    bench_close(&straight);
}

Test(session, a_change_in_mid_training_is_replayed_where_it_was_made)
{
    const size_t budgets[] = { 0, 6000, 1 << 20 };
    for (size_t i = 0; i < COUNT(budgets); i++) {
        Bench b;
        bench_open(&b, budgets[i], 1);
        add_network(&b, "hidden=8,8 dropout=0.1");
        bench_seek(&b, 50);
        set_rate(&b, 0.2);
        bench_settle(&b);
        bench_seek(&b, 81);
        b.wish->spec.networks[0].numbers.dropout = 0.4;
        bench_settle(&b);
        NetShot *first = calloc(131, sizeof *first);
        for (int step = 81; step <= 130; step++) {
            bench_seek(&b, step);
            first[step] = b.shot->networks[0];
        }
        const long stops[] = { 130, 20, 100, 49, 50, 51, 130, 0, 81, 129, 82 };
        for (size_t k = 0; k < COUNT(stops); k++) {
            bench_seek(&b, stops[k]);
            cr_expect_eq(b.shot->end, 130);
            if (stops[k] >= 81) {
                cr_expect(same_moment(&b.shot->networks[0], &first[stops[k]]), "step %ld",
                          stops[k]);
            }
        }
        free(first);
        bench_close(&b);
    }
}

Test(session, a_change_at_an_earlier_moment_cuts_off_what_lay_after)
{
    Bench b;
    bench_open(&b, 1 << 16, 1);
    add_network(&b, settings[0]);
    bench_seek(&b, 100);
    bench_seek(&b, 40);
    const NetShot before = b.shot->networks[0];
    set_rate(&b, 0.3);
    bench_settle(&b);
    const NetShot *net = &b.shot->networks[0];
    cr_expect_eq(b.shot->end, 40);
    cr_expect(same_moment(net, &before), "the moment itself stays");
    cr_expect_eq(net->series.steps.points[net->series.steps.count - 1].step, 40);
    cr_expect_eq(net->spec.optimizer.params.lr, 0.3);
    bench_close(&b);
}

Test(session, a_change_before_the_first_step_is_as_if_it_had_always_been)
{
    Bench changed, fresh;
    bench_open(&changed, 1 << 16, 1);
    bench_open(&fresh, 1 << 16, 1);
    add_network(&changed, settings[2]);
    add_network(&fresh, settings[2]);
    bench_seek(&changed, 30);
    bench_seek(&changed, 0);
    changed.wish->spec.networks[0].numbers.dropout = 0.5;
    fresh.wish->spec.networks[0].numbers.dropout = 0.5;
    bench_settle(&changed);
    bench_seek(&changed, 60);
    bench_seek(&fresh, 60);
    cr_expect(same_moment(&changed.shot->networks[0], &fresh.shot->networks[0]));
    bench_close(&changed);
    bench_close(&fresh);
}

// The same small network, trained until that step.
static void open_alike(Bench *b, long step)
{
    bench_open(b, 0, 1);
    add_network(b, "hidden=8x3 activation=relu");
    bench_seek(b, step);
}

Test(session, a_change_wished_with_a_seek_takes_effect_where_it_ends)
{
    Bench together, apart;
    open_alike(&together, 100);
    open_alike(&apart, 100);
    set_rate(&together, 0.2);
    bench_seek(&together, 60);
    bench_seek(&apart, 60);
    set_rate(&apart, 0.2);
    bench_settle(&apart);
    cr_expect_eq(together.shot->end, 60);
    cr_expect_eq(apart.shot->end, 60);
    bench_seek(&together, 90);
    bench_seek(&apart, 90);
    cr_expect(same_moment(&together.shot->networks[0], &apart.shot->networks[0]));
    bench_close(&together);
    bench_close(&apart);
}

Test(session, a_change_wished_with_a_seek_onwards_takes_effect_at_once)
{
    Bench together, apart;
    open_alike(&together, 50);
    open_alike(&apart, 50);
    set_rate(&together, 0.2);
    bench_seek(&together, 90);
    set_rate(&apart, 0.2);
    bench_settle(&apart);
    bench_seek(&apart, 90);
    cr_expect(same_moment(&together.shot->networks[0], &apart.shot->networks[0]));
    bench_close(&together);
    bench_close(&apart);
}

Test(session, kept_states_stay_within_their_memory_and_even_apart)
{
    LabSpec spec;
    lab_spec_defaults(&spec);
    DataBench on;
    data_bench_make(&on, &spec.data, 1);
    const NetSpec net = lab_network(&spec, 0);
    Timeline *timeline = timeline_create(&net, 0, &on.data, 40000, NULL);
    const size_t size = train_save_size(timeline->epochs.train), most = 40000 / size;
    for (long step = 0; step <= 20000; step += 50) {
        cr_assert(timeline_advance(timeline, step, INFINITY, NULL));
        cr_assert_leq(timeline->kept.count, most);
        for (size_t i = 0; i < timeline->kept.count; i++) {
            cr_assert_eq(timeline->kept.items[i].moment.step, (long)i * timeline->stride);
        }
    }
    cr_expect_geq(2 * timeline->kept.count, most, "the memory is used");
    timeline_set_budget(timeline, 3 * size);
    cr_expect_leq(timeline->kept.count, 3);
    cr_expect_eq(timeline->kept.items[0].moment.step, 0);
    timeline_destroy(timeline);
    data_bench_close(&on);
}

// ---- as little as a wish needs

Test(session, beginning_one_network_anew_leaves_the_others_alone)
{
    Bench b, alone;
    bench_open(&b, 1 << 18, 1);
    bench_open(&alone, 1 << 18, 1);
    add_network(&b, settings[2]);
    add_network(&b, settings[0]);
    add_network(&alone, settings[2]);
    bench_seek(&b, 70);
    set_network(b.wish, 1, "hidden=8,8 init=normal std=0.01");
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[0].step, 70);
    cr_expect_eq(b.shot->networks[1].step, 0);
    bench_seek(&b, 140);
    bench_seek(&alone, 140);
    cr_expect(same_moment(&b.shot->networks[0], &alone.shot->networks[0]));
    bench_close(&b);
    bench_close(&alone);
}

Test(session, a_network_begun_anew_catches_up_while_the_others_wait)
{
    Bench b;
    Rows rows = { 0 };
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    add_network(&b, settings[1]);
    bench_seek(&b, 200);
    set_network(b.wish, 1, settings[3]);
    b.wish->playing = true;
    bench_wish(&b);
    do {
        const atomic_bool interrupt = true; // a step at most
        session_work(b.session, 0, &interrupt);
        session_shot(b.session, b.shot, false);
        cr_assert(b.shot->networks[0].step == 200 || b.shot->networks[1].step >= 200, "%ld %ld",
                  b.shot->networks[0].step, b.shot->networks[1].step);
    } while (b.shot->networks[1].step < 200);
    b.wish->playing = false;
    bench_seek(&b, 200);
    plain_rows(&b.wish->spec, 50, &rows);
    for (int i = 0; i < 2; i++) {
        expect_series_of_rows(&b.shot->networks[i], i, &rows, "caught up");
    }
    array_free(&rows);
    bench_close(&b);
}

Test(session, networks_keep_their_time_when_others_come_go_or_change_places)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    for (int i = 0; i < 3; i++) {
        add_network(&b, settings[i]);
        b.wish->spec.ids[i] = 100 + (uint32_t)i;
    }
    bench_seek(&b, 60);
    LabSpec *spec = &b.wish->spec;
    const NetShot first = b.shot->networks[0], third = b.shot->networks[2];
    spec->networks[0] = spec->networks[2]; // third, first, and a copy of the first
    spec->ids[0] = 102;
    set_network(b.wish, 1, settings[0]);
    spec->ids[1] = 100;
    spec->networks[2] = spec->networks[1];
    spec->ids[2] = 103;
    bench_settle(&b);
    cr_expect(same_moment(&b.shot->networks[0], &third));
    cr_expect(same_moment(&b.shot->networks[1], &first));
    cr_expect_eq(b.shot->networks[2].step, 0);
    spec->networks[0] = spec->networks[1]; // the first alone
    spec->ids[0] = 100;
    spec->network_count = 1;
    bench_settle(&b);
    cr_expect_eq(b.shot->network_count, 1);
    cr_expect(same_moment(&b.shot->networks[0], &first));
    bench_close(&b);
}

Test(session, new_data_and_another_seed_begin_all_anew_and_a_look_nothing)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    add_network(&b, "seed=9");
    const char *names[] = { "data", "shared seed", "restart" };
    for (int k = 0; k < 3; k++) {
        bench_seek(&b, 40);
        b.wish->look.surface = 8 + k;
        b.wish->look.kind = INSPECT_WEIGHTS;
        bench_settle(&b);
        cr_expect_eq(b.shot->networks[0].step, 40, "a look");
        const unsigned version = b.shot->data_version;
        if (k == 0) {
            b.wish->spec.data.params.noise = 0.2;
        } else if (k == 1) {
            b.wish->spec.shared.seed++;
            net_spec_follow(&b.wish->spec.networks[0], &b.wish->spec.shared);
        } else {
            b.wish->restarts++;
        }
        bench_settle(&b);
        for (int i = 0; i < 2; i++) {
            cr_expect_eq(b.shot->networks[i].step, 0, "%s", names[k]);
            cr_expect_eq(b.shot->networks[i].series.epochs.count, 1, "%s", names[k]);
        }
        cr_expect_eq(b.shot->data_version != version, k < 2, "%s", names[k]);
    }
    bench_close(&b);
}

// ---- what can go wrong

Test(session, a_lost_network_stays_and_the_others_go_on)
{
    Bench b;
    Rows rows = { 0 };
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=8,8 activation=relu loss=mse init=normal std=3 optimizer=sgd lr=10");
    add_network(&b, settings[0]);
    plain_rows(&b.wish->spec, 30, &rows);
    long lost_step = 0;
    for (size_t i = 0; i < rows.count; i++) {
        lost_step = rows.items[i].lost ? rows.items[i].step : lost_step;
    }
    cr_assert_gt(lost_step, 1);
    bench_seek(&b, 100);
    const NetShot lost = b.shot->networks[0];
    cr_expect(lost.lost && lost.stopped);
    cr_expect_eq(lost.lost_step, lost_step);
    cr_expect_eq(b.shot->networks[1].step, 100);
    cr_expect_eq(b.shot->step, 100);
    bench_seek(&b, lost.step > 1 ? lost.step - 2 : 0);
    cr_expect(!b.shot->networks[0].lost, "before it was lost");
    bench_seek(&b, 100);
    cr_expect(same_moment(&b.shot->networks[0], &lost), "lost again, at the same step");
    bench_seek(&b, lost.step > 1 ? lost.step - 2 : 0);
    set_network(b.wish, 0,
                "hidden=8,8 activation=relu loss=mse init=normal std=3 optimizer=sgd lr=0.000001");
    bench_settle(&b);
    bench_seek(&b, 120);
    cr_expect(!b.shot->networks[0].lost, "a smaller rate in time saves it");
    cr_expect_eq(b.shot->networks[0].step, 120);
    array_free(&rows);
    bench_close(&b);
}

Test(session, early_stopping_stops_where_thalweg_train_does)
{
    Bench b;
    Rows rows = { 0 };
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=12 optimizer=sgd lr=2");
    b.wish->spec.patience = 3;
    plain_rows(&b.wish->spec, 400, &rows);
    const TrainRow *last = &rows.items[rows.count - 1];
    bench_seek(&b, 100000);
    const NetShot stopped = b.shot->networks[0];
    cr_expect(stopped.stopped && !stopped.lost);
    cr_expect_eq(stopped.step, last->step);
    cr_expect(same_score(stopped.validation, last->validation));
    bench_seek(&b, stopped.step / 2);
    cr_expect(!b.shot->networks[0].stopped);
    bench_seek(&b, 100000);
    cr_expect(same_moment(&b.shot->networks[0], &stopped));
    b.wish->spec.patience = 0;
    bench_seek(&b, stopped.step + 50);
    cr_expect_eq(b.shot->networks[0].step, stopped.step + 50, "patience can be given up");
    bench_seek(&b, 0);
    bench_seek(&b, stopped.step + 50);
    cr_expect_eq(b.shot->networks[0].step, stopped.step + 50, "and is so the next time, too");
    array_free(&rows);
    bench_close(&b);
}

// Labels without any sense are learnt by heart: the training loss goes on falling.
Test(session, early_stopping_goes_by_the_validation_loss)
{
    Bench b;
    Rows rows = { 0 };
    bench_open(&b, 1 << 18, 1);
    Error err;
    cr_assert(data_spec_parse(&b.wish->spec.data, "noise n=200 features=10 train=0.7", &err), "%s",
              err.text);
    add_network(&b, "hidden=64 optimizer=adam lr=0.02");
    b.wish->spec.patience = 3;
    plain_rows(&b.wish->spec, 2000, &rows);
    bench_seek(&b, 100000);
    const NetShot *net = &b.shot->networks[0];
    cr_expect(net->stopped && !net->lost);
    cr_expect_eq(net->step, rows.items[rows.count - 1].step);
    cr_expect_lt(net->train.loss, 0.5 * net->validation.loss);
    array_free(&rows);
    bench_close(&b);
}

typedef struct Mistake {
    const char *data, *network; // NULL: as they were
    int at;                     // error_network
    const char *text;           // how the message begins
} Mistake;

static const Mistake mistakes[] = {
    { "csv file=/nowhere/points.csv", NULL, -1, "" },
    { NULL, "batchnorm=before batch=1", 1, "batch normalization cannot train on a batch of one" },
    { "plane", "loss=softmax_cross_entropy", 1, "softmax_cross_entropy needs classes" },
};

// Nothing is trained that is not wished any more: who can begin does, the other says why.
Test(session, of_a_wish_that_cannot_be_fulfilled_the_rest_is)
{
    for (size_t k = 0; k < COUNT(mistakes); k++) {
        const Mistake *mistake = &mistakes[k];
        Bench b;
        bench_open(&b, 1 << 18, 1);
        add_network(&b, settings[0]);
        add_network(&b, settings[1]);
        bench_seek(&b, 50);
        const unsigned version = b.shot->data_version;
        const LabSpec good = b.wish->spec;
        if (mistake->data) {
            cr_assert(data_spec_parse(&b.wish->spec.data, mistake->data, NULL));
        }
        if (mistake->network) {
            set_network(b.wish, 1, mistake->network);
        }
        bench_settle(&b);
        cr_expect_eq(b.shot->serial, b.wish->serial);
        cr_expect_gt(strlen(b.shot->error.text), 0);
        cr_expect_eq(strncmp(b.shot->error.text, mistake->text, strlen(mistake->text)), 0, "%s",
                     b.shot->error.text);
        cr_expect_eq(b.shot->error_network, mistake->at);
        cr_expect_eq(b.shot->network_count, 2);
        const bool first = mistake->at == 1; // can go on
        for (int i = first ? 1 : 0; i < 2; i++) {
            const NetShot *net = &b.shot->networks[i];
            cr_expect_str_eq(net->barred, b.shot->error.text);
            cr_expect_eq(net->step, 0);
            cr_expect_eq(net->series.steps.count + net->series.epochs.count, 0, "no old curves");
            cr_expect_eq(net->layer_count + net->surface_side, 0, "no old pictures");
            cr_expect_eq(net->spec.loss, lab_network(&b.wish->spec, i).loss);
        }
        bench_seek(&b, 60);
        cr_expect_eq(b.shot->networks[0].step, first ? 60 : 0);
        cr_expect_eq(b.shot->networks[0].barred[0] == '\0', first);
        cr_expect_eq(b.shot->networks[1].step, 0, "it stands");
        b.wish->spec = good;
        bench_settle(&b);
        cr_expect_str_empty(b.shot->error.text);
        cr_expect_eq(b.shot->data_version == version, !mistake->data);
        for (int i = 0; i < 2; i++) {
            cr_expect_str_empty(b.shot->networks[i].barred);
            cr_expect_gt(b.shot->networks[i].layer_count, 0, "it begins at once");
        }
        cr_expect_eq(b.shot->networks[1].step, mistake->data ? 0 : 50, "where it was");
        bench_seek(&b, 60);
        cr_expect_eq(b.shot->networks[1].step, 60);
        bench_close(&b);
    }
}

// All are barred while it plays: it waits, and plays as soon as one can.
Test(session, that_nothing_can_train_does_not_end_playing)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "layers=\"conv 8 3x3, relu\"");
    b.wish->playing = true;
    b.wish->plays++;
    b.wish->speed = INFINITY;
    session_wish(b.session, b.wish);
    cr_expect_not(session_work(b.session, 0.05, NULL), "there is nothing to do");
    cr_expect(isinf(session_wait_s(b.session)), "so it sleeps");
    session_shot(b.session, b.shot, true);
    cr_expect_str_not_empty(b.shot->networks[0].barred);
    cr_expect(b.shot->playing && !b.shot->ended && !b.shot->busy);
    set_network(b.wish, 0, "hidden=4");
    session_wish(b.session, b.wish);
    session_work(b.session, 0.05, NULL);
    session_shot(b.session, b.shot, true);
    cr_expect_str_empty(b.shot->networks[0].barred);
    cr_expect_gt(b.shot->networks[0].step, 0);
    bench_close(&b);
}

// The middle one of three: the others' numbers stand in their own places.
Test(session, a_barred_network_keeps_its_place)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    add_network(&b, "layers=\"conv 8 3x3, relu\"");
    add_network(&b, settings[1]);
    bench_seek(&b, 20);
    b.wish->spec.shared.numbers.l2 = 0.01; // a change on the way, of both
    for (int i = 0; i < 3; i++) {
        net_spec_follow(&b.wish->spec.networks[i], &b.wish->spec.shared);
    }
    bench_settle(&b);
    cr_assert_eq(b.shot->network_count, 3);
    cr_expect_eq(b.shot->error_network, 1);
    cr_expect_str_not_empty(b.shot->networks[1].barred);
    char name[LAB_NAME_MAX];
    for (int i = 0; i < 3; i++) {
        const NetSpec net = lab_network(&b.wish->spec, i);
        cr_expect_eq(net_spec_differ(&b.shot->networks[i].spec, &net), 0, "%d", i);
        lab_name(&b.wish->spec, i, name, sizeof name);
        cr_expect_str_eq(b.shot->networks[i].name, name);
        cr_expect_eq(b.shot->networks[i].step, i == 1 ? 0 : 20);
    }
    for (int i = 0; i < b.shot->change_count; i++) {
        cr_expect_neq(b.shot->changes[i].network, 1);
    }
    cr_expect_eq(b.shot->change_count, 4, "two each, of the first and the last");
    bench_close(&b);
}

Test(session, a_first_wish_that_fails_shows_its_error_and_nothing_of_data)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    cr_assert(data_spec_parse(&b.wish->spec.data, "csv file=/nowhere/points.csv", NULL));
    bench_seek(&b, 10);
    cr_expect_gt(strlen(b.shot->error.text), 0);
    cr_expect_eq(b.shot->network_count, 1);
    cr_expect_str_eq(b.shot->networks[0].barred, b.shot->error.text);
    cr_expect_eq(b.shot->rows, 0);
    cr_assert(data_spec_parse(&b.wish->spec.data, "xor", NULL));
    bench_settle(&b);
    cr_expect_str_empty(b.shot->error.text);
    cr_expect_str_empty(b.shot->networks[0].barred);
    cr_expect_eq(b.shot->network_count, 1);
    bench_close(&b);
}

// ---- painted points

Test(session, painted_points_are_the_data)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    b.wish->painted = true;
    b.wish->painted_classes = 3;
    bench_settle(&b);
    cr_expect_str_eq(b.shot->error.text, "there are no points; paint at least two");
    for (int i = 0; i < 90; i++) {
        b.wish->points.items[i] = (LabPoint){ .x = (float)(i % 3) * 2 - 2,
                                              .y = (float)i * 0.02f,
                                              .target = (float)(i % 3) };
    }
    b.wish->points.count = 90;
    bench_seek(&b, 300);
    cr_expect_str_empty(b.shot->error.text);
    cr_expect_eq(b.shot->classes, 3);
    cr_expect_eq(b.shot->rows, 90);
    cr_expect_eq(b.shot->points.count, 90);
    cr_expect_eq(b.shot->networks[0].outputs, 3);
    cr_expect_gt(b.shot->networks[0].train.accuracy, 0.95, "three columns are easily learnt");
    int validation = 0;
    for (int i = 0; i < 90; i++) {
        validation += b.shot->points.items[i].validation;
    }
    cr_expect_eq(validation, 90 - b.shot->train_count);
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[0].step, 300, "the same points change nothing");
    b.wish->points.items[4].target = 3;
    bench_settle(&b);
    cr_expect_str_eq(b.shot->error.text, "point 5 is of class 3; there are classes 0 to 2");
    cr_expect_str_eq(b.shot->networks[0].barred, b.shot->error.text);
    cr_expect_eq(b.shot->points.count, 90, "they can be painted on");
    cr_expect_eq(b.shot->features, 2);
    bench_close(&b);
}

// ---- what a snapshot shows

Test(session, surfaces_are_the_outputs_at_the_cells_centres)
{
    const char *const kinds[] = { "", "loss=bce_with_logits", "loss=mse", "batchnorm=before" };
    const char *const data[] = { "spiral n=130", "spiral n=130 arms=3", "plane n=130",
                                 "moons n=130 scale=unit", "plane n=130 scale=standard" };
    for (size_t k = 0; k < COUNT(kinds) * COUNT(data); k++) {
        Bench b;
        bench_open(&b, 1 << 18, 1);
        cr_assert(data_spec_parse(&b.wish->spec.data, data[k / COUNT(kinds)], NULL));
        add_network(&b, kinds[k % COUNT(kinds)]);
        b.wish->look.surface = 20;
        bench_seek(&b, 30);
        if (b.shot->error.text[0]) { // bce with numbers to predict
            bench_close(&b);
            continue;
        }
        LabError err;
        Lab *lab = lab_create(&b.wish->spec, &err);
        for (int step = 0; step < 30; step++) {
            train_step(lab->networks[0].train, false);
        }
        const int outputs = lab->networks[0].train->outputs;
        for (int cell = 0; cell < 20 * 20; cell += 7) {
            float x[2], out[DATASET_CLASSES_MAX];
            for (int a = 0; a < 2; a++) {
                const int place = a == 0 ? cell % 20 : cell / 20;
                const float width = (b.shot->high[a] - b.shot->low[a]) / 20;
                // The picture is of the data as they were made, the network's inputs are scaled.
                x[a] = dataset_scaled(&lab->set, a, b.shot->low[a] + ((float)place + 0.5f) * width);
            }
            train_outputs(lab->networks[0].train, 1, x, out);
            float value = out[0];
            int class = 0;
            if (b.shot->classes > 0 && outputs == 1) {
                class = out[0] > 0.5f;
                value = class ? out[0] : 1 - out[0];
            } else if (b.shot->classes > 0) {
                for (int c = 1; c < outputs; c++) {
                    class = out[c] > out[class] ? c : class;
                }
                value = out[class];
            }
            value = b.shot->classes > 0 ? clampf(value, 0, 1) : value;
            // One row at a time goes through other tiles of the kernels: last bits may differ.
            cr_expect_float_eq(b.shot->networks[0].surface_value[cell], value,
                               1e-5f * (1 + fabsf(value)), "%s, %s", kinds[k % COUNT(kinds)],
                               data[k / COUNT(kinds)]);
            cr_expect(b.shot->networks[0].surface_class[cell] == class || fabsf(value) < 0.5001f);
        }
        lab_destroy(lab);
        bench_close(&b);
    }
}

Test(session, a_first_surface_in_haste_is_coarse_and_the_refreshed_one_as_wished)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    b.wish->look.surface = 64;
    b.wish->playing = true;
    bench_wish(&b);
    session_shot(b.session, b.shot, false);
    cr_expect_eq(b.shot->networks[0].surface_side, 32);
    cr_expect_gt(b.shot->networks[0].layer_count, 0);
    const atomic_bool interrupt = true;
    cr_expect(!session_refresh(b.session, &interrupt), "it gives way");
    cr_expect(session_refresh(b.session, NULL));
    session_shot(b.session, b.shot, false);
    cr_expect_eq(b.shot->networks[0].surface_side, 64);
    bench_close(&b);
}

// A sum between them shifts the places of layers: ReLU 4 is compared with ReLU 4 all the same.
Test(session, scales_are_of_layers_not_of_places)
{
    Bench b;
    int compared = 0;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=6x8 activation=relu");
    add_network(&b, "hidden=6x8 activation=relu residual=2");
    bench_seek(&b, 10);
    const NetShot *plain = &b.shot->networks[0], *residual = &b.shot->networks[1];
    cr_assert_gt(residual->layer_count, plain->layer_count);
    for (int i = 0; i < plain->layer_count; i++) {
        for (int k = 0; k < residual->layer_count; k++) {
            const Sight *p = &plain->sights[i], *q = &residual->sights[k];
            if (p->role == q->role && p->name.number == q->name.number &&
                p->name.twin == q->name.twin) {
                cr_expect_eq(plain->low_of[i], residual->low_of[k], "%d, %d", i, k);
                cr_expect_eq(plain->high_of[i], residual->high_of[k], "%d, %d", i, k);
                compared += i != k;
            }
        }
    }
    cr_expect_gt(compared, 2);
    for (int k = 0; k < residual->layer_count; k++) {
        if (residual->sights[k].role == ROLE_ADD) {
            cr_expect_eq(residual->high_of[k], residual->stats[k].max, "sums have their own");
        }
    }
    bench_close(&b);
}

Test(session, a_layer_has_one_scale_and_all_its_values_are_counted)
{
    for (int kind = 0; kind < INSPECT_COUNT; kind++) {
        Bench b;
        const bool output = kind == INSPECT_GRADIENTS || kind == INSPECT_WEIGHTS;
        bench_open(&b, 1 << 18, 1);
        add_network(&b, "hidden=5x20 activation=relu init=he_normal batchnorm=before");
        add_network(&b, "hidden=4x20 activation=relu init=normal std=3 batchnorm=before");
        add_network(&b, "hidden=5x20 activation=tanh init=normal std=0.001 batchnorm=after");
        b.wish->look.kind = (InspectKind)kind;
        bench_seek(&b, 10);
        cr_expect_eq((int)b.shot->kind, kind);
        cr_expect_eq(b.shot->layers_shown, 5 + output);
        for (int i = 0; i < 3; i++) {
            const NetShot *net = &b.shot->networks[i];
            cr_expect_eq(net->layer_count, (i == 1 ? 4 : 5) + output);
            for (int layer = 0; layer < net->layer_count; layer++) {
                size_t sum = 0;
                for (int bin = 0; bin < SHOT_BINS; bin++) {
                    sum += net->counts[layer][bin];
                }
                cr_expect_eq(sum, net->stats[layer].count, "%s of layer %d", inspect_rows[kind].key,
                             layer);
                cr_expect_lt(net->low_of[layer], net->high_of[layer]);
                cr_expect_eq(net->low_of[layer], b.shot->networks[0].low_of[layer]);
                cr_expect_eq(net->high_of[layer], b.shot->networks[0].high_of[layer]);
            }
        }
        bench_close(&b);
    }
}

Test(session, a_network_that_explodes_does_not_flatten_the_others)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=5x100 activation=relu init=he_normal");
    add_network(&b, "hidden=5x100 activation=relu init=normal std=1");
    bench_settle(&b);
    const int last = 4;
    const NetShot *fine = &b.shot->networks[0], *wild = &b.shot->networks[1];
    cr_assert_gt(wild->stats[last].max, 1000);
    cr_expect_leq(fine->high_of[last], fmax(1, 4 * fine->stats[last].max) * (1 + 1e-12));
    size_t above = 0; // nothing is lost: what lies beyond stands in the last bin
    above = wild->counts[last][SHOT_BINS - 1];
    cr_expect_gt(above, wild->stats[last].count / 4);
    bench_close(&b);
}

// A layer that is dead has no spread that another one could flatten.
Test(session, a_layer_of_one_value_leaves_the_scale_to_the_others)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=5x100 activation=relu init=zeros");
    add_network(&b, "hidden=5x100 activation=relu init=normal std=1");
    bench_settle(&b);
    const NetShot *dead = &b.shot->networks[0], *wild = &b.shot->networks[1];
    cr_assert(dead->stats[4].max == 0 && wild->stats[4].max > 1000);
    cr_expect_eq(dead->high_of[4], wild->stats[4].max);
    cr_expect_eq(wild->high_of[4], wild->stats[4].max);
    bench_close(&b);
}

static size_t counted(const NetShot *net, int layer)
{
    size_t sum = 0;
    for (int bin = 0; bin < SHOT_BINS; bin++) {
        sum += net->counts[layer][bin];
    }
    return sum;
}

// All layers of all networks on one scale: whole powers of ten. Exact zeros are in no bar.
Test(session, magnitudes_have_one_scale_in_all_layers)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=5x20 activation=relu init=he_normal");
    add_network(&b, "hidden=4x20 activation=tanh init=normal std=0.05");
    b.wish->look.kind = INSPECT_GRADIENTS;
    b.wish->look.log[INSPECT_GRADIENTS] = true;
    bench_seek(&b, 10);
    cr_expect(b.shot->log);
    const double low = b.shot->networks[0].low_of[0], high = b.shot->networks[0].high_of[0];
    cr_expect_float_eq(log10(low), round(log10(low)), 1e-9);
    cr_expect_float_eq(log10(high), round(log10(high)), 1e-9);
    double most = 0;
    for (int i = 0; i < 2; i++) {
        const NetShot *net = &b.shot->networks[i];
        for (int layer = 0; layer < net->layer_count; layer++) {
            const LayerStats *stats = &net->stats[layer];
            const double zeros = stats->zero_share * (double)stats->count;
            cr_expect(net->low_of[layer] == low && net->high_of[layer] == high);
            cr_expect_float_eq((double)counted(net, layer), (double)stats->count - zeros, 1e-6);
            most = fmax(most, fmax(-stats->min, stats->max));
        }
    }
    cr_expect(most < high && most >= high / 10, "%g of %g", most, high);
    // The shallow tanh network's gradients vanish: with a scale of its own it ends lower.
    b.wish->look.own = true;
    bench_settle(&b);
    const NetShot *other = &b.shot->networks[1];
    cr_expect_lt(other->high_of[0], high);
    cr_expect_eq(other->high_of[0], other->high_of[other->layer_count - 1]);
    bench_close(&b);
}

Test(session, each_network_may_have_its_own_scale)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=3x20 activation=relu init=normal std=1");
    add_network(&b, "hidden=3x20 activation=relu init=normal std=0.01");
    b.wish->look.kind = INSPECT_WEIGHTS;
    for (int own = 0; own < 2; own++) {
        b.wish->look.own = own;
        bench_settle(&b);
        const NetShot *wide = &b.shot->networks[0], *narrow = &b.shot->networks[1];
        for (int layer = 0; layer < 3; layer++) {
            cr_expect_eq(narrow->high_of[layer] == wide->high_of[layer], !own);
            cr_expect_eq(narrow->high_of[layer] == narrow->stats[layer].max, own == 1);
            cr_expect_eq(counted(narrow, layer), narrow->stats[layer].count);
        }
    }
    bench_close(&b);
}

// One that is lost with huge weights, which are still numbers.
Test(session, a_lost_network_sets_no_scale)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=2x20 activation=tanh init=xavier_normal");
    add_network(&b, "hidden=9x50 activation=relu init=normal std=10 optimizer=sgd lr=1000");
    b.wish->look.kind = INSPECT_WEIGHTS;
    bench_seek(&b, 60);
    const NetShot *fine = &b.shot->networks[0], *lost = &b.shot->networks[1];
    cr_assert(lost->lost && !fine->lost);
    for (int layer = 0; layer < 2; layer++) {
        cr_expect_eq(fine->high_of[layer], fine->stats[layer].max, "%g and %g",
                     fine->high_of[layer], fine->stats[layer].max);
        cr_expect_eq(fine->low_of[layer], fine->stats[layer].min);
        cr_expect_eq(counted(lost, layer), lost->stats[layer].count, "in the outer bins");
    }
    bench_close(&b);
}

Test(session, enlarged_layers_show_what_their_units_see)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=9,5 activation=tanh");
    b.wish->look.zoom_layer = 0;
    bench_settle(&b); // step 0: biases are zero
    const NetShot *net = &b.shot->networks[0];
    cr_assert_eq(net->zoom_units, 9);
    cr_expect_eq(net->zoom_low, -net->zoom_high);
    for (int unit = 0; unit < 9; unit++) {
        for (int cell = 0; cell < SHOT_UNIT_SIDE * SHOT_UNIT_SIDE; cell++) {
            double z = 0;
            for (int a = 0; a < 2; a++) {
                const int place = a == 0 ? cell % SHOT_UNIT_SIDE : cell / SHOT_UNIT_SIDE;
                const double width = (double)(b.shot->high[a] - b.shot->low[a]) / SHOT_UNIT_SIDE;
                z += (double)net->weights[2 * unit + a] *
                     ((double)b.shot->low[a] + (place + 0.5) * width);
            }
            const double shown = (double)net->zoom[unit][cell] / 127 * (double)net->zoom_high;
            const double reach = (double)net->zoom_high; // of most units; others are cut
            cr_expect_float_eq(shown, fmax(fmin(tanh(z), reach), -reach), 0.51 / 127 + 1e-5);
        }
    }
    b.wish->look.zoom_layer = 7;
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[0].zoom_units, 0, "there is no such layer");
    bench_close(&b);
}

Test(session, digits_have_a_confusion_and_samples)
{
    Bench b;
    bench_open(&b, 4 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, "digits n=600", NULL));
    add_network(&b, "hidden=32 activation=relu");
    b.wish->seek_epochs = true;
    bench_seek(&b, 3);
    const NetShot *net = &b.shot->networks[0];
    cr_expect(net->confusion_validation);
    size_t sum = 0, right = 0;
    for (int i = 0; i < 100; i++) {
        sum += net->confusion[i];
        right += i / 10 == i % 10 ? net->confusion[i] : 0;
    }
    cr_expect_eq(sum, (size_t)(b.shot->rows - b.shot->train_count));
    cr_expect_float_eq((double)right / (double)sum, net->validation.accuracy, 1e-12);
    cr_expect_eq(b.shot->sample_count, SHOT_SAMPLES);
    for (int i = 0; i < SHOT_SAMPLES; i++) {
        cr_expect_eq(b.shot->sample_class[i], i % 10, "every digit is among the samples");
        cr_expect(net->sample_said[i] < 10 && net->sample_share[i] >= 0.1f);
    }
    cr_expect_eq(net->surface_side, 0);
    bench_close(&b);
}

// The darkest value of a picture is drawn as paper and the brightest as ink, of colours the mean.
Test(session, pictures_of_few_classes_are_few_and_whatever_their_values_black_on_white)
{
    static const char table[] = "-4,0,4,0,a\n-4,4,4,4,b\n-4,0,0,4,a\n-4,4,0,0,b\n";
    static const struct {
        const char *shape;
        uint8_t first[4]; // of the row -4 0 4 0
        int pixels;
    } shapes[] = { { "1x2x2", { 0, 128, 255, 128 }, 4 }, { "2x1x2", { 128, 128 }, 2 } };
    char path[] = "/tmp/thalweg-session-XXXXXX", text[80];
    const int file = mkstemp(path);
    cr_assert(file >= 0 && write(file, table, sizeof table - 1) == (ssize_t)sizeof table - 1);
    close(file);
    for (size_t k = 0; k < COUNT(shapes); k++) {
        Bench b;
        bench_open(&b, 4 << 20, 1);
        snprintf(text, sizeof text, "csv file=%s shape=%s train=1", path, shapes[k].shape);
        cr_assert(data_spec_parse(&b.wish->spec.data, text, NULL));
        add_network(&b, "hidden=4");
        bench_settle(&b);
        cr_expect_eq(b.shot->sample_count, 4, "all there are");
        bool found = false;
        for (int i = 0; i < b.shot->sample_count; i++) {
            const uint8_t *pixels = b.shot->sample_pixels[i];
            found = found || memcmp(pixels, shapes[k].first, (size_t)shapes[k].pixels) == 0;
        }
        cr_expect(found, "%s", shapes[k].shape);
        bench_close(&b);
    }
    unlink(path);
}

Test(session, shapes_have_two_samples_of_each_class_and_names)
{
    Bench b;
    bench_open(&b, 4 << 20, 1);
    cr_assert(data_spec_parse(&b.wish->spec.data, "shapes n=300", NULL));
    add_network(&b, "hidden=8");
    bench_settle(&b);
    cr_expect_eq(b.shot->sample_count, 6);
    for (int i = 0; i < 6; i++) {
        cr_expect_eq(b.shot->sample_class[i], i % 3);
    }
    cr_expect_eq(b.shot->image_width, 16);
    cr_expect_str_eq(b.shot->class_names[0], "circle");
    cr_expect_str_eq(b.shot->class_names[2], "triangle");
    bench_close(&b);
}

Test(session, small_networks_show_their_weights_and_large_ones_none)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, "hidden=3,4");
    add_network(&b, "hidden=100,100");
    bench_settle(&b);
    cr_expect_eq(b.shot->networks[0].weight_total, 2 * 3 + 3 * 4 + 4 * 2);
    cr_expect_eq(b.shot->networks[1].weight_total, 0);
    bench_close(&b);
}

// ---- speed

Test(session, a_speed_limit_is_kept)
{
    Bench b;
    bench_open(&b, 1 << 18, 1);
    add_network(&b, settings[0]);
    bench_settle(&b);
    b.wish->playing = true;
    b.wish->speed = 1e-3;
    bench_wish(&b);
    for (int i = 0; i < 20; i++) {
        cr_expect(session_work(b.session, 0.001, NULL));
    }
    bench_shot(&b);
    cr_expect_eq(b.shot->step, 1, "one at once, the next in a thousand seconds");
    cr_expect_gt(session_wait_s(b.session), 100);
    b.wish->speed = INFINITY;
    bench_wish(&b);
    cr_expect_eq(session_wait_s(b.session), 0);
    b.wish->playing = false;
    bench_wish(&b);
    cr_expect(isinf(session_wait_s(b.session)));
    bench_close(&b);
}
