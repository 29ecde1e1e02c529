// Data as networks read it, and networks on it, made from specs as on the command line.
#pragma once

#include "sim/train/train.h"

#include <criterion/criterion.h>

typedef struct DataBench {
    Arena arena;
    Dataset set;
    TrainData data;
} DataBench;

static inline void data_bench_make(DataBench *b, const DataSpec *spec, uint64_t seed)
{
    Error err = { .text = "" };
    *b = (DataBench){ .arena = { 0 } };
    cr_assert(dataset_make(&b->set, spec, seed, &b->arena, &err), "%s", err.text);
    train_data_init(&b->data, &b->set, &b->arena);
}

static inline void data_bench_open(DataBench *b, const char *text, uint64_t seed)
{
    DataSpec spec;
    Error err = { .text = "" };
    cr_assert(data_spec_parse(&spec, text, &err), "%s: %s", text, err.text);
    data_bench_make(b, &spec, seed);
}

static inline void data_bench_close(DataBench *b)
{
    arena_free(&b->arena);
}

static inline NetSpec spec_of(const char *text, uint64_t seed)
{
    NetSpec shared, spec;
    Error err = { .text = "" };
    net_spec_defaults(&shared);
    shared.seed = seed;
    cr_assert(net_spec_parse(&spec, &shared, text, &err), "%s: %s", text, err.text);
    return spec;
}

static inline Train *train_of(const NetSpec *spec, const DataBench *b)
{
    Error err = { .text = "" };
    Train *train = train_create(spec, &b->data, &err);
    cr_assert(train, "%s", err.text);
    return train;
}
