// Where it is hangs on the time alone, so that any rate of frames shows the same movement.
#include "ui/sweep.h"

#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

static const double END_TO_END_S = 4; // of a track

// From 0 to 1 and back, and so on.
static double there_and_back(double way)
{
    const double within = fmod(way, 2);
    return within <= 1 ? within : 2 - within;
}

static void begin(Ui *ui, UiId id, UiId mark, const Param *row, double value)
{
    ui->sweep = (UiSweep){ .id = id,
                           .mark = mark,
                           .from_s = ui->now_s,
                           .from = clamp(param_position(row, value), 0, 1),
                           .min = row->min,
                           .max = row->max };
}

// Space would also play: the mark answers Enter, and Space where it has the focus.
static bool wanted(Ui *ui, const char *name, const char *mark, Rect rect, Rect place,
                   const UiPress *track)
{
    const bool on = ui->sweep.id == ui_id(name);
    bool toggled = track->focused && !ui->edit.id && ui_key(ui, KEY_ENTER, 0);
    if (place.w > 0 && (on || ui_hovers(ui, rect))) {
        const UiPress press = ui_press(ui, mark, place, false);
        canvas_rect(ui->canvas, place, ui->theme->panel); // where the label is long
        const Color color =
            on || press.hovered ? ui->theme->accent : color_alpha(ui->theme->muted, 0.9f);
        ui_icon(ui->canvas, on ? ICON_PAUSE : ICON_PLAY, place.x + place.w / 2,
                place.y + place.h / 2, 9, color);
        ui_tip(ui, tr(on ? N_("Ends the sweep (Esc)")
                         : N_("Sweeps it between its ends; Esc ends that")));
        ui_show_press(ui, &press, place, 3);
        toggled = ui_activated(ui, &press) || toggled;
    }
    return toggled;
}

bool ui_sweep(Ui *ui, const char *name, Rect rect, Rect place, Param *row, double value,
              const UiPress *press, double *share)
{
    const UiId id = ui_id(name);
    char mark[UI_NAME_MAX + 8];
    snprintf(mark, sizeof mark, "%s.sweep", name);
    const bool on = ui->sweep.id == id, toggled = wanted(ui, name, mark, rect, place, press);
    if (on && (toggled || ui_key(ui, KEY_ESCAPE, 0) || press->pressed)) {
        ui->sweep.id = 0;
        return false;
    }
    if (!on && toggled) {
        begin(ui, id, ui_id(mark), row, value);
    }
    if (ui->sweep.id != id) {
        return false;
    }
    row->min = ui->sweep.min;
    row->max = ui->sweep.max;
    *share = there_and_back(ui->sweep.from + (ui->now_s - ui->sweep.from_s) / END_TO_END_S);
    ui->sweep.seen = true;
    ui->wake_s = fmin(ui->wake_s, ui->now_s);
    return true;
}
