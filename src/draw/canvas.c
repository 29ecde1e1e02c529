// Shapes are appended as they come; nothing is drawn here.
#include "draw/canvas.h"

#include <math.h>
#include <string.h>

Rect rect_intersect(Rect a, Rect b)
{
    const float x0 = fmaxf(a.x, b.x), y0 = fmaxf(a.y, b.y);
    const float x1 = fminf(a.x + a.w, b.x + b.w), y1 = fminf(a.y + a.h, b.y + b.h);
    return (Rect){ x0, y0, fmaxf(x1 - x0, 0), fmaxf(y1 - y0, 0) };
}

bool rect_overlap(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

Rect rect_inset(Rect r, float by)
{
    return (Rect){ r.x + by, r.y + by, fmaxf(r.w - 2 * by, 0), fmaxf(r.h - 2 * by, 0) };
}

void canvas_finish(Canvas *canvas)
{
    array_free(&canvas->shapes);
    array_free(&canvas->texts);
    array_free(&canvas->clips);
    array_free(&canvas->clip_stack);
    array_free(&canvas->cut);
}

void canvas_begin(Canvas *canvas, const FontMetrics *metrics, float width, float height,
                  Color clear)
{
    canvas->shapes.count = canvas->texts.count = 0;
    canvas->clips.count = canvas->clip_stack.count = canvas->cut.count = 0;
    canvas->layer = 0;
    canvas->metrics = metrics;
    canvas->least = 0;
    canvas->clear = clear;
    array_push(&canvas->clips, (Rect){ 0, 0, width, height });
    array_push(&canvas->clip_stack, 0);
}

CanvasMark canvas_mark(const Canvas *canvas)
{
    return (CanvasMark){ canvas->shapes.count, canvas->texts.count, canvas->cut.count };
}

void canvas_back(Canvas *canvas, CanvasMark mark)
{
    canvas->shapes.count = mark.shapes;
    canvas->texts.count = mark.texts;
    canvas->cut.count = mark.cut;
}

static void shift(Shape *shape, float dx, float dy)
{
    switch (shape->kind) {
    case SHAPE_IMAGE:
        shape->image.rect.x += dx;
        shape->image.rect.y += dy;
        break;
    case SHAPE_BOX:
        shape->box.x += dx;
        shape->box.y += dy;
        break;
    case SHAPE_POLYGON:
        for (int i = 0; i < shape->polygon.count; i++) {
            shape->polygon.x[i] += dx;
            shape->polygon.y[i] += dy;
        }
        break;
    case SHAPE_TEXT:
        shape->text.x += dx;
        shape->text.y += dy;
        break;
    }
}

void canvas_shifted(Canvas *to, const Canvas *from, float dx, float dy)
{
    to->metrics = from->metrics;
    to->clear = from->clear;
    to->shapes.count = to->texts.count = to->clips.count = 0;
    for (size_t i = 0; i < from->shapes.count; i++) {
        array_push(&to->shapes, from->shapes.items[i]);
        shift(&to->shapes.items[i], dx, dy);
    }
    for (size_t i = 0; i < from->clips.count; i++) {
        const Rect r = from->clips.items[i];
        array_push(&to->clips, (Rect){ r.x + dx, r.y + dy, r.w, r.h });
    }
    array_reserve(&to->texts, from->texts.count);
    if (from->texts.count > 0) {
        memcpy(to->texts.items, from->texts.items, from->texts.count);
    }
    to->texts.count = from->texts.count;
}

static int16_t current_clip(const Canvas *canvas)
{
    return canvas->clip_stack.items[canvas->clip_stack.count - 1];
}

Rect canvas_clip(const Canvas *canvas)
{
    return canvas->clips.items[current_clip(canvas)];
}

void canvas_clip_push(Canvas *canvas, Rect rect)
{
    const Rect clip = rect_intersect(canvas_clip(canvas), rect);
    assert(canvas->clips.count < INT16_MAX);
    array_push(&canvas->clip_stack, (int16_t)canvas->clips.count);
    array_push(&canvas->clips, clip);
}

void canvas_clip_push_whole(Canvas *canvas)
{
    array_push(&canvas->clip_stack, 0);
}

void canvas_clip_pop(Canvas *canvas)
{
    assert(canvas->clip_stack.count > 1);
    canvas->clip_stack.count--;
}

static Shape *shape_add(Canvas *canvas, ShapeKind kind, Color fill)
{
    array_push(&canvas->shapes, (Shape){ 0 });
    Shape *shape = &canvas->shapes.items[canvas->shapes.count - 1];
    shape->kind = kind;
    shape->layer = canvas->layer;
    shape->clip = current_clip(canvas);
    shape->fill = fill;
    return shape;
}

void canvas_box(Canvas *canvas, Rect rect, float radius, Color fill, float border_width,
                Color border)
{
    if (!(rect.w > 0 && rect.h > 0)) {
        return;
    }
    Shape *shape = shape_add(canvas, SHAPE_BOX, fill);
    shape->border = border;
    shape->box.x = rect.x + rect.w / 2;
    shape->box.y = rect.y + rect.h / 2;
    shape->box.half_w = rect.w / 2;
    shape->box.half_h = rect.h / 2;
    shape->box.cosine = 1;
    shape->box.radius = fminf(radius, fminf(rect.w, rect.h) / 2);
    shape->box.border_width = border_width;
}

void canvas_rect(Canvas *canvas, Rect rect, Color fill)
{
    canvas_box(canvas, rect, 0, fill, 0, fill);
}

void canvas_circle(Canvas *canvas, float x, float y, float radius, Color fill, float border_width,
                   Color border)
{
    canvas_box(canvas, (Rect){ x - radius, y - radius, 2 * radius, 2 * radius }, radius, fill,
               border_width, border);
}

static void line(Canvas *canvas, float x0, float y0, float x1, float y1, float width, Color color,
                 bool round)
{
    const float dx = x1 - x0, dy = y1 - y0, length = sqrtf(dx * dx + dy * dy);
    if (!isfinite(length)) {
        return;
    }
    Shape *shape = shape_add(canvas, SHAPE_BOX, color);
    shape->border = color;
    shape->box.x = (x0 + x1) / 2;
    shape->box.y = (y0 + y1) / 2;
    shape->box.half_w = length / 2 + (round ? width / 2 : 0);
    shape->box.half_h = width / 2;
    shape->box.cosine = length > 0 ? dx / length : 1;
    shape->box.sine = length > 0 ? dy / length : 0;
    shape->box.radius = round ? width / 2 : 0;
}

void canvas_line(Canvas *canvas, float x0, float y0, float x1, float y1, float width, Color color)
{
    line(canvas, x0, y0, x1, y1, width, color, true);
}

void canvas_line_butt(Canvas *canvas, float x0, float y0, float x1, float y1, float width,
                      Color color)
{
    line(canvas, x0, y0, x1, y1, width, color, false);
}

void canvas_polygon(Canvas *canvas, int count, const float *x, const float *y, Color fill)
{
    assert(count >= 3 && count <= POLYGON_POINTS_MAX);
    Shape *shape = shape_add(canvas, SHAPE_POLYGON, fill);
    shape->polygon.count = count;
    memcpy(shape->polygon.x, x, sizeof(float) * (size_t)count);
    memcpy(shape->polygon.y, y, sizeof(float) * (size_t)count);
}

// clang-format off
// A marker is a convex polygon, repeated with turns about the middle; all have about the area of the
// circle of radius 1.
static const struct {
    int copies;
    float apart; // of the copies, radians
    int corners;
    float x[POLYGON_POINTS_MAX], y[POLYGON_POINTS_MAX]; // clockwise on the screen
} markers[MARKER_COUNT] = {
    [MARKER_SQUARE] = { 1, 0, 4, { .884f, -.884f, -.884f, .884f }, { .884f, .884f, -.884f, -.884f } },
    [MARKER_DIAMOND] = { 1, 0, 4, { 1.3f, 0, -1.3f, 0 }, { 0, 1.3f, 0, -1.3f } },
    [MARKER_TRIANGLE] = { 1, 0, 3, { 0, 1.256f, -1.256f }, { -1.45f, .725f, .725f } },
    [MARKER_TRIANGLE_DOWN] = { 1, 0, 3, { 0, -1.256f, 1.256f }, { 1.45f, -.725f, -.725f } },
    [MARKER_TRIANGLE_RIGHT] = { 1, 0, 3, { 1.45f, -.725f, -.725f }, { 0, 1.256f, -1.256f } },
    [MARKER_TRIANGLE_LEFT] = { 1, 0, 3, { -1.45f, .725f, .725f }, { 0, -1.256f, 1.256f } },
    [MARKER_HEXAGON] = { 1, 0, 6, { 1.12f, .56f, -.56f, -1.12f, -.56f, .56f },
                                  { 0, .97f, .97f, 0, -.97f, -.97f } },
    // From a tip over the middle to the notch opposite, so that the copies overlap without a seam.
    [MARKER_STAR] = { 5, 1.2566371f, 4, { 0, .382f, 0, -.382f }, { -1.55f, -.526f, .65f, -.526f } },
    [MARKER_SPARKLE] = { 2, 1.5707963f, 4, { 0, .47f, 0, -.47f }, { -1.6f, 0, 1.6f, 0 } },
    [MARKER_HOURGLASS] = { 2, 3.1415927f, 4, { .3f, 1.15f, -1.15f, -.3f }, { -.1f, 1.3f, 1.3f, -.1f } },
    [MARKER_BOWTIE] = { 2, 3.1415927f, 4, { -.1f, 1.3f, 1.3f, -.1f }, { -.3f, -1.15f, 1.15f, .3f } },
    [MARKER_BAR] = { 1, 0, 4, { .55f, -.55f, -.55f, .55f }, { 1.4f, 1.4f, -1.4f, -1.4f } },
    [MARKER_BEAM] = { 1, 0, 4, { 1.4f, -1.4f, -1.4f, 1.4f }, { .55f, .55f, -.55f, -.55f } },
    [MARKER_DOME] = { 1, 0, 7, { 1.3f, -1.3f, -1.17f, -.65f, 0, .65f, 1.17f },
                               { .7f, .7f, -.05f, -.6f, -.8f, -.6f, -.05f } },
};
// clang-format on

// Every side moved outwards by `by`, sharp corners by no more than a triangle's. Points in place.
static void polygon_grow(int count, float *x, float *y, float by)
{
    float gx[POLYGON_POINTS_MAX], gy[POLYGON_POINTS_MAX];
    for (int i = 0; i < count; i++) {
        const int before = (i + count - 1) % count, after = (i + 1) % count;
        const float ax = x[i] - x[before], ay = y[i] - y[before], a = hypotf(ax, ay);
        const float bx = x[after] - x[i], by_ = y[after] - y[i], b = hypotf(bx, by_);
        const float nx = ay / a + by_ / b, ny = -ax / a - bx / b; // sum of the outward normals
        const float square = nx * nx + ny * ny; // 4 along a straight side, 1 at a triangle's corner
        const float stretch = square >= 1 ? 2 * by / square : 2 * by / sqrtf(square);
        gx[i] = x[i] + nx * stretch;
        gy[i] = y[i] + ny * stretch;
    }
    memcpy(x, gx, sizeof *x * (size_t)count);
    memcpy(y, gy, sizeof *y * (size_t)count);
}

static void marker_polygons(Canvas *canvas, Marker marker, float x, float y, float radius,
                            float grow, Color fill)
{
    const int corners = markers[marker].corners;
    for (int copy = 0; copy < markers[marker].copies; copy++) {
        const float turn = markers[marker].apart * (float)copy;
        const float cosine = radius * cosf(turn), sine = radius * sinf(turn);
        float px[POLYGON_POINTS_MAX], py[POLYGON_POINTS_MAX];
        for (int i = 0; i < corners; i++) {
            const float ux = markers[marker].x[i], uy = markers[marker].y[i];
            px[i] = x + cosine * ux - sine * uy;
            py[i] = y + sine * ux + cosine * uy;
        }
        if (grow > 0) {
            polygon_grow(corners, px, py, grow);
        }
        canvas_polygon(canvas, corners, px, py, fill);
    }
}

void canvas_marker(Canvas *canvas, Marker marker, float x, float y, float radius, Color fill,
                   float outline_width, Color outline)
{
    if (marker == MARKER_CIRCLE) {
        canvas_circle(canvas, x, y, radius + outline_width, fill, outline_width, outline);
        return;
    }
    if (outline_width > 0) {
        marker_polygons(canvas, marker, x, y, radius, outline_width, outline);
    }
    marker_polygons(canvas, marker, x, y, radius, 0, fill);
}

void canvas_image(Canvas *canvas, Rect rect, int id)
{
    Shape *shape = shape_add(canvas, SHAPE_IMAGE, (Color){ 0 });
    shape->image.rect = rect;
    shape->image.id = id;
}

static float text_width(const Canvas *canvas, Font font, float size, const char *text,
                        size_t length)
{
    const FontMetrics *metrics = canvas->metrics;
    return metrics->width(metrics->self, font, size, text, length);
}

float canvas_text_width(const Canvas *canvas, Font font, float size, const char *text)
{
    return text_width(canvas, font, size, text, strlen(text));
}

static void text_add(Canvas *canvas, float x, float y, Font font, float size, Color color,
                     const char *text, size_t length)
{
    Shape *shape = shape_add(canvas, SHAPE_TEXT, color);
    shape->text.x = x;
    shape->text.y = y;
    shape->text.size = size;
    shape->text.font = font;
    shape->text.at = (uint32_t)canvas->texts.count;
    shape->text.length = (uint32_t)length;
    array_reserve(&canvas->texts, canvas->texts.count + length);
    if (length > 0) {
        memcpy(canvas->texts.items + canvas->texts.count, text, length);
        canvas->texts.count += length;
    }
}

static float aligned(float x, float width, Align align)
{
    return align == ALIGN_LEFT ? x : align == ALIGN_CENTER ? x - width / 2 : x - width;
}

float canvas_text(Canvas *canvas, float x, float y, Align align, Font font, float size, Color color,
                  const char *text)
{
    const size_t length = strlen(text);
    const float width = text_width(canvas, font, size, text, length);
    text_add(canvas, aligned(x, width, align), y, font, size, color, text, length);
    return width;
}

float canvas_text_fit(Canvas *canvas, float x, float y, Align align, Font font, float size,
                      Color color, const char *text, float max_width)
{
    size_t length = strlen(text);
    float width = text_width(canvas, font, size, text, length);
    if (width <= max_width) {
        text_add(canvas, aligned(x, width, align), y, font, size, color, text, length);
        return width;
    }
    char cut[256];
    array_push(&canvas->cut, (uint32_t)canvas->shapes.count);
    length = length < sizeof cut - 4 ? length : sizeof cut - 4;
    do {
        while (length > 0 && (text[length] & 0xc0) == 0x80) { // whole characters only
            length--;
        }
        memcpy(cut, text, length);
        memcpy(cut + length, "…", 4);
        width = text_width(canvas, font, size, cut, length + 3);
    } while (width > max_width && length-- > 0);
    if (width <= max_width) {
        text_add(canvas, aligned(x, width, align), y, font, size, color, cut, strlen(cut));
    }
    return width;
}

const char *canvas_text_of(const Canvas *canvas, const Shape *shape)
{
    return canvas->texts.items + shape->text.at;
}
