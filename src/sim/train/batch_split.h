// How the rows of an epoch are split into batches: the one place that says so. A rest of one row
// joins the batch before it: it would be a whole step along a single row's gradient, and leave
// batch norm nothing to compare. So for every network: those trained side by side see the same
// batches, normed or not.
#pragma once

// rows: those trained on, at least 1. batch: 1..rows.
long batch_split_steps(int rows, int batch); // of an epoch
// Rows of the step at `place` (0..steps-1) of an epoch, and of its largest one.
int batch_split_rows(int rows, int batch, long place);
int batch_split_most(int rows, int batch);
