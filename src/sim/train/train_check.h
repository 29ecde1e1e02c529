// What train.c asks of a spec before it makes a network of it.
#pragma once

#include "sim/train/train.h"

// Rows of a step; outputs: two classes are one, 0 or 1, where the loss has it so; classes 0:
// numbers to predict, which are one.
int train_batch_of(const NetSpec *spec, const Dataset *set);
// Steps that an epoch of so many rows takes in such batches (1..rows), and the rows of the one at
// `place` (0..steps-1): the rest are the last's. A rest of one row joins the batch before it: it
// would be a whole step along a single row's gradient, and leave batch norm nothing to compare. So
// for every network: those trained side by side see the same batches, normed or not.
long train_steps_of(int rows, int batch);
int train_rows_at(int rows, int batch, long place);
int train_most_rows(int rows, int batch); // of any of its steps
int train_outputs_of(LossKind loss, int classes);
