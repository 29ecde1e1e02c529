// What the networks of a lab begin with, as JSON, so that another program can train the same: their
// weights, the data, and which rows each step trains on.
//
// Of one network:
//     { "name", "layers": [...],
//       "loss", "label_smoothing", "entropy", "l1", "l2", "clip_norm", "max_norm",
//       "gradient_noise", "fgsm", "optimizer": { "name", "lr", ... },
//       "spec": the optimizer with its schedule and all around it, as the command line takes it,
//       "input_shape": [F] or [C, H, W],
//       "x" [N][F], "train": how many of them are trained on, the first ones,
//       "y": [N] classes from 0 (softmax), else [N][K] what the outputs are compared with,
//       "batches": rows of x, a list for each step }
// and its layers, in the order in which they work:
//     { "type": "dense", "in", "out", "weight" [out][in], "bias" [out] }
//     { "type": "conv2d", "in", "out", "kernel" k, "stride", "padding",
//       "weight" [out][in][k][k], "bias" [out] }
//     { "type": "activation", "name", and its number if it has one, as "slope" }
//     { "type": "prelu", "slope" [1] }
//     { "type": "batchnorm", "features", "eps", "momentum", "gamma", "beta" }
//     { "type": "layernorm", "features", "eps", "gamma", "beta" }
//     { "type": "groupnorm", "features", "eps", "groups", "gamma", "beta" }
//     { "type": "rmsnorm", "features", "eps", "gamma" }
//     { "type": "dropout", "p", and "channels": true where whole channels drop out }
//     { "type": "maxpool2d" or "avgpool2d", "kernel", "stride" }
//     { "type": "global_avgpool" }
//     { "type": "flatten" }
//     { "type": "features", "features": ["x", "x2", ...] of the two numbers of a point }
//     { "type": "add", "from", "drop" }
// A layer with "tied" has the weights of that layer, counted from 0 as they stand there, and none
// here. One with "dropconnect" drops such a share of its weights; with "weight_norm" it has "g"
// [out] and "v" in the form of its weight, which is g v/|v|. An add adds the output of the layer
// `from`, counted likewise (-1: the network's input), to what comes in, which with "drop" such a
// share of the rows misses.
// x is as networks see it, scaled, and of the rows that are kept; y has wrong labels where there
// are some. Large files are not written once more: "order" [N] has, in place of x and y, which row
// of theirs each one is, from 0; with wrong labels y stands beside it.
// Of several networks, what is the same for all stands so outside, and "networks" is a list of the
// rest of each.
#pragma once

#include "sim/train/lab.h"

enum {
    WEIGHTS_ROWS_MAX = 4000000, // in "batches" of all networks; steps beyond are left out
    WEIGHTS_X_MAX = 1000000,    // numbers in "x" that come from a file
};

// Whether "order" stands for the data.
bool weights_json_orders(const Lab *lab);

// How many of a lab's epochs "batches" has rows of, all of them or the first.
long weights_json_epochs(const Lab *lab);

// Of a lab that has just been created; its networks stay as they are. path NULL: stdout. False:
// err->at is 0 when the path is at fault.
bool weights_json_write(Lab *lab, const char *path, Error *err);
