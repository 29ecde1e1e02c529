// The Network room under a test's hands: small labs, copies of what a snapshot says, and the same
// numbers from plain training.
#pragma once

#include "lab_rows.h"
#include "window_bench.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_W = 1100, ROOM_H = 720 };

static inline LabSpace *space_of(Bench *b)
{
    return &b->network->lab;
}

static inline const NetShot *net_of(const Bench *b, int network)
{
    return &b->network->lab.shot->networks[network];
}

// Where a network's surface is, and a click in it: a share of its width and height.
static inline Rect surface_of(Bench *b, int network)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.surface.%d", network);
    return bench_rect(b, name);
}

static inline void click_in(Bench *b, int network, float u, float v)
{
    const Rect r = surface_of(b, network);
    bench_click_at(b, r.x + r.w * u, r.y + r.h * v);
}

// What a snapshot says of network `i`, to be compared later; to be freed.
static inline NetShot *net_copy(const Bench *b, int i)
{
    NetShot *copy = malloc(sizeof *copy);
    memcpy(copy, net_of(b, i), sizeof *copy);
    return copy;
}

// Spec strings as on the command line; `networks` ends with NULL.
static inline void lab_of(LabSpec *spec, const char *data, const char *shared,
                          const char *const *networks)
{
    Error err = { .text = "" };
    lab_spec_defaults(spec);
    const NetSpec base = spec->shared;
    cr_assert(data_spec_parse(&spec->data, data, &err), "%s: %s", data, err.text);
    cr_assert(net_spec_parse(&spec->shared, &base, shared, &err), "%s: %s", shared, err.text);
    spec->shared.own = 0;
    spec->network_count = 0;
    for (int i = 0; networks[i]; i++) {
        cr_assert(net_spec_parse(&spec->networks[i], &spec->shared, networks[i], &err), "%s: %s",
                  networks[i], err.text);
        spec->network_count++;
    }
}

// A window with that lab at step 0, paused, answered; played at full speed, and no end is near.
static inline Bench *lab_open(const char *data, const char *shared, const char *const *networks)
{
    Bench *b = bench_open(ROOM_W, ROOM_H, 1);
    LabSpec *spec = malloc(sizeof *spec);
    lab_of(spec, data, shared, networks);
    spec->epochs = LAB_EPOCHS_MAX;
    bench_show(b, SUBJECT_LAB, spec);
    b->network->lab.wish.paced = false;
    free(spec);
    bench_answered(b);
    return b;
}

// Two small networks on few points: quick in a build that checks everything, too.
static inline Bench *lab_open_small(void)
{
    static const char *const two[] = { "init=normal std=0.5", "init=he_normal", NULL };
    return lab_open("spiral noise=0.1 n=60", "hidden=8,8 optimizer=adam lr=0.01 batch=8", two);
}

// At full speed gradients are not measured at every step: NAN where they were not.
static inline bool measured_same(double shown, double plain)
{
    return isnan(shown) || same_number(shown, plain);
}

static inline bool both_same(double a, double b)
{
    return measured_same(a, b) || isnan(b);
}

// All that is to be seen of a network at a moment, of rested snapshots.
static inline bool same_moment(const NetShot *a, const NetShot *b)
{
    const size_t cells = (size_t)a->surface_side * (size_t)a->surface_side;
    return a->step == b->step && a->epoch == b->epoch && a->lost == b->lost &&
           same_number(a->last.loss, b->last.loss) &&
           both_same(a->last.grad_norm, b->last.grad_norm) &&
           both_same(a->last.update_ratio, b->last.update_ratio) &&
           same_score(a->train, b->train) && same_score(a->validation, b->validation) &&
           a->weight_total == b->weight_total &&
           memcmp(a->weights, b->weights, sizeof(float) * (size_t)a->weight_total) == 0 &&
           a->surface_side == b->surface_side &&
           memcmp(a->surface_value, b->surface_value, sizeof(float) * cells) == 0;
}

// Every point of every curve in the snapshot is plain training's; how many there were.
static inline int expect_plain(const Bench *b, const char *what)
{
    const LabShot *shot = b->network->lab.shot;
    long epochs = 0;
    int points = 0;
    for (int i = 0; i < shot->network_count; i++) {
        const NetShot *net = &shot->networks[i];
        const long end = net->series.steps.count
                             ? net->series.steps.points[net->series.steps.count - 1].step
                             : 0;
        const long of_net = end / net->epoch_steps + 1;
        epochs = of_net > epochs ? of_net : epochs;
    }
    Rows rows = { 0 };
    plain_rows(&b->network->lab.wish.spec, epochs, &rows);
    for (int i = 0; i < shot->network_count; i++) {
        const SeriesList *lists[] = { &shot->networks[i].series.steps,
                                      &shot->networks[i].series.epochs };
        for (int k = 0; k < 2; k++) {
            for (int p = 0; p < lists[k]->count; p++, points++) {
                const double *v = lists[k]->points[p].values;
                const TrainRow *row = row_at(&rows, i, lists[k]->points[p].step);
                cr_assert(row, "%s: step %ld", what, lists[k]->points[p].step);
                const bool same =
                    same_number(v[SERIES_BATCH_LOSS], row->batch_loss) &&
                    measured_same(v[SERIES_GRAD_NORM], row->grad_norm) &&
                    measured_same(v[SERIES_UPDATE_RATIO], row->update_ratio) &&
                    (k == 0 ||
                     (same_number(v[SERIES_TRAIN_LOSS], row->train.loss) &&
                      same_number(v[SERIES_VALIDATION_LOSS], row->validation.loss) &&
                      same_number(v[SERIES_TRAIN_ACCURACY], row->train.accuracy) &&
                      same_number(v[SERIES_VALIDATION_ACCURACY], row->validation.accuracy)));
                cr_expect(same, "%s: network %d, step %ld: %a %a %a and %a %a %a", what, i,
                          row->step, v[SERIES_BATCH_LOSS], v[SERIES_GRAD_NORM],
                          v[SERIES_UPDATE_RATIO], row->batch_loss, row->grad_norm,
                          row->update_ratio);
            }
        }
    }
    array_free(&rows);
    return points;
}
