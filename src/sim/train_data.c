// The border between data and networks: rows are padded once, so that a pass over the data reads
// them where they lie.
#include "sim/train.h"

#include <string.h>

static_assert(sizeof(Real) == sizeof(float), "data and networks have the same numbers here");

// Rows [N][padded(F)]. Those that need no padding, as MNIST's of 784 greys, are the data's own: a
// copy would be 188 MB.
static const Real *padded_rows(const Dataset *set, Arena *arena)
{
    const size_t rows = (size_t)set->rows, features = (size_t)set->features;
    const size_t wide = (size_t)padded(set->features);
    if (wide == features) {
        return set->x;
    }
    Real *x = arena_new(arena, Real, rows * wide);
    for (size_t i = 0; i < rows; i++) {
        memcpy(x + i * wide, set->x + i * features, features * sizeof *x);
    }
    return x;
}

void train_data_init(TrainData *data, const Dataset *set, Arena *arena)
{
    const size_t rows = (size_t)set->rows, wide = (size_t)padded(set->classes);
    *data = (TrainData){ .set = set, .x = padded_rows(set, arena) };
    if (set->classes > 0) {
        data->wide = arena_new(arena, Real, rows * wide);
    }
    if (set->classes <= 2) {
        data->single = arena_new(arena, Real, rows * LANES);
    }
    for (size_t i = 0; i < rows; i++) {
        if (data->wide) {
            data->wide[i * wide + (size_t)set->target[i]] = 1;
        }
        if (data->single) {
            data->single[i * LANES] = set->target[i];
        }
    }
}
