// One pass for every event, one picture for every frame. The pass runs the parts in a fixed order;
// what they leave unanswered goes to the room's picture and then to the shortcuts.
#include "app/shell/frame.h"

#include "app/shell/actions.h"
#include "app/shell/autosave.h"
#include "app/shell/bar.h"
#include "app/shell/classroom.h"
#include "app/shell/document.h"
#include "app/shell/help.h"
#include "app/shell/hidden.h"
#include "app/shell/opening.h"
#include "app/shell/overlay.h"
#include "app/shell/present.h"
#include "app/shell/sheet.h"
#include "app/shell/sheet_export.h"
#include "io/lesson_file.h"
#include "io/subject_file.h"
#include "ui/compose.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A text that acts while it is typed and a list that shows what one moves to change the room
// before anything is decided. Escape brings back what was there when they began.
static void trial_follow(App *app)
{
    Shell *shell = &app->shell;
    const AppRoom *room = app->room;
    const UiId open = shell->ui.popup.id ? shell->ui.popup.id : shell->ui.edit.id;
    const UiId trying = shell->ui.modal.on ? 0 : open; // what a sheet holds is none of the room's
    if (shell->before && shell->ui.went_back) {
        room->row->restore(room->state, shell->before, ROOM_TRIAL);
    }
    if (trying != shell->trying) {
        free(shell->before);
        shell->before = trying ? app_moment(room) : NULL;
        shell->trying = trying;
        app->gestures++;
    }
}

// What an event is about to be done to, seen before the pass that answers it. The second click of a
// double click belongs to the first; an edit and an open list are one deed until they end.
static Deed deed_of(App *app, const InputEvent *event)
{
    const Ui *ui = &app->shell.ui;
    const bool press = event->kind == INPUT_MOUSE_DOWN && event->clicks % 2 == 1;
    const UiId control = ui->edit.id ? ui->edit.id : ui->focus_visible ? ui->focus : 0;
    if (press && !ui->popup.id) {
        app->gestures++;
    }
    if (ui->sweep.id) {
        return (Deed){ .gesture = app->gestures };
    }
    const uint32_t trial = app->shell.trying ? app->gestures : 0;
    switch (event->kind) {
    case INPUT_COMPOSE:
    case INPUT_TEXT: return (Deed){ .gesture = trial, .control = control };
    case INPUT_KEY: {
        char key[48];
        snprintf(key, sizeof key, "key %d %u %u", (int)event->key, (unsigned)event->code,
                 event->mods);
        return (Deed){ .gesture = trial, .control = control ? control : ui_id(key) };
    }
    case INPUT_WHEEL: return (Deed){ .control = ui_id("the wheel") };
    case INPUT_MOUSE_DOWN:
    case INPUT_MOUSE_UP: return (Deed){ .gesture = app->gestures };
    default: return (Deed){ .gesture = ui->mouse_down ? app->gestures : 0 };
    }
}

// Whether an event may change something.
static bool is_deed(const Ui *ui, const InputEvent *event)
{
    switch (event->kind) {
    case INPUT_MOUSE_MOVE: return ui->mouse_down || ui->sweep.id;
    case INPUT_LEAVE:
    case INPUT_RESIZE:
    case INPUT_WAKE:
    case INPUT_QUIT: return false;
    default: return true;
    }
}

// A scene file or a lesson, wherever it is dropped; what else there is to drop is for the room.
static void dropped(App *app)
{
    Ui *ui = &app->shell.ui;
    if (ui->consumed || ui->event.kind != INPUT_DROP) {
        return;
    }
    if (subject_file_named(ui->event.text)) {
        ui->consumed = true;
        opening_dropped(app, ui->event.text, ui->now_s);
    } else if (lesson_file_named(ui->event.text)) {
        ui->consumed = true;
        classroom_open(app, ui->event.text, ui->now_s);
    }
}

static void history_follow(App *app, Deed deed, double now_s)
{
    void *now = app_moment(app->room);
    history_note(&app->room->history, now, deed, now_s);
    free(now);
}

// It would lie over the sheet of keys: there it waits. `above`: clear of a sheet in the middle.
static void notice(Shell *shell, bool waits, bool above)
{
    Ui *ui = &shell->ui;
    const Rect p = shell->layout.picture;
    if (ui->now_s >= shell->notice_until_s) {
        return;
    }
    if (waits || isinf(shell->notice_until_s)) {
        shell->notice_until_s = waits ? INFINITY : ui->now_s + SHELL_NOTICE_S;
    }
    if (waits) {
        return;
    }
    ui->wake_s = fmin(ui->wake_s, shell->notice_until_s);
    const float width = canvas_text_width(&shell->canvas, FONT_SANS, 13, shell->notice) + 28;
    enum { LINE = 16 };
    const float w = fminf(width, ui->width - 8);
    const int more = ui_line_count(ui, FONT_SANS, 13, w - 16, shell->notice) - 1;
    const Rect box = { clampf(p.x + (p.w - width) / 2, 4, fmaxf(ui->width - w - 4, 4)),
                       above ? 4 : p.y + p.h - 56 - (float)(LINE * more), w,
                       32 + (float)(LINE * more) };
    shell->canvas.layer = LAYER_TOOLTIP;
    canvas_box(&shell->canvas, box, 8, ui->theme->raised, 1, ui->theme->accent);
    ui_lines(ui, rect_inset(box, 8), ALIGN_CENTER, FONT_SANS, 13, LINE, ui->theme->text,
             shell->notice);
    shell->canvas.layer = LAYER_BASE;
}

// Back by one thing; an edit, a list, a sheet and what a room has open have answered before.
static void go_back(App *app)
{
    Shell *shell = &app->shell;
    if (hidden_back(app) || classroom_back(app)) {
        return;
    }
    if (shell->layout.drawers && shell->right_open && shell->layout.right.w > 0) {
        shell->right_open = false;
    } else if (shell->layout.drawers && shell->left_open) {
        shell->left_open = false;
    } else if (overlay_back(app) || present_leave(app)) {
        return;
    } else if (app->full_screen) {
        app->full_screen = false;
    } else if (!app->room->row->go_back(app->room->state)) {
        ui_blur(&shell->ui);
    }
}

// Of whom a lesson's question is nothing is shown.
static void hide(App *app)
{
    const unsigned who = classroom_hidden(app);
    if (who != app->room->hidden) {
        app->room->row->hide(app->room->state, who);
        app->room->hidden = who;
    }
}

// Runs all controls with one event (or none, to show how things stand).
static void pass(App *app, const InputEvent *event, double now_s)
{
    Shell *shell = &app->shell;
    Ui *ui = &shell->ui;
    const AppRoom *room = app->room; // the bar may change it, for the next pass
    shell_canvas_begin(shell);
    ui_begin(ui, &shell->canvas, &themes[shell->theme], (float)shell->width_px / shell->scale,
             (float)shell->height_px / shell->scale, event, now_s);
    shell->gesture = ui->mouse_down || shell->trying || ui->sweep.id ? app->gestures : 0;
    if (!shell->bare) {
        help_pass(app);
        sheets_pass(app);
        overlay_pass(app);
    }
    if (!shell->presenting) {
        shell->canvas.layer = shell->layout.drawers ? LAYER_OVER : LAYER_BASE;
        bar_pass(app, shell->layout.bar);
        shell->canvas.layer = LAYER_BASE;
        shell_splitter(shell);
    }
    present_keys(app);
    dropped(app);
    classroom_pass(app);
    hide(app);
    room->row->pass(room->state);
    classroom_over(app);
    overlay_elsewhere(app);
    actions_keys(app);
    if (ui_key(ui, KEY_ESCAPE, 0)) {
        go_back(app);
    }
    if (ui->said[0]) {
        shell_notice(shell, now_s, "%s", ui->said);
        ui->said[0] = '\0';
    }
    if (!shell->bare) {
        notice(shell, app->help_open, sheet_is_open(app));
        overlay_pointer(app);
    }
    ui_end(ui);
}

// The strip is as high as its texts need, and the room has the rest.
static void lay_out(App *app)
{
    Shell *shell = &app->shell;
    shell->strip = classroom_height(app, (float)shell->width_px / shell->scale,
                                    (float)shell->height_px / shell->scale);
    app_lay_out(app);
}

static void answer(App *app, const InputEvent *event, double now_s)
{
    Ui *ui = &app->shell.ui;
    // The sheet lets no key through, but the window's own button would end the program as well.
    if (sheet_export_making(app) && actions_quit(event)) {
        opening_quit(app, now_s);
    }
    // What was typed counts before the press does, and so does where a slider has come by itself.
    if (ui->edit.id && !ui->modal.on && actions_of_files(event)) {
        ui->edit.leaving = true;
    }
    if (ui_leaves(ui, event) || ui->edit.leaving || ui->sweep.id) {
        const Deed typing = { .gesture = app->gestures };
        pass(app, NULL, now_s);
        trial_follow(app);
        history_follow(app, typing, now_s);
    }
    const Deed deed = deed_of(app, event);
    if (is_deed(ui, event)) {
        app->touched = true;
        app->touched_s = now_s;
    }
    pass(app, event, now_s);
    if (ui->focus_hidden) { // a pass to bring it into view, before one shows it there
        pass(app, NULL, now_s);
        ui->focus_hidden = false;
    }
    trial_follow(app);
    history_follow(app, deed, now_s);
    lay_out(app);
}

void app_event(App *app, const InputEvent *event, double now_s)
{
    InputEvent logical = *event, first;
    shell_to_logical(&app->shell, &logical.x, &logical.y);
    const ComposeAnswer composed = compose_event(&app->shell.ui, &logical, &first, now_s);
    if (composed == COMPOSE_FIRST) {
        answer(app, &first, now_s);
    }
    if (composed != COMPOSE_ANSWERED) {
        answer(app, &logical, now_s);
    }
}

void app_frame(App *app, double now_s, double budget_s)
{
    AppRoom *room = app->room;
    const double since_s = isnan(app->frame_s) ? 0 : clamp(now_s - app->frame_s, 0, 0.1);
    const double elapsed_s = sheet_is_open(app) ? 0 : since_s; // playback waits
    app->frame_s = now_s;
    app->more = room->row->advance(room->state, now_s, elapsed_s, budget_s);
    app->more |= sheets_advance(app, now_s, budget_s);
    app->more |= classroom_advance(app, budget_s);
    lay_out(app);
    autosave_advance(app, now_s);
    document_look(app);
    pass(app, NULL, now_s);
    app->shell.ui.wake_s = fmin(app->shell.ui.wake_s, autosave_due_s(app));
    room = app->room; // the bar may have changed it
    shell_paint(&app->shell, room->row->image, room->state);
}

// What a room computes is for the place that it had before: a strip that grows, or a chart that a
// step brings along, leaves it another one, for which it is computed again.
void app_picture(App *app)
{
    enum { TIMES_MOST = 4 };
    AppRoom *room = app->room;
    const double now_s = isnan(app->frame_s) ? 0 : app->frame_s;
    UiAside hands;
    app->shell.bare = true;
    ui_aside_begin(&app->shell.ui, &hands);
    for (int i = 0; i < TIMES_MOST; i++) {
        const Rect *now = &app->shell.layout.picture, before = *now;
        room->row->advance(room->state, now_s, 0, INFINITY);
        lay_out(app);
        pass(app, NULL, now_s);
        lay_out(app);
        if (memcmp(&before, now, sizeof before) == 0) {
            break;
        }
    }
    ui_aside_end(&app->shell.ui, &hands);
    app->shell.bare = false;
    shell_paint(&app->shell, room->row->image, room->state);
}

double app_wait_s(const App *app, double now_s)
{
    return app->more ? 0 : fmax(app->shell.ui.wake_s - now_s, 0);
}
