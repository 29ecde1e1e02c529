// What a network makes of the plane beside its answer: what its units see, how sure it is, and
// where adversarial steps move its points. Plain data of a snapshot (lab_shot.h), there only while
// it is wished for (LabLook) and the data have two features, or are a curve.
#pragma once

#include "sim/train/layer_name.h"

enum {
    SHOT_SEEN_LAYERS = 8, // the first hidden ones, and the output
    SHOT_SEEN_UNITS = 16, // of a layer, the first ones
    SHOT_SEEN_SIDE = 24,  // points a side, at cells' centres as the surface's
    SHOT_UNIT_POINTS = 128 * 128,
    SHOT_PASSES = 30, // with masks, that a spread is of
    SHOT_ARROWS = 64,
    SHOT_MOVED = 256,    // points that are moved to see how many are right then
    SHOT_CURVE = 256,    // points along a line, both ends of low[0]..high[0] among them
    SHOT_SEEN_LINE = 64, // ... of a unit of a curve
};

// The units of one layer: of a hidden one what it passes on, of the output what it gives as it is
// (before softmax or sigmoid), in evaluation mode. Over the plane, row 0 at low[1], column 0 at
// low[0]; of a curve along its line, both ends of low[0]..high[0] among the points.
typedef struct SeenLayer {
    LayerName name;
    int weighted; // which of the layers with weights, from 0; the output is the last
    int units;    // that it has
    int shown;    // the first ones
    float most;   // of the plane: what 127 is, and -127 its negative; values beyond are cut there.
                  // One for all its units, so that they can be compared
    union {
        int8_t values[SHOT_SEEN_UNITS][SHOT_SEEN_SIDE * SHOT_SEEN_SIDE]; // of the plane
        float lines[SHOT_SEEN_UNITS][SHOT_SEEN_LINE];                    // of a curve
    };
} SeenLayer;

// LabLook.units.
typedef struct LabUnits {
    int count; // 0: it has not been looked at (yet)
    SeenLayer layers[SHOT_SEEN_LAYERS];
} LabUnits;

// LabLook.unit: one unit at the surface's resolution; of a curve along its line, SHOT_CURVE values.
// Of one network at most.
typedef struct LabUnit {
    int network; // place; -1: none is there (yet)
    int layer;   // with weights, from 1; the last is the output's
    int unit;    // from 1
    int side;    // points a side; along a line SHOT_CURVE
    int count;   // values
    float most;  // the scale: the largest magnitude of its values, or 1
    float values[SHOT_UNIT_POINTS];
} LabUnit;

// Where an adversarial step moves training points to, without masks. As long as the network's own
// fgsm; of one that has none the longest in the lab, so that one sees what it has not learnt.
// Of a curve it lies along x: both ends have the point's value.
typedef struct LabArrow {
    float from[2], to[2];
} LabArrow;

typedef struct LabArrows {
    int count;   // 0: none
    double step; // ε
    int tried;   // training points that were moved, evenly chosen, ...
    int right;   // ... and those that the network is right about where they came to; values: -1
    double loss; // the mean at those places
    LabArrow items[SHOT_ARROWS];
} LabArrows;

// Of data with one feature and one value: the network's line, in evaluation mode, and over passes
// with masks (LabLook.spread) their mean and standard deviation.
typedef struct LabCurve {
    bool any, spread; // spread: mean and deviation are there
    float values[SHOT_CURVE], mean[SHOT_CURVE], deviation[SHOT_CURVE];
} LabCurve;
