// The layers of a network file, each checked as it is read: it must fit what the one before gives.
#pragma once

#include "base/arena.h"
#include "model/net/net.h"

#include <cjson/cJSON.h>

// In the order of the file: gain (weight norm), weight, bias. NULL: it has none.
typedef struct GoldenLayer {
    const double *gain;   // [out]
    const double *weight; // [out][in], [out][in][k][k]; gamma; slope
    const double *bias;   // or beta
} GoldenLayer;

typedef struct GoldenLayers {
    int count;
    LayerPlan plans[NET_LAYERS_MAX];
    GoldenLayer of[NET_LAYERS_MAX];
} GoldenLayers;

// The list "layers" of a file whose rows are of shape `input`.
bool golden_layers_read(GoldenLayers *layers, const cJSON *root, TensorShape input, Arena *arena,
                        Error *err);
