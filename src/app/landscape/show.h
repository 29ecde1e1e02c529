// What is shown on a landscape, as checkboxes.
#pragma once

#include "base/base.h"

// What the picture shows besides the paths; each is a checkbox.
typedef enum ShowKind {
    SHOW_CONTOURS,
    SHOW_MINIMA,
    SHOW_SADDLES,
    SHOW_VECTORS,
    SHOW_FIELD,
    SHOW_LOG,
    SHOW_DOTS,
    SHOW_GHOSTS,
    SHOW_FLOOR,   // from here on where a surface is shown: the map below it ...
    SHOW_QUADRIC, // ... what f is taken for to second order at the cursor
    SHOW_DATA,    // last: its checkbox stands with the data
    SHOW_COUNT
} ShowKind;

typedef struct Show {
    bool on[SHOW_COUNT];
    int colormap;
} Show;

bool show_equal(const Show *a, const Show *b);
