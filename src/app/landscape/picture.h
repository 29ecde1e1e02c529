// The picture of a race: heat map, axes, paths, heads, minima, start, colour bar, as shapes. The
// window and `render` draw the same.
#pragma once

#include "app/landscape/workspace.h"

// The canvas images that stand for the heat map and the surface.
enum { PICTURE_HEATMAP = 1, PICTURE_RELIEF = 2 };

typedef struct PictureLook {
    const Theme *theme;
    bool hint;           // "start — drag me"
    int lit;             // run that is pointed at, -1 none
    int step;            // marked on every path, -1 none
    const double *hover; // the place below the pointer, NULL none
    Rect clear; // what of the picture no drawer covers: there stand scales, legends and names
    Rect tools; // on the surface: what its buttons cover, 0 wide: there are none
    bool aside; // set by picture_draw(): the vectors' legend stands on the surface, not on the map
} PictureLook;

// The part of the picture that the data's inset stands on: the map, or the surface where it is
// alone.
Projection picture_inset_on(Workspace *workspace, Rect picture);
void picture_draw(Canvas *canvas, Workspace *workspace, Rect picture, const PictureLook *look);

float picture_start_distance(const Workspace *workspace, const Projection *on, float x, float y);
// While the start is out of view: a place at the picture's edge, on the line from its middle to the
// start, beside a surface's tools, the colour bar and heads; and the direction to it from there.
typedef struct PictureArrow {
    float x, y, dx, dy; // pixels; the direction has length 1
} PictureArrow;
bool picture_start_arrow(const Workspace *workspace, const Projection *on, Rect clear, Rect tools,
                         PictureArrow *arrow);
enum { PICTURE_ARROW_RADIUS = 15 };
enum { PICTURE_START_RADIUS = 11 };
