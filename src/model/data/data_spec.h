// What data: "spiral noise=0.1 n=400", "csv file=points.csv", "mnist images=F labels=F".
#pragma once

#include "base/arena.h"
#include "base/rng.h"
#include "base/setting.h"
#include "model/tensor_shape.h"

typedef enum DataKind {
    DATA_CIRCLE,
    DATA_XOR,
    DATA_GAUSS,
    DATA_SPIRAL,
    DATA_MOONS,
    DATA_CHECKERBOARD,
    DATA_BLOBS,
    DATA_PLANE, // regression
    DATA_WAVE,  // regression
    DATA_SINE,  // curves: regression of one input
    DATA_STEP,
    DATA_POLY,
    DATA_NOISE, // inputs N(0,1), for histograms
    DATA_DIGITS,
    DATA_SHAPES,
    DATA_CANVAS, // nothing but what is painted
    DATA_CSV,
    DATA_MNIST,
    DATA_COUNT
} DataKind;

enum { DATA_ROWS_MAX = 1000000 };
enum { DATA_PATH_MAX = 512, DATA_FILES_MAX = 2, DATA_SHAPE_MAX = 24, DATA_TEXT_MAX = 2400 };

// The numbers a kind can have; its row's Param table says which it uses.
typedef struct DataParams {
    double n;        // rows
    double noise;    // 0..0.5
    double train;    // share of rows trained on, 0.1..1
    double arms;     // spiral: 2 or 3
    double k;        // blobs: classes
    double features; // noise: inputs a row
    double classes;  // noise: random classes
    double turn;     // shapes: degrees that corners are turned by at most
    double degree;   // poly: 1 to 9
} DataParams;

typedef enum DataScaling {
    DATA_UNSCALED,
    DATA_STANDARD,
    DATA_UNIT,
    DATA_SCALING_COUNT
} DataScaling;

// What every kind has: which of its training rows are left, and what becomes of them
// (model/data/dataset_settle.h).
typedef enum DataCommon {
    DATA_SCALE,
    DATA_SUBSET,
    DATA_IMBALANCE,
    DATA_LABEL_NOISE,
    DATA_SEED,
    DATA_COMMON_COUNT
} DataCommon;

typedef struct DataSpec {
    DataKind kind;
    DataParams params;
    DataScaling scale;
    double subset;      // training rows that are kept, the first; 0: all
    double imbalance;   // >= 1: how many times as many rows the first class has as the last
    double label_noise; // 0..1: the share of training rows that have the label of another class
    bool has_seed;      // the data has a seed of its own
    uint64_t seed;
    char files[DATA_FILES_MAX][DATA_PATH_MAX]; // as the row's files say; "" if unused
    char shape[DATA_SHAPE_MAX];                // of a table's rows, "1x8x8"; "": plain features
} DataSpec;

typedef struct Dataset Dataset;

// Features and classes (0: regression) of data with these numbers.
typedef void DataShape(const DataParams *params, int *features, int *classes);
// Row `index` (0..n-1) of generated data: x [F] and its target, from draws of the row's own (rng)
// and one for all rows (phase, 0..1), the same for every noise and n. Classes come in turn, so that
// they are balanced.
typedef void DataDraw(const DataParams *params, int index, double phase, Rng *rng, float *x,
                      float *target);
// Reads the spec's files, in their order; train_count = rows.
typedef bool DataLoad(Dataset *data, const DataSpec *spec, Arena *arena, Error *err);

typedef struct DataRow {
    Kind kind; // its numbers are of DataParams
    bool regression;
    bool plane;                     // two features: has a decision surface
    bool curve;                     // one feature, regression: a line through points
    float values[2];                // of a curve: from where to where they are drawn
    int image_side;                 // rows are pictures, side x side; else 0
    const char *const *class_names; // of generated data, N_(), ended by NULL; NULL: numbers
    const Setting *files; // what it reads: texts in the order of DataSpec.files, and what is to be
                          // known of them; NULL: nothing
    DataShape *shape;     // of generated data, with draw; else NULL
    DataDraw *draw;
    DataLoad *load; // of files, and of what cannot be made; else NULL
} DataRow;

// What the text of a shape means.
bool data_shape_read(TensorShape *shape, const char *text, Error *err);

extern const DataRow data_rows[DATA_COUNT];
extern const Registry data_kinds;
extern const Form data_form; // how a DataSpec holds them
extern const Setting data_common[DATA_COMMON_COUNT + 1];
extern const Registry data_scalings;

void data_spec_defaults(DataSpec *spec, DataKind kind);
// err->at is the byte of `text` at fault. A path may stand in double quotes (blanks, \" and \\).
bool data_spec_parse(DataSpec *spec, const char *text, Error *err);
// The shortest text that parses back to the same. text [DATA_TEXT_MAX].
void data_spec_write(const DataSpec *spec, char *text, size_t size);
bool data_spec_equal(const DataSpec *a, const DataSpec *b);
// Takes back what is done to the rows, but their scale: all are kept as they are.
void data_spec_keep_rows(DataSpec *spec);
