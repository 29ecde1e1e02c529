// What the networks of a lab begin with, as JSON, so that another program can train the same: their
// weights, the data, and which rows each step trains on.
//
// Of one network:
//     { "name", "layers": [{ "type": "dense", "in", "out", "weight" [out][in], "bias" [out] },
//                          { "type": "activation", "name" },
//                          { "type": "batchnorm", "features", "eps", "momentum", "gamma", "beta" },
//                          { "type": "layernorm", "features", "eps", "gamma", "beta" },
//                          { "type": "dropout", "p" }, ...],
//       "loss", "label_smoothing", "l1", "l2", "clip_norm", "optimizer": { "name", "lr", ... },
//       "spec": the optimizer with its schedule and all around it, as the command line takes it,
//       "x" [N][F], "train": how many of them are trained on, the first ones,
//       "y": [N] classes from 0 (softmax), else [N][K] what the outputs are compared with,
//       "batches": rows of x, a list for each step }
// A dense layer with "dropconnect" drops such a share of its weights. Of several networks, what is
// the same for all stands so outside, and "networks" is a list of the rest of each.
#pragma once

#include "sim/train/lab.h"

// Rows in "batches" of all networks together; steps beyond are left out.
enum { WEIGHTS_ROWS_MAX = 4000000 };

// Of a lab that has just been created; its networks stay as they are. path NULL: stdout. False:
// err->at is 0 when the path is at fault.
bool weights_json_write(Lab *lab, const char *path, Error *err);
