// The heat map: grid texture, colour map and contour lines in one fragment shader, drawn into a
// texture of its own when something changed and copied to the screen in every frame.
#pragma once

#include "base/error.h"
#include "draw/color.h"

typedef struct Heatmap Heatmap;

Heatmap *heatmap_create(Error *err);
void heatmap_destroy(Heatmap *heatmap);

// values [rows][columns], row 0 at the bottom (smallest y); f - reference. NaN and infinite
// allowed.
void heatmap_upload(Heatmap *heatmap, int columns, int rows, const float *values);

// How a value v = f - reference becomes a colour: t = log ? log10(1 + v / softness) : v;
// colour at (t - t_low) / (t_high - t_low), t_low may be above t_high; contours at t_low + first
// and every multiple of step from there. Lines that lie closer than about three pixels become one
// tone.
typedef struct HeatmapLook {
    double grid[4]; // x0, x1, y0, y1 of the grid's corner samples
    double view[4]; // x0, x1, y0, y1 of what the picture shows
    bool log;
    float softness; // > 0
    float t_low, t_high;
    float step;  // 0: no contours
    float first; // the lowest contour's height above t_low
    const Colormap *colormap;
    Color contour; // with alpha
    float contour_width_px;
    int divide;      // 1, or 2: a quarter of the pixels, enlarged; for while it moves
    Color undefined; // where the value is NaN
    bool even;       // without the noise that hides the steps of eight bits: files become smaller
} HeatmapLook;

bool heatmap_look_equal(const HeatmapLook *a, const HeatmapLook *b);

// Into the bound framebuffer [width_px x height_px] at rect_px [x, y, w, h] from its top left.
// Draws anew only if values, look or size changed since the last call.
void heatmap_draw(Heatmap *heatmap, const HeatmapLook *look, const int rect_px[4], int width_px,
                  int height_px);
