// What the surface of a network in the plane, or the line of a curve, shows at the moment, and on
// which scale.
#pragma once

#include "app/network/lab_columns.h"

typedef enum SurfaceOf {
    SURFACE_ANSWER, // what the network says
    SURFACE_SPREAD, // how far its answers with masks lie apart
    SURFACE_UNIT,   // what one of its units, or of its inputs, sees
} SurfaceOf;

// The colour of a number on a scale.
typedef Color RampColor(float value, float low, float high, const Theme *theme);

typedef struct LabSurfaceLook {
    SurfaceOf of;
    int side;              // values a side, of a curve's unit along its line; 0: none (yet)
    float low, high;       // of the scale; of an answer in classes unused,
    RampColor *color;      // ... as this, NULL
    LabUnitPlace unit;     // of a unit which one ...
    bool fine;             // ... from shot->unit
    const SeenLayer *seen; // ... else from here, ...
    InputFeature input;    // ... else this one
} LabSurfaceLook;

// Of a curve there is only a unit's to be told; its answer is NetShot.curve.
LabSurfaceLook lab_surface_look(const LabSpace *space, int index);
// Its value at place `i`: row 0 at low[1], column 0 at low[0]; of a curve both ends are places.
float lab_surface_at(const LabShot *shot, int index, const LabSurfaceLook *look, int i);

enum { LAB_VALUE_STEPS = 8 }; // of a scale, where surfaces have areas

// What was seen of a layer with weights (from 1); NULL: nothing (yet).
const SeenLayer *lab_seen_layer(const LabShot *shot, int network, int layer);
// How far one of its units (from 0) reaches: each is shown on its own scale.
float lab_seen_most(const SeenLayer *seen, int unit);

// Pixels [side][side][4] of what lab_surface_look() says, row 0 at the top; to be freed.
uint8_t *lab_surface_pixels(const LabSpace *space, int index, const Theme *theme, int *side);
// Surfaces that look the same have the same number; never 0.
unsigned lab_surface_version(const LabSpace *space, int index, const Theme *theme);
