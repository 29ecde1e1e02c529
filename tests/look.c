// Undoes what canvas.c did: a line is a turned box, a marker a circle or polygon.
#include "look.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool same_color(Color a, Color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

static bool rect_inside(Rect r, Rect within)
{
    return r.x >= within.x && r.y >= within.y && r.x + r.w <= within.x + within.w &&
           r.y + r.h <= within.y + within.h;
}

static void text_read(const Canvas *canvas, const Shape *shape, LookText *out)
{
    snprintf(out->text, sizeof out->text, "%.*s", (int)shape->text.length,
             canvas_text_of(canvas, shape));
    const float size = shape->text.size;
    const float width = canvas->metrics->width(canvas->metrics->self, shape->text.font, size,
                                               canvas_text_of(canvas, shape), shape->text.length);
    const float high = 0.75f * size;
    out->rect = (Rect){ shape->text.x, shape->text.y - high, width, high };
    out->size = size;
    out->color = shape->fill;
    out->layer = shape->layer;
}

int look_texts(const Canvas *canvas, Rect within, LookText *out, int max)
{
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        LookText text;
        if (canvas->shapes.items[i].kind != SHAPE_TEXT) {
            continue;
        }
        text_read(canvas, &canvas->shapes.items[i], &text);
        if (rect_inside(text.rect, within)) {
            if (count < max) {
                out[count] = text;
            }
            count++;
        }
    }
    return count;
}

typedef bool Matches(const char *text, const char *wanted);

static bool is_equal(const char *text, const char *wanted)
{
    return strcmp(text, wanted) == 0;
}

static bool begins(const char *text, const char *wanted)
{
    return strncmp(text, wanted, strlen(wanted)) == 0;
}

static bool has(const char *text, const char *wanted)
{
    return strstr(text, wanted) != NULL;
}

static bool text_search(const Canvas *canvas, Matches *matches, const char *wanted, Rect within,
                        LookText *out)
{
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        LookText text;
        if (canvas->shapes.items[i].kind != SHAPE_TEXT) {
            continue;
        }
        text_read(canvas, &canvas->shapes.items[i], &text);
        if (matches(text.text, wanted) && rect_inside(text.rect, within)) {
            if (out) {
                *out = text;
            }
            return true;
        }
    }
    return false;
}

bool look_text(const Canvas *canvas, const char *text, Rect within, LookText *out)
{
    return text_search(canvas, is_equal, text, within, out);
}

bool look_text_begins(const Canvas *canvas, const char *begin, Rect within, LookText *out)
{
    return text_search(canvas, begins, begin, within, out);
}

bool look_text_has(const Canvas *canvas, const char *part, Rect within, LookText *out)
{
    return text_search(canvas, has, part, within, out);
}

// A box that canvas_line() or canvas_line_butt() made: longer than wide, with no outline of its own
// and ends that are round as its width or not at all.
static bool line_read(const Shape *shape, LookLine *out)
{
    if (shape->kind != SHAPE_BOX || shape->box.border_width > 0) {
        return false;
    }
    const bool round = shape->box.radius > 0;
    if (round && fabsf(shape->box.radius - shape->box.half_h) > 1e-3f) {
        return false;
    }
    const float half = shape->box.half_w - (round ? shape->box.half_h : 0);
    if (!(half > 0)) {
        return false;
    }
    const float dx = half * shape->box.cosine, dy = half * shape->box.sine;
    *out = (LookLine){ shape->box.x - dx, shape->box.y - dy,     shape->box.x + dx,
                       shape->box.y + dy, 2 * shape->box.half_h, shape->fill };
    return true;
}

static bool line_at(const Canvas *canvas, size_t i, Color color, Rect within, LookLine *out)
{
    return line_read(&canvas->shapes.items[i], out) && same_color(out->color, color) &&
           rect_has(within, out->x0, out->y0) && rect_has(within, out->x1, out->y1);
}

int look_lines(const Canvas *canvas, Color color, Rect within, LookLine *out, int max)
{
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        LookLine line;
        if (line_at(canvas, i, color, within, &line)) {
            if (count < max) {
                out[count] = line;
            }
            count++;
        }
    }
    return count;
}

int look_path(const Canvas *canvas, Color color, Rect within, LookPoint *out, int max)
{
    int count = 0;
    LookPoint end = { NAN, NAN };
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        LookLine line;
        if (!line_at(canvas, i, color, within, &line)) {
            continue;
        }
        const LookPoint corners[2] = { { line.x0, line.y0 }, { line.x1, line.y1 } };
        for (int k = 0; k < 2; k++) {
            const LookPoint p = corners[k];
            if (!(hypotf(p.x - end.x, p.y - end.y) < 0.01f)) { // also the very first
                if (count < max) {
                    out[count] = p;
                }
                count++;
                end = p;
            }
        }
    }
    return count;
}

bool look_height(const Canvas *canvas, Color color, Rect within, float x, float *y)
{
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        LookLine line;
        if (!line_at(canvas, i, color, within, &line)) {
            continue;
        }
        const float low = fminf(line.x0, line.x1), high = fmaxf(line.x0, line.x1);
        if (x < low || x > high) {
            continue;
        }
        const float share = high > low ? (x - line.x0) / (line.x1 - line.x0) : 0;
        *y = line.y0 + (line.y1 - line.y0) * share;
        return true;
    }
    return false;
}

static bool marker_read(const Shape *shape, LookPoint *out)
{
    if (shape->kind == SHAPE_POLYGON) {
        *out = (LookPoint){ 0, 0 };
        for (int k = 0; k < shape->polygon.count; k++) {
            out->x += shape->polygon.x[k] / (float)shape->polygon.count;
            out->y += shape->polygon.y[k] / (float)shape->polygon.count;
        }
        return true;
    }
    const bool circle = shape->kind == SHAPE_BOX && shape->box.radius > 0 &&
                        fabsf(shape->box.half_w - shape->box.half_h) < 1e-3f &&
                        fabsf(shape->box.radius - shape->box.half_w) < 1e-3f;
    *out = circle ? (LookPoint){ shape->box.x, shape->box.y } : (LookPoint){ 0, 0 };
    return circle;
}

// How far the shape's corners are from its middle, at most.
static float reach_of(const Shape *shape, LookPoint middle)
{
    float reach = 0;
    for (int k = 0; k < shape->polygon.count; k++) {
        reach =
            fmaxf(reach, hypotf(shape->polygon.x[k] - middle.x, shape->polygon.y[k] - middle.y));
    }
    return reach;
}

// Some markers are several polygons around one middle, drawn one after the other: how many there
// are from shape i on; *middle becomes the middle of all.
static int marker_pieces(const Canvas *canvas, size_t i, LookPoint *middle)
{
    const Shape *first = &canvas->shapes.items[i];
    if (first->kind != SHAPE_POLYGON) {
        return 1;
    }
    const float reach = reach_of(first, *middle);
    LookPoint sum = *middle;
    int pieces = 1;
    for (size_t next = i + 1; next < canvas->shapes.count; next++, pieces++) {
        const Shape *shape = &canvas->shapes.items[next];
        LookPoint point;
        if (shape->kind != SHAPE_POLYGON || !same_color(shape->fill, first->fill) ||
            shape->polygon.count != first->polygon.count || !marker_read(shape, &point) ||
            hypotf(point.x - middle->x, point.y - middle->y) > 2 * reach) {
            break;
        }
        sum.x += point.x;
        sum.y += point.y;
    }
    *middle = (LookPoint){ sum.x / (float)pieces, sum.y / (float)pieces };
    return pieces;
}

int look_markers(const Canvas *canvas, Color color, Rect within, LookPoint *out, int max)
{
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        LookPoint point;
        if (!same_color(shape->fill, color) || !marker_read(shape, &point)) {
            continue;
        }
        i += (size_t)marker_pieces(canvas, i, &point) - 1;
        if (rect_has(within, point.x, point.y)) {
            if (count < max) {
                out[count] = point;
            }
            count++;
        }
    }
    return count;
}

// The corner of the head that is farthest from the tail.
static LookPoint tip_of(const Shape *head, float x, float y)
{
    LookPoint tip = { x, y };
    float farthest = -1;
    for (int k = 0; k < head->polygon.count; k++) {
        const float px = head->polygon.x[k], py = head->polygon.y[k];
        if (hypotf(px - x, py - y) > farthest) {
            farthest = hypotf(px - x, py - y);
            tip = (LookPoint){ px, py };
        }
    }
    return tip;
}

int look_arrows(const Canvas *canvas, Color color, Rect within, LookLine *out, int max)
{
    int count = 0;
    for (size_t i = 0; i + 1 < canvas->shapes.count; i++) {
        const Shape *head = &canvas->shapes.items[i + 1];
        LookLine line;
        if (head->kind != SHAPE_POLYGON || head->polygon.count != 3 ||
            !same_color(head->fill, color) || !line_at(canvas, i, color, within, &line)) {
            continue;
        }
        const LookPoint tip = tip_of(head, line.x0, line.y0);
        line.x1 = tip.x;
        line.y1 = tip.y;
        if (count < max) {
            out[count] = line;
        }
        count++;
    }
    return count;
}

bool look_arrow(const Canvas *canvas, Color color, Rect within, LookLine *out)
{
    return look_arrows(canvas, color, within, out, 1) > 0;
}

int look_boxes(const Canvas *canvas, Color color, Rect within, Rect *out, int max)
{
    int count = 0;
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        LookPoint middle;
        if (shape->kind != SHAPE_BOX || !same_color(shape->fill, color) || shape->box.sine != 0 ||
            marker_read(shape, &middle)) {
            continue;
        }
        const Rect rect = { shape->box.x - shape->box.half_w, shape->box.y - shape->box.half_h,
                            2 * shape->box.half_w, 2 * shape->box.half_h };
        if (rect_inside(rect, within)) {
            if (count < max) {
                out[count] = rect;
            }
            count++;
        }
    }
    return count;
}
