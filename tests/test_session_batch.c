// What a snapshot says of the rows that the newest step trained on.
#include "data_bench.h"
#include "session_bench.h"

#include <math.h>
#include <stdio.h>

static void open_on(Bench *b, const char *data, const char *network, bool trained)
{
    bench_open(b, 1 << 20, 1);
    cr_assert(data_spec_parse(&b->wish->spec.data, data, NULL));
    b->wish->look.trained = trained;
    add_network(b, network);
}

// The rows that a plain network of the same settings trains on in its step (from 1).
static int plain(const Bench *b, long step, int most, TrainMade *made, float *x, DataBench *data)
{
    const NetSpec spec = lab_network(&b->wish->spec, 0);
    data_bench_make(data, &b->wish->spec.data, b->wish->spec.shared.seed);
    Train *train = train_of(&spec, data);
    const int count = train_made(train, step - 1, most, made, x);
    train_destroy(train);
    return count;
}

Test(session_batch, pictures_are_those_that_the_step_trained_on)
{
    static const long steps[] = { 0, 1, 9, 3, 10 };
    Bench b;
    open_on(&b, "shapes n=100", "hidden=6 shift=2 rotate=20 mixup=0.5 batch=16", true);
    for (size_t k = 0; k < COUNT(steps); k++) {
        const LabBatch *batch = &b.shot->batch[0];
        const long step = steps[k] > 0 ? steps[k] : 1;
        TrainMade made[SHOT_BATCH_PICTURES];
        float x[SHOT_BATCH_PICTURES * 256];
        DataBench data;
        bench_seek(&b, steps[k]);
        cr_assert_eq(plain(&b, step, SHOT_BATCH_PICTURES, made, x, &data), batch->count);
        cr_expect_eq(batch->count, step == 10 ? 6 : 12, "step %ld", step);
        cr_expect_eq(batch->rows, step % 5 == 0 ? 6 : 16, "step %ld", step);
        cr_expect_eq(batch->step, step);
        for (int i = 0; i < batch->count; i++) {
            const LabMade *row = &batch->made[i];
            cr_expect_eq(row->share, (float)made[i].share);
            cr_expect_eq((float)row->class, data.set.target[made[i].row]);
            cr_expect_eq((float)row->other, data.set.target[made[i].partner]);
            for (int p = 0; p < 256; p++) {
                const float ink = clampf(x[i * 256 + p], 0, 1);
                cr_assert_eq(batch->pixels[i][p], (uint8_t)lroundf(255 * ink));
            }
        }
        data_bench_close(&data);
    }
    bench_close(&b);
}

Test(session_batch, points_are_where_the_step_saw_them)
{
    static const char *const kinds[] = { "spiral n=100", "wave n=100", "sine n=40" };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        Bench b;
        open_on(&b, kinds[k], "hidden=6 jitter=0.2 mixup=0.5 batch=16", true);
        const int features = k == 2 ? 1 : 2;
        TrainMade made[16];
        float x[32];
        DataBench data;
        bench_seek(&b, 7);
        const LabBatch *batch = &b.shot->batch[0];
        const int count = plain(&b, 7, 16, made, x, &data);
        cr_assert_eq(batch->count, count);
        for (int i = 0; i < count; i++) {
            const LabMade *row = &batch->made[i];
            const double own = (double)data.set.target[made[i].row];
            const double value = made[i].share * own +
                                 (1 - made[i].share) * (double)data.set.target[made[i].partner];
            cr_expect_eq(row->x[0], x[i * features]);
            if (k < 2) {
                cr_expect_eq(row->x[1], x[i * features + 1]);
            } else {
                cr_expect_float_eq(row->x[1], value, 1e-6, "of a curve the value");
            }
            cr_expect_float_eq(row->target, k == 0 ? 0 : value, 1e-6);
        }
        data_bench_close(&data);
        bench_close(&b);
    }
}

// Adversarial steps hang on the network: the rows are those of the next step, which can be told.
Test(session_batch, rows_that_are_moved_against_the_network_are_those_of_the_next_step)
{
    static const char *const kinds[] = { "moons n=100", "shapes n=100" };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        Bench b;
        DataBench data;
        TrainMade made[16];
        open_on(&b, kinds[k], "hidden=6 fgsm=0.2 batch=16", true);
        bench_seek(&b, 7);
        const LabBatch *batch = &b.shot->batch[0];
        const NetSpec spec = lab_network(&b.wish->spec, 0);
        data_bench_make(&data, &b.wish->spec.data, b.wish->spec.shared.seed);
        Train *train = train_of(&spec, &data);
        float *x = memory_get(sizeof *x * 16 * (size_t)data.set.features);
        for (int step = 0; step < 7; step++) {
            train_step(train, false);
        }
        train_moved(train, 16, made, x);
        cr_expect_eq(batch->step, 8);
        cr_expect_eq(batch->moved, 0.2f);
        cr_assert_eq(batch->count, k == 0 ? 16 : SHOT_BATCH_PICTURES);
        for (int i = 0; i < batch->count; i++) {
            const float *row = x + (ptrdiff_t)i * data.set.features;
            if (k == 0) {
                cr_expect(batch->made[i].x[0] == row[0] && batch->made[i].x[1] == row[1]);
                const float *from = data.set.x + (ptrdiff_t)2 * made[i].row;
                cr_expect_float_eq(fabsf(row[0] - from[0]), 0.2f, 1e-5f);
            }
            for (int p = 0; k == 1 && p < 256; p++) {
                cr_assert_eq(batch->pixels[i][p], (uint8_t)lroundf(255 * clampf(row[p], 0, 1)));
            }
        }
        free(x);
        train_destroy(train);
        data_bench_close(&data);
        bench_close(&b);
    }
}

Test(session_batch, is_there_only_where_it_is_wished_for_and_can_be_shown)
{
    Bench b;
    open_on(&b, "spiral n=100", "hidden=6 jitter=0.2", false);
    bench_seek(&b, 5);
    cr_expect_eq(b.shot->batch[0].count, 0);
    b.wish->look.trained = true;
    bench_settle(&b);
    cr_expect_eq(b.shot->batch[0].count, 32);
    b.wish->look.trained = false;
    bench_settle(&b);
    cr_expect_eq(b.shot->batch[0].count, 0);
    bench_close(&b);
    open_on(&b, "noise n=50 features=5", "hidden=6 jitter=0.2", true);
    bench_seek(&b, 5);
    cr_expect_eq(b.shot->batch[0].count, 0, "five numbers are no picture");
    bench_close(&b);
}

// A wish that cannot be bars a network that runs; taken back, it goes on from where it was.
Test(session_batch, what_cannot_be_applied_bars_a_running_network_until_it_is_taken_back)
{
    static const struct {
        const char *text, *why;
    } wrong[] = {
        { "hidden=6 mixup=1 cutmix=1",
          "mixup and cutmix are both on, and a batch is mixed in one way; switch one of them off" },
        { "hidden=6 shift=17", "a shift of 17 pixels is larger than the pictures, which are 16 x "
                               "16; choose at most 16" },
        { "hidden=6 jitter=0.1 cutout=40",
          "a cutout of 40 pixels is larger than the pictures, which are 16 x 16; choose at most "
          "16" },
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        Bench b, straight;
        open_on(&b, "digits n=100", "hidden=6 mixup=1", false);
        open_on(&straight, "digits n=100", "hidden=6 mixup=1", false);
        bench_seek(&b, 20);
        set_network(b.wish, 0, wrong[i].text);
        bench_settle(&b);
        cr_expect_str_eq(b.shot->networks[0].barred, wrong[i].why);
        set_network(b.wish, 0, "hidden=6 mixup=1");
        bench_settle(&b);
        cr_expect_str_empty(b.shot->networks[0].barred);
        cr_expect_eq(b.shot->networks[0].step, 20, "its training was kept aside");
        bench_seek(&b, 30);
        bench_seek(&straight, 30);
        cr_expect(same_moment(&b.shot->networks[0], &straight.shot->networks[0]));
        bench_close(&b);
        bench_close(&straight);
    }
}
