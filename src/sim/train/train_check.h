// What train.c asks of a spec before it makes a network of it.
#pragma once

#include "sim/train/train.h"

// Rows of a step; outputs: two classes are one, 0 or 1, where the loss has it so; classes 0:
// numbers to predict, which are one.
int train_batch_of(const NetSpec *spec, const Dataset *set);
int train_outputs_of(LossKind loss, int classes);
