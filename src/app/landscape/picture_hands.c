// The hands on the picture: drag the start, pan, zoom, put the start elsewhere; and the keyboard.
#include "app/landscape/path.h"
#include "app/landscape/picture.h"
#include "app/landscape/racer_look.h"
#include "app/shell/actions.h"
#include "app/shell/app.h"
#include "app/shell/room.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

static const double ZOOM_PER_NOTCH = 1.2;

// Which run's drawn path passes within a few pixels of the pointer, and at which step; -1 none.
static int path_near(const App *app, int *step)
{
    const Workspace *w = &app->workspace;
    double nearest = 7 * w->view.unit;
    const double x = app->hover[0], y = app->hover[1];
    int best = -1;
    for (int run = 0; run < race_run_count(w->race); run++) {
        const Trail *trail = race_trail(w->race, run);
        const int last = trail->count ? trail_index(trail, workspace_step(w)) : -1;
        for (int i = 0; i <= last; i++) {
            const double away = hypot(trail->rows[i].x - x, trail->rows[i].y - y);
            if (away < nearest) {
                nearest = away;
                best = run;
                *step = i < trail->count - 1 ? i * trail->stride : trail->last_step;
            }
        }
    }
    return best;
}

static void path_reading(App *app, int run, int step)
{
    const Workspace *w = &app->workspace;
    const int racer = race_racer(w->race, run);
    const TrailRow *row = trail_at(race_trail(w->race, run), step);
    char text[256], loss[32], name[RACER_NAME_MAX];
    scene_racer_name(&w->scene, racer, name, sizeof name);
    text_short(loss, sizeof loss, row->loss, 5);
    text_print(text, sizeof text, tr("%s  step %d  f = %s"), name, step, loss);
    Canvas *canvas = &app->canvas;
    const Theme *t = app->ui.theme;
    const float width = canvas_text_width(canvas, FONT_SANS, 12, text) + 34;
    const float x = fminf(app->ui.mouse_x + 14, app->ui.width - width - 4);
    const float y = fmaxf(app->ui.mouse_y - 34, 4);
    canvas->layer = LAYER_POPUP;
    canvas_box(canvas, (Rect){ x, y, width, 26 }, 6, t->raised, 1, t->line);
    canvas_marker(canvas, racer_marker(&w->scene, racer), x + 14, y + 13, 4.5f,
                  racer_color(&w->scene, racer, t), 0, t->line);
    canvas_text(canvas, x + 25, y + 17.3f, ALIGN_LEFT, FONT_SANS, 12, t->text, text);
    canvas->layer = LAYER_BASE;
}

static void home_button(App *app, Rect rect)
{
    if (app->workspace.view.home) {
        return;
    }
    const Rect place = { rect.x + 44, rect.y + 12, 30, 28 };
    if (ui_icon_button(&app->ui, "view.home", place, ICON_HOME, false,
                       tr("Show the whole landscape again (0)"))) {
        app->workspace.view.home = true;
    }
}

// The arrow to a start that is out of view brings it back.
static void start_back(App *app, Rect rect)
{
    Workspace *w = &app->workspace;
    PictureArrow arrow;
    const Projection on = view_projection(&w->view, rect);
    if (!picture_start_arrow(w, &on, landscape_clear(app), &arrow)) {
        return;
    }
    const float r = PICTURE_ARROW_RADIUS;
    const Rect place = { arrow.x - r, arrow.y - r, 2 * r, 2 * r };
    const UiPress press = ui_press(&app->ui, "start.back", place, false);
    if (press.hovered) {
        app->ui.cursor = UI_CURSOR_HAND;
        ui_tip(&app->ui, tr("The start is out of view in this direction. Click: show it"));
    }
    if (press.clicked) {
        w->view.x = w->scene.start[0];
        w->view.y = w->scene.start[1];
        w->view.home = false;
        w->field_due = true;
    }
}

static void grip_move(App *app, Rect rect)
{
    Workspace *w = &app->workspace;
    const Ui *ui = &app->ui;
    if (app->grip == GRIP_START) {
        const Projection on = view_projection(&w->view, rect);
        double at[2];
        if (projection_plane(&on, ui->mouse_x, ui->mouse_y, at)) {
            workspace_drag_start(w, at[0], at[1]);
        }
        w->dragged_start = true;
    } else if (app->grip == GRIP_PAN) {
        view_pan(&w->view, ui->mouse_x - app->grip_x, ui->mouse_y - app->grip_y);
        w->field_due = true;
    }
    app->grip_x = ui->mouse_x;
    app->grip_y = ui->mouse_y;
}

// With the focus, arrows move the start (finely with Shift), with Ctrl the view; + and - zoom.
static void picture_keys(App *app, Rect rect)
{
    Workspace *w = &app->workspace;
    Ui *ui = &app->ui;
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
            w->field_due = true;
        }
    }
    const bool closer =
        ui_character(ui, '+', 0) || ui_character(ui, '+', MOD_SHIFT) || ui_character(ui, '=', 0);
    if (closer || ui_character(ui, '-', 0)) {
        view_zoom(&w->view, rect, closer ? ZOOM_PER_NOTCH : 1 / ZOOM_PER_NOTCH, rect.x + rect.w / 2,
                  rect.y + rect.h / 2);
        w->field_due = true;
    }
}

void app_picture(App *app, Rect rect)
{
    Workspace *w = &app->workspace;
    Ui *ui = &app->ui;
    home_button(app, rect);
    start_back(app, rect);
    const UiPress press = ui_press(ui, "picture", rect, true);
    if (press.focused) {
        picture_keys(app, rect);
    }
    const Projection on = view_projection(&w->view, rect);
    const bool near = press.hovered && picture_start_distance(w, &on, ui->mouse_x, ui->mouse_y) <=
                                           PICTURE_START_RADIUS;
    app->hover_plane = projection_plane(&on, ui->mouse_x, ui->mouse_y, app->hover) && press.hovered;
    if (press.doubled) {
        workspace_drag_start(w, app->hover[0], app->hover[1]);
        app->grip = GRIP_START;
        w->dragged_start = true;
    } else if (press.pressed) {
        app->grip = near ? GRIP_START : GRIP_PAN;
        app->grip_x = ui->mouse_x;
        app->grip_y = ui->mouse_y;
    } else if (press.held && ui->event.kind == INPUT_MOUSE_MOVE) {
        grip_move(app, rect);
    }
    if (!press.held || press.released) {
        app->grip = GRIP_NONE;
    }
    const float notches = ui_wheel(ui, rect);
    if (notches != 0) {
        view_zoom(&w->view, rect, pow(ZOOM_PER_NOTCH, clampf(notches, -10, 10)), ui->mouse_x,
                  ui->mouse_y);
        w->field_due = true;
    }
    if (near || app->grip == GRIP_START) {
        ui->cursor = UI_CURSOR_HAND;
    } else if (app->grip == GRIP_PAN) {
        ui->cursor = UI_CURSOR_MOVE;
    } else if (press.hovered) {
        int step = 0;
        const int run = path_near(app, &step);
        if (run >= 0) {
            app->lit_run = run;
            path_reading(app, run, step);
        }
    }
}

static void toggle_racer(App *app, int racer)
{
    Scene *scene = &app->workspace.scene;
    if (racer < scene->racer_count) {
        scene->racers[racer].on = !scene->racers[racer].on;
        workspace_changed_race(&app->workspace);
        char name[RACER_NAME_MAX];
        scene_racer_name(scene, racer, name, sizeof name);
        app_notice(app, app->ui.now_s,
                   tr(scene->racers[racer].on ? N_("%s races") : N_("%s is off")), name);
    }
}

// What no text field and no control has answered.
void landscape_shortcuts(App *app)
{
    Workspace *w = &app->workspace;
    Ui *ui = &app->ui;
    if (ui_key(ui, KEY_SPACE, 0)) {
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
        toggle_racer(app, (int)(ui->event.code - '1'));
    }
}

// Back by one thing; an edit, a list, a sheet and what a room has open have answered before.
static void go_back(App *app)
{
    if (app->layout.drawers && app->right_open && app->layout.right.w > 0) {
        app->right_open = false;
    } else if (app->layout.drawers && app->left_open) {
        app->left_open = false;
    } else if (app->full_screen) {
        app->full_screen = false;
    } else if (app->room == ROOM_LANDSCAPE && app->workspace.mistake.text[0]) {
        workspace_typed_back(&app->workspace); // a mistake that the formula field was left with
    } else {
        ui_blur(&app->ui);
    }
}

// What every room answers alike.
void app_shortcuts(App *app)
{
    actions_keys(app);
    if (ui_key(&app->ui, KEY_ESCAPE, 0)) {
        go_back(app);
    }
}

// A sheet with all keys over everything; any key or press closes it.
void app_help(App *app)
{
    Ui *ui = &app->ui;
    Canvas *canvas = &app->canvas;
    const Theme *t = ui->theme;
    if (!app->help_open) {
        return;
    }
    if (!ui->consumed && (ui->event.kind == INPUT_KEY || ui->event.kind == INPUT_MOUSE_DOWN)) {
        ui->consumed = true;
        app->help_open = false;
        return;
    }
    const Rect whole = { 0, 0, ui->width, ui->height };
    ui_press(ui, "keys.ground", whole, false); // nothing below is pointed at
    ui_wheel(ui, whole);
    const KeyHelp *own = rooms[app->room]->keys;
    KeyHelp key;
    int count = 0;
    while (key_help_at(own, count, &key)) {
        count++;
    }
    const float w = fminf(600, ui->width - 20), row = fminf(24, (ui->height - 90) / (float)count);
    const float h = row * (float)count + 78;
    const Rect box = { (ui->width - w) / 2, (ui->height - h) / 2, w, h };
    canvas->layer = LAYER_TOOLTIP;
    canvas_rect(canvas, whole, (Color){ 0, 0, 0, 130 });
    canvas_box(canvas, box, 10, t->panel, 1, t->line);
    canvas_text(canvas, box.x + 24, box.y + 34, ALIGN_LEFT, FONT_BOLD, 16, t->text,
                tr("Keys and hands  (F1)"));
    canvas_text(canvas, box.x + w - 24, box.y + 34, ALIGN_RIGHT, FONT_SANS, 12, t->muted,
                tr("Any key closes this"));
    for (int i = 0; i < count; i++) {
        const float y = box.y + 62 + row * (float)i;
        key_help_at(own, i, &key);
        canvas_text(canvas, box.x + 24, y, ALIGN_LEFT, FONT_MONO, 12, t->accent, key.key);
        canvas_text_fit(canvas, box.x + 180, y, ALIGN_LEFT, FONT_SANS, 13, t->text, key.meaning,
                        w - 204);
    }
    canvas->layer = LAYER_BASE;
}
