// A surface of triangles with a map's colours and contours on it, lit, in a framebuffer of its own
// with depth. It knows a mesh, a map of values and a matrix: nothing of landscapes.
#pragma once

#include "base/error.h"
#include "draw/mesh.h"
#include "gfx/heatmap.h"

typedef struct Surface Surface;

// Needs a current GL context.
Surface *surface_create(Error *err);
void surface_destroy(Surface *surface); // accepts NULL
void surface_upload_mesh(Surface *surface, const Mesh *mesh);
// What colours and contours go by, as heatmap_upload() takes it: values [rows][columns] over the
// box -half_w..half_w, -half_h..half_h of the scene (corner samples on its corners), row 0 at the
// smallest y. The surface is open where one is NaN.
void surface_upload_map(Surface *surface, int columns, int rows, const float *values, float half_w,
                        float half_h);

typedef struct SurfaceLook {
    float matrix[16]; // scene to clip space, column by column
    float light[3];   // unit vector towards it
    float shading;    // 0: colours as on the map, 1: lit
    float to_eye[3];  // unit vector from the scene's middle, for the order of drawing
    float low, high;  // the surface is cut open beyond these heights
    HeatmapLook map; // how a value becomes a colour and contours; grid, view and divide say nothing
    Color sky, haze; // the picture behind it, at its upper and its lower edge
    bool floor;      // the map lies below it, at z = floor_z, dimmed
    float floor_z;
    bool coarse; // every second vertex and no multisampling: for while it moves
} SurfaceLook;

// Makes the picture, of that size, unless mesh, map, look and size are those of the last one; the
// driver may still be at work on it when this returns.
void surface_prepare(Surface *surface, const SurfaceLook *look, int width, int height);
// Into the bound framebuffer [width_px x height_px] at rect_px [x, y, w, h] from its top left.
// What was prepared is only copied.
void surface_draw(Surface *surface, const SurfaceLook *look, const int rect_px[4], int width_px,
                  int height_px);
// How long the last picture took that was not coarse; INFINITY: none was drawn yet.
double surface_fine_s(const Surface *surface);
