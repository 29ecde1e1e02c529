// An axis is a straight line of the scene; its ticks are projected each by itself, since under
// perspective they do not stand evenly.
#include "app/landscape/relief_axes.h"

#include "app/landscape/relief_axes_labels.h"
#include "app/landscape/relief_ground.h"
#include "app/landscape/scales.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/axis.h"

#include <math.h>

static const float SIZE = 11, NAME_SIZE = 13, MARK = 5, GAP = RELIEF_LABEL_GAP, APART = 10;
// Shorter (lower, of f) than that on the screen there is no axis; so far apart stand ticks.
static const float SHORTEST = 44, LOWEST = 30, TICKS_APART = 26, HEIGHTS_APART = 15;
static const float OVER_MOST = 10; // farther a label does not go for it
static const float LABELS_W = 46, ROOM = 24,
                   BESIDE = 24; // that labels of f take; of its corner from the nearest one

bool relief_axes_flat(const Relief *relief, Projection *on)
{
    const Lens *lens = &relief->lens;
    const Orbit *orbit = &lens->orbit;
    const View *view = &relief->view;
    *on = (Projection){ .picture = relief->picture,
                        .x = view->x + lens->target[0] * view->unit,
                        .y = view->y + lens->target[1] * view->unit,
                        .unit = view->unit * orbit->distance };
    return orbit->parallel && orbit->elevation == 90 && orbit->azimuth == 0;
}

static bool to_px(const Relief *relief, const double at[3], float px[2])
{
    double place[2];
    const bool seen =
        lens_px(&relief->lens, at, place, NULL) && fabs(place[0]) < 1e5 && fabs(place[1]) < 1e5;
    px[0] = seen ? (float)place[0] : 0;
    px[1] = seen ? (float)place[1] : 0;
    return seen;
}

// -1 or 1: the side of the ground that is nearer to the eye; the right one where both are as near,
// since f rather stands at the left.
static int near_side(const Relief *relief, int i)
{
    const Lens *lens = &relief->lens;
    const double eye =
        lens->orbit.parallel ? lens->back[i] : lens->target[i] + lens->eye_away * lens->back[i];
    const double unit = lens->orbit.parallel ? 1 : lens->eye_away;
    if (fabs(eye) < 1e-6 * unit) {
        return lens->right[i] > 0 ? 1 : -1;
    }
    return eye > 0 ? 1 : -1;
}

// The corner farthest to the left (-1) or right (1); of two, the nearer.
static bool corner_at(const Relief *relief, int side, double corner[3], float px[2])
{
    const double w = relief->picture.w / 2.0, h = relief->picture.h / 2.0;
    bool found = false;
    for (int i = 0; i < 4; i++) {
        const double at[3] = { i % 2 ? w : -w, i / 2 ? h : -h, relief->ground };
        float here[2];
        if (!to_px(relief, at, here)) {
            return false;
        }
        const float farther = (float)side * (here[0] - px[0]);
        if (!found || farther > 0.5f || (farther > -0.5f && here[1] > px[1])) {
            found = true;
            px[0] = here[0];
            px[1] = here[1];
            corner[0] = at[0];
            corner[1] = at[1];
            corner[2] = at[2];
        }
    }
    return true;
}

// Whether the line can be an axis: its ends on the screen and the way out.
static bool axis_aim(const Relief *relief, ReliefAxis *axis)
{
    float middle[2];
    if (!to_px(relief, axis->from, axis->from_px) || !to_px(relief, axis->to, axis->to_px) ||
        !to_px(relief, (double[]){ 0, 0, relief->ground }, middle)) {
        return false;
    }
    const float dx = axis->to_px[0] - axis->from_px[0], dy = axis->to_px[1] - axis->from_px[1];
    const float length = hypotf(dx, dy);
    if (length < (axis->from[2] < axis->to[2] ? LOWEST : SHORTEST)) {
        return false;
    }
    axis->out_x = dy / length;
    axis->out_y = -dx / length;
    const float out = axis->out_x * ((axis->from_px[0] + axis->to_px[0]) / 2 - middle[0]) +
                      axis->out_y * ((axis->from_px[1] + axis->to_px[1]) / 2 - middle[1]);
    if (fabsf(out) < 1 ? axis->out_y < 0 : out < 0) {
        axis->out_x = -axis->out_x;
        axis->out_y = -axis->out_y;
    }
    return true;
}

// How far over the tick's place the surface's own edge comes towards the label.
static float surface_over(const Relief *relief, const ReliefAxis *axis, const double at[3],
                          const ReliefTick *tick)
{
    const double z = clamp(relief_mesh_z(relief, at), relief->ground, relief->size);
    float px[2];
    if (relief->mesh.vertices.count == 0 || !to_px(relief, (double[]){ at[0], at[1], z }, px)) {
        return 0;
    }
    return clampf((px[0] - tick->x) * axis->out_x + (px[1] - tick->y) * axis->out_y, 0, OVER_MOST);
}

static void plate_beside(const Canvas *canvas, const ReliefAxis *axis, ReliefTick *tick, float over)
{
    const Rect size = plate_size(canvas, FONT_MONO, SIZE, tick->text);
    const float away = over + MARK + GAP + relief_label_reach(axis, size);
    tick->plate = (Rect){ tick->x + axis->out_x * away - size.w / 2,
                          tick->y + axis->out_y * away - size.h / 2, size.w, size.h };
}

static bool crowded(const ReliefAxis *axis, float apart)
{
    for (int i = 1; i < axis->count; i++) {
        if (rect_overlap(rect_inset(axis->ticks[i].plate, -apart / 2),
                         rect_inset(axis->ticks[i - 1].plate, -apart / 2))) {
            return true;
        }
    }
    return false;
}

static void tick_add(const Canvas *canvas, const Relief *relief, ReliefAxis *axis, double value,
                     const char *text, const double at[3], bool over)
{
    float px[2];
    if (axis->count == RELIEF_TICKS_MAX || !to_px(relief, at, px)) {
        return;
    }
    ReliefTick *tick = &axis->ticks[axis->count++];
    *tick = (ReliefTick){ .value = value, .x = px[0], .y = px[1] };
    tick->hidden = over && relief->mesh.vertices.count > 0 && relief_hides(relief, at);
    text_print(tick->text, sizeof tick->text, "%s", text);
    plate_beside(canvas, axis, tick, over ? surface_over(relief, axis, at, tick) : 0);
}

// As many ticks of x or y (i) as have room side by side.
static void plane_ticks(const Canvas *canvas, const Relief *relief, ReliefAxis *axis, int i)
{
    double low[2], high[2];
    Axis ticks;
    relief_plane(relief, axis->from, low);
    relief_plane(relief, axis->to, high);
    const float length =
        hypotf(axis->to_px[0] - axis->from_px[0], axis->to_px[1] - axis->from_px[1]);
    for (int want = clampi((int)(length / TICKS_APART), 3, 10); want >= 2; want--) {
        axis_linear(&ticks, low[i], high[i], want);
        if (ticks.count < 2 && axis->count >= 2) {
            return; // one number is no scale: rather leave some labels out
        }
        axis->count = 0;
        for (int k = 0; k < ticks.count; k++) {
            double at[3] = { axis->from[0], axis->from[1], axis->from[2] };
            at[i] = (ticks.ticks[k].value - (i == 0 ? relief->view.x : relief->view.y)) /
                    relief->view.unit;
            tick_add(canvas, relief, axis, ticks.ticks[k].value, ticks.ticks[k].label, at, true);
        }
        if (!crowded(axis, APART)) {
            return;
        }
    }
}

static void height_tick(const Canvas *canvas, const Relief *relief, ReliefAxis *axis, double f,
                        const char *text)
{
    tick_add(canvas, relief, axis, f, text,
             (double[]){ axis->from[0], axis->from[1], relief_z(relief, f) }, false);
}

static void height_ticks(const Canvas *canvas, const Relief *relief, ReliefAxis *axis)
{
    const float length =
        hypotf(axis->to_px[0] - axis->from_px[0], axis->to_px[1] - axis->from_px[1]);
    if (relief->height.log) {
        ScaleValue values[SCALE_VALUES_MAX];
        const int count = scale_values(&relief->height, length, values);
        for (int k = 0; k < count; k++) {
            height_tick(canvas, relief, axis, values[k].value, values[k].text);
        }
        return;
    }
    for (int want = clampi((int)(length / HEIGHTS_APART), 3, 8); want >= 2; want--) {
        Axis ticks;
        axis_linear(&ticks, relief_f(relief, 0), relief_f(relief, relief->size), want);
        if (ticks.count < 2 && axis->count >= 2) {
            return;
        }
        axis->count = 0;
        for (int k = 0; k < ticks.count; k++) {
            height_tick(canvas, relief, axis, ticks.ticks[k].value, ticks.ticks[k].label);
        }
        if (!crowded(axis, 1)) {
            return;
        }
    }
}

static const char *name_of(const Relief *relief, ReliefAxisKind kind)
{
    static const char *const names[] = { "f", "x", "y" };
    return kind == RELIEF_AXIS_F && relief->height.log ? tr("f, log height") : names[kind];
}

static Rect name_size(const Canvas *canvas, const Relief *relief, ReliefAxisKind kind)
{
    return plate_size(canvas, FONT_BOLD, NAME_SIZE, name_of(relief, kind));
}

// Whether labels have room beside the corner, off the bar of colours.
static bool axis_fits(const Relief *relief, Rect clear, bool right, const double corner[3],
                      const float px[2])
{
    const double top[3] = { corner[0], corner[1], relief->size };
    float top_px[2];
    if (!to_px(relief, top, top_px)) {
        return false;
    }
    const float room = right ? clear.x + clear.w - px[0] : px[0] - clear.x;
    const Rect column = { right ? px[0] : px[0] - LABELS_W, top_px[1] - 24, LABELS_W,
                          px[1] - top_px[1] + 24 };
    return room >= ROOM && !rect_overlap(column, scales_colors_place(clear));
}

// At the left, or at the right where the nearest corner is the leftmost one, from which x and y go
// out, or where there is no room.
static void height_axis(const Canvas *canvas, const Relief *relief, Rect clear, ReliefAxis *axis)
{
    const double near[3] = { relief->picture.w / 2.0 * near_side(relief, 0),
                             relief->picture.h / 2.0 * near_side(relief, 1), relief->ground };
    double corners[2][3] = { { 0 } };
    float px[2][2] = { { 0 } }, near_px[2];
    bool good[2];
    for (int i = 0; i < 2; i++) {
        if (relief->field.empty || !corner_at(relief, i ? 1 : -1, corners[i], px[i]) ||
            !to_px(relief, near, near_px)) {
            return;
        }
        good[i] =
            axis_fits(relief, clear, i, corners[i], px[i]) && fabsf(px[i][0] - near_px[0]) > BESIDE;
    }
    const bool other = !good[0] && good[1];
    const double *corner = corners[other];
    for (int i = 0; i < 3; i++) {
        axis->from[i] = axis->to[i] = corner[i];
    }
    axis->to[2] = relief->size;
    const bool aimed = axis_aim(relief, axis);
    const float up = axis->from_px[1] - axis->to_px[1];
    axis->shown = aimed && up >= LOWEST && up > fabsf(axis->to_px[0] - axis->from_px[0]);
    axis->out_x = other ? 1 : -1;
    axis->out_y = 0;
    if (axis->shown) {
        height_ticks(canvas, relief, axis);
    }
}

void relief_axes_place(const Canvas *canvas, const Relief *relief, Rect clear, const Taken *taken,
                       ReliefAxes *axes)
{
    const double w = relief->picture.w / 2.0, h = relief->picture.h / 2.0, z = relief->ground;
    const double side[2] = { w * near_side(relief, 0), h * near_side(relief, 1) };
    *axes = (ReliefAxes){ 0 };
    axes->axes[RELIEF_AXIS_X] = (ReliefAxis){ .from = { -w, side[1], z }, .to = { w, side[1], z } };
    axes->axes[RELIEF_AXIS_Y] = (ReliefAxis){ .from = { side[0], -h, z }, .to = { side[0], h, z } };
    height_axis(canvas, relief, clear, &axes->axes[RELIEF_AXIS_F]);
    for (int i = 0; i < 2; i++) {
        ReliefAxis *axis = &axes->axes[RELIEF_AXIS_X + i];
        axis->shown = axis_aim(relief, axis);
        if (axis->shown) {
            plane_ticks(canvas, relief, axis, i);
        }
    }
    Taken all = *taken;
    clear = rect_inset(clear, 2);
    for (int kind = 0; kind < RELIEF_AXES; kind++) {
        if (axes->axes[kind].shown) {
            relief_labels_choose(&axes->axes[kind], clear, &all);
        }
    }
    for (int kind = 0; kind < RELIEF_AXES; kind++) {
        if (axes->axes[kind].shown) {
            relief_name_choose(&axes->axes[kind], name_size(canvas, relief, (ReliefAxisKind)kind),
                               kind == RELIEF_AXIS_F, clear, &all);
        }
    }
}

void relief_axes_draw(Canvas *canvas, const Theme *theme, const Relief *relief,
                      const ReliefAxes *axes, Taken *taken)
{
    for (int kind = 0; kind < RELIEF_AXES; kind++) {
        const ReliefAxis *axis = &axes->axes[kind];
        if (!axis->shown) {
            continue;
        }
        relief_line(canvas, relief, axis->from, axis->to, 1.4f, theme->muted);
        for (int i = 0; i < axis->count; i++) {
            const ReliefTick *tick = &axis->ticks[i];
            if (tick->labelled) {
                canvas_line_butt(canvas, tick->x, tick->y, tick->x + axis->out_x * MARK,
                                 tick->y + axis->out_y * MARK, 1.4f, theme->muted);
                plate_text_in(canvas, theme, tick->plate, FONT_MONO, SIZE, tick->text);
                taken_add(taken, tick->plate);
            }
        }
        if (axis->named) {
            plate_text_in(canvas, theme, axis->name, FONT_BOLD, NAME_SIZE,
                          name_of(relief, (ReliefAxisKind)kind));
            taken_add(taken, axis->name);
        }
    }
}
