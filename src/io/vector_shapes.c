// Geometry as it is, without whole pixels: lines become strokes, so that they stay editable.
#include "io/vector_parts.h"

#include <math.h>

#define SAME 1e-4 // logical pixels

void vector_color(cairo_t *cr, Color color)
{
    cairo_set_source_rgba(cr, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
}

void vector_flush(VectorPen *pen)
{
    if (pen->path == PATH_NONE) {
        return;
    }
    vector_color(pen->cr, pen->color);
    if (pen->path == PATH_STROKE) {
        cairo_set_line_width(pen->cr, pen->width);
        cairo_stroke(pen->cr);
    } else {
        cairo_fill(pen->cr);
    }
    pen->path = PATH_NONE;
}

void vector_clip(VectorPen *pen, int clip, Rect bounds)
{
    const Rect r = pen->clips[clip];
    if (bounds.x >= r.x && bounds.y >= r.y && bounds.x + bounds.w <= r.x + r.w &&
        bounds.y + bounds.h <= r.y + r.h) {
        clip = 0;
    }
    if (clip == pen->clip) {
        return;
    }
    vector_flush(pen);
    cairo_reset_clip(pen->cr);
    if (clip > 0) {
        cairo_rectangle(pen->cr, r.x, r.y, r.w, r.h);
        cairo_clip(pen->cr);
    }
    pen->clip = clip;
}

// The path goes on in this look. What can be seen through is drawn shape by shape: where two of
// them lie over each other both are seen.
static void begin(VectorPen *pen, VectorPath path, Color color, double width)
{
    const bool same = pen->path == path && color.a == 255 && pen->color.a == 255 &&
                      color.r == pen->color.r && color.g == pen->color.g &&
                      color.b == pen->color.b && (path == PATH_FILL || width == pen->width);
    if (!same) {
        vector_flush(pen);
        pen->at[0] = pen->at[1] = INFINITY;
    }
    pen->path = path;
    pen->color = color;
    pen->width = width;
}

// The outline of a box whose edge is moved in by `inset`, about the middle.
static void box_path(cairo_t *cr, const Shape *shape, double inset)
{
    const double w = shape->box.half_w - inset, h = shape->box.half_h - inset;
    const double r = fmax(fmin(shape->box.radius - inset, fmin(w, h)), 0);
    const double quarter = 1.57079632679489662;
    if (!(w > 0 && h > 0)) {
        return;
    }
    cairo_matrix_t before;
    cairo_get_matrix(cr, &before);
    const cairo_matrix_t turn = { shape->box.cosine, shape->box.sine, -shape->box.sine,
                                  shape->box.cosine, shape->box.x,    shape->box.y };
    cairo_transform(cr, &turn);
    cairo_new_sub_path(cr);
    if (r >= w && r >= h) {
        cairo_arc(cr, 0, 0, r, 0, 4 * quarter);
        cairo_close_path(cr);
    } else if (r > 0) {
        cairo_arc(cr, w - r, h - r, r, 0, quarter);
        cairo_arc(cr, r - w, h - r, r, quarter, 2 * quarter);
        cairo_arc(cr, r - w, r - h, r, 2 * quarter, 3 * quarter);
        cairo_arc(cr, w - r, r - h, r, 3 * quarter, 4 * quarter);
        cairo_close_path(cr);
    } else {
        cairo_rectangle(cr, -w, -h, 2 * w, 2 * h);
    }
    cairo_set_matrix(cr, &before);
}

static bool is_round_line(const Shape *shape)
{
    return shape->box.radius >= shape->box.half_h * 0.999f &&
           shape->box.half_w > shape->box.half_h && shape->box.border_width == 0;
}

static void line(VectorPen *pen, const Shape *shape)
{
    const double along = shape->box.half_w - shape->box.half_h;
    const double dx = along * shape->box.cosine, dy = along * shape->box.sine;
    begin(pen, PATH_STROKE, shape->fill, 2 * (double)shape->box.half_h);
    const double x = shape->box.x, y = shape->box.y;
    if (!(fabs(x - dx - pen->at[0]) < SAME && fabs(y - dy - pen->at[1]) < SAME)) {
        cairo_move_to(pen->cr, x - dx, y - dy);
    }
    cairo_line_to(pen->cr, x + dx, y + dy);
    pen->at[0] = x + dx;
    pen->at[1] = y + dy;
}

// A border lies inside the outline. An opaque one lies over the fill's edge: no seam between them.
static void box(VectorPen *pen, const Shape *shape)
{
    const double border = shape->border.a > 0 ? fmin(shape->box.border_width,
                                                     fmin(shape->box.half_w, shape->box.half_h))
                                              : 0;
    if (shape->fill.a > 0) {
        begin(pen, PATH_FILL, shape->fill, 0);
        box_path(pen->cr, shape, shape->border.a == 255 ? border / 2 : border);
    }
    if (border > 0) {
        begin(pen, PATH_STROKE, shape->border, border);
        box_path(pen->cr, shape, border / 2);
    }
}

static void polygon(VectorPen *pen, const Shape *shape)
{
    const float *x = shape->polygon.x, *y = shape->polygon.y;
    double area = 0;
    for (int i = 0, before = shape->polygon.count - 1; i < shape->polygon.count; before = i++) {
        area += (double)x[before] * y[i] - (double)y[before] * x[i];
    }
    begin(pen, PATH_FILL, shape->fill, 0);
    cairo_new_sub_path(pen->cr);
    for (int i = 0; i < shape->polygon.count;
         i++) { // all around the same way: none cuts another out
        const int at = area > 0 ? i : shape->polygon.count - 1 - i;
        cairo_line_to(pen->cr, x[at], y[at]);
    }
    cairo_close_path(pen->cr);
}

static Rect bounds_of(const Shape *shape)
{
    if (shape->kind == SHAPE_BOX) {
        const float c = fabsf(shape->box.cosine), s = fabsf(shape->box.sine);
        const float w = c * shape->box.half_w + s * shape->box.half_h;
        const float h = s * shape->box.half_w + c * shape->box.half_h;
        return (Rect){ shape->box.x - w, shape->box.y - h, 2 * w, 2 * h };
    }
    float x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (int i = 0; i < shape->polygon.count; i++) {
        x0 = fminf(x0, shape->polygon.x[i]);
        x1 = fmaxf(x1, shape->polygon.x[i]);
        y0 = fminf(y0, shape->polygon.y[i]);
        y1 = fmaxf(y1, shape->polygon.y[i]);
    }
    return (Rect){ x0, y0, x1 - x0, y1 - y0 };
}

void vector_shape(VectorPen *pen, const Shape *shape)
{
    const Rect bounds = bounds_of(shape);
    if (!isfinite(bounds.x + bounds.w) || !isfinite(bounds.y + bounds.h) ||
        !rect_overlap(bounds, pen->clips[shape->clip])) {
        return;
    }
    vector_clip(pen, shape->clip, bounds);
    if (shape->kind == SHAPE_POLYGON) {
        if (shape->fill.a > 0) {
            polygon(pen, shape);
        }
    } else if (!is_round_line(shape)) {
        box(pen, shape);
    } else if (shape->fill.a > 0) {
        line(pen, shape);
    }
}
