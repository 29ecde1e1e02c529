// The hands on a decision surface: read the output, paint, erase, go back from a unit.
#include "app/network/lab_surface.h"

#include "app/network/lab_fit.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_views.h"
#include "app/network/labspace_paint.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

static const float ERASER_SHARE = 0.06f, BRUSH_SPACING_PX = 7; // of the square's side

// What is told at the pointer.
static void told(NetworkRoom *room, const char *text)
{
    Ui *ui = &room->shell->ui;
    const float width = canvas_text_width(ui->canvas, FONT_MONO, 12, text) + 20;
    const Rect box = card_at_pointer(ui, 14, width, 26);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    canvas_text(ui->canvas, box.x + 10, box.y + 17.3f, ALIGN_LEFT, FONT_MONO, 12, ui->theme->text,
                text);
    card_end(ui, below);
}

// What the surface says about the place below the pointer.
static void reading(NetworkRoom *room, int index)
{
    const LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    const LabSurfaceLook look = lab_surface_look(space, index);
    const float u = (space->hover[0] - shot->low[0]) / (shot->high[0] - shot->low[0]);
    const float v = (space->hover[1] - shot->low[1]) / (shot->high[1] - shot->low[1]);
    const int cell = clampi((int)(v * (float)look.side), 0, look.side - 1) * look.side +
                     clampi((int)(u * (float)look.side), 0, look.side - 1);
    const float at = lab_surface_at(shot, index, &look, cell);
    char x[24], y[24], value[24], text[160], name[40];
    text_short(x, sizeof x, space->hover[0], 3);
    text_short(y, sizeof y, space->hover[1], 3);
    text_short(value, sizeof value, at, look.of == SURFACE_SPREAD ? 2 : 4);
    if (isnan(at)) { // a lost network has nothing to say
        text_print(text, sizeof text, "%s, %s   %s", x, y, tr("–"));
    } else if (look.of == SURFACE_SPREAD) {
        snprintf(text, sizeof text, "%s, %s   ± %s", x, y, value);
    } else if (look.of == SURFACE_ANSWER && shot->classes) {
        lab_class_name(shot, shot->networks[index].surface_class[cell], name, sizeof name);
        snprintf(text, sizeof text, "%s, %s   %s  %.1f %%", x, y, name, 100 * at);
    } else if (look.of == SURFACE_UNIT) { // its caption says whose
        snprintf(text, sizeof text, "x %s, y %s   %s", x, y, value);
    } else {
        text_print(text, sizeof text, tr("x %s, y %s   output %s"), x, y, value);
    }
    told(room, text);
}

// What the line says there, with a mark on it.
static void curve_reading(NetworkRoom *room, int index, Rect rect)
{
    Canvas *canvas = &room->shell->canvas;
    Ui *ui = &room->shell->ui;
    const Plot plot = lab_fit_plot(canvas, &room->lab, index, rect, ui->theme);
    const double x = plot_x_inverse(&plot, ui->mouse_x);
    const LabFitAt at = lab_fit_at(&room->lab, index, x);
    char from[24], value[24], spread[24], text[160];
    if (!isfinite(at.value)) {
        return;
    }
    text_short(from, sizeof from, x, 3);
    text_short(value, sizeof value, at.value, 3);
    text_short(spread, sizeof spread, at.deviation, 2);
    snprintf(text, sizeof text, isfinite(at.deviation) ? "%s   %s ± %s" : "%s   %s", from, value,
             spread);
    plot_pointer(canvas, &plot, x, ui->theme);
    plot_clip_push(canvas, &plot);
    canvas_circle(canvas, plot_x(&plot, x), plot_y(&plot, at.value), 5,
                  labspace_color(&room->lab, index, ui->theme), 2, ui->theme->panel);
    canvas_clip_pop(canvas);
    told(room, text);
}

static void brush_ring(NetworkRoom *room, Rect rect)
{
    const LabSpace *space = &room->lab;
    const Theme *t = room->shell->ui.theme;
    const bool eraser = space->brush == BRUSH_ERASER;
    const float radius = eraser ? ERASER_SHARE * rect.w : 5;
    const Color color = eraser ? t->text : lab_class_color(space->brush, t);
    room->shell->canvas.layer = LAYER_POPUP;
    canvas_circle(&room->shell->canvas, room->shell->ui.mouse_x, room->shell->ui.mouse_y, radius,
                  color_alpha(color, eraser ? 0.12f : 0.8f), 1.5f,
                  eraser ? t->text : RGB(0xffffff));
    room->shell->canvas.layer = LAYER_BASE;
}

static void paint(NetworkRoom *room, const UiPress *press, float radius)
{
    LabSpace *space = &room->lab;
    const float moved =
        hypotf(room->shell->ui.mouse_x - room->grip_x, room->shell->ui.mouse_y - room->grip_y);
    const bool due =
        press->pressed || (press->held && room->shell->ui.has_event &&
                           (space->brush == BRUSH_ERASER || moved >= BRUSH_SPACING_PX));
    if (!due) {
        return;
    }
    room->grip_x = room->shell->ui.mouse_x;
    room->grip_y = room->shell->ui.mouse_y;
    if (!labspace_paint(space, space->hover[0], space->hover[1], radius)) {
        shell_notice(room->shell, room->shell->ui.now_s, tr("There is room for %d points"),
                     LAB_POINTS_MAX);
    }
}

// A press on the caption of a unit goes back to the answer.
static void caption_hands(NetworkRoom *room, int network, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX], text[128];
    const LabSurfaceLook look = lab_surface_look(space, network);
    if (look.of != SURFACE_UNIT || space->pinned.unit == 0) {
        return;
    }
    snprintf(name, sizeof name, "lab.pinned.%d", network);
    const Rect box = lab_surface_caption(ui->canvas, space, look.unit, rect, text, sizeof text);
    const UiPress press = ui_press(ui, name, box, false);
    ui_show_press(ui, &press, box, 4);
    ui_tip(ui, tr("Back to what the network says (Esc)"));
    if (press.clicked) {
        labspace_pin(space, (LabUnitPlace){ .unit = 0 });
    }
}

static void surface_hands(NetworkRoom *room, int network, Rect rect, const UiPress *press)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const LabShot *shot = space->shot;
    const LabSquare square = lab_square(shot, rect);
    space->hover_network = network;
    space->hover[0] = square.x0 + (ui->mouse_x - rect.x) / square.per_x;
    space->hover[1] = square.y0 + (rect.y + rect.h - ui->mouse_y) / square.per_y;
    if (space->brush == BRUSH_NONE) {
        if (press->hovered && shot->networks[network].surface_side > 0) {
            reading(room, network);
        }
    } else if (rect_has(rect, ui->mouse_x, ui->mouse_y)) {
        paint(room, press, ERASER_SHARE * (shot->high[0] - shot->low[0]));
        if (space->brush != BRUSH_NONE) { // it may have been of a class that is gone
            brush_ring(room, rect);
        }
    }
}

void lab_surface_hands(NetworkRoom *room, int network, Rect rect)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[network];
    const bool curve = lab_fits_curve(shot);
    const bool plane = net->surface_side > 0 || (net->barred[0] && shot->features == 2);
    if (rect.w < 1 || (!plane && !curve)) {
        return;
    }
    char name[UI_NAME_MAX];
    caption_hands(room, network, rect);
    snprintf(name, sizeof name, "lab.surface.%d", network);
    const UiPress press = ui_press(&room->shell->ui, name, rect, false);
    if (press.pressed) {
        space->selected = network;
    }
    if (curve && press.hovered) {
        curve_reading(room, network, rect);
    } else if (!curve && (press.hovered || press.held)) {
        surface_hands(room, network, rect, &press);
    }
}
