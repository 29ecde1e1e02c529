// Data to learn from: generated, from a CSV file, or MNIST's files. Rows are already in random
// order (of the data's seed); the first train_count are trained on, the rest is for validation.
#pragma once

#include "base/arena.h"
#include "model/data_spec.h"

enum {
    DATASET_ROWS_MAX = 1000000,
    DATASET_FEATURES_MAX = 4096,
    DATASET_CLASSES_MAX = 100,
};

// All memory belongs to the arena it was made in.
typedef struct Dataset {
    int rows, features;            // N, F
    int classes;                   // K >= 2, or 0: regression
    int train_count;               // 1..N; rows [train_count, N) validate
    float *x;                      // [N][F]
    float *target;                 // [N]: the class 0..K-1 as a number, or the value
    char (*class_names)[24];       // [K] from a CSV's texts, NULL: they are called 0, 1, ...
    int image_width, image_height; // rows are pictures of grey values 0..1; 0: they are not
    float low[2], high[2];         // 2D data: the square to draw, the same for all noise; else 0
} Dataset;

// Makes or loads the data. seed is used when the spec names none of its own. Errors name what is
// wrong with the spec (err->at into nothing, -1) or with the file ("points.csv, line 3, column 2:
// ...").
bool dataset_make(Dataset *data, const DataSpec *spec, uint64_t seed, Arena *arena, Error *err);
// From rows given one by one (painted points): shuffled and split like the others. target as in
// Dataset; classes 0 for regression.
void dataset_from_points(Dataset *data, int rows, int features, int classes, const float *x,
                         const float *target, double train_share, uint64_t seed, Arena *arena);

// A CSV text [length]: header optional (told by its first line having a field that is no number
// where later lines have one), the last column the target: whole numbers from few values, or texts,
// are classes; others are regression. Blank lines are skipped; quotes as in RFC 4180. `name` is for
// the messages. Rows come in the file's order, train_count = rows.
bool dataset_read_csv(Dataset *data, const char *text, size_t length, const char *name,
                      Arena *arena, Error *err);
