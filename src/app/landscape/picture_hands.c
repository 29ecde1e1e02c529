// The hands on the picture: drag the start, pan, zoom, put the start elsewhere; and the keyboard.
#include "app/landscape/picture.h"
#include "app/landscape/relief_tools.h"
#include "app/landscape/room_landscape.h"
#include "app/landscape/workspace_relief.h"
#include "app/shell/actions.h"
#include "app/shell/room.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

static const double ZOOM_PER_NOTCH = 1.2;

static void home_button(LandscapeRoom *room, Rect rect)
{
    if (room->workspace.view.home || room->shell->presenting) {
        return;
    }
    const Rect place = { rect.x + 44, rect.y + 12, 30, 28 };
    if (ui_icon_button(&room->shell->ui, "view.home", place, ICON_HOME, false,
                       tr("Show the whole landscape again (0)"))) {
        room->workspace.view.home = true;
    }
}

static void grip_move(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    const Ui *ui = &room->shell->ui;
    if (room->grip == GRIP_START) {
        const Projection on = view_projection(&w->view, rect);
        double at[2];
        if (projection_plane(&on, ui->mouse_x, ui->mouse_y, at)) {
            workspace_drag_start(w, at[0], at[1]);
        }
        w->dragged_start = true;
    } else if (room->grip == GRIP_PAN) {
        view_pan(&w->view, ui->mouse_x - room->grip_x, ui->mouse_y - room->grip_y);
    }
    room->grip_x = ui->mouse_x;
    room->grip_y = ui->mouse_y;
}

// With the focus, arrows move the start (finely with Shift), with Ctrl the view; + and - zoom.
static void picture_keys(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const double grain = ui->mods & MOD_SHIFT ? 1 : 10;
    static const struct {
        Key key;
        int dx, dy;
    } arrows[] = {
        { KEY_LEFT, -1, 0 },
        { KEY_RIGHT, 1, 0 },
        { KEY_UP, 0, 1 },
        { KEY_DOWN, 0, -1 },
    };
    ui_focus_ring(ui, rect_inset(rect, 3), 0);
    for (size_t i = 0; i < COUNT(arrows); i++) {
        const double dx = arrows[i].dx * grain, dy = arrows[i].dy * grain;
        if (ui_key(ui, arrows[i].key, 0) || ui_key(ui, arrows[i].key, MOD_SHIFT)) {
            workspace_drag_start(w, w->scene.start[0] + dx * w->view.unit,
                                 w->scene.start[1] + dy * w->view.unit);
        } else if (ui_key(ui, arrows[i].key, MOD_CTRL)) {
            view_pan(&w->view, (float)(-4 * dx), (float)(4 * dy));
        }
    }
    const bool closer =
        ui_character(ui, '+', 0) || ui_character(ui, '+', MOD_SHIFT) || ui_character(ui, '=', 0);
    if (closer || ui_character(ui, '-', 0)) {
        view_zoom(&w->view, rect, closer ? ZOOM_PER_NOTCH : 1 / ZOOM_PER_NOTCH, rect.x + rect.w / 2,
                  rect.y + rect.h / 2);
    }
}

void landscape_picture_hands(LandscapeRoom *room, Rect whole)
{
    const Rect rect = relief_map_rect(&room->workspace.scene, whole);
    const Rect surface = relief_rect(&room->workspace.scene, whole);
    room->hover_plane = false;
    if (surface.w >= 1 && room->workspace.relief.version > 0) {
        landscape_relief_hands(room, surface);
    }
    if (rect.w < 1) {
        return;
    }
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Projection on = view_projection(&w->view, rect);
    home_button(room, rect);
    landscape_start_back(room, "start.back", &on, (Rect){ 0 });
    const UiPress press = ui_press(ui, "picture", rect, true);
    if (press.focused) {
        picture_keys(room, rect);
    }
    const bool near = press.hovered && picture_start_distance(w, &on, ui->mouse_x, ui->mouse_y) <=
                                           PICTURE_START_RADIUS;
    if (press.hovered) {
        room->hover_plane = projection_plane(&on, ui->mouse_x, ui->mouse_y, room->hover);
    }
    if (press.doubled) {
        workspace_drag_start(w, room->hover[0], room->hover[1]);
        room->grip = GRIP_START;
        w->dragged_start = true;
    } else if (press.pressed) {
        room->grip = near ? GRIP_START : GRIP_PAN;
        room->grip_x = ui->mouse_x;
        room->grip_y = ui->mouse_y;
    } else if (press.held && ui->event.kind == INPUT_MOUSE_MOVE) {
        grip_move(room, rect);
    }
    if (!press.held || press.released) {
        room->grip = GRIP_NONE;
    }
    const float notches = ui_wheel(ui, rect);
    if (notches != 0) {
        view_zoom(&w->view, rect, pow(ZOOM_PER_NOTCH, clampf(notches, -10, 10)), ui->mouse_x,
                  ui->mouse_y);
    }
    if (near || room->grip == GRIP_START) {
        ui->cursor = UI_CURSOR_HAND;
    } else if (room->grip == GRIP_PAN) {
        ui->cursor = UI_CURSOR_MOVE;
    } else if (press.hovered) {
        landscape_path_hover(room, &on);
    }
}

static void toggle_racer(LandscapeRoom *room, int racer)
{
    Scene *scene = &room->workspace.scene;
    if (racer < scene->racer_count) {
        scene->racers[racer].on = !scene->racers[racer].on;
        workspace_changed_race(&room->workspace);
        char name[RACER_NAME_MAX];
        scene_racer_name(scene, racer, name, sizeof name);
        shell_notice(room->shell, room->shell->ui.now_s,
                     tr(scene->racers[racer].on ? N_("%s races") : N_("%s is off")), name);
    }
}

// A file with points, where points make the landscape.
static void dropped(LandscapeRoom *room)
{
    if (scene_fit(&room->workspace.scene)) {
        landscape_take_file(room, room->shell->ui.event.text);
    } else {
        shell_notice(room->shell, room->shell->ui.now_s, "%s",
                     tr("Points from a file are for a landscape that data make: choose one first"));
    }
}

// What no text field and no control has answered.
void landscape_shortcuts(LandscapeRoom *room)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    relief_keys(room);
    if (!ui->consumed && ui->event.kind == INPUT_DROP) {
        ui->consumed = true;
        dropped(room);
    } else if (ui_key(ui, KEY_SPACE, 0)) {
        workspace_play_toggle(w);
    } else if (ui_key(ui, KEY_LEFT, 0)) {
        workspace_seek(w, ceil(w->play.cursor - 1e-9) - 1);
    } else if (ui_key(ui, KEY_RIGHT, 0)) {
        workspace_seek(w, workspace_step(w) + 1);
    } else if (ui_key(ui, KEY_HOME, 0)) {
        workspace_seek(w, 0);
    } else if (ui_key(ui, KEY_END, 0)) {
        workspace_seek(w, workspace_last_step(w));
    } else if (ui_character(ui, '[', 0)) {
        w->play.speed = clampi(w->play.speed - 1, 0, SPEED_COUNT - 1);
    } else if (ui_character(ui, ']', 0)) {
        w->play.speed = clampi(w->play.speed + 1, 0, SPEED_COUNT - 1);
    } else if (ui_character(ui, 'r', 0)) {
        w->scene.seed++;
        workspace_changed_race(w);
    } else if (ui_character(ui, '0', 0)) {
        w->view.home = true;
    } else if (ui->event.kind == INPUT_KEY && ui->event.key == KEY_CHARACTER && !ui->consumed &&
               ui->event.mods == 0 && ui->event.code >= '1' && ui->event.code <= '9') {
        ui->consumed = true;
        toggle_racer(room, (int)(ui->event.code - '1'));
    }
}
