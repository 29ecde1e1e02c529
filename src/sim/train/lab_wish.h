// What the user wants of a lab that is worked with (session.h), as plain data.
#pragma once

#include "sim/train/inspect.h"
#include "sim/train/lab_past.h"

enum { SHOT_SURFACE_MAX = 128 }; // points a side

// What the window would like to see besides the numbers.
typedef struct LabLook {
    InspectKind kind;        // of the histograms
    bool log[INSPECT_COUNT]; // of a kind: magnitudes on a logarithmic scale
    bool own;                // every network has its own scale, else all have one
    int surface;             // points a side of the decision surfaces, 8..SHOT_SURFACE_MAX; 0: none
    int zoom_layer;          // place in the list of `kind` whose units are shown; -1: none
    bool maps;               // what each layer makes of a sample, and filters (lab_maps.h) ...
    int map_row;             // ... of this row of the data; beyond the last: the last
    bool units;              // what the units of every layer see of the plane (LabUnits)
    // One unit at the surface's resolution (LabUnit): network by place; layer with weights, the
    // last is the output's, and unit, both from 1; unit 0: none.
    int unit_network, unit_layer, unit;
    bool spread;   // the surfaces are those of doubt: how far passes with masks lie apart
    bool trained;  // what the newest step trained on (LabBatch)
    bool bands;    // layers' distributions over steps (LabBands)
    unsigned best; // bit k: network k (by place) is seen as it was at its best epoch
} LabLook;

// Takes one network, which is lost, back to a step with the settings that are wished for it.
typedef struct LabReturn {
    uint32_t id;
    unsigned count; // a new number does it
    long step;      // 0: begins it anew
} LabReturn;

// The whole of what the user wants, always complete; a newer one replaces an older one.
typedef struct LabWish {
    LabSpec spec;
    bool painted; // the points below are the data, instead of spec.data (its train share holds)
    int painted_classes; // 2..DATASET_CLASSES_MAX, 0: regression
    LabPoints points;
    bool playing;
    unsigned plays;    // counts: a new number begins to play
    int epochs;        // where it stops: when every network has had so many; 0: it has no end
    bool paced;        // so fast that the whole until there takes SESSION_PACE_S (no end: `speed`)
    double speed;      // else steps a second; INFINITY: full speed
    unsigned restarts; // counts: a new number begins anew at step 0 ...
    // ... with these changes on the way, as LabPast has them, if it comes with the first wish or a
    // new number. Not owned; they stay as long as the session. NULL: none.
    const LabChange *changes;
    int change_count;
    unsigned seeks; // counts: a new number takes every network to step `seek`, back or forth
    long seek;
    unsigned undos;   // counts: what a new number changes takes a change back ...
    bool redoes;      // ... or makes it once more
    bool seek_epochs; // `seek` counts epochs: each network goes to its own epoch's end
    LabReturn returns[LAB_NETWORKS_MAX]; // in any order; id 0: none
    LabLook look;
    unsigned serial; // the shot that answers it has the same number or a later one
} LabWish;

// Takes painted points away: a canvas is empty, other data are as they are made.
void lab_wish_unpaint(LabWish *wish);
// Whether it is a canvas that still lacks points of two classes.
bool lab_wish_awaits_points(const LabWish *wish);
// Whether both ask for the same data.
bool lab_wish_same_data(const LabWish *a, const LabWish *b);
