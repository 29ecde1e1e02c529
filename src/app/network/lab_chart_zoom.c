// Parts of the chart's axes: a stretch that is dragged along an axis is shown alone, the wheel
// makes it narrower or wider about the pointer or moves it along the steps, a double click or 0
// brings the whole back. It stays where it is while training goes on, and which part it is stands
// above.
#include "app/network/lab_chart.h"

#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>

static const double PER_NOTCH = 0.8, STEPS_FEWEST = 10, SHARE_LEAST = 1e-6;
static const float DRAGGED_LEAST = 6, BUTTON = 15; // pixels

// ---- an axis and its part

typedef struct AxisHand {
    const char *name;
    Rect strip; // beside the plot, where its numbers are
    bool steps; // else values
    PlotScale scale;
    LabPart *part;
} AxisHand;

static double inner(const PlotScale *scale, double value)
{
    return scale->log ? log(value) : value;
}

static double outer(const PlotScale *scale, double at)
{
    return scale->log ? exp(at) : at;
}

// Whole steps inside of what there is; the whole is no part.
static void take_steps(const LabSpace *space, LabPart *part, double low, double high)
{
    const PlotScale whole = lab_chart_steps(space);
    const double wide = fmax(ceil(high) - floor(low), STEPS_FEWEST);
    const double from = clamp(floor(low), whole.low, fmax(whole.high - wide, whole.low));
    *part = (LabPart){ from > whole.low || from + wide < whole.high, from, from + wide, false };
}

static void take_values(LabPart *part, const PlotScale *scale, double low, double high)
{
    const double wide = high - low;
    if (isfinite(wide) && wide > SHARE_LEAST * fmax(fabs(low), fabs(high)) &&
        (!scale->log || low > 0)) {
        *part = (LabPart){ true, low, high, scale->log };
    }
}

static void take(const LabSpace *space, const AxisHand *axis, double a, double b)
{
    const double low = fmin(a, b), high = fmax(a, b);
    if (axis->steps) {
        take_steps(space, axis->part, low, high);
    } else {
        take_values(axis->part, &axis->scale, low, high);
    }
}

// Narrower (times < 1) or wider about a value.
static void zoom(const LabSpace *space, const AxisHand *axis, double about, double times)
{
    const PlotScale *s = &axis->scale;
    const double at = inner(s, about), low = inner(s, s->low), high = inner(s, s->high);
    take(space, axis, outer(s, at - (at - low) * times), outer(s, at + (high - at) * times));
}

static void axes_of(LabSpace *space, const LabCurves *curves, AxisHand axes[2])
{
    const Rect a = curves->plot.area, r = curves->rect;
    const float below = a.y + a.h + 3;
    axes[0] = (AxisHand){ "lab.chart.steps",
                          { a.x - 4, below, a.w + 8, r.y + r.h - below },
                          true,
                          curves->plot.x,
                          &space->axes.steps };
    axes[1] = (AxisHand){ "lab.chart.values",
                          { r.x, a.y - 4, a.x - 6 - r.x, a.h + 6 },
                          false,
                          curves->plot.y,
                          &space->axes.values[space->chart] };
}

static double value_at(const LabCurves *curves, const AxisHand *axis, const Ui *ui)
{
    const Rect a = curves->plot.area;
    return axis->steps ? plot_x_inverse(&curves->plot, clampf(ui->mouse_x, a.x, a.x + a.w))
                       : plot_y_inverse(&curves->plot, clampf(ui->mouse_y, a.y, a.y + a.h));
}

static float place_of(const LabCurves *curves, const AxisHand *axis, double value)
{
    return axis->steps ? plot_x(&curves->plot, value) : plot_y(&curves->plot, value);
}

// What the hand means by a place: no hand tells steps apart that share a pixel, so of those about
// it the roundest.
static double meant(const LabCurves *curves, const AxisHand *axis, double value)
{
    static const double times[] = { 2, 2.5, 2 }; // 1, 2, 5, 10, ...
    const PlotScale *scale = &axis->scale;
    if (!axis->steps) {
        return value;
    }
    double unit = 1;
    for (int i = 0; unit < (scale->high - scale->low) / curves->plot.area.w; i++) {
        unit *= times[i % 3];
    }
    return round(value / unit) * unit;
}

// Whether the hand has gone far enough for a stretch.
static bool dragged(const LabCurves *curves, const AxisHand *axis, double from, double to)
{
    return fabsf(place_of(curves, axis, from) - place_of(curves, axis, to)) >= DRAGGED_LEAST;
}

// ---- hands

static bool axis_hand(NetworkRoom *room, const LabCurves *curves, const AxisHand *axis)
{
    Ui *ui = &room->shell->ui;
    const UiPress press = ui_press(ui, axis->name, axis->strip, false);
    const double at = value_at(curves, axis, ui);
    ui_tip(ui,
           tr(axis->steps ? N_("Drag along the steps to see that part alone, or turn the wheel; a "
                               "double click or 0 brings the whole back")
                          : N_("Drag along the values to see that part alone, or turn the wheel; "
                               "a double click or 0 brings the whole back")));
    if (press.hovered || press.held) {
        ui->cursor = axis->steps ? UI_CURSOR_WIDTH : UI_CURSOR_HEIGHT;
    }
    if (press.doubled) {
        axis->part->on = false;
        ui->active = 0;
        return true;
    }
    if (press.pressed) {
        room->chart_grip = at;
    } else if (press.released && dragged(curves, axis, room->chart_grip, at)) {
        take(&room->lab, axis, meant(curves, axis, room->chart_grip), meant(curves, axis, at));
        return true;
    }
    return false;
}

// Over the plot and the steps' numbers the steps, over the values' numbers the values.
static bool wheel(NetworkRoom *room, const LabCurves *curves, const AxisHand axes[2])
{
    Ui *ui = &room->shell->ui;
    const Rect a = curves->plot.area;
    const Rect of_steps = { a.x - 4, curves->rect.y, a.w + 8, curves->rect.h };
    const float aside = ui->event.wheel_x;
    for (int i = 0; i < 2; i++) {
        const Rect place = axes[i].steps ? of_steps : axes[i].strip;
        const bool turned = !ui->consumed && ui->event.kind == INPUT_WHEEL;
        const float notches = ui_wheel(ui, place);
        if (notches != 0) {
            zoom(&room->lab, &axes[i], value_at(curves, &axes[i], ui),
                 pow(PER_NOTCH, clampf(notches, -10, 10)));
            return true;
        }
        if (turned && ui->consumed && aside != 0 && axes[i].steps && axes[i].part->on) {
            const double wide = axes[i].part->high - axes[i].part->low;
            const double by = round(wide * 0.1 * aside);
            take(&room->lab, &axes[i], axes[i].part->low + by, axes[i].part->low + by + wide);
            return true;
        }
    }
    return false;
}

static bool whole_button(NetworkRoom *room, const LabCurves *curves)
{
    Ui *ui = &room->shell->ui;
    const Rect said = lab_chart_part_place(ui->canvas, curves);
    const Rect place = { said.x + said.w - BUTTON - 1, said.y + 1, BUTTON, said.h - 2 };
    return said.w > 0 && ui_icon_button(ui, "lab.chart.whole", place, ICON_CLOSE, false,
                                        tr("Show the whole of both axes (0, or a double click)"));
}

void lab_chart_zoom(NetworkRoom *room, LabCurves *curves)
{
    LabSpace *space = &room->lab;
    AxisHand axes[2];
    if (!space->shot) {
        return;
    }
    axes_of(space, curves, axes);
    bool changed = whole_button(room, curves);
    if (changed) {
        lab_axes_whole(&space->axes);
    }
    for (int i = 0; i < 2; i++) {
        changed = axis_hand(room, curves, &axes[i]) || changed;
    }
    if (wheel(room, curves, axes) || changed) {
        *curves = lab_curves(space, curves->rect, curves->theme);
    }
}

void lab_chart_zoom_draw(NetworkRoom *room, const LabCurves *curves)
{
    Ui *ui = &room->shell->ui;
    AxisHand axes[2];
    if (!room->lab.shot) {
        return;
    }
    axes_of(&room->lab, curves, axes);
    for (int i = 0; i < 2; i++) {
        const double at = value_at(curves, &axes[i], ui);
        if (ui->active == ui_id(axes[i].name) && dragged(curves, &axes[i], room->chart_grip, at)) {
            const float from = place_of(curves, &axes[i], room->chart_grip);
            const float to = place_of(curves, &axes[i], at), low = fminf(from, to);
            Rect chosen = curves->plot.area;
            if (axes[i].steps) {
                chosen.x = low;
                chosen.w = fabsf(to - from);
            } else {
                chosen.y = low;
                chosen.h = fabsf(to - from);
            }
            canvas_box(ui->canvas, chosen, 0, color_alpha(curves->theme->accent, 0.18f), 1,
                       curves->theme->accent);
        }
    }
}
