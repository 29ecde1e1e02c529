// A layer of a network as a module of PyTorch.
#pragma once

#include "model/net/net.h"

#include <stdio.h>

// How a module wants to see rows: [features], [channels, height, width], or either way.
typedef enum TorchRows { TORCH_ROWS_ANY, TORCH_ROWS_FLAT, TORCH_ROWS_PICTURES } TorchRows;
TorchRows torch_layer_rows(const LayerPlan *plan);

// What is to be known of where it stands.
typedef struct TorchPlace {
    bool drops; // it drops something, now or after a change
    bool flat;  // rows come in as [features]
} TorchPlace;

// Others are only about how rows stand, or the end of something.
bool torch_layer_is_module(LayerKind kind);
// "nn.Linear(2, 8)"
void torch_layer_write(FILE *out, const LayerPlan *plan, TorchPlace at);
