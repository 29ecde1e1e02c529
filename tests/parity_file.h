// A network file as the reference scripts write it (JSON): layers with their weights, what is
// minimized and by what, data, batches, and what PyTorch made of them in float64.
#pragma once

#include "model/net/learner.h"
#include "parity_layers.h"

typedef struct GoldenBatch {
    const uint32_t *rows; // of x
    int count;
} GoldenBatch;

// A quantity as one list, in the order of the file.
typedef struct GoldenNumbers {
    const double *at;
    size_t count;
} GoldenNumbers;

// All memory belongs to the arena it was read into.
typedef struct GoldenNet {
    GoldenLayers layers;
    Goal goal;
    const Optim *optim;
    OptimParams params; // with the clip
    double clip;
    TensorShape shape; // of a row
    int rows, inputs, outputs;
    const double *x;      // [rows][inputs]
    const double *target; // [rows][outputs]; classes as one-hot rows
    int batch_count, batch_max;
    const GoldenBatch *batches;
    struct {
        GoldenNumbers loss;    // [batch_count]: of each step before its update, penalties in
        GoldenNumbers grad;    // of the first step before clipping, penalties in; layer by layer
        GoldenNumbers final;   // parameters after the last step, in the same order
        GoldenNumbers running; // mean, then variance of each batchnorm
        GoldenNumbers output;  // [rows][outputs]: in evaluation mode after the last step
    } expected;
} GoldenNet;

// Errors say what is wrong and where: "layers[2].weight[3]: 4 numbers, 5 expected".
bool golden_net_read(GoldenNet *net, const char *path, Arena *arena, Error *err);
