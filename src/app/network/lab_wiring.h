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

static const float WIRING_LINE_MOST = 3.4f; // px, of the largest weight

typedef struct WiringArc {
    int from, to; // columns
} WiringArc;

typedef struct Wiring {
    const LabShot *shot;
    const NetShot *net;
    int layers; // with inputs and outputs
    int units[WIRING_LAYERS_MAX];
    unsigned inputs;                  // of data in the plane, as bits of InputFeature
    float largest[WIRING_LAYERS_MAX]; // weight that leads to the layer, absolute
    int flags[WIRING_LAYERS_MAX];     // the layer's place in the shot's flags of units; -1: none
    const SeenLayer *seen[WIRING_LAYERS_MAX]; // what units see; NULL: it is not known (yet)
    float side[WIRING_LAYERS_MAX];            // of the pictures of that; 0: units are discs
    bool normed[WIRING_LAYERS_MAX], dropped[WIRING_LAYERS_MAX];
    int arc_count;
    WiringArc arcs[WIRING_ARCS_MAX];
    Rect area; // of the units' centres
} Wiring;

enum { WIRING_DEAD = 1, WIRING_SATURATED = 2 }; // of NetShot.unit_flags

// Where the lines of a wiring lie and, of data in the plane and of curves, if there is room, its
// surface (w 0: there is none) with a legend.
typedef struct WiringPlace {
    Rect lines, surface, legend;
} WiringPlace;

WiringPlace lab_wiring_place(const Canvas *canvas, const LabSpace *space, Rect rect);
// Whether units can be shown as what they see: of data in the plane and of curves.
bool lab_wiring_sees(const LabShot *shot);
// The wiring of a network in a place, laid out; false: it has no line for each weight there.
bool lab_wiring_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect, Wiring *w);

// The columns of a plan, with the largest weights; false if its layers are not of plain units, or
// the weights are not theirs.
bool wiring_read(Wiring *w, const LayerPlan *plans, int count);
// Of a hidden unit: WIRING_DEAD, WIRING_SATURATED.
unsigned wiring_flags(const Wiring *w, int layer, int unit);
float wiring_x(const Wiring *w, int layer);
float wiring_y(const Wiring *w, int layer, int unit);
float wiring_spacing(const Wiring *w, int layer);
float wiring_radius(const Wiring *w, int layer);
// Where units are pictures: of those units, of one of them, all around them.
void wiring_choose_sides(Wiring *w);
bool wiring_has_pictures(const Wiring *w);
Rect wiring_unit(const Wiring *w, int layer, int unit);
Rect wiring_sheet(const Wiring *w);
// Half as wide as a unit is drawn.
float wiring_half(const Wiring *w, int layer);
// Connections around branches, up to `top`, and below each column that it has norm or dropout.
void wiring_arcs(Canvas *canvas, const Wiring *w, float top, const Theme *theme);
void wiring_marks(Canvas *canvas, const Wiring *w, const Theme *theme);
