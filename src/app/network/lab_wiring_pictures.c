#include "app/network/lab_wiring_pictures.h"

#include "app/network/lab_inputs.h"
#include "app/network/lab_views.h"

#include <math.h>

bool wiring_has_sheet(const Wiring *w)
{
    return w->shot->features == 2 && wiring_has_pictures(w);
}

// ---- along a curve's line, each on its own scale, which has 0

static float value_at(const Wiring *w, int layer, int unit, int i)
{
    return layer > 0 ? w->seen[layer]->lines[unit][i]
                     : lab_input_at(w->shot, INPUT_X, (float)i / (SHOT_SEEN_LINE - 1), 0);
}

typedef struct Scale {
    float low, high;
} Scale;

static Scale scale_of(const Wiring *w, int layer, int unit)
{
    Scale scale = { 0, 0 };
    for (int i = 0; i < SHOT_SEEN_LINE; i++) {
        const float value = value_at(w, layer, unit, i);
        scale.low = isfinite(value) ? fminf(scale.low, value) : scale.low;
        scale.high = isfinite(value) ? fmaxf(scale.high, value) : scale.high;
    }
    return scale;
}

static float height_of(Rect place, Scale scale, float value)
{
    const float range = scale.high - scale.low;
    return place.y + place.h * (1 - (range > 0 ? (value - scale.low) / range : 0.5f));
}

static void unit_line(Canvas *canvas, const Wiring *w, int layer, int unit, Color color,
                      const Theme *theme)
{
    enum { FINE = 30 }; // px, from which on every point is seen
    const Rect whole = wiring_unit(w, layer, unit), place = rect_inset(whole, whole.w * 0.1f);
    const Scale scale = scale_of(w, layer, unit);
    const int every = whole.w < FINE ? 3 : 1;
    const float zero = height_of(place, scale, 0), width = clampf(whole.w / 18, 1, 2);
    canvas_rect(canvas, whole, theme->panel);
    canvas_rect(canvas, (Rect){ whole.x, zero - 0.5f, whole.w, 1 }, theme->line);
    for (int i = every; i < SHOT_SEEN_LINE; i += every) {
        const float from = value_at(w, layer, unit, i - every), to = value_at(w, layer, unit, i);
        const float x = whole.x + whole.w * (float)i / (SHOT_SEEN_LINE - 1);
        const float x0 = x - whole.w * (float)every / (SHOT_SEEN_LINE - 1);
        if (isfinite(from) && isfinite(to)) {
            canvas_line(canvas, x0, height_of(place, scale, from), x, height_of(place, scale, to),
                        width * theme->thick, color);
        }
    }
}

static void unit_lines(Canvas *canvas, const Wiring *w, Color color, const Theme *theme)
{
    for (int layer = 0; layer < w->layers; layer++) {
        for (int unit = 0; unit < w->units[layer] && w->side[layer] > 0; unit++) {
            unit_line(canvas, w, layer, unit, color, theme);
        }
    }
}

void wiring_pictures_draw(Canvas *canvas, const Wiring *w, int index, Color color,
                          const Theme *theme)
{
    if (wiring_has_sheet(w)) {
        canvas_image(canvas, wiring_sheet(w), LAB_IMAGE_WIRING + index);
    } else if (wiring_has_pictures(w)) {
        unit_lines(canvas, w, color, theme);
    }
}

void wiring_frame(Canvas *canvas, Rect place, unsigned flags, const Theme *theme)
{
    const float width = flags ? clampf(place.w * 0.07f, 1, 2) : 1;
    const Color color = flags ? theme->error : color_mix(theme->line, theme->text, 0.35f);
    canvas_box(canvas, rect_inset(place, -0.5f), 1.5f, color_alpha(color, 0), width, color);
    if (flags & WIRING_DEAD) {
        canvas_line_butt(canvas, place.x, place.y, place.x + place.w, place.y + place.h, width,
                         color);
        canvas_line_butt(canvas, place.x, place.y + place.h, place.x + place.w, place.y, width,
                         color);
    }
}

void wiring_unit_mark(Canvas *canvas, float x, float y, float r, unsigned flags, Color color,
                      const Theme *t)
{
    if (flags & WIRING_DEAD) {
        const float arm = r * 0.55f;
        canvas_circle(canvas, x, y, r, t->background, fmaxf(r * 0.25f, 0.8f), t->error);
        if (r >= 3) {
            canvas_line(canvas, x - arm, y - arm, x + arm, y + arm, fmaxf(r * 0.22f, 1), t->error);
            canvas_line(canvas, x - arm, y + arm, x + arm, y - arm, fmaxf(r * 0.22f, 1), t->error);
        }
        return;
    }
    if (flags & WIRING_SATURATED) {
        canvas_circle(canvas, x, y, r + fmaxf(r * 0.4f, 1.2f), t->background, fmaxf(r * 0.2f, 0.8f),
                      t->error);
    }
    canvas_circle(canvas, x, y, r, color, r >= 2.5f ? fmaxf(r * 0.18f, 0.8f) : 0, t->background);
}

Color wiring_color(float part, const Theme *t)
{
    return color_alpha(lab_value_color(part < 0 ? -1 : 1, -1, 1, t), 0.25f + 0.75f * fabsf(part));
}
