// The hands on the inset: a click puts a point there, which can be dragged at once; Shift+click and
// the right button take one away; the head moves the inset, its cross hides it.
#include "app/landscape/inset.h"
#include "app/landscape/picture.h"
#include "app/landscape/room_landscape.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <stdio.h>

static const float REACH = 7, REACH_REMOVE = 12;

// A disc in a class's colour: what a click puts there.
static void chips(LandscapeRoom *room, Rect *row)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    for (int i = 1; i >= 0; i--) {
        char name[UI_NAME_MAX];
        const Rect place = cut_right(row, 18, 2);
        const float x = place.x + place.w / 2, y = place.y + place.h / 2;
        snprintf(name, sizeof name, "inset.class.%d", i);
        const UiPress press = ui_press(ui, name, place, true);
        const bool on = w->inset.upper == (i == 1);
        canvas_circle(ui->canvas, x, y, 6, color_classes[i],
                      on              ? 2
                      : press.hovered ? 1
                                      : 0,
                      ui->theme->text);
        ui_show_press(ui, &press, place, 8);
        ui_tip(ui, tr(i ? N_("A click puts a point of class 1")
                        : N_("A click puts a point of class 0")));
        if (ui_activated(ui, &press)) {
            w->inset.upper = i == 1;
        }
    }
}

static void head(LandscapeRoom *room, const Inset *inset, Rect clear)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Rect row = inset->head;
    const Rect cross = cut_right(&row, 24, 0);
    const UiPress close = ui_press(ui, "inset.close", rect_inset(cross, 3), true);
    ui_icon(ui->canvas, ICON_CLOSE, cross.x + cross.w / 2, cross.y + cross.h / 2, 12,
            close.hovered ? ui->theme->text : ui->theme->muted);
    ui_show_press(ui, &close, rect_inset(cross, 3), 4);
    ui_tip(ui, tr("Hide the data; a box under DATA shows them again"));
    if (ui_activated(ui, &close)) {
        w->show.on[SHOW_DATA] = false;
    }
    if (scene_fit(&w->scene)->classes) {
        chips(room, &row);
    }
    const UiPress press = ui_press(ui, "inset.head", row, false);
    ui_tip(ui, tr("Drag: move the inset"));
    if (press.pressed) {
        room->grip_x = ui->mouse_x - inset->rect.x;
        room->grip_y = ui->mouse_y - inset->rect.y;
    } else if (press.held && ui->event.kind == INPUT_MOUSE_MOVE) {
        inset_move(w, inset, clear, ui->mouse_x - room->grip_x, ui->mouse_y - room->grip_y);
    }
    if (press.hovered || press.held) {
        ui->cursor = UI_CURSOR_MOVE;
    }
}

// A point where the pointer is, to be dragged on.
static void put_point(LandscapeRoom *room, const Inset *inset)
{
    Workspace *w = &room->workspace;
    const Ui *ui = &room->shell->ui;
    double u, v;
    inset_at(inset, ui->mouse_x, ui->mouse_y, &u, &v);
    if (inset_add(w, u, v, w->inset.upper)) {
        room->inset_point = w->scene.fit.points.count - 1;
    } else {
        shell_notice(room->shell, ui->now_s, tr("No more points than %d"), FIT_POINTS_MAX);
    }
}

static void plot(LandscapeRoom *room, const Inset *inset)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const float x = ui->mouse_x, y = ui->mouse_y;
    const UiPress press = ui_press(ui, "inset.plot", inset->plot, false);
    ui_tip(ui, tr("Click: one more point. Drag a point: move it.\nShift+click or right click: "
                  "take the nearest away"));
    const bool right = ui->event.kind == INPUT_MOUSE_DOWN && ui->event.button == BUTTON_RIGHT &&
                       press.hovered && !ui->consumed;
    if (right || (press.pressed && ui->mods & MOD_SHIFT)) {
        ui->consumed = true;
        inset_remove(w, inset_nearest(w, inset, x, y, REACH_REMOVE));
    } else if (press.pressed) {
        room->inset_point = inset_nearest(w, inset, x, y, REACH);
        if (room->inset_point < 0) {
            put_point(room, inset);
        }
    } else if (press.held && room->inset_point >= 0 && ui->event.kind == INPUT_MOUSE_MOVE) {
        double u, v;
        inset_at(inset, x, y, &u, &v);
        inset_move_point(w, room->inset_point, u, v);
    }
    if (!press.held || press.released) {
        room->inset_point = -1;
    }
    if (press.hovered && inset_nearest(w, inset, x, y, REACH) >= 0) {
        ui->cursor = UI_CURSOR_HAND;
    }
}

void landscape_inset_hands(LandscapeRoom *room, Rect picture)
{
    Workspace *w = &room->workspace;
    Canvas *canvas = &room->shell->canvas;
    const Projection on = picture_inset_on(w, picture);
    const Rect clear = rect_intersect(landscape_clear(room), on.picture);
    Inset inset;
    if (!inset_place(w, &on, clear, &inset)) {
        room->inset_point = -1;
        return;
    }
    const int16_t below = canvas->layer;
    canvas->layer = LAYER_OVER;
    head(room, &inset, clear);
    plot(room, &inset);
    canvas->layer = below;
}
