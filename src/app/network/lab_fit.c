// A curve as it is drawn on a board: axes, points, the line over them. Large marks: it is read from
// the last row.
#include "app/network/lab_fit.h"

#include "app/network/lab_arrows.h"
#include "app/network/lab_batch.h"
#include "app/network/lab_points.h"
#include "app/network/lab_surface_look.h"

#include <math.h>

static const float AROUND = 0.14f;      // of the points' range, above and below them
static const float CAPTION_ROOM = 0.3f; // ... above those of a unit, whose name stands there
static const float BAND_SIGMAS = 2;
enum { NUMBERS_LEAST = 70 }; // of a picture whose axes have numbers

bool lab_fit_has_band(const LabSpace *space, int index)
{
    const NetShot *net = &space->shot->networks[index];
    return net->curve.spread && net->masks && lab_surface_look(space, index).of != SURFACE_UNIT;
}

// ---- the line

// What it is drawn through: values at even steps from end to end.
typedef struct Line {
    const LabShot *shot;
    int network;
    LabSurfaceLook look; // of a unit
    int count;           // 0: nothing is known (yet)
} Line;

static Line line_of(const LabSpace *space, int index)
{
    Line line = { space->shot, index, lab_surface_look(space, index), 0 };
    const bool any = space->shot->networks[index].curve.any;
    line.count = line.look.of == SURFACE_UNIT ? line.look.side : any ? SHOT_CURVE : 0;
    return line;
}

static float line_at(const Line *line, int i)
{
    return line->look.of == SURFACE_UNIT ? lab_surface_at(line->shot, line->network, &line->look, i)
                                         : line->shot->networks[line->network].curve.values[i];
}

// Where x lies among so many values: between the place and the next one.
typedef struct Between {
    int place; // -1: beyond the ends
    float part;
} Between;

static Between between(const LabShot *shot, double x, int count)
{
    const double at = (x - shot->low[0]) / (shot->high[0] - shot->low[0]);
    if (count < 2 || !(at >= 0 && at <= 1)) {
        return (Between){ -1, 0 };
    }
    const int place = clampi((int)(at * (count - 1)), 0, count - 2);
    return (Between){ place, (float)(at * (count - 1) - place) };
}

static LabFitAt told_at(const Line *line, double x)
{
    const LabCurve *curve = &line->shot->networks[line->network].curve;
    const Between at = between(line->shot, x, line->count);
    LabFitAt found = { NAN, NAN, NAN };
    if (at.place < 0) {
        return found;
    }
    const float value = line_at(line, at.place);
    found.value = value + at.part * (line_at(line, at.place + 1) - value);
    if (curve->spread && line->look.of != SURFACE_UNIT) {
        const float *mean = curve->mean + at.place, *deviation = curve->deviation + at.place;
        found.mean = mean[0] + at.part * (mean[1] - mean[0]);
        found.deviation = deviation[0] + at.part * (deviation[1] - deviation[0]);
    }
    return found;
}

LabFitAt lab_fit_at(const LabSpace *space, int index, double x)
{
    const Line line = line_of(space, index);
    return told_at(&line, x);
}

// ---- axes

static PlotScale range_of(const LabSpace *space, int index)
{
    const LabSurfaceLook look = lab_surface_look(space, index);
    float low = look.low, high = look.high;
    if (look.of != SURFACE_UNIT) {
        lab_value_range(space->shot, &low, &high);
    }
    const float more = AROUND * (high - low);
    const float above = look.of == SURFACE_UNIT ? CAPTION_ROOM * (high - low) : more;
    return (PlotScale){ low - more, high + above, false };
}

static void axes_of(const Plot *plot, Axis *x, Axis *y)
{
    axis_linear(x, plot->x.low, plot->x.high,
                clampi((int)(plot->area.w / (plot->text_size * 4.4f)), 2, 8));
    axis_linear(y, plot->y.low, plot->y.high,
                clampi((int)(plot->area.h / (plot->text_size * 1.8f)), 2, 8));
}

static float widest_label(const Canvas *canvas, const Axis *axis, float size)
{
    float widest = 0;
    for (int i = 0; i < axis->count; i++) {
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, size, axis->ticks[i].label));
    }
    return widest;
}

Plot lab_fit_plot(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                  const Theme *theme)
{
    const LabShot *shot = space->shot;
    const float size = clampf(rect.h / 18, 11, 15);
    const float below = size * 1.3f + 4, above = size / 2;
    Plot plot = { .area = rect,
                  .x = { shot->low[0], shot->high[0], false },
                  .y = range_of(space, index),
                  .line = theme->line,
                  .muted = theme->muted,
                  .text_size = rect.h < NUMBERS_LEAST ? 0 : size };
    Axis x, y;
    if (plot.text_size == 0) { // no room for numbers
        return plot;
    }
    plot.area.y += above;
    plot.area.h = fmaxf(rect.h - below - above, 1);
    axes_of(&plot, &x, &y);
    const float left = widest_label(canvas, &y, size) + 9;
    plot.area.x += left;
    plot.area.w = fmaxf(rect.w - left - size, 1);
    return plot;
}

// Lines both ways, as on a board.
static void axes(Canvas *canvas, const Plot *plot)
{
    const Rect area = plot->area;
    const float size = plot->text_size;
    Axis x, y;
    if (size == 0) {
        return;
    }
    axes_of(plot, &x, &y);
    for (int i = 0; i < y.count; i++) {
        const float at = plot_y(plot, y.ticks[i].value);
        canvas_rect(canvas, (Rect){ area.x, roundf(at), area.w, 1 }, plot->line);
        canvas_text(canvas, area.x - 8, at + TEXT_MIDDLE * size, ALIGN_RIGHT, FONT_MONO, size,
                    plot->muted, y.ticks[i].label);
    }
    for (int i = 0; i < x.count; i++) {
        const float at = plot_x(plot, x.ticks[i].value);
        canvas_rect(canvas, (Rect){ roundf(at), area.y, 1, area.h }, plot->line);
        canvas_text(canvas, at, area.y + area.h + size * 1.3f, ALIGN_CENTER, FONT_MONO, size,
                    plot->muted, x.ticks[i].label);
    }
}

// ---- what lies on them

// Columns that cover a little of each other, and nothing shines through them: whatever a pixel is,
// no seam is seen between them.
static void band(Canvas *canvas, const Plot *plot, const Line *line, Color color)
{
    const Rect area = plot->area;
    const int columns = (int)area.w;
    for (int i = 0; i < columns; i++) {
        const float x = area.x + (float)i;
        const LabFitAt at = told_at(line, plot_x_inverse(plot, x + 0.5f));
        if (isfinite(at.mean) && isfinite(at.deviation)) {
            const float away = BAND_SIGMAS * at.deviation, foot = area.y + area.h;
            const float top = clampf(plot_y(plot, at.mean + away), area.y, foot);
            const float low = clampf(plot_y(plot, at.mean - away), area.y, foot);
            canvas_rect(canvas, (Rect){ x, top, 2, low - top }, color);
        }
    }
}

// How high it lies; beyond the axes just outside of them, for the clip to cut.
static float height_of(const Plot *plot, float value)
{
    const double share = (value - plot->y.low) / (plot->y.high - plot->y.low);
    return plot->area.y + plot->area.h * (1 - clampf((float)share, -1, 2));
}

static void draw_line(Canvas *canvas, const Plot *plot, const Line *line, Color color, float width)
{
    const float step = plot->area.w / (float)(line->count - 1);
    for (int i = 1; i < line->count; i++) {
        const float from = line_at(line, i - 1), to = line_at(line, i);
        if (isfinite(from) && isfinite(to)) {
            const float x = plot->area.x + step * (float)i;
            canvas_line(canvas, x - step, height_of(plot, from), x, height_of(plot, to), width,
                        color);
        }
    }
}

// Smaller where there are many.
static float radius_of(const Plot *plot, int count)
{
    const float large = clampf(plot->area.w / 60, 3.2f, 6);
    return fmaxf(large * fminf(sqrtf(160 / (float)(count + 1)), 1), 2);
}

static void points(Canvas *canvas, const Plot *plot, const LabSpace *space, const Theme *theme)
{
    const LabPoints *all = &space->shot->points;
    const PointsShown shown = lab_points_shown(space);
    const float radius = radius_of(plot, all->count);
    const Color ink = color_mix(theme->panel, theme->text, 0.72f);
    for (int pass = 1; pass >= 0; pass--) { // those that it learns from lie over the others
        for (int i = 0; i < all->count; i++) {
            const LabPoint *p = &all->items[i];
            if (p->validation == (pass == 1) && (pass == 1 ? shown.validation : shown.train)) {
                const float x = plot_x(plot, p->x), y = plot_y(plot, p->target);
                if (p->validation) {
                    canvas_circle(canvas, x, y, radius, theme->panel, radius * 0.36f, ink);
                } else {
                    canvas_circle(canvas, x, y, radius, ink, radius * 0.2f, theme->panel);
                }
            }
        }
    }
}

// Along x, for values stay.
static void arrows(Canvas *canvas, const Plot *plot, const LabArrows *all, const Theme *theme)
{
    const float head = clampf(plot->area.w / 50, 4, 7);
    for (int i = 0; i < all->count; i++) {
        const LabArrow *arrow = &all->items[i];
        const float y = plot_y(plot, arrow->from[1]);
        lab_arrow_draw(canvas, plot_x(plot, arrow->from[0]), y, plot_x(plot, arrow->to[0]), y, head,
                       theme);
    }
}

// The data's, unless the line is a unit's, which has other values.
static void all_points(Canvas *canvas, const Plot *plot, const LabSpace *space, int index,
                       const Theme *theme)
{
    plot_clip_push(canvas, plot); // points at its edge are whole
    if (lab_arrows_shown(space, index)) {
        arrows(canvas, plot, &space->shot->networks[index].arrows, theme);
    }
    points(canvas, plot, space, theme);
    lab_batch_values_draw(canvas, space, index, plot, theme);
    canvas_clip_pop(canvas);
}

void lab_fit_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect, const Theme *theme)
{
    const Color color = labspace_color(space, index, theme);
    const Plot plot = lab_fit_plot(canvas, space, index, rect, theme);
    const Line line = line_of(space, index);
    canvas_box(canvas, plot.area, 0, theme->panel, 1, theme->line);
    canvas_clip_push(canvas, plot.area);
    if (lab_fit_has_band(space, index)) {
        band(canvas, &plot, &line, color_mix(theme->panel, color, LAB_FIT_BAND));
    }
    canvas_clip_pop(canvas);
    axes(canvas, &plot);
    if (line.look.of != SURFACE_UNIT) {
        all_points(canvas, &plot, space, index, theme);
    }
    canvas_clip_push(canvas, plot.area);
    draw_line(canvas, &plot, &line, color, clampf(plot.area.w / 110, 2, 4.2f) * theme->thick);
    canvas_clip_pop(canvas);
}
