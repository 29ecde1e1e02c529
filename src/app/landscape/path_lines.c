// What lies far outside is cut off in double, before float could overflow.
#include "app/landscape/path_lines.h"

#include <math.h>

static const float DOT_APART_PX = 5, DOT_RADIUS_PX = 2.9f, DOT_RING_PX = 1, DASH_PX = 7,
                   DIMMED = 0.4f;
enum { MARGIN_PX = 40 };

// Liang & Barsky 1984: the part of a segment inside the box; false if none is.
static bool clip_segment(double p[4], double x0, double x1, double y0, double y1)
{
    const double dx = p[2] - p[0], dy = p[3] - p[1];
    const double side[4] = { -dx, dx, -dy, dy };
    const double room[4] = { p[0] - x0, x1 - p[0], p[1] - y0, y1 - p[1] };
    double from = 0, to = 1;
    for (int i = 0; i < 4; i++) {
        if (side[i] == 0) {
            if (room[i] < 0) {
                return false;
            }
        } else if (side[i] < 0) {
            from = fmax(from, room[i] / side[i]);
        } else {
            to = fmin(to, room[i] / side[i]);
        }
    }
    if (!(from <= to)) {
        return false;
    }
    const double ax = p[0], ay = p[1];
    p[0] = ax + from * dx;
    p[1] = ay + from * dy;
    p[2] = ax + to * dx;
    p[3] = ay + to * dy;
    return true;
}

void vertices_stroke(Canvas *canvas, const Vertices *vertices, Rect picture, float width,
                     Color color, Stroke kind, bool hidden)
{
    double travelled = 0;
    for (size_t i = 1; i < vertices->count; i++) {
        const Vertex *a = &vertices->items[i - 1], *b = &vertices->items[i];
        double p[4] = { a->x, a->y, b->x, b->y };
        const double length = hypot(b->x - a->x, b->y - a->y);
        const double from = travelled;
        travelled += isfinite(length) ? length : 0;
        if ((b->shared && kind == STROKE_OWN) || b->apart || b->hidden != hidden ||
            !clip_segment(p, picture.x - MARGIN_PX, picture.x + picture.w + MARGIN_PX,
                          picture.y - MARGIN_PX, picture.y + picture.h + MARGIN_PX)) {
            continue;
        }
        if (hidden && !b->shared) { // see-through round ends would show where they overlap
            canvas_line_butt(canvas, (float)p[0], (float)p[1], (float)p[2], (float)p[3], width,
                             color);
            continue;
        }
        if (!b->shared || length > 1e5) {
            canvas_line(canvas, (float)p[0], (float)p[1], (float)p[2], (float)p[3], width, color);
            continue;
        }
        for (double d = floor(from / (2 * DASH_PX)) * 2 * DASH_PX; d < travelled;
             d += 2 * DASH_PX) {
            const double s = fmax(d, from) - from, t = fmin(d + DASH_PX, travelled) - from;
            if (t > s) {
                const double ux = (b->x - a->x) / length, uy = (b->y - a->y) / length;
                canvas_line_butt(canvas, (float)(a->x + ux * s), (float)(a->y + uy * s),
                                 (float)(a->x + ux * t), (float)(a->y + uy * t), width, color);
            }
        }
    }
}

// Black or white, whichever is seen better on the path, with a ring of the path's colour, which is
// seen on the ground.
void vertices_dots(Canvas *canvas, const Vertices *vertices, Rect picture, Color color, bool hidden)
{
    const Color white = RGB(0xffffff), black = RGB(0x0a0e14);
    const bool light = color_contrast(white, color) > color_contrast(black, color);
    const Color fill = color_alpha(light ? white : black, (float)color.a / 255);
    const Rect near = rect_inset(picture, -4);
    double dx = -1e9, dy = -1e9;
    for (size_t i = 0; i + 1 < vertices->count; i++) { // the last vertex is the head's
        const Vertex *v = &vertices->items[i];
        if (v->between || v->hidden != hidden) {
            continue;
        }
        if (hypot(v->x - dx, v->y - dy) >= DOT_APART_PX &&
            rect_has(near, (float)v->x, (float)v->y)) {
            canvas_circle(canvas, (float)v->x, (float)v->y, DOT_RADIUS_PX, fill, DOT_RING_PX,
                          color);
            dx = v->x;
            dy = v->y;
        }
    }
}

Color line_dimmed(Color color)
{
    return color_alpha(color, DIMMED);
}

void line_draw(Canvas *canvas, const Vertices *vertices, const Projection *on, float width,
               Color color, float halo_width, Color halo)
{
    for (int hidden = on->camera ? 1 : 0; hidden >= 0; hidden--) {
        if (halo_width > 0) {
            vertices_stroke(canvas, vertices, on->picture, halo_width,
                            hidden ? line_dimmed(halo) : halo, STROKE_DASHED, hidden);
        }
        vertices_stroke(canvas, vertices, on->picture, width, hidden ? line_dimmed(color) : color,
                        STROKE_DASHED, hidden);
    }
}
