// The decision surface with the data on it, and the hands on it: read the output, paint, erase.
#include "app/network/lab_columns.h"
#include "app/network/lab_views.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { POINTS_SHOWN = 500 };
static const float ERASER_SHARE = 0.06f, BRUSH_SPACING_PX = 7; // of the square's side

typedef struct Square {
    Rect rect;
    float x0, y0, per_x, per_y; // pixels a unit; y goes up
} Square;

static Square square_of(const LabShot *shot, Rect rect)
{
    const float w = shot->high[0] - shot->low[0], h = shot->high[1] - shot->low[1];
    return (Square){ rect, shot->low[0], shot->low[1], rect.w / w, rect.h / h };
}

static void points(Canvas *canvas, const LabShot *shot, const Square *square, const Theme *theme)
{
    const int every = 1 + (shot->points.count - 1) / POINTS_SHOWN;
    const float radius = clampf(square->rect.w / 62, 1.6f, 4);
    // Values are as pale as the ground around them: their rims are dark.
    const Color ground = RGB(0xffffff);
    const Color rim = shot->classes ? RGB(0xffffff) : RGB(0x3a4252);
    float low, high;
    lab_value_range(shot, &low, &high);
    canvas_clip_push(canvas, square->rect);
    for (int i = 0; i < shot->points.count; i += every) {
        const LabPoint *p = &shot->points.items[i];
        const float x = square->rect.x + (p->x - square->x0) * square->per_x;
        const float y = square->rect.y + square->rect.h - (p->y - square->y0) * square->per_y;
        const Color color = shot->classes ? lab_class_color((int)p->target, theme)
                                          : lab_value_color(p->target, low, high, theme);
        if (p->validation) { // a ring
            canvas_circle(canvas, x, y, radius * 0.9f, ground, radius * 0.42f, color);
        } else {
            canvas_circle(canvas, x, y, radius, color, radius * 0.28f, rim);
        }
    }
    canvas_clip_pop(canvas);
}

void lab_points_draw(Canvas *canvas, const LabShot *shot, Rect rect, const Theme *theme)
{
    const Square square = square_of(shot, rect);
    points(canvas, shot, &square, theme);
}

void lab_surface_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                      const Theme *theme)
{
    canvas_image(canvas, rect, LAB_IMAGE_SURFACE + index);
    lab_points_draw(canvas, space->shot, rect, theme);
}

void lab_picture_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                      const Theme *theme)
{
    const NetShot *net = &space->shot->networks[index];
    if (rect.w < 1 || rect.h < 1) {
        return;
    }
    if (space->picture == LAB_PICTURE_WIRING) {
        lab_wiring_draw(canvas, space, index, rect, theme);
    } else if (net->surface_side > 0) {
        lab_surface_draw(canvas, space, index, rect, theme);
    } else {
        lab_matrix_draw(canvas, space, index, rect, theme);
    }
}

// What the network says about the place below the pointer.
static void reading(NetworkRoom *room, int index)
{
    const LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    const int side = net->surface_side;
    const float u = (space->hover[0] - shot->low[0]) / (shot->high[0] - shot->low[0]);
    const float v = (space->hover[1] - shot->low[1]) / (shot->high[1] - shot->low[1]);
    const int cell = clampi((int)(v * (float)side), 0, side - 1) * side +
                     clampi((int)(u * (float)side), 0, side - 1);
    char x[24], y[24], text[160], name[40];
    text_short(x, sizeof x, space->hover[0], 3);
    text_short(y, sizeof y, space->hover[1], 3);
    if (isnan(net->surface_value[cell])) { // a lost network has nothing to say
        text_print(text, sizeof text, "%s, %s   %s", x, y, tr("–"));
    } else if (shot->classes) {
        lab_class_name(shot, net->surface_class[cell], name, sizeof name);
        snprintf(text, sizeof text, "%s, %s   %s  %.1f %%", x, y, name,
                 100 * net->surface_value[cell]);
    } else {
        char value[24];
        text_short(value, sizeof value, net->surface_value[cell], 4);
        snprintf(text, sizeof text, "%s, %s   %s", x, y, value);
    }
    Ui *ui = &room->shell->ui;
    const float width = canvas_text_width(ui->canvas, FONT_MONO, 12, text) + 20;
    const Rect box = card_at_pointer(ui, 14, width, 26);
    const int16_t below = card_begin(ui, LAYER_POPUP, box, ui->theme->line);
    canvas_text(ui->canvas, box.x + 10, box.y + 17.3f, ALIGN_LEFT, FONT_MONO, 12, ui->theme->text,
                text);
    card_end(ui, below);
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

void lab_surface_hands(NetworkRoom *room, int network, Rect rect)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[network];
    if (rect.w < 1) {
        return;
    }
    const bool plane = net->surface_side > 0 || (net->barred[0] && shot->features == 2);
    if (!plane || space->picture != LAB_PICTURE_SURFACE) {
        return;
    }
    const Square square = square_of(shot, rect);
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.surface.%d", network);
    const UiPress press = ui_press(ui, name, rect, false);
    if (press.pressed) {
        space->selected = network;
    }
    if (!press.hovered && !press.held) {
        return;
    }
    space->hover_network = network;
    space->hover[0] = square.x0 + (ui->mouse_x - rect.x) / square.per_x;
    space->hover[1] = square.y0 + (rect.y + rect.h - ui->mouse_y) / square.per_y;
    if (space->brush == BRUSH_NONE) {
        if (press.hovered && net->surface_side > 0) {
            reading(room, network);
        }
    } else if (rect_has(rect, ui->mouse_x, ui->mouse_y)) {
        paint(room, &press, ERASER_SHARE * (shot->high[0] - shot->low[0]));
        if (space->brush != BRUSH_NONE) { // it may have been of a class that is gone
            brush_ring(room, rect);
        }
    }
}
