// What a network is to become good at, and what keeps it from becoming too good at it.
#pragma once

#include "model/net/kernels.h"
#include "model/net/loss.h"

// What is minimized: the loss's mean over the batch plus l1·Σ|w| + l2·Σw² over the weights of dense
// and convolution layers, and with the softmax loss entropy·(the mean of H(softmax z)). What a step
// does beside it: each is off at 0.
typedef struct Goal {
    LossKind loss;
    double label_smoothing, l1, l2, entropy;
    double fgsm;           // every number of the rows first moves so far along its gradient's sign
    double gradient_noise; // model/net/gradient_noise.h
    double max_norm;       // model/net/max_norm.h
} Goal;

// The mean loss of out [rows][padded(k)] against target, the entropy term in, penalties out. d
// [rows][..]: its gradient at out, pads zero; NULL if not wanted.
double goal_loss(const Goal *goal, const Kernels *kernels, int rows, int k, const Real *out,
                 const Real *target, Real *d);
// A single output beyond it says class 1.
double goal_threshold(const Goal *goal);
