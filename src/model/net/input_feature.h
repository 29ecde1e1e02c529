// What of a point of the plane a network can be given in place of x and y: one row each, with its
// slopes.
#pragma once

#include "base/registry.h"

typedef enum InputFeature {
    INPUT_X,
    INPUT_Y,
    INPUT_X_SQUARED,
    INPUT_Y_SQUARED,
    INPUT_XY,
    INPUT_SIN_X, // of πx: a whole wave fits in where most points are
    INPUT_SIN_Y,
    INPUT_FEATURE_COUNT
} InputFeature;

typedef struct InputFeatureRow {
    Kind kind;
    double (*value)(double x, double y);
    void (*slopes)(double x, double y, double slope[2]); // of x and of y
} InputFeatureRow;
extern const InputFeatureRow input_features[INPUT_FEATURE_COUNT];
extern const Registry input_feature_kinds;
