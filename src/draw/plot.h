// A line chart on a canvas: frame, grid, ticks and series, thinned to what the pixels can show.
#pragma once

#include "draw/axis.h"
#include "draw/canvas.h"
#include "draw/color.h"

typedef struct PlotScale {
    double low, high; // low < high; on a log axis both > 0
    bool log;
} PlotScale;

typedef struct Plot {
    Rect area; // of the data, without labels
    PlotScale x, y;
    bool part; // the scales show a part: lines are cut at the area, instead of laid along its edges
    Color line, muted;
    float text_size;
} Plot;

float plot_x(const Plot *plot, double x);
float plot_y(const Plot *plot, double y);
double plot_x_inverse(const Plot *plot, float x_px);
double plot_y_inverse(const Plot *plot, float y_px);

// Horizontal grid lines with labels to the left, ticks with labels below.
void plot_axes(Canvas *canvas, const Plot *plot);

// A ground over all beyond x: what is to come, for guessing.
void plot_veil(Canvas *canvas, const Plot *plot, double x, const Theme *theme);
// Upright lines: at what is shown elsewhere, and, fainter, at what is pointed at.
void plot_cursor(Canvas *canvas, const Plot *plot, double x, const Theme *theme);
void plot_pointer(Canvas *canvas, const Plot *plot, double x, const Theme *theme);
// Clips to the area with room for thick lines and markers at its edge; ended by canvas_clip_pop().
void plot_clip_push(Canvas *canvas, const Plot *plot);

// A series of `count` values at x = x0 + i * dx. Values that the scale cannot show (NaN, infinite,
// <= 0 on a log axis) break the line, except that values below the range run along its bottom;
// where a part is shown, lines go on beyond it and only what lies in it (with room for thick ones)
// is drawn. Columns of pixels with several values are drawn from their lowest to their highest.
// dash 0: solid, else dash and gap of that many pixels.
void plot_series(Canvas *canvas, const Plot *plot, int count, const double *values, double x0,
                 double dx, float width, Color color, float dash);
// The same with values at xs, which do not go down.
void plot_points(Canvas *canvas, const Plot *plot, int count, const double *xs,
                 const double *values, float width, Color color, float dash);
