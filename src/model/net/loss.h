// The losses: one row each, in PyTorch's conventions (all are means; mse and bce average over all
// outputs and rows). Their arithmetic stands in the kernels.
//
// Targets are rows as wide as the outputs: for classes one-hot (smoothed by the loss), for a
// single-output binary loss 0 or 1, for regression the value.
#pragma once

#include "base/base.h"

typedef enum LossKind {
    LOSS_SOFTMAX_CROSS_ENTROPY,
    LOSS_BCE_WITH_LOGITS,
    LOSS_MSE,
    LOSS_COUNT
} LossKind;

typedef struct Loss {
    const char *key;  // "softmax_cross_entropy"
    const char *name; // "Softmax cross-entropy"
    const char *formula;
    bool needs_classes; // cannot train on regression data
    bool smooths;       // label smoothing applies
} Loss;

extern const Loss losses[LOSS_COUNT];

const Loss *loss_find(const char *key); // NULL if there is none of that key
LossKind loss_kind(const Loss *loss);
