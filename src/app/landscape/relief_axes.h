// The axes of a surface: x and y along the two edges of the ground that are nearest to the eye, f
// up a corner at the picture's left or right where nothing of the surface lies beside it. Their
// labels stand outside of the surface. From the top, without perspective, they are the map's.
#pragma once

#include "app/landscape/relief.h"
#include "draw/labels.h"

typedef enum ReliefAxisKind {
    RELIEF_AXIS_F, // chooses first where its labels stand
    RELIEF_AXIS_X,
    RELIEF_AXIS_Y,
    RELIEF_AXES
} ReliefAxisKind;

enum { RELIEF_TICKS_MAX = 16 };

typedef struct ReliefTick {
    double value;
    float x, y;    // its place, logical pixels
    bool hidden;   // behind the surface
    bool labelled; // its label stands ...
    Rect plate;    // ... there
    char text[40];
} ReliefTick;

typedef struct ReliefAxis {
    bool shown;            // it is long enough on the screen; else all below is not set
    double from[3], to[3]; // scene coordinates, towards the greater values
    float from_px[2], to_px[2];
    float out_x, out_y; // of length 1, logical pixels: away from the surface
    int count;
    ReliefTick ticks[RELIEF_TICKS_MAX];
    bool named;
    Rect name; // its plate
} ReliefAxis;

typedef struct ReliefAxes {
    ReliefAxis axes[RELIEF_AXES];
} ReliefAxes;

// Whether the picture lies as a map does: from the top, north above, without perspective. `on` is
// then the map's projection.
bool relief_axes_flat(const Relief *relief, Projection *on);
// Where all of it stands as the eye looks now: labels and names inside `clear`, none over another
// or over what is taken.
void relief_axes_place(const Canvas *canvas, const Relief *relief, Rect clear, const Taken *taken,
                       ReliefAxes *axes);
// Lines, ticks, labels and names; what they take is added.
void relief_axes_draw(Canvas *canvas, const Theme *theme, const Relief *relief,
                      const ReliefAxes *axes, Taken *taken);
