// Networks to look into, made from specs as on the command line.
#pragma once

#include "data_bench.h"
#include "sim/train/diagnosis.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Bench {
    DataBench on;
    Train *train;
    Inspect *inspect;
} Bench;

static inline void bench_open(Bench *b, const char *data, const char *network, uint64_t seed)
{
    const NetSpec spec = spec_of(network, seed);
    *b = (Bench){ .inspect = inspect_create() };
    data_bench_open(&b->on, data, seed);
    b->train = train_of(&spec, &b->on);
}

static inline void bench_close(Bench *b)
{
    inspect_destroy(b->inspect);
    train_destroy(b->train);
    data_bench_close(&b->on);
}

static inline void look(Bench *b)
{
    inspect_look(b->inspect, b->train, INSPECT_ROWS, true);
}

static inline const LayerStats *stats_of(const Bench *b, InspectKind kind, int layer)
{
    return inspect_stats(b->inspect, kind, layer);
}

static inline Signal judged(Bench *b)
{
    Signal signal;
    look(b);
    judge_signal(b->inspect, false, &signal);
    return signal;
}

// The index among all layers of the layer with weights of that number.
static inline int dense_layer(const Net *net, int dense)
{
    for (int i = 0; i < net->layer_count; i++) {
        if (layer_role(net->layers[i].plan.kind) == ROLE_WEIGHTS &&
            net->layers[i].weighted == dense) {
            return i;
        }
    }
    cr_assert_fail("no dense layer %d", dense);
    return -1;
}

static inline Real *bias_of(Bench *b, int dense)
{
    Net *net = &b->train->learner.net;
    return net->params + net->layers[dense_layer(net, dense)].bias;
}
