// A tick that would stand on the colour bar is left out.
#include "app/landscape/scales.h"

#include "base/text.h"
#include "base/words.h"
#include "draw/axis.h"

#include <math.h>
#include <string.h>

static const float SIZE = 11, LABEL_APART_PX = 15;
enum { DIGITS_MOST = 12 }; // further digits tell nothing but rounding apart

// A short line at the edge, seen on any ground.
static void tick_mark(Canvas *canvas, const Theme *theme, Rect mark)
{
    canvas_rect(canvas, rect_inset(mark, -1), color_alpha(theme->background, PLATE_SHARE));
    canvas_rect(canvas, mark, theme->text);
}

void scales_axes(Canvas *canvas, const Theme *theme, const Projection *on, Rect clear, Taken *taken)
{
    const Rect picture = on->picture;
    double low[2], high[2], px[2];
    Axis axis;
    if (!projection_plane(on, picture.x, (double)picture.y + picture.h, low) ||
        !projection_plane(on, (double)picture.x + picture.w, picture.y, high)) {
        return;
    }
    axis_linear(&axis, low[0], high[0], clampi((int)(picture.w / 90), 2, 12));
    for (int i = 0; i < axis.count; i++) {
        projection_px(on, (Place){ axis.ticks[i].value, on->y, NAN }, px);
        const float x = (float)px[0];
        if (x > clear.x + 40 && x < clear.x + clear.w - 24) {
            tick_mark(canvas, theme, (Rect){ x - 0.75f, picture.y + picture.h - 6, 1.5f, 6 });
            taken_add(taken, plate_text(canvas, theme, x, picture.y + picture.h - 12, ALIGN_CENTER,
                                        FONT_MONO, SIZE, axis.ticks[i].label));
        }
    }
    axis_linear(&axis, low[1], high[1], clampi((int)(picture.h / 70), 2, 12));
    for (int i = 0; i < axis.count; i++) {
        projection_px(on, (Place){ on->x, axis.ticks[i].value, NAN }, px);
        const float y = (float)px[1];
        if (y > picture.y + 12 && y < picture.y + picture.h - 24) {
            tick_mark(canvas, theme, (Rect){ clear.x, y - 0.75f, 6, 1.5f });
            taken_add(taken, plate_text(canvas, theme, clear.x + 13, y + TEXT_MIDDLE * SIZE,
                                        ALIGN_LEFT, FONT_MONO, SIZE, axis.ticks[i].label));
        }
    }
}

// A value near that place of the colour bar that is round for its surroundings.
static double round_value(const Tint *tint, double position)
{
    const double around = tint_value(tint, position + 0.1) - tint_value(tint, position - 0.1);
    const double exact = tint_value(tint, position);
    const double grain = axis_nice(fmin(0.35 * around, 0.2 * fabs(exact - tint->reference)));
    const double value = round(exact / grain) * grain;
    const double low = tint_value(tint, 0), high = tint_value(tint, 1);
    return value >= low && value <= high ? value : value < low ? low : tint_value(tint, position);
}

// The ends of the bar beyond which there is more point outwards, in the colour of what lies there.
static void open_ends(Canvas *canvas, const Tint *tint, const Colormap *map, Rect bar)
{
    const float xs[3] = { bar.x, bar.x + bar.w, bar.x + bar.w / 2 }, reach = 7;
    if (tint->open_high) {
        const float ys[3] = { bar.y, bar.y, bar.y - reach };
        canvas_polygon(canvas, 3, xs, ys, colormap_at(map, 1));
    }
    if (tint->open_low) {
        const float y = bar.y + bar.h, ys[3] = { y, y, y + reach };
        canvas_polygon(canvas, 3, xs, ys, colormap_at(map, 0));
    }
}

// Each has as many digits as tell it from its neighbours.
int scale_values(const Tint *tint, float length, ScaleValue values[SCALE_VALUES_MAX])
{
    const int want = clampi((int)(length / (2 * LABEL_APART_PX)) + 1, 2, SCALE_VALUES_MAX);
    double gap = INFINITY, largest = 0;
    int count = 0;
    if (tint->flat) {
        values[0] = (ScaleValue){ tint->reference, length / 2, "" };
        text_short(values[0].text, sizeof values[0].text, tint->reference, 5);
        return 1;
    }
    for (int i = 0; i < want; i++) {
        const double value = round_value(tint, (i + 0.3) / (want - 0.4));
        const float at = length * (float)tint_position(tint, value);
        const ScaleValue *below = count > 0 ? &values[count - 1] : NULL;
        if (!isfinite(value) || !isfinite(at) || (below && !(at - below->at >= LABEL_APART_PX))) {
            continue;
        }
        gap = below ? fmin(gap, value - below->value) : gap;
        largest = fmax(largest, fabs(value));
        values[count++] = (ScaleValue){ value, at, "" };
    }
    const int digits = (int)clamp(ceil(log10(largest / gap)) + 1, 5, DIGITS_MOST);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        text_short(values[i].text, sizeof values[i].text, values[i].value, digits);
        if (kept == 0 || strcmp(values[i].text, values[kept - 1].text) != 0) {
            values[kept++] = values[i];
        }
    }
    return kept;
}

Rect scales_undefined(Canvas *canvas, const Theme *theme, Rect picture, const Taken *taken)
{
    const float size = 14, apart = 8;
    const char *text = tr("f is not defined anywhere here");
    Rect plate = plate_size(canvas, FONT_SANS, size, text);
    const float y = picture.y + picture.h / 2 - plate.h / 2;
    plate.x = picture.x + picture.w / 2 - plate.w / 2;
    plate.y = y;
    for (int i = 0; i < taken->count; i++) { // rather lower, where it would lie on a head
        if (rect_overlap(rect_inset(plate, -apart), taken->rects[i])) {
            plate.y = taken->rects[i].y + taken->rects[i].h + apart + 1;
            i = -1;
        }
    }
    if (plate.y + plate.h > picture.y + picture.h) {
        plate.y = y;
    }
    plate_text_in(canvas, theme, plate, FONT_SANS, size, text);
    return plate;
}

// Above a surface it is shorter.
static Rect bar_place(Rect picture, bool surface)
{
    const float share = surface ? 0.2f : 0.3f, w = 12;
    const float h = clampf(fminf(picture.w, picture.h) * share, 60, 190);
    return (Rect){ picture.x + picture.w - w - 20, picture.y + 34, w, h };
}

Rect scales_colors_place(Rect picture)
{
    const float usual = 70; // with values of five digits
    const Rect bar = bar_place(picture, true);
    return (Rect){ bar.x + bar.w + 8 - usual, bar.y - 24, usual, bar.h + 24 + 10 };
}

void scales_colors(Canvas *canvas, const Theme *theme, const Workspace *workspace, Rect picture,
                   bool surface, Taken *taken)
{
    enum { PARTS = 48 };
    const Rect bar = bar_place(picture, surface);
    const float h = bar.h, w = bar.w;
    const Colormap *map = theme_colormap(theme, workspace->show.colormap);
    ScaleValue labels[SCALE_VALUES_MAX];
    if (workspace->field.empty) {
        return;
    }
    const int count = scale_values(&workspace->tint, h, labels);
    float widest = 0;
    for (int i = 0; i < count; i++) {
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, SIZE, labels[i].text));
    }
    const float left = bar.x - 9 - widest - 7;
    const Rect plate = { left, bar.y - 24, bar.x + w + 8 - left, h + 24 + 10 };
    plate_draw(canvas, theme, plate);
    taken_add(taken, plate);
    for (int i = 0; i < PARTS; i++) {
        canvas_rect(canvas, (Rect){ bar.x, bar.y + h * (float)i / PARTS, w, h / PARTS + 0.5f },
                    colormap_at(map, workspace->tint.flat ? 0 : 1 - (i + 0.5) / PARTS));
    }
    open_ends(canvas, &workspace->tint, map, bar);
    for (int i = 0; i < count; i++) {
        const float y = bar.y + h - labels[i].at;
        canvas_rect(canvas, (Rect){ bar.x - 4, y - 0.5f, 4, 1 }, theme->text);
        canvas_text(canvas, bar.x - 8, y + TEXT_MIDDLE * SIZE, ALIGN_RIGHT, FONT_MONO, SIZE,
                    theme->text, labels[i].text);
    }
    canvas_text(canvas, bar.x + w / 2, bar.y - 8, ALIGN_CENTER, FONT_SANS, SIZE, theme->text, "f");
}
