// The surface in the picture: what of the workspace it shows, and how finely.
#pragma once

#include "app/landscape/workspace.h"
#include "app/shell/shell.h"
#include "draw/color.h"
#include "gfx/surface.h"

typedef struct ReliefImage {
    Surface *surface;   // owned
    unsigned mesh, map; // versions of the workspace's mesh and field in it
    float matrix[16];   // the eye it was drawn for
    bool even;          // without noise
    ShellPart part;     // of the picture, all of which an enlarged window does not show
    bool coarse;        // it moves, and is drawn with fewer triangles and samples ...
    int slow_frames;    // ... and yet so many of its frames came too slowly, one after the other
} ReliefImage;

bool relief_image_init(ReliefImage *image, Error *err);
void relief_image_finish(ReliefImage *image);
// How a value of the field becomes a colour and contours, on the map of `view` as on the surface;
// scale: pixels per logical pixel.
HeatmapLook relief_map_look(const Workspace *workspace, const Theme *theme, float scale, Box view);
// What of the view lies in a part of its picture.
Box relief_map_part(Box view, ShellPart part);
// Before each frame: begins the surface's picture, so that the driver is at work on it while
// the rest of the frame is put together. Returns whether it moves and is drawn coarsely, so that a
// finer one is to come; where the budget is infinite it is always fine. `picture`: of map and
// surface; elapsed_s: since the last frame.
bool relief_image_follow(ReliefImage *image, Workspace *workspace, Rect picture, const Theme *theme,
                         float scale, double elapsed_s, double budget_s);
// Whether it has a quarter of the pixels, as long as it moves.
bool relief_image_divided(const ReliefImage *image);
// Into the bound framebuffer [width_px x height_px] at rect_px [x, y, w, h] from its top left: the
// surface as the workspace's eye was aimed last.
void relief_image_draw(ReliefImage *image, const Workspace *workspace, const Theme *theme,
                       float scale, const int rect_px[4], int width_px, int height_px);
