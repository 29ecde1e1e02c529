// The inks at the window's upper left corner: which one, whether it fades, back by one line, all
// away. Everything keeps its size while a part of the window is enlarged.
#include "app/shell/overlay_parts.h"
#include "base/words.h"
#include "draw/plate.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { SIDE = 28, GAP = 4, PAD = 6, TOP = 8 };

static bool pressed(App *app, const char *name, Rect rect, const char *tip, UiPress *press)
{
    Ui *ui = &app->shell.ui;
    *press = ui_press(ui, name, rect, true);
    ui_show_press(ui, press, rect, 6 * overlay_unit(app));
    ui_tip(ui, tip);
    return ui_activated(ui, press);
}

static bool swatch(App *app, Rect rect, InkColor color)
{
    const Theme *theme = app->shell.ui.theme;
    const float unit = overlay_unit(app);
    const Kind *kind = registry_at(&ink_kinds, color);
    char name[UI_NAME_MAX];
    UiPress press;
    snprintf(name, sizeof name, "ink.%s", kind->key);
    const bool chosen = pressed(app, name, rect, tr(kind->name), &press);
    const bool on = app->overlay->color == color;
    canvas_circle(app->shell.ui.canvas, rect.x + rect.w / 2, rect.y + rect.h / 2,
                  (on ? 11 : 8) * unit, ink_color(color, theme),
                  (on              ? 2.5f
                   : press.hovered ? 1.5f
                                   : 0) *
                      unit,
                  theme->text);
    return chosen;
}

static bool icon(App *app, const char *name, Rect rect, Icon which, const char *tip)
{
    const Ui *ui = &app->shell.ui;
    const float unit = overlay_unit(app);
    UiPress press;
    const bool done = pressed(app, name, rect, tip, &press);
    const Color face =
        press.hovered ? color_mix(ui->theme->raised, ui->theme->text, 0.1f) : ui->theme->raised;
    canvas_box(ui->canvas, rect, 6 * unit, face, unit, ui->theme->line);
    ui_icon(ui->canvas, which, rect.x + rect.w / 2, rect.y + rect.h / 2, 14 * unit,
            ui->theme->text);
    return done;
}

// "Fades" or "Stays": pressing it changes to the other.
static bool lasting(App *app, Rect rect, const char *label)
{
    const Ui *ui = &app->shell.ui;
    const float unit = overlay_unit(app);
    UiPress press;
    const bool done = pressed(app, "ink.fades", rect,
                              tr("Whether ink fades after some seconds, or stays (F)"), &press);
    const Color face =
        press.hovered ? color_mix(ui->theme->raised, ui->theme->text, 0.1f) : ui->theme->raised;
    canvas_box(ui->canvas, rect, 6 * unit, face, unit, ui->theme->line);
    canvas_text(ui->canvas, rect.x + rect.w / 2, rect.y + rect.h / 2 + TEXT_MIDDLE * 12 * unit,
                ALIGN_CENTER, FONT_SANS, 12 * unit, ui->theme->text, label);
    return done;
}

static InkAct buttons(App *app, Rect row)
{
    Overlay *overlay = app->overlay;
    const Canvas *canvas = app->shell.ui.canvas;
    const float unit = overlay_unit(app);
    const char *labels[] = { tr("Fades"), tr("Stays") };
    const float wide = fmaxf(canvas_text_width(canvas, FONT_SANS, 12, labels[0]),
                             canvas_text_width(canvas, FONT_SANS, 12, labels[1]));
    InkAct act = INK_ACT_NONE;
    for (int i = 0; i < INK_COUNT; i++) {
        if (swatch(app, cut_left(&row, SIDE * unit, GAP * unit), (InkColor)i)) {
            overlay->color = (InkColor)i;
        }
    }
    if (lasting(app, cut_left(&row, (wide + 18) * unit, GAP * unit),
                labels[overlay->fades ? 0 : 1])) {
        overlay->fades = !overlay->fades;
    }
    if (icon(app, "ink.undo", cut_left(&row, SIDE * unit, GAP * unit), ICON_UNDO,
             tr("Takes back the last line (Ctrl+Z)"))) {
        act = INK_ACT_UNDO;
    }
    if (icon(app, "ink.clear", cut_left(&row, SIDE * unit, GAP * unit), ICON_ERASER,
             tr("Clears all ink (C)"))) {
        act = INK_ACT_CLEAR;
    }
    if (icon(app, "ink.close", cut_left(&row, SIDE * unit, GAP * unit), ICON_CLOSE,
             tr("Puts the pen away (I or Esc); the ink stays"))) {
        act = INK_ACT_CLOSE;
    }
    return act;
}

InkAct overlay_palette(App *app)
{
    Ui *ui = &app->shell.ui;
    Canvas *canvas = ui->canvas;
    const float wide = fmaxf(canvas_text_width(canvas, FONT_SANS, 12, tr("Fades")),
                             canvas_text_width(canvas, FONT_SANS, 12, tr("Stays")));
    const float w = (INK_COUNT + 3) * (SIDE + GAP) + wide + 18 + 2 * PAD;
    const Rect box = overlay_rect(app, (Rect){ TOP, TOP, w, SIDE + 2 * PAD });
    const float unit = overlay_unit(app);
    const int16_t below = canvas->layer;
    canvas->layer = LAYER_ABOVE_INK;
    canvas_clip_push_whole(canvas);
    plate_on_panel(canvas, ui->theme, box, 8 * unit);
    const InkAct act = buttons(app, rect_inset(box, PAD * unit));
    ui_press(ui, "ink.palette", box, false); // no ink on it
    canvas_clip_pop(canvas);
    canvas->layer = below;
    return act;
}
