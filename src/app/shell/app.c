// One pass for every event, one picture for every frame. The pass runs the panels in a fixed
// order; what they leave unanswered goes to the picture and then to the shortcuts.
#include "app/shell/app.h"

#include "app/shell/actions.h"
#include "app/shell/room.h"
#include "base/utf8.h"
#include "base/words.h"

#include <epoxy/gl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const double NOTICE_S = 4;
enum { BAR = 44, TRANSPORT = 42 };

const Room *const rooms[ROOM_COUNT] = {
    [ROOM_LANDSCAPE] = &landscape_room,
    [ROOM_NETWORK] = &network_room,
};

static const Room *room_of(const App *app)
{
    return rooms[app->room];
}

enum { DRAWER_BELOW_W = 1000, DRAWER_BELOW_H = 560 };

static char *clipboard(void *context)
{
    (void)context;
    return window_clipboard();
}

static void clipboard_free(void *context, char *text)
{
    (void)context;
    window_clipboard_free(text);
}

static void clipboard_set(void *context, const char *text)
{
    (void)context;
    window_clipboard_set(text);
}

static void *moment_of(const App *app, RoomKind room)
{
    void *now = memory_get(rooms[room]->moment_size);
    rooms[room]->moment(app, now);
    return now;
}

// Undo begins from what the room shows.
static void history_begin(App *app, RoomKind room)
{
    void *now = moment_of(app, room);
    history_finish(&app->histories[room]);
    history_init(&app->histories[room], rooms[room]->moment_size, rooms[room]->moment_equal, now);
    free(now);
}

// A text that acts while it is typed and a list that shows what one moves to change the room
// before anything is decided. Escape brings back what was there when they began.
static void trial_follow(App *app)
{
    const UiId trying = app->ui.popup.id ? app->ui.popup.id : app->ui.edit.id;
    if (app->before && app->ui.went_back) {
        room_of(app)->restore(app, app->before);
        app->workspace.play = app->before_play;
    }
    if (trying != app->trying) {
        free(app->before);
        app->before = trying ? moment_of(app, app->room) : NULL;
        app->before_play = app->workspace.play;
        app->trying = trying;
        app->gestures++;
    }
}

// What an event is about to be done to, seen before the pass that answers it. The second click of a
// double click belongs to the first; an edit and an open list are one deed until they end.
static Deed deed_of(App *app, const InputEvent *event)
{
    const Ui *ui = &app->ui;
    const bool press = event->kind == INPUT_MOUSE_DOWN && event->clicks % 2 == 1;
    const UiId control = ui->edit.id ? ui->edit.id : ui->focus_visible ? ui->focus : 0;
    if (press && !ui->popup.id) {
        app->gestures++;
    }
    switch (event->kind) {
    case INPUT_TEXT:
        return (Deed){ .gesture = app->trying ? app->gestures : 0, .control = control };
    case INPUT_KEY: {
        char key[48];
        snprintf(key, sizeof key, "key %d %u %u", (int)event->key, (unsigned)event->code,
                 event->mods);
        return (Deed){ .gesture = app->trying ? app->gestures : 0,
                       .control = control ? control : ui_id(key) };
    }
    case INPUT_WHEEL: return (Deed){ .control = ui_id("the wheel") };
    case INPUT_MOUSE_DOWN:
    case INPUT_MOUSE_UP: return (Deed){ .gesture = app->gestures };
    default: return (Deed){ .gesture = ui->mouse_down ? app->gestures : 0 };
    }
}

static void history_follow(App *app, Deed deed, double now_s)
{
    void *now = moment_of(app, app->room);
    history_note(&app->histories[app->room], now, deed, now_s);
    free(now);
}

bool app_undo(App *app, int direction)
{
    const void *then = history_move(&app->histories[app->room], direction);
    if (then) {
        room_of(app)->restore(app, then);
    }
    return then;
}

bool app_init(App *app, Error *err)
{
    *app = (App){ .scale = 1,
                  .lit_run = -1,
                  .hover_step = -1,
                  .chart_log = true,
                  .frame_s = NAN,
                  .tolerance = 1e-3 };
    app->atlas = atlas_create(err);
    app->paint = app->atlas ? paint_create(app->atlas, err) : NULL;
    app->heatmap = app->paint ? heatmap_create(err) : NULL;
    if (!app->heatmap) {
        paint_destroy(app->paint);
        atlas_destroy(app->atlas);
        return false;
    }
    ui_init(&app->ui, &(UiSystem){ NULL, clipboard, clipboard_free, clipboard_set });
    workspace_init(&app->workspace);
    app->tiles = tiles_create();
    labspace_init(&app->lab);
    for (int room = 0; room < ROOM_COUNT; room++) {
        history_begin(app, (RoomKind)room);
    }
    return true;
}

void app_open_lab(App *app, const LabSpec *spec)
{
    labspace_open(&app->lab, spec);
    history_begin(app, ROOM_NETWORK);
    app_enter(app, ROOM_NETWORK);
}

void app_open(App *app, const Scene *scene)
{
    workspace_open(&app->workspace, scene);
    history_begin(app, ROOM_LANDSCAPE);
}

void app_finish(App *app)
{
    labspace_finish(&app->lab);
    tiles_destroy(app->tiles);
    for (int room = 0; room < ROOM_COUNT; room++) {
        history_finish(&app->histories[room]);
    }
    free(app->before);
    workspace_finish(&app->workspace);
    ui_finish(&app->ui);
    canvas_finish(&app->canvas);
    heatmap_destroy(app->heatmap);
    paint_destroy(app->paint);
    atlas_destroy(app->atlas);
}

static void lay_out(App *app)
{
    app->layout = room_of(app)->lay_out(app, (float)app->width_px / app->scale,
                                        (float)app->height_px / app->scale);
}

void app_resize(App *app, int width_px, int height_px, float scale)
{
    app->width_px = width_px > 1 ? width_px : 1;
    app->height_px = height_px > 1 ? height_px : 1;
    app->scale = scale;
    lay_out(app);
}

AppLayout app_layout(float width, float height, const AppParts *parts)
{
    AppLayout layout = { .drawers = width < DRAWER_BELOW_W || height < DRAWER_BELOW_H };
    const float left = parts->left, right = parts->right;
    Rect rest = { 0, 0, width, height };
    layout.bar = cut_top(&rest, BAR, 0);
    layout.chart = cut_bottom(&rest, fminf(parts->bottom, height / 5), 0);
    layout.transport =
        cut_bottom(&rest, width < parts->two_rows_below ? 2 * TRANSPORT - 6 : TRANSPORT, 0);
    Rect over = rest;
    Rect *side = layout.drawers ? &over : &rest;
    layout.left = cut_left(side, left, 0);
    layout.right = cut_right(side, right, 0);
    if (layout.drawers) { // never narrower than their panels, whatever they cover
        layout.right = (Rect){ fmaxf(width - right, 0), over.y, fminf(right, width), over.h };
    }
    layout.picture = rest;
    return layout;
}

// The rooms, as far as there is more than one.
static void tabs(App *app, Rect *row)
{
    Ui *ui = &app->ui;
    const char *names[ROOM_COUNT];
    float width = 8;
    for (int i = 0; i < ROOM_COUNT; i++) {
        names[i] = tr(rooms[i]->name);
        width += canvas_text_width(&app->canvas, FONT_SANS, 13, names[i]) + 28;
    }
    int chosen = app->room;
    if (ROOM_COUNT > 1 && row->w >= width &&
        ui_segments(ui, "rooms", cut_left(row, width, 18), ROOM_COUNT, names, &chosen,
                    tr("What to look at: optimizers on a landscape, or networks in training"))) {
        app_enter(app, (RoomKind)chosen);
    }
}

enum { TABS_AND_ROOM = 330 }; // what tabs and a room's own button take of the bar

void app_top_bar(App *app, Rect rect)
{
    Ui *ui = &app->ui;
    const Theme *t = ui->theme;
    canvas_rect(&app->canvas, rect, t->panel);
    canvas_rect(&app->canvas, (Rect){ rect.x, rect.y + rect.h - 1, rect.w, 1 }, t->line);
    Rect row = { rect.x + 14, rect.y + 8, rect.w - 28, 28 };
    if (app->layout.drawers) {
        if (ui_icon_button(ui, "drawer.left", cut_left(&row, 34, 12), ICON_FORWARD, app->left_open,
                           tr("LANDSCAPE"))) {
            app->left_open = !app->left_open;
        }
        if (app->layout.right.w > 0 &&
            ui_icon_button(ui, "drawer.right", cut_right(&row, 34, 12), ICON_BACK, app->right_open,
                           tr("OPTIMIZERS"))) {
            app->right_open = !app->right_open;
        }
    }
    actions_bar(app, &row);
    const float name = canvas_text_width(&app->canvas, FONT_BOLD, 15, tr("Thalweg"));
    if (row.w > name + TABS_AND_ROOM) {
        ui_label(ui, cut_left(&row, name + 1, 18), ALIGN_LEFT, FONT_BOLD, 15, t->text,
                 tr("Thalweg"));
    }
    tabs(app, &row);
    room_of(app)->bar(app, row);
}

void app_panel_edge(App *app, const char *name, Rect rect, bool right)
{
    const float x = right ? rect.x : rect.x + rect.w - 1;
    canvas_rect(&app->canvas, (Rect){ x, rect.y, 1, rect.h }, app->ui.theme->line);
    ui_press(&app->ui, name, rect, false);
    ui_wheel(&app->ui, rect);
}

void app_notice(App *app, double now_s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_vprint(app->notice, sizeof app->notice, format, args);
    va_end(args);
    app->notice_until_s = now_s + NOTICE_S;
}

static void notice(App *app)
{
    Ui *ui = &app->ui;
    const Rect p = app->layout.picture;
    if (ui->now_s >= app->notice_until_s) {
        return;
    }
    ui->wake_s = fmin(ui->wake_s, app->notice_until_s);
    const float width = canvas_text_width(&app->canvas, FONT_SANS, 13, app->notice) + 28;
    const Rect box = { fmaxf(p.x + (p.w - width) / 2, 4), p.y + p.h - 56,
                       fminf(width, ui->width - 8), 32 };
    app->canvas.layer = LAYER_TOOLTIP;
    canvas_box(&app->canvas, box, 8, ui->theme->raised, 1, ui->theme->accent);
    ui_label(ui, rect_inset(box, 8), ALIGN_CENTER, FONT_SANS, 13, ui->theme->text, app->notice);
    app->canvas.layer = LAYER_BASE;
}

// Runs all controls with one event (or none, to show how things stand).
static void pass(App *app, const InputEvent *event, double now_s)
{
    const float w = (float)app->width_px / app->scale, h = (float)app->height_px / app->scale;
    const Theme *theme = &themes[app->theme];
    canvas_begin(&app->canvas, atlas_metrics(app->atlas, app->scale), w, h, theme->background);
    ui_begin(&app->ui, &app->canvas, theme, w, h, event, now_s);
    app_help(app);
    const RoomKind room = app->room; // the bar may change it, for the next pass
    app->canvas.layer = app->layout.drawers ? LAYER_OVER : LAYER_BASE;
    app_top_bar(app, app->layout.bar);
    app->canvas.layer = LAYER_BASE;
    rooms[room]->pass(app);
    app_shortcuts(app);
    if (app->ui.said[0]) {
        app_notice(app, now_s, "%s", app->ui.said);
        app->ui.said[0] = '\0';
    }
    notice(app);
    ui_end(&app->ui);
}

void app_event(App *app, const InputEvent *event, double now_s)
{
    InputEvent logical = *event;
    logical.x /= app->scale;
    logical.y /= app->scale;
    if (ui_leaves(&app->ui, &logical)) { // what was typed counts before the press does
        const Deed typing = { .gesture = app->gestures };
        pass(app, NULL, now_s);
        trial_follow(app);
        history_follow(app, typing, now_s);
    }
    const Deed deed = deed_of(app, event);
    pass(app, &logical, now_s);
    if (app->ui.focus_hidden) { // a pass to bring it into view, before one shows it there
        pass(app, NULL, now_s);
        app->ui.focus_hidden = false;
    }
    trial_follow(app);
    history_follow(app, deed, now_s);
    lay_out(app);
}

static void draw_image(void *context, int id, const int rect_px[4], int width_px, int height_px)
{
    App *app = context;
    room_of(app)->image(app, id, rect_px, width_px, height_px);
}

void app_enter(App *app, RoomKind room)
{
    app->room = room;
    ui_blur(&app->ui);
    free(app->before);
    app->before = NULL;
    app->trying = 0;
    app->more = true;
}

void app_frame(App *app, double now_s, double budget_s)
{
    const double elapsed_s = isnan(app->frame_s) ? 0 : clamp(now_s - app->frame_s, 0, 0.1);
    app->frame_s = now_s;
    app->more = room_of(app)->advance(app, now_s, elapsed_s, budget_s);
    lay_out(app);
    pass(app, NULL, now_s);
    app_paint(app);
}

void app_paint(App *app)
{
    glViewport(0, 0, app->width_px, app->height_px);
    paint_canvas(app->paint, &app->canvas, app->scale, app->width_px, app->height_px, draw_image,
                 app);
}

double app_wait_s(const App *app, double now_s)
{
    return app->more ? 0 : fmax(app->ui.wake_s - now_s, 0);
}
