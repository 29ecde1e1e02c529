// The losses: one row each, in PyTorch's conventions (all are means; mse and bce average over all
// outputs and rows). Their arithmetic stands in the kernels.
//
// Targets are rows as wide as the outputs: for classes one-hot (smoothed by the loss), for a
// single-output binary loss 0 or 1, for regression the value.
#pragma once

#include "base/registry.h"

typedef enum LossKind {
    LOSS_SOFTMAX_CROSS_ENTROPY,
    LOSS_BCE_WITH_LOGITS,
    LOSS_MSE,
    LOSS_COUNT
} LossKind;

typedef struct Loss {
    Kind kind;
    const char *formula; // UTF-8, as shown on screen
    bool needs_classes;  // cannot train on regression data
    bool smooths;        // label smoothing applies, and the entropy of the answers is known
} Loss;

extern const Loss losses[LOSS_COUNT];
extern const Registry loss_kinds;
