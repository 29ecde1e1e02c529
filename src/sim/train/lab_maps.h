// What a network makes of one sample, layer by layer, and the filters that it does it with: plain
// data of a snapshot (lab_shot.h), there only while it is wished for (LabLook.maps).
#pragma once

#include "model/data/dataset.h"
#include "model/tensor_shape.h"
#include "sim/train/layer_name.h"

enum {
    SHOT_MAP_LAYERS_MAX = 320,     // layers whose maps are kept, of a network
    SHOT_MAP_CHANNELS_MAX = 64,    // of a layer, the first ones
    SHOT_MAP_VALUES_MAX = 1 << 18, // of all layers together
    SHOT_FILTER_LAYERS_MAX = 101,
    SHOT_FILTERS_MAX = 64,         // of a layer, the first ones ...
    SHOT_FILTER_CHANNELS_MAX = 16, // ... and the first channels that they read
    SHOT_FILTER_VALUES_MAX = 1 << 16,
};

// The output of a layer for the sample, in evaluation mode. Layers that change nothing for one
// sample (dropout, flatten) have none.
typedef struct MapShot {
    LayerName name;
    LayerRole role;
    int layer;         // in the network's plan
    TensorShape shape; // of the whole output; h = w = 1: plain units
    int shown;         // channels that are kept, the first ones: at most shape.channels
    int at;            // where they begin in LabMaps.values: [shown][height][width]
    float low, high;   // of the finite ones of them; low == high: all the same; 0, 0: none
} MapShot;

// The filters of a convolution, as PyTorch has them, with weight norm already in.
typedef struct FilterShot {
    LayerName name;
    int layer;               // in the network's plan
    int out, in, k;          // as the layer has them
    int shown_out, shown_in; // the first ones, that are kept
    int at;                  // in LabMaps.filter_values: [shown_out][shown_in][k][k]
    float most;              // the greatest |weight| of those kept: the scale is -most to most
} FilterShot;

typedef struct LabMaps {
    bool any;    // it has been looked at; else all below is not there (yet)
    int row;     // of the data: the sample that this was seen of
    int said;    // the likeliest class; -1: the data have none
    float share; // its probability; without classes the value
    int map_count;
    MapShot maps[SHOT_MAP_LAYERS_MAX];
    int used; // of values
    float values[SHOT_MAP_VALUES_MAX];
    int filter_count;
    FilterShot filters[SHOT_FILTER_LAYERS_MAX];
    int filters_used; // of filter_values
    float filter_values[SHOT_FILTER_VALUES_MAX];
} LabMaps;

// The sample itself.
typedef struct LabSample {
    int row;           // of the data; -1: none is wished for
    bool validation;   // it is not trained on
    int class;         // its true one; -1: the data have none
    float target;      // without classes: its value
    TensorShape shape; // of x; features x 1 x 1: no picture
    float x[DATASET_FEATURES_MAX];
} LabSample;
