// Shapes of a canvas as quads in physical pixels.
//
// Upright rectangles are put on whole pixels, so that panels, lines of a grid and borders are
// crisp. What turns or moves freely (circles, pills, lines at an angle) stays where it is and is
// anti-aliased by the fragment shader; such quads are FRINGE wider than the shape.
#include "gfx/quads.h"

#include <math.h>

#define FRINGE 0.5f       // half the width of an anti-aliased edge
#define THIN_PX 4.0f      // below this a rectangle keeps its thickness, above it its edges
#define UPRIGHT 1e-5f     // sine of a turn too small to see
#define FLAT_CORE 1024.0f // a polygon's edge distance is told as the height in a box this high
#define MITER_MAX 4.0f

enum { PLAIN_AREA_PX = 2048 };

typedef struct Box {
    float x, y, half_w, half_h, cosine, sine, radius, border_width;
    bool upright, snapped;
} Box;

// One side of an upright rectangle on whole pixels; at least one pixel wide.
static void snap(float *centre, float *half)
{
    const float size = *half * 2;
    float low, high;
    if (size < THIN_PX) {
        const float whole = fmaxf(1, roundf(size));
        low = roundf(*centre - whole / 2);
        high = low + whole;
    } else {
        low = roundf(*centre - *half);
        high = roundf(*centre + *half);
    }
    *centre = (low + high) / 2;
    *half = (high - low) / 2;
}

static Box box_of(const Shape *shape, float scale)
{
    Box box = {
        .x = shape->box.x * scale,
        .y = shape->box.y * scale,
        .half_w = shape->box.half_w * scale,
        .half_h = shape->box.half_h * scale,
        .cosine = shape->box.cosine,
        .sine = shape->box.sine,
        .radius = shape->box.radius * scale,
        .border_width = shape->border.a > 0 ? shape->box.border_width * scale : 0,
    };
    if (fabsf(box.cosine) < UPRIGHT) { // a quarter turn
        const float half_w = box.half_w;
        box.half_w = box.half_h;
        box.half_h = half_w;
        box.cosine = 1;
        box.sine = 0;
    }
    box.upright = fabsf(box.sine) < UPRIGHT;
    const float smaller = fminf(box.half_w, box.half_h);
    box.radius = clampf(box.radius, 0, smaller);
    box.snapped = box.upright && box.radius < smaller * 0.98f;
    if (box.radius == box.half_w && box.radius == box.half_h) {
        // An edge that fades over one pixel makes a circle larger by pi / 12: small dots show it.
        const float area = box.radius * box.radius;
        box.radius = box.half_w = box.half_h = sqrtf(fmaxf(area - 1.0f / 12, area / 2));
    }
    if (box.snapped) {
        snap(&box.x, &box.half_w);
        snap(&box.y, &box.half_h);
    }
    if (box.border_width > 0) {
        box.border_width = fmaxf(1, box.snapped ? roundf(box.border_width) : box.border_width);
    }
    return box;
}

static bool visible(const Shape *shape)
{
    return shape->box.half_w > 0 && shape->box.half_h > 0 &&
           (shape->fill.a > 0 || (shape->border.a > 0 && shape->box.border_width > 0));
}

bool quads_plain(const Shape *shape, float scale, Bounds *rect)
{
    if (shape->kind != SHAPE_BOX || shape->box.radius > 0 || !visible(shape)) {
        return false;
    }
    const Box box = box_of(shape, scale);
    if (!box.snapped || box.border_width > 0 || box.half_w * box.half_h * 4 < PLAIN_AREA_PX) {
        return false;
    }
    *rect =
        (Bounds){ box.x - box.half_w, box.y - box.half_h, box.x + box.half_w, box.y + box.half_h };
    return true;
}

// The pixel a line thinner than one would spread over is drawn fainter instead.
static float thin_alpha(Box *box)
{
    float alpha = 1;
    if (!box->snapped && box->half_h < 0.5f) {
        alpha *= box->half_h * 2;
        box->radius = box->radius >= box->half_h ? 0.5f : box->radius;
        box->half_h = 0.5f;
    }
    if (!box->snapped && box->half_w < 0.5f) {
        alpha *= box->half_w * 2;
        box->half_w = 0.5f;
    }
    box->radius = fminf(box->radius, fminf(box->half_w, box->half_h));
    return alpha;
}

QuadsFit quads_box(const Shape *shape, float scale, const Bounds *clip, BoxVertices *out)
{
    if (!visible(shape)) {
        return QUADS_NONE;
    }
    Box box = box_of(shape, scale);
    const float alpha = thin_alpha(&box);
    const float fringe = box.snapped ? 0 : FRINGE;
    const float w = box.half_w + fringe, h = box.half_h + fringe;
    // Along the sides, in the box's own directions.
    float low_x = -w, high_x = w, low_y = -h, high_y = h;
    const float reach_x = fabsf(box.cosine) * w + fabsf(box.sine) * h;
    const float reach_y = fabsf(box.sine) * w + fabsf(box.cosine) * h;
    if (!(box.x + reach_x > clip->x0 && box.x - reach_x < clip->x1 && box.y + reach_y > clip->y0 &&
          box.y - reach_y < clip->y1)) {
        return QUADS_NONE;
    }
    QuadsFit fit = QUADS_INSIDE;
    if (box.upright) {
        box.cosine = 1;
        box.sine = 0;
        low_x = fmaxf(low_x, clip->x0 - box.x);
        high_x = fminf(high_x, clip->x1 - box.x);
        low_y = fmaxf(low_y, clip->y0 - box.y);
        high_y = fminf(high_y, clip->y1 - box.y);
    } else if (box.x + reach_x > clip->x1 || box.x - reach_x < clip->x0 ||
               box.y + reach_y > clip->y1 || box.y - reach_y < clip->y0) {
        fit = QUADS_ACROSS;
    }
    const float local[4][2] = {
        { low_x, low_y }, { high_x, low_y }, { high_x, high_y }, { low_x, high_y }
    };
    array_reserve(out, out->count + 4);
    BoxVertex *to = out->items + out->count;
    out->count += 4;
    const BoxVertex common = {
        .core_x = box.half_w - box.radius,
        .core_y = box.half_h - box.radius,
        .radius = box.radius,
        .border_width = box.border_width,
        .fill = alpha < 1 ? color_alpha(shape->fill, alpha) : shape->fill,
        .border = shape->border,
    };
    for (int i = 0; i < 4; i++) {
        const float u = local[i][0], v = local[i][1];
        to[i] = common;
        to[i].x = box.x + u * box.cosine - v * box.sine;
        to[i].y = box.y + u * box.sine + v * box.cosine;
        to[i].local_x = u;
        to[i].local_y = v;
    }
    return fit;
}

typedef struct Point {
    float x, y;
} Point;

// The corners in physical pixels without repeated ones; the sign of the area says the direction.
static int polygon_corners(const Shape *shape, float scale, Point corners[POLYGON_POINTS_MAX],
                           float *area)
{
    int count = 0;
    for (int i = 0; i < shape->polygon.count; i++) {
        const Point p = { shape->polygon.x[i] * scale, shape->polygon.y[i] * scale };
        if (count == 0 || hypotf(p.x - corners[count - 1].x, p.y - corners[count - 1].y) > 1e-3f) {
            corners[count++] = p;
        }
    }
    *area = 0;
    for (int i = 0; i < count; i++) {
        const Point a = corners[i], b = corners[(i + 1) % count];
        *area += (a.x * b.y - a.y * b.x) / 2;
    }
    return count;
}

// How far corner b moves for its two sides to move out by one.
static Point miter(Point a, Point b, Point c, float turn)
{
    const float ab = hypotf(b.x - a.x, b.y - a.y), bc = hypotf(c.x - b.x, c.y - b.y);
    const Point n = { turn * (b.y - a.y) / ab, -turn * (b.x - a.x) / ab };
    const Point m = { turn * (c.y - b.y) / bc, -turn * (c.x - b.x) / bc };
    const float along = fmaxf(1 + n.x * m.x + n.y * m.y, 2 / (MITER_MAX * MITER_MAX));
    return (Point){ (n.x + m.x) / along, (n.y + m.y) / along };
}

static void push_edge_point(BoxVertices *out, Point at, float distance, Color fill)
{
    const BoxVertex vertex = {
        .x = at.x,
        .y = at.y,
        .local_y = FLAT_CORE + distance,
        .core_x = FLAT_CORE * 2,
        .core_y = FLAT_CORE,
        .fill = fill,
    };
    array_push(out, vertex);
}

QuadsFit quads_polygon(const Shape *shape, float scale, const Bounds *clip, BoxVertices *out)
{
    Point corners[POLYGON_POINTS_MAX], inner[POLYGON_POINTS_MAX], outer[POLYGON_POINTS_MAX];
    float area;
    const int count = polygon_corners(shape, scale, corners, &area);
    if (count < 3 || fabsf(area) < 1e-3f || shape->fill.a == 0) {
        return QUADS_NONE;
    }
    Bounds reach = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < count; i++) {
        const Point b = corners[i];
        const Point out_by =
            miter(corners[(i + count - 1) % count], b, corners[(i + 1) % count], area > 0 ? 1 : -1);
        inner[i] = (Point){ b.x - FRINGE * out_by.x, b.y - FRINGE * out_by.y };
        outer[i] = (Point){ b.x + FRINGE * out_by.x, b.y + FRINGE * out_by.y };
        reach.x0 = fminf(reach.x0, outer[i].x);
        reach.y0 = fminf(reach.y0, outer[i].y);
        reach.x1 = fmaxf(reach.x1, outer[i].x);
        reach.y1 = fmaxf(reach.y1, outer[i].y);
    }
    if (!(reach.x1 > clip->x0 && reach.x0 < clip->x1 && reach.y1 > clip->y0 &&
          reach.y0 < clip->y1)) {
        return QUADS_NONE;
    }
    for (int i = 1; i + 1 < count; i += 2) { // the inside as a fan of quads
        const int ring[4] = { 0, i, i + 1, i + 2 < count ? i + 2 : i + 1 };
        for (int k = 0; k < 4; k++) {
            push_edge_point(out, inner[ring[k]], -FRINGE, shape->fill);
        }
    }
    for (int i = 0; i < count; i++) {
        const int next = (i + 1) % count;
        push_edge_point(out, inner[i], -FRINGE, shape->fill);
        push_edge_point(out, inner[next], -FRINGE, shape->fill);
        push_edge_point(out, outer[next], FRINGE, shape->fill);
        push_edge_point(out, outer[i], FRINGE, shape->fill);
    }
    const bool inside = reach.x0 >= clip->x0 && reach.y0 >= clip->y0 && reach.x1 <= clip->x1 &&
                        reach.y1 <= clip->y1;
    return inside ? QUADS_INSIDE : QUADS_ACROSS;
}

// The glyph's pixels at (x, y), cut to clip, whose edges are whole.
static void push_glyph(TextVertices *out, AtlasGlyph glyph, int x, int y, const Bounds *clip,
                       Color color)
{
    const int x0 = x > (int)clip->x0 ? x : (int)clip->x0;
    const int y0 = y > (int)clip->y0 ? y : (int)clip->y0;
    const int x1 = x + glyph.w_px < (int)clip->x1 ? x + glyph.w_px : (int)clip->x1;
    const int y1 = y + glyph.h_px < (int)clip->y1 ? y + glyph.h_px : (int)clip->y1;
    if (x0 >= x1 || y0 >= y1) {
        return;
    }
    const int corners[4][2] = { { x0, y0 }, { x1, y0 }, { x1, y1 }, { x0, y1 } };
    array_reserve(out, out->count + 4);
    for (int i = 0; i < 4; i++) {
        out->items[out->count++] = (TextVertex){
            .x = (int16_t)corners[i][0],
            .y = (int16_t)corners[i][1],
            .u = (uint16_t)(glyph.u_px + corners[i][0] - x),
            .v = (uint16_t)(glyph.v_px + corners[i][1] - y),
            .color = color,
        };
    }
}

QuadsFit quads_text(const Shape *shape, const char *text, float scale, const Bounds *clip,
                    Atlas *atlas, TextVertices *out)
{
    const size_t before = out->count;
    AtlasWalk walk = {
        .font = shape->text.font,
        .size_px = atlas_size_px(shape->text.size, scale),
        .text = text,
        .length = shape->text.length,
        .spacing_px = shape->text.spacing * scale,
    };
    const float left = roundf(shape->text.x * scale), line = roundf(shape->text.y * scale);
    const float reach = (float)walk.size_px * 1.5f;
    // Also refuses a place that is no number.
    if (!(line + reach >= clip->y0 && line - reach <= clip->y1 && isfinite(left)) ||
        shape->fill.a == 0) {
        return QUADS_NONE;
    }
    while (atlas_next(atlas, &walk)) {
        const float pen = left + walk.glyph_px + 0.5f / GLYPH_PHASES;
        if (pen - reach > clip->x1) {
            break;
        }
        if (pen + reach < clip->x0) {
            continue;
        }
        const float whole = floorf(pen);
        const int phase = clampi((int)((pen - whole) * GLYPH_PHASES), 0, GLYPH_PHASES - 1);
        const AtlasGlyph glyph = atlas_glyph(atlas, walk.font, walk.size_px, walk.code, phase);
        push_glyph(out, glyph, (int)whole + glyph.x_px, (int)line + glyph.y_px, clip, shape->fill);
    }
    return out->count > before ? QUADS_INSIDE : QUADS_NONE;
}
