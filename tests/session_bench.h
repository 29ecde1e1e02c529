// A session under a test's hands, and what `thalweg train` says of the same lab.
#pragma once

#include "lab_rows.h"
#include "sim/train/session.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Bench {
    Session *session;
    LabWish *wish;
    LabShot *shot;
} Bench;

static inline void bench_open(Bench *b, size_t budget, int threads)
{
    *b = (Bench){ .session = session_create(budget, threads),
                  .wish = calloc(1, sizeof *b->wish),
                  .shot = calloc(1, sizeof *b->shot) };
    lab_spec_defaults(&b->wish->spec);
    cr_assert(data_spec_parse(&b->wish->spec.data, "spiral noise=0.1 n=130", NULL));
    b->wish->spec.network_count = 0;
    b->wish->speed = INFINITY;
    b->wish->look.zoom_layer = -1;
}

static inline void bench_close(Bench *b)
{
    session_destroy(b->session);
    free(b->wish);
    free(b->shot);
}

static inline void set_network(LabWish *wish, int i, const char *text)
{
    Error err;
    cr_assert(net_spec_parse(&wish->spec.networks[i], &wish->spec.shared, text, &err), "%s: %s",
              text, err.text);
}

static inline void add_network(Bench *b, const char *text)
{
    set_network(b->wish, b->wish->spec.network_count++, text);
}

static inline void bench_wish(Bench *b)
{
    b->wish->serial++;
    session_wish(b->session, b->wish);
}

static inline void bench_shot(Bench *b)
{
    session_shot(b->session, b->shot, true);
}

// The wish, all that follows from it while nothing plays, and the snapshot.
static inline void bench_settle(Bench *b)
{
    bench_wish(b);
    while (session_work(b->session, 0.05, NULL)) {
    }
    bench_shot(b);
}

static inline void bench_seek(Bench *b, long step)
{
    b->wish->playing = false;
    b->wish->seeks++;
    b->wish->seek = step;
    bench_settle(b);
}

// What can be seen of a network at a moment.
static inline bool same_moment(const NetShot *a, const NetShot *b)
{
    const size_t cells = (size_t)a->surface_side * (size_t)a->surface_side;
    return a->step == b->step && a->epoch == b->epoch && a->lost == b->lost &&
           a->stopped == b->stopped && same_number(a->last.loss, b->last.loss) &&
           same_number(a->last.grad_norm, b->last.grad_norm) &&
           same_number(a->last.update_ratio, b->last.update_ratio) &&
           same_score(a->train, b->train) && same_score(a->validation, b->validation) &&
           a->weight_total == b->weight_total &&
           memcmp(a->weights, b->weights, sizeof(float) * (size_t)a->weight_total) == 0 &&
           a->surface_side == b->surface_side &&
           memcmp(a->surface_value, b->surface_value, sizeof(float) * cells) == 0;
}

// Settings of every kind; small enough for the snapshot to hold all weights.
static const char *const settings[] = {
    "hidden=8,8",
    "hidden=8x3 activation=relu init=he_normal optimizer=sgd lr=0.1",
    "hidden=12 dropout=0.3 optimizer=momentum lr=0.05",
    "hidden=8,8 batchnorm=before optimizer=adam lr=0.02",
    "hidden=8,8 batchnorm=after dropout=0.2 batch=all",
    "hidden=8,8 layernorm=before dropconnect=0.2 optimizer=rmsprop lr=0.01",
    "hidden=6x4 l2=0.001 l1=0.0001 clip=0.5 label_smoothing=0.1 batch=7",
    "hidden=8 loss=mse optimizer=nesterov lr=0.05 seed=7",
    "hidden=8,8 batchnorm=before rotate=20 jitter=0.05 mixup=0.4 batch=9", // 91 rows: the last 10
};
