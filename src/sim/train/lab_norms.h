// What the norms of a network hold: gamma and beta, and the statistics of a batch norm, those of
// the batch (by which it is trained) beside the running ones (by which it is judged). Plain data of
// a snapshot (lab_shot.h), always there where a network has norms.
#pragma once

#include "sim/train/layer_name.h"

enum { SHOT_NORMS_MAX = 210, SHOT_NORM_VALUES_MAX = 1 << 16 };

typedef enum NormList {
    NORM_GAMMA,
    NORM_BETA,
    NORM_BATCH_MEAN,   // of the rows that inspection sees
    NORM_RUNNING_MEAN, // by which it is judged
    NORM_BATCH_VAR,    // biased
    NORM_RUNNING_VAR,  // unbiased, as PyTorch keeps it
    NORM_LIST_COUNT
} NormList;
extern const char *const norm_list_keys[NORM_LIST_COUNT]; // "gamma", "beta", "batch_mean" ...

typedef struct NormShot {
    LayerName name;
    int layer;    // in the network's plan
    int features; // of each list: channels, or of a layer norm all values of a row
    int shown;    // those that are kept, the first ones
    // Where each list [shown] begins in LabNorms.values; -1: it has none (beta: RMS norm; the four
    // statistics: all but batch norm).
    int lists[NORM_LIST_COUNT];
} NormShot;

typedef struct LabNorms {
    int count, used; // used: of values
    NormShot norms[SHOT_NORMS_MAX];
    float values[SHOT_NORM_VALUES_MAX];
} LabNorms;
