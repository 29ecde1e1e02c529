// A lab's past: what was changed on the way of one session is made again in another, with the same
// bits, and by the command line's lab as well; points that were painted are data.
#include "session_bench.h"

#include "app/network/labspace.h"
#include "base/rng.h"
#include "sim/train/lab_past.h"

#include <time.h>

// Something that needs no restart.
static void change_something(Bench *b, Rng *rng)
{
    LabSpec *spec = &b->wish->spec;
    const int network = (int)rng_below(rng, (uint32_t)spec->network_count);
    NetSpec *one = &spec->networks[network];
    switch (rng_below(rng, 4)) {
    case 0:
        spec->shared.optimizer.params.lr = 0.001 + 0.1 * rng_uniform(rng);
        spec->shared.optimizer.has_rate = true;
        break;
    case 1: one->numbers.dropout = 0.5 * rng_uniform(rng); break;
    case 2: one->numbers.l2 = 0.01 * rng_uniform(rng); break;
    default: spec->patience = 20 + (int)rng_below(rng, 50); break;
    }
    for (int i = 0; i < spec->network_count; i++) {
        net_spec_follow(&spec->networks[i], &spec->shared);
    }
}

enum { LAST = 1000 };

// Trains hither and thither with changes; `past` gets what the snapshot says of them.
static void live(Bench *b, uint64_t seed, uint32_t most, LabPast *past)
{
    Rng rng;
    rng_init(&rng, seed, 4);
    for (int k = 0; k < 12; k++) {
        bench_seek(b, (long)rng_below(&rng, most));
        change_something(b, &rng);
        bench_settle(b);
    }
    bench_seek(b, most + 10);
    cr_assert_leq(b->shot->change_count, LAB_CHANGES_MAX);
    past->change_count = b->shot->change_count;
    memcpy(past->changes, b->shot->changes, sizeof past->changes[0] * (size_t)past->change_count);
}

static void open_like(Bench *b, const Bench *other, const LabPast *past)
{
    bench_open(b, 1 << 16, 1);
    b->wish->look = other->wish->look;
    b->wish->spec = other->wish->spec;
    b->wish->changes = past->changes;
    b->wish->change_count = past->change_count;
}

Test(lab_past, another_session_comes_to_the_same_bits)
{
    LabPast *past = calloc(1, sizeof *past);
    int changes = 0;
    for (uint64_t seed = 0; seed < 3; seed++) {
        Bench b, again;
        bench_open(&b, 1 << 16, 1);
        b.wish->look.surface = 12;
        add_network(&b, settings[seed]);
        add_network(&b, settings[seed + 1]);
        live(&b, seed, 900, past);
        changes += past->change_count;
        bench_seek(&b, LAST);
        open_like(&again, &b, past);
        bench_seek(&again, 0);
        cr_expect_eq(again.shot->networks[0].step, 0);
        bench_seek(&again, LAST);
        for (int i = 0; i < 2; i++) {
            const NetShot *one = &b.shot->networks[i], *other = &again.shot->networks[i];
            cr_expect(same_moment(one, other), "seed %d, network %d", (int)seed, i);
            cr_expect_eq(one->series.steps.count, other->series.steps.count);
            cr_expect_eq(memcmp(one->series.steps.points, other->series.steps.points,
                                sizeof(SeriesPoint) * (size_t)one->series.steps.count),
                         0, "the curve too, seed %d, network %d", (int)seed, i);
        }
        cr_expect_eq(again.shot->change_count, past->change_count, "and knows what was changed");
        bench_close(&again);
        bench_close(&b);
    }
    cr_expect_gt(changes, 8);
    free(past);
}

Test(lab_past, the_command_line_trains_with_the_changes_too)
{
    LabPast *past = calloc(1, sizeof *past);
    for (uint64_t seed = 0; seed < 4; seed++) {
        Bench b;
        bench_open(&b, 1 << 16, 1);
        add_network(&b, settings[seed]);
        add_network(&b, settings[seed + 2]);
        live(&b, seed + 10, 90, past);
        Lab *lab = lab_create_past(&b.wish->spec, past, NULL);
        Rows rows = { 0 };
        lab_begin(lab, collect_row, &rows);
        for (int epoch = 0; epoch < 110; epoch++) {
            lab_epoch(lab, NULL, EPOCHS_STEPS, collect_row, &rows);
        }
        for (int i = 0; i < 2; i++) {
            const NetShot *net = &b.shot->networks[i];
            const TrainRow *row = row_at(&rows, i, net->step);
            cr_assert(row, "seed %d, network %d, step %ld", (int)seed, i, net->step);
            cr_expect(same_number(row->batch_loss, net->last.loss), "seed %d: %.17g is not %.17g",
                      (int)seed, row->batch_loss, net->last.loss);
        }
        array_free(&rows);
        lab_destroy(lab);
        bench_close(&b);
    }
    free(past);
}

Test(lab_past, a_longer_patience_goes_on_where_a_shorter_one_had_stopped)
{
    LabSpec *spec = calloc(1, sizeof *spec);
    LabPast *past = calloc(1, sizeof *past);
    LabError err = { 0 };
    lab_spec_defaults(spec);
    spec->patience = 5;
    cr_assert(net_spec_parse(&spec->networks[0], &spec->shared, "hidden=8 optimizer=sgd lr=9",
                             &err.error));
    Rows rows = { 0 };
    plain_rows(spec, 60, &rows);
    const long stopped = rows.items[rows.count - 1].step;
    array_free(&rows);
    past->change_count = 2;
    past->changes[0] = (LabChange){ .spec = lab_network(spec, 0), .patience = 5 };
    past->changes[1] =
        (LabChange){ .step = stopped, .spec = lab_network(spec, 0), .patience = 1000 };
    Lab *lab = lab_create_past(spec, past, &err);
    cr_assert(lab, "%s", err.error.text);
    lab_begin(lab, NULL, NULL);
    for (int epoch = 0; epoch < 60; epoch++) {
        lab_epoch(lab, NULL, EPOCHS_ENDS, NULL, NULL);
    }
    cr_expect_gt(lab->networks[0].now.step, stopped);
    lab_destroy(lab);
    free(past);
    free(spec);
}

Test(lab_past, painted_points_are_the_data)
{
    LabSpec *spec = calloc(1, sizeof *spec);
    LabPast *past = calloc(1, sizeof *past);
    LabError err = { 0 };
    lab_spec_defaults(spec);
    past->painted = true;
    past->painted_classes = 3;
    for (int i = 0; i < 30; i++) {
        past->points.items[past->points.count++] =
            (LabPoint){ (float)(i % 6), (float)(i / 6), (float)(i % 3), false };
    }
    Lab *lab = lab_create_past(spec, past, &err);
    cr_assert(lab, "%s", err.error.text);
    cr_expect(lab->set.rows == 30 && lab->set.classes == 3 && lab->set.features == 2);
    lab_destroy(lab);
    past->points.items[4].target = 3;
    cr_expect_null(lab_create_past(spec, past, &err));
    cr_expect_str_eq(err.error.text, "point 5 is of class 3; there are classes 0 to 2");
    past->points.count = 1;
    cr_expect_null(lab_create_past(spec, past, &err));
    cr_expect(strstr(err.error.text, "paint at least two"));
    free(past);
    free(spec);
}

// ---- the workspace

static void settle(LabSpace *space, long step)
{
    const double until_s = 20;
    for (double waited_s = 0; waited_s < until_s; waited_s += 0.002) {
        labspace_update(space);
        if (labspace_given(space) && space->shot && space->shot->serial == space->wish.serial &&
            !space->shot->busy && space->shot->step == step) {
            return;
        }
        nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);
    }
    cr_assert(false, "step %ld is not reached", step);
}

Test(lab_past, a_workspace_gives_its_past_and_takes_it)
{
    LabSpace *space = calloc(1, sizeof *space), *other = calloc(1, sizeof *other);
    LabPast *past = calloc(1, sizeof *past), *later = calloc(1, sizeof *later);
    labspace_init(space);
    labspace_start(space, NULL, NULL);
    labspace_seek(space, 30);
    settle(space, 30);
    cr_expect(labspace_past(space, past));
    cr_expect_eq(past->change_count, 0, "nothing was changed");
    NetSpec *spec = labspace_edit(space, NET_OPTIMIZER);
    spec->optimizer.params.lr = 0.007;
    spec->optimizer.has_rate = true;
    labspace_edited(space);
    cr_expect(labspace_past(space, past), "known before the worker has answered");
    const int networks = space->wish.spec.network_count;
    cr_expect_eq(past->change_count, 2 * networks);
    cr_expect(past->changes[0].step == 0 && past->changes[1].step == 30 &&
              past->changes[1].spec.optimizer.params.lr == 0.007 &&
              past->changes[0].spec.optimizer.params.lr != 0.007);
    labspace_seek(space, 60);
    settle(space, 60);
    cr_expect(labspace_past(space, later));
    cr_expect(lab_past_equal(past, later), "and the same afterwards");

    labspace_init(other);
    labspace_open(other, &space->wish.spec);
    labspace_set_past(other, past);
    cr_expect(labspace_past(other, later) && lab_past_equal(past, later), "known at once");
    labspace_start(other, NULL, NULL);
    labspace_update(other);
    cr_expect(labspace_past(other, later) && lab_past_equal(past, later), "and once it was given");
    labspace_seek(other, 60);
    settle(other, 60);
    for (int i = 0; i < networks; i++) {
        cr_expect(
            same_number(other->shot->networks[i].last.loss, space->shot->networks[i].last.loss),
            "network %d", i);
    }
    cr_expect(labspace_past(other, later) && lab_past_equal(past, later), "it goes on");
    labspace_seek(other, 30);
    settle(other, 30);
    labspace_edit(other, NET_OPTIMIZER)->optimizer.params.lr = 0.009;
    labspace_edited(other);
    cr_expect(labspace_past(other, later));
    cr_expect(later->change_count == 2 * networks && later->changes[1].step == 30 &&
                  later->changes[1].spec.optimizer.params.lr == 0.009,
              "a change where another was made takes its place");
    labspace_new_seed(other); // all begin anew
    cr_expect(labspace_past(other, later));
    cr_expect_eq(later->change_count, 0);
    labspace_finish(space);
    labspace_finish(other);
    free(space);
    free(other);
    free(past);
    free(later);
}
