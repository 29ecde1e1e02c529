// Where names stand: beside the places that they belong to, pushed apart inside a rectangle, so
// that none covers another. Heads on a map and ends of curves are named so. What is drawn is the
// caller's: a plate, the text, a thin line from a name that stands apart to its place.
#pragma once

#include "draw/canvas.h"

enum { LABELS_MAX = 64, TAKEN_MAX = 256 };

// Places where no name may stand: heads, plates, names that stand already.
typedef struct Taken {
    Rect rects[TAKEN_MAX];
    int count;
} Taken;

static inline void taken_add(Taken *taken, Rect rect)
{
    if (taken->count < TAKEN_MAX) {
        taken->rects[taken->count++] = rect;
    }
}

// Logical pixels.
typedef struct Label {
    float x, y;  // the place it names
    float w, h;  // how large it is, its plate included
    bool placed; // false: there was no room for it
    Rect rect;   // where it stands
} Label;

// Each beside its place, `gap` away from it: right of it where that is free, else left, above or
// below, as near as can be. Earlier labels choose first. None overlaps another, a rectangle of
// `taken` (heads, plates, what else must stay seen), or leaves the area. The same labels always
// come to stand at the same places.
void labels_around(Label *labels, int count, Rect area, float gap, const Rect *taken,
                   int taken_count);
// All in a column whose left edge is the area's, each as near to its own height as the others
// allow, from top to bottom in the order of their y. Where not all fit, the last of the array stand
// nowhere.
void labels_column(Label *labels, int count, Rect area);
