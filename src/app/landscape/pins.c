// Pins are equally high: the perspective shows how far away they are. From straight above a pin is
// its sign alone.
#include "app/landscape/pins.h"

#include "app/landscape/relief_tangent.h"
#include "base/text.h"
#include "draw/plate.h"

#include <math.h>

static const Color INK = RGB_ROW(0xf3f5f8), SHADE = { 8, 12, 18, 150 }, HEAD = { 8, 12, 18, 225 };
static const double HEIGHT = 34; // pixels, seen square from as far as what is looked at
static const float RADIUS = 8, SHORTEST = 6, FAINT = 0.38f, SIZE = 11, GAP = 4;
static const float ROOMY_PX = 75, SMALLEST = 0.6f;
enum { VALUES_MOST = 12, CROWDED_MOST = 5, DIGITS = 4 };
static const double ROUNDING = 1e-12; // of the heights shown: a value as small is 0

// A kink or a degenerate point is a minimum when nothing lower is known.
static StationaryKind kind_of(const Workspace *workspace, const Stationary *point)
{
    const bool open = point->kind == STATIONARY_KINK || point->kind == STATIONARY_DEGENERATE;
    return open && point->f <= workspace->lowest ? STATIONARY_MINIMUM : point->kind;
}

static bool is_shown(const Workspace *workspace, StationaryKind kind)
{
    return workspace->show.on[kind == STATIONARY_MINIMUM ? SHOW_MINIMA : SHOW_SADDLES];
}

// Smaller where they would stand closely.
static float size_of(const Workspace *workspace, Rect picture)
{
    int count = 1;
    for (int i = 0; i < workspace->point_count; i++) {
        count += is_shown(workspace, kind_of(workspace, &workspace->points[i]));
    }
    return clampf(sqrtf(picture.w * picture.h / (float)count) / ROOMY_PX, SMALLEST, 1);
}

// On the surface: false where that is not shown.
static bool stand(const Relief *relief, const Projection *on, float size, Pin *pin)
{
    const Stationary *point = pin->point;
    const Place place = { point->x, point->y, point->f };
    double scene[3], px[2];
    relief_place(relief, place, scene);
    scene[2] += HEIGHT * size / lens_scale(&relief->lens, relief->lens.target);
    if (!relief_holds(relief, place) || !lens_px(&relief->lens, scene, px, &pin->away)) {
        return false;
    }
    pin->head[0] = (float)px[0];
    pin->head[1] = (float)px[1];
    pin->seen = projection_seen(on, (Place){ point->x, point->y, relief_f(relief, scene[2]) });
    return true;
}

void pins_place(const Workspace *workspace, const Projection *on, Pins *pins)
{
    pins->count = 0;
    pins->standing = on->camera != NULL;
    pins->size = size_of(workspace, on->picture);
    for (int i = 0; i < workspace->point_count; i++) {
        const Stationary *point = &workspace->points[i];
        Pin pin = { .point = point, .kind = kind_of(workspace, point), .seen = true };
        if (!is_shown(workspace, pin.kind) ||
            !projection_point(on, (Place){ point->x, point->y, point->f }, &pin.foot[0],
                              &pin.foot[1])) {
            continue;
        }
        pin.head[0] = pin.foot[0];
        pin.head[1] = pin.foot[1];
        if ((pins->standing && !stand(&workspace->relief, on, pins->size, &pin)) ||
            !rect_has(rect_inset(on->picture, -10), pin.head[0], pin.head[1])) {
            continue;
        }
        int at = pins->count++;
        for (; at > 0 && pins->items[at - 1].away < pin.away; at--) {
            pins->items[at] = pins->items[at - 1];
        }
        pins->items[at] = pin;
    }
}

// A sign of strokes with a dark outline: pairs of points around the place.
static void strokes(Canvas *canvas, const float at[2], int count, const float (*lines)[4],
                    float scale, float alpha)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++) {
            const float *l = lines[i];
            canvas_line(canvas, at[0] + scale * l[0], at[1] + scale * l[1], at[0] + scale * l[2],
                        at[1] + scale * l[3], pass ? 1.5f : 4,
                        color_alpha(pass ? INK : SHADE, alpha));
        }
    }
}

static void sign(Canvas *canvas, const Pin *pin, float scale, float alpha)
{
    static const float plus[2][4] = { { -6, 0, 6, 0 }, { 0, -6, 0, 6 } };
    static const float cross[2][4] = { { -4.5f, -4.5f, 4.5f, 4.5f }, { -4.5f, 4.5f, 4.5f, -4.5f } };
    static const float peak[3][4] = { { -5, 4, 5, 4 }, { 5, 4, 0, -5 }, { 0, -5, -5, 4 } };
    if (pin->kind == STATIONARY_MAXIMUM) {
        strokes(canvas, pin->head, 3, peak, scale, alpha);
    } else {
        strokes(canvas, pin->head, 2, pin->kind == STATIONARY_MINIMUM ? plus : cross, scale, alpha);
    }
}

void pins_draw(Canvas *canvas, const Pins *pins)
{
    for (int i = 0; i < pins->count; i++) {
        const Pin *pin = &pins->items[i];
        const float *foot = pin->foot, *head = pin->head, alpha = pin->seen ? 1 : FAINT;
        if (hypotf(head[0] - foot[0], head[1] - foot[1]) < SHORTEST) {
            sign(canvas, pin, 1, alpha);
            continue;
        }
        for (int pass = 0; pass < 2; pass++) {
            canvas_line(canvas, foot[0], foot[1], head[0], head[1], pass ? 1.6f : 4,
                        color_alpha(pass ? INK : SHADE, alpha));
        }
        canvas_circle(canvas, foot[0], foot[1], 2.4f, color_alpha(INK, alpha), 0, INK);
        canvas_circle(canvas, head[0], head[1], RADIUS * pins->size, color_alpha(HEAD, alpha), 1.4f,
                      color_alpha(INK, alpha));
        sign(canvas, pin, 0.72f * pins->size, alpha);
    }
}

// Which values stand first.
static int rank(StationaryKind kind)
{
    return kind == STATIONARY_MINIMUM ? 0 : kind == STATIONARY_MAXIMUM ? 1 : 2;
}

static bool value_place(Rect size, const Pin *pin, Rect clear, const Taken *taken, Rect *place)
{
    const float x = pin->head[0], y = pin->head[1], h = size.h;
    const Rect places[] = { { x + RADIUS + GAP, y - h / 2, size.w, h },
                            { x - RADIUS - GAP - size.w, y - h / 2, size.w, h },
                            { x - size.w / 2, y - RADIUS - GAP - h, size.w, h } };
    for (size_t i = 0; i < COUNT(places); i++) {
        const Rect both = rect_intersect(places[i], clear);
        bool free = both.w >= size.w - 0.01f && both.h >= h - 0.01f;
        for (int k = 0; k < taken->count && free; k++) {
            free = !rect_overlap(taken->rects[k], places[i]);
        }
        if (free) {
            *place = places[i];
            return true;
        }
    }
    return false;
}

void pins_cover(const Pins *pins, Taken *taken)
{
    for (int i = 0; i < pins->count; i++) {
        const float *head = pins->items[i].head;
        if (pins->standing && pins->items[i].seen) {
            const float r = RADIUS * pins->size;
            taken_add(taken, (Rect){ head[0] - r, head[1] - r, 2 * r, 2 * r });
        }
    }
}

// The pin of a point that has a value in this round; NULL: none.
static const Pin *pin_of(const Pins *pins, const Stationary *point, int round)
{
    for (int i = 0; i < pins->count; i++) {
        const Pin *pin = &pins->items[i];
        if (pin->point == point) {
            return rank(pin->kind) == round ? pin : NULL;
        }
    }
    return NULL;
}

void pins_values(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Pins *pins,
                 Rect clear, Taken *taken)
{
    enum { HIDDEN = 3, ROUNDS }; // minima, maxima, saddles; the hidden minima
    const Relief *relief = &workspace->relief;
    const double range = relief_f(relief, relief->size) - relief_f(relief, 0);
    const int points = workspace->point_count; // they are in the order of f
    const Pin *first = NULL;
    Taken all = *taken;
    const int most = pins->count > VALUES_MOST ? CROWDED_MOST : VALUES_MOST; // the lowest
    Theme faint = *theme;
    faint.text = theme->muted;
    pins_cover(pins, &all);
    for (int i = 0, written = 0; i < ROUNDS * points && pins->standing && written < most; i++) {
        const Stationary *point = &workspace->points[i % points];
        const Pin *pin = pin_of(pins, point, i / points % HIDDEN);
        char text[40];
        Rect place;
        // The first one stands even if its pin is hidden, and may hide other pins.
        if (!pin || pin == first || (first && pin->seen == (i / points == HIDDEN))) {
            continue;
        }
        text_short(text, sizeof text, fabs(point->f) < ROUNDING * range ? 0 : point->f, DIGITS);
        const Rect size = plate_size(canvas, FONT_MONO, SIZE, text);
        if (value_place(size, pin, clear, &all, &place) ||
            (!first && value_place(size, pin, clear, taken, &place))) {
            plate_text_in(canvas, pin->seen ? theme : &faint, place, FONT_MONO, SIZE, text);
            taken_add(taken, place);
            taken_add(&all, place);
            first = first ? first : pin;
            written++;
        }
    }
}
