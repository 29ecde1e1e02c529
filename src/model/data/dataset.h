// Data to learn from: generated, from a CSV file, or MNIST's files. Rows are already in random
// order (of the data's seed); the first train_count are trained on, the rest is for validation.
#pragma once

#include "base/arena.h"
#include "model/data/data_spec.h"

enum {
    DATASET_ROWS_MAX = DATA_ROWS_MAX,
    DATASET_FEATURES_MAX = 4096,
    DATASET_CLASSES_MAX = 100,
};

// How x was scaled: x = (original - middle) / spread, of each feature.
typedef struct DataScale {
    double *middle, *spread; // [F]; both NULL: x is as it was made
    int constant; // features that are the same in all training rows: minus that, and not divided
} DataScale;

// All memory belongs to the arena it was made in.
struct Dataset {
    int rows, features;      // N, F
    int classes;             // K >= 2, or 0: regression
    int train_count;         // 1..N; rows [train_count, N) validate
    float *x;                // [N][F], scaled
    float *target;           // [N]: the class 0..K-1 as a number, or the value
    char (*class_names)[24]; // [K] from a CSV, cut to fit; NULL: they are called 0, 1, ...
    TensorShape shape;       // of a row: features x 1 x 1 unless rows are pictures
    float grey[2];           // of pictures: what is paper and what is ink, scaled; else both 0
    float low[2], high[2];   // what to draw: of two features, or of one and its values, where
                             // it is regression (a curve); of data of a kind the same for all
                             // noise, and before they are scaled; else 0
    DataScale scale;
    int subset_most; // the greatest subset= that there can be, ...
    double
        imbalance_most; // ... and the greatest imbalance=; 1: there are no classes; INFINITY: any
    int made_rows, made_train; // before training rows were left out
    const uint32_t *kept;      // [N]: where each row was among made_rows; NULL: all are kept
};

// Whether the data are a curve: one feature and a value.
static inline bool dataset_is_curve(const Dataset *data)
{
    return data->features == 1 && data->classes == 0;
}

// Makes or loads the data; leaves *data alone when it cannot. seed is used when the spec names none
// of its own. Errors name what is wrong with the file ("points.csv, line 3, column 2: ...");
// err->at is -1.
bool dataset_make(Dataset *data, const DataSpec *spec, uint64_t seed, Arena *arena, Error *err);
// Where each of the rows that were made of that seed stands in its file: order [rows], stored.
void dataset_order(int rows, uint64_t seed, uint32_t *order);
// From rows given one by one (painted points): shuffled, split and settled like the others, as the
// spec says. target as in Dataset; classes 0 for regression. False as dataset_make().
bool dataset_from_points(Dataset *data, int rows, int features, int classes, const float *x,
                         const float *target, const DataSpec *spec, uint64_t seed, Arena *arena,
                         Error *err);
// What is drawn of a plane that is painted on: low and high as they are, and no less than of any
// other plane.
void dataset_canvas(Dataset *data);
// What is said where a canvas has points of fewer than two classes.
#define DATASET_CANVAS_EMPTY                                                                       \
    N_("a canvas needs points of two classes: choose a colour and paint them on the plane")
// A value of a feature from what the data were made of to x, and back.
float dataset_scaled(const Dataset *data, int feature, float original);
float dataset_original(const Dataset *data, int feature, float x);

// A CSV text [length]: fields separated by commas (or, if the first line has none, by semicolons or
// tabs), quotes as in RFC 4180, blank lines skipped. The first line is a header if most columns
// that are numbers in the second line are not in the first. The last column is the target: texts
// are classes, in the order of their bytes; whole numbers are classes, in their order, if at most
// 20 different ones occur and each twice on average; others are regression. `name` is for the
// messages. Rows come in the file's order, train_count = rows; a refusal leaves *data alone.
bool dataset_read_csv(Dataset *data, const char *text, size_t length, const char *name,
                      Arena *arena, Error *err);

// A file as it was read; `name` is for the messages.
typedef struct DataFile {
    const char *name;
    const char *bytes;
    size_t length;
} DataFile;

// MNIST's two files (IDX): pictures become rows of greys 0..1, labels their classes. Rows come in
// the files' order, train_count = rows; a refusal names the file and leaves *data alone.
bool dataset_read_mnist(Dataset *data, const DataFile *images, const DataFile *labels, Arena *arena,
                        Error *err);
