// A network's columns of units, for the picture in which every weight is a line: read from its
// plan, and where they lie.
#pragma once

#include "app/network/lab_columns.h"

enum {
    WIRING_LAYERS_MAX = NET_HIDDEN_MAX + 2,
    WIRING_ARCS_MAX = NET_HIDDEN_MAX,
    WIRING_ARC = 16,   // height of residual connections above the units
    WIRING_MARKS = 12, // ... and of words below them
};

typedef struct WiringArc {
    int from, to; // columns
} WiringArc;

typedef struct Wiring {
    const LabShot *shot;
    const NetShot *net;
    int layers; // with inputs and outputs
    int units[WIRING_LAYERS_MAX];
    float largest[WIRING_LAYERS_MAX]; // weight that leads to the layer, absolute
    int flags[WIRING_LAYERS_MAX];     // the layer's place in the shot's flags of units; -1: none
    bool normed[WIRING_LAYERS_MAX], dropped[WIRING_LAYERS_MAX];
    int arc_count;
    WiringArc arcs[WIRING_ARCS_MAX];
    Rect area; // of the units' centres
} Wiring;

// The columns of a plan, with the largest weights; false if its layers are not of plain units, or
// the weights are not theirs.
bool wiring_read(Wiring *w, const LayerPlan *plans, int count);
float wiring_x(const Wiring *w, int layer);
float wiring_y(const Wiring *w, int layer, int unit);
float wiring_spacing(const Wiring *w, int layer);
float wiring_radius(const Wiring *w, int layer);
// Connections around branches, up to `top`, and below each column that it has norm or dropout.
void wiring_arcs(Canvas *canvas, const Wiring *w, float top, const Theme *theme);
void wiring_marks(Canvas *canvas, const Wiring *w, const Theme *theme);
