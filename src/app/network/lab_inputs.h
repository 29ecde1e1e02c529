// What a network is given of a point of the plane: x and y, or features made from them.
#pragma once

#include "sim/train/lab_shot.h"

// All of them as bits, and the one that is input `unit` (from 0).
unsigned lab_inputs_of(const NetShot *net, TensorShape shape);
InputFeature lab_input_of(unsigned inputs, int unit);
// Its largest magnitude on the square that is shown.
float lab_input_most(const LabShot *shot, InputFeature feature);
// Its value at a place of that square, 0..1 from the left and from below.
float lab_input_at(const LabShot *shot, InputFeature feature, float u, float v);
