// What tests of data share: data from its spec, and whether two are the same bits.
#pragma once

#include "model/data/dataset.h"

#include <criterion/criterion.h>
#include <string.h>

static inline Dataset make(const char *text, uint64_t seed, Arena *arena)
{
    DataSpec spec;
    Dataset data;
    Error err = { .at = -1 };
    cr_assert(data_spec_parse(&spec, text, &err), "%s: %s", text, err.text);
    cr_assert(dataset_make(&data, &spec, seed, arena, &err), "%s: %s", text, err.text);
    return data;
}

static inline bool same(const Dataset *a, const Dataset *b)
{
    const size_t rows = (size_t)a->rows;
    return a->rows == b->rows && a->features == b->features && a->classes == b->classes &&
           a->train_count == b->train_count &&
           memcmp(a->x, b->x, rows * (size_t)a->features * sizeof *a->x) == 0 &&
           memcmp(a->target, b->target, rows * sizeof *a->target) == 0;
}
