// The table, its buttons, its keys.
#include "app/shell/actions.h"

#include "app/shell/classroom.h"
#include "app/shell/hidden.h"
#include "app/shell/keep.h"
#include "app/shell/language.h"
#include "app/shell/opening.h"
#include "app/shell/present.h"
#include "app/shell/sheet_export.h"
#include "base/words.h"

#include <math.h>

static const float SCALES[] = { 0.75f, 0.85f, 1, 1.15f, 1.3f, 1.5f, 1.75f, 2, 2.25f, 2.5f };

static void undo(App *app, double now_s)
{
    if (!app_undo(app, -1)) {
        shell_notice(&app->shell, now_s, "%s", tr("Nothing to undo"));
    }
}

static void redo(App *app, double now_s)
{
    if (!app_undo(app, 1)) {
        shell_notice(&app->shell, now_s, "%s", tr("Nothing to redo"));
    }
}

static void reset(App *app, double now_s)
{
    (void)now_s;
    app->room->row->reset(app->room->state);
}

static void theme(App *app, double now_s)
{
    (void)now_s;
    app->shell.theme = (app->shell.theme + 1) % THEME_COUNT;
}

static void motion(App *app, double now_s)
{
    Shell *shell = &app->shell;
    shell->still = !shell->still;
    shell_notice(shell, now_s, "%s",
                 tr(shell->still ? N_("Reduced motion: nothing glides, pulses or fades")
                                 : N_("Motion as usual")));
}

static void full_screen(App *app, double now_s)
{
    (void)now_s;
    app->full_screen = !app->full_screen;
}

static void present(App *app, double now_s)
{
    present_set(app, !app->shell.presenting);
    if (app->shell.presenting) {
        shell_notice(&app->shell, now_s, "%s", tr("Esc or F5 ends presenting"));
    }
}

static void help(App *app, double now_s)
{
    (void)now_s;
    app->help_open = true;
}

static void scale_set(App *app, double now_s, float scale)
{
    if (app->shell.presenting) {
        present_enlarge(app, scale);
        return;
    }
    app->scale_wanted = scale;
    shell_notice(&app->shell, now_s, tr("Interface at %d %%"), (int)lroundf(scale * 100));
}

static void scale_one(App *app, double now_s)
{
    scale_set(app, now_s, 1);
}

static void scale_step(App *app, double now_s, int direction)
{
    if (app->shell.presenting) {
        present_enlarge(app, app->shell.present_zoom + 0.15f * (float)direction);
        return;
    }
    int nearest = 0;
    for (int i = 0; i < (int)COUNT(SCALES); i++) {
        if (fabsf(SCALES[i] - app->shell.scale) < fabsf(SCALES[nearest] - app->shell.scale)) {
            nearest = i;
        }
    }
    scale_set(app, now_s, SCALES[clampi(nearest + direction, 0, (int)COUNT(SCALES) - 1)]);
}

static void larger(App *app, double now_s)
{
    scale_step(app, now_s, 1);
}

static void smaller(App *app, double now_s)
{
    scale_step(app, now_s, -1);
}

// clang-format off
const Action actions[] = {
    { { .key = "file.new", .name = N_("New  (Ctrl+N)"),
        .about = N_("A fresh scene or lab without a file") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 'n', MOD_CTRL, opening_new, NULL },
    { { .key = "file.open", .name = N_("Open…  (Ctrl+O)"),
        .about = N_("Opens a scene or lab that was saved") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 'o', MOD_CTRL, opening_ask, NULL },
    { { .key = "lessons", .name = N_("Lessons…  (Ctrl+L)"),
        .about = N_("Lessons to go through step by step, alone or before a class") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 'l', MOD_CTRL, classroom_choose, NULL },
    { { .key = "file.save", .name = N_("Save  (Ctrl+S)"),
        .about = N_("Saves everything that is shown in its file") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 's', MOD_CTRL, opening_save, NULL },
    { { .key = "file.save_as", .name = N_("Save as…  (Ctrl+Shift+S)"),
        .about = N_("Saves everything that is shown in another file") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 's', MOD_CTRL | MOD_SHIFT, opening_save_as, NULL },
    { { .key = "export", .name = N_("Export…  (Ctrl+E)"),
        .about = N_("Makes a file of what is shown: a picture, a film, numbers, code") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 'e', MOD_CTRL, sheet_export, NULL },
    { { .key = "export.again", .name = N_("Export once more  (Ctrl+Shift+E)"),
        .about = N_("Another file as the last one was, under the next free name") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 'e', MOD_CTRL | MOD_SHIFT, sheet_export_again, NULL },
    { { .key = "quit", .name = N_("Quit  (Ctrl+Q)"),
        .about = N_("Ends the program") },
        GROUP_FILE, ICON_NONE, KEY_CHARACTER, 'q', MOD_CTRL, opening_quit, NULL },
    { { .key = "copy", .name = N_("Copy command line  (Ctrl+C)"),
        .about = N_("Copies the command line that opens exactly what is shown") },
        GROUP_SHARE, ICON_NONE, KEY_CHARACTER, 'c', MOD_CTRL, keep_copy, NULL },
    { { .key = "copy.code", .name = N_("Copy as PyTorch  (Ctrl+Shift+C)"),
        .about = N_("Copies a script for PyTorch that makes the same steps") },
        GROUP_SHARE, ICON_NONE, KEY_CHARACTER, 'c', MOD_CTRL | MOD_SHIFT, keep_code, NULL },
    { { .key = "copy.text", .name = N_("Copy as text"),
        .about = N_("Copies a code of one line to send: pasted into the window, it opens this") },
        GROUP_SHARE, ICON_NONE, KEY_NONE, 0, 0, keep_text, keep_no_text },
    { { .key = "paste", .name = N_("Paste  (Ctrl+V)"),
        .about = N_("Opens the code, scene or command line that is in the clipboard") },
        GROUP_SHARE, ICON_NONE, KEY_CHARACTER, 'v', MOD_CTRL, opening_paste, NULL },
    { { .key = "undo", .name = N_("Undo  (Ctrl+Z)"),
        .about = N_("Undo (Ctrl+Z)") },
        GROUP_EDIT, ICON_UNDO, KEY_CHARACTER, 'z', MOD_CTRL, undo, NULL },
    { { .key = "redo", .name = N_("Redo  (Ctrl+Shift+Z)"),
        .about = N_("Redo (Ctrl+Shift+Z)") },
        GROUP_EDIT, ICON_REDO, KEY_CHARACTER, 'z', MOD_CTRL | MOD_SHIFT, redo, NULL },
    { { .key = "reset", .name = N_("Reset all"),
        .about = N_("Everything as it was at the very start (can be undone)") },
        GROUP_EDIT, ICON_NONE, KEY_NONE, 0, 0, reset, NULL },
    { { .key = "larger", .name = N_("Larger  (Ctrl +)"),
        .about = N_("Larger interface") },
        GROUP_VIEW, ICON_NONE, KEY_CHARACTER, '=', MOD_CTRL, larger, NULL },
    { { .key = "smaller", .name = N_("Smaller  (Ctrl −)"),
        .about = N_("Smaller interface") },
        GROUP_VIEW, ICON_NONE, KEY_CHARACTER, '-', MOD_CTRL, smaller, NULL },
    { { .key = "scale.one", .name = N_("Scale 100 %  (Ctrl 0)"),
        .about = N_("The interface at 100 %") },
        GROUP_VIEW, ICON_NONE, KEY_CHARACTER, '0', MOD_CTRL, scale_one, NULL },
    { { .key = "language", .name = N_("Language…"),
        .about = N_("The language of the program · 언어") },
        GROUP_VIEW, ICON_LANGUAGE, KEY_NONE, 0, 0, language_open, NULL },
    { { .key = "theme", .name = N_("Dark, light, projector  (T)"),
        .about = N_("Dark, light, or for a projector: thick lines, high contrast (T)") },
        GROUP_VIEW, ICON_THEME, KEY_CHARACTER, 't', 0, theme, NULL },
    { { .key = "hide", .name = N_("Hide controls…"),
        .about = N_("Chooses which sections and controls of this are not shown") },
        GROUP_VIEW, ICON_NONE, KEY_NONE, 0, 0, hidden_choose, NULL },
    { { .key = "hide.none", .name = N_("Show hidden controls"),
        .about = N_("All sections and controls again (can be undone)") },
        GROUP_VIEW, ICON_NONE, KEY_NONE, 0, 0, hidden_show, hidden_no_show },
    { { .key = "motion", .name = N_("Reduced motion"),
        .about = N_("On or off: nothing glides, pulses or fades but what is played") },
        GROUP_VIEW, ICON_NONE, KEY_NONE, 0, 0, motion, NULL },
    { { .key = "full_screen", .name = N_("Full screen  (F11)"),
        .about = N_("Full screen (F11)") },
        GROUP_VIEW, ICON_NONE, KEY_F11, 0, 0, full_screen, NULL },
    { { .key = "present", .name = N_("Present  (F5)"),
        .about = N_("Present: large, without panels; Esc or F5 ends it (F5)") },
        GROUP_VIEW, ICON_PRESENT, KEY_F5, 0, 0, present, NULL },
    { { .key = "help", .name = N_("Keys and hands  (F1)"),
        .about = N_("All keys (F1 or ?)") },
        GROUP_VIEW, ICON_HELP, KEY_F1, 0, 0, help, NULL },
};
// clang-format on
const int action_count = COUNT(actions);

void action_run(App *app, const Action *action, double now_s)
{
    const char *why = action->barred ? action->barred(app) : NULL;
    if (why) {
        shell_notice(&app->shell, now_s, "%s", why);
    } else {
        action->run(app, now_s);
    }
}

// What name, tabs, a room's own button and the menu take of the bar; an icon with the gap beside
// it.
enum { ROOM_BESIDE = 716, ICON_WIDTH = 30, ICON_GAP = 4 };

// From which action on the bar has their buttons; the menu has all. Undo and redo come together.
static int first_in_bar(float width)
{
    int first = action_count;
    for (int i = action_count - 1; i >= 0 && width >= ROOM_BESIDE; i--) {
        if (actions[i].icon != ICON_NONE) {
            first = i;
            width -= ICON_WIDTH + ICON_GAP;
        }
    }
    return first < action_count && actions[first].run == redo ? first + 1 : first;
}

void actions_bar(App *app, Rect *row)
{
    Ui *ui = &app->shell.ui;
    const int first = first_in_bar(row->w);
    for (int i = action_count - 1; i >= first; i--) { // from the right
        const Action *action = &actions[i];
        if (action->icon == ICON_NONE) {
            continue;
        }
        if (ui_icon_button(ui, action->kind.key, cut_right(row, ICON_WIDTH, ICON_GAP), action->icon,
                           false, tr(action->kind.about))) {
            action_run(app, action, ui->now_s);
        }
    }
}

static bool is_key_of(const Action *a, const InputEvent *event)
{
    return event->kind == INPUT_KEY && a->key != KEY_NONE && event->key == a->key &&
           event->code == a->code && event->mods == a->mods;
}

bool actions_of_files(const InputEvent *event)
{
    for (int i = 0; i < action_count; i++) {
        const Action *a = &actions[i];
        if (a->group == GROUP_FILE && is_key_of(a, event)) {
            return true;
        }
    }
    return false;
}

bool actions_quit(const InputEvent *event)
{
    for (int i = 0; i < action_count; i++) {
        if (actions[i].run == opening_quit && is_key_of(&actions[i], event)) {
            return true;
        }
    }
    return false;
}

void actions_keys(App *app)
{
    Ui *ui = &app->shell.ui;
    for (int i = 0; i < action_count; i++) {
        const Action *a = &actions[i];
        const bool hit = a->key == KEY_CHARACTER
                             ? ui_character(ui, a->code, a->mods)
                             : a->key != KEY_NONE && ui_key(ui, a->key, a->mods);
        if (hit) {
            action_run(app, a, ui->now_s);
            return;
        }
    }
    // Other keyboards' plus, and the other habit of redoing.
    if (ui_character(ui, '+', MOD_CTRL) || ui_character(ui, '=', MOD_CTRL | MOD_SHIFT) ||
        ui_character(ui, '+', MOD_CTRL | MOD_SHIFT)) {
        larger(app, ui->now_s);
    } else if (ui_key(ui, KEY_F5, MOD_SHIFT)) { // as some remotes say it
        present(app, ui->now_s);
    } else if (ui_character(ui, 'y', MOD_CTRL)) {
        redo(app, ui->now_s);
    } else if (ui_character(ui, '?', 0) || ui_character(ui, '?', MOD_SHIFT) ||
               ui_character(ui, '/', MOD_SHIFT)) {
        help(app, ui->now_s);
    }
}
