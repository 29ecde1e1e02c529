// The border between data and networks: rows are padded once, so that a pass over the data reads
// them where they lie.
#include "sim/train.h"

void train_data_init(TrainData *data, const Dataset *set, Arena *arena)
{
    const size_t rows = (size_t)set->rows, features = (size_t)set->features;
    const size_t x_wide = (size_t)padded(set->features), wide = (size_t)padded(set->classes);
    *data = (TrainData){ .set = set, .x = arena_new(arena, Real, rows * x_wide) };
    if (set->classes > 0) {
        data->wide = arena_new(arena, Real, rows * wide);
    }
    if (set->classes <= 2) {
        data->single = arena_new(arena, Real, rows * LANES);
    }
    for (size_t i = 0; i < rows; i++) {
        for (size_t f = 0; f < features; f++) {
            data->x[i * x_wide + f] = set->x[i * features + f];
        }
        if (data->wide) {
            data->wide[i * wide + (size_t)set->target[i]] = 1;
        }
        if (data->single) {
            data->single[i * LANES] = set->target[i];
        }
    }
}
