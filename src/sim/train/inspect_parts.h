// What an inspection is made of, for its own files alone: inspect.c looks, inspect_scale.c counts.
#pragma once

#include "sim/train/inspect.h"

// Values a [rows][stride], of which the first `columns` of each row count.
typedef struct View {
    const Real *a;
    int rows, columns;
    ptrdiff_t stride;
} View;

struct Inspect {
    Arena arena; // owns what is below
    Net net;     // the copy; kernels NULL before the first look
    NetPass pass;
    Real *grad;           // [param_count]
    Real *sums, *squares; // [NET_UNITS_MAX] of a layer's columns
    int layers[INSPECT_COUNT];
    View views[INSPECT_COUNT][INSPECT_LAYERS_MAX];
    LayerStats stats[INSPECT_COUNT][INSPECT_LAYERS_MAX];
    const Activation *activation[INSPECT_LAYERS_MAX]; // of hidden layers
};
