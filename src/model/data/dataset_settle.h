// What a spec does to rows that are shuffled and divided: training rows are left out, get other
// labels, and all are scaled by them. Private to the data files.
#pragma once

#include "model/data/dataset.h"

// imbalance, subset, label_noise and scale, in this order; false with *err when the data are too
// few for them, or have no classes where they need some.
bool data_settle(Dataset *data, const DataSpec *spec, uint64_t seed, Arena *arena, Error *err);
// Scales x and grey by the training rows. Of pictures all pixels have one scale, so that paper
// stays of one colour.
void data_scale(Dataset *data, DataScaling scaling, Arena *arena);
