// From both ends inwards; what has no room goes, the tabs and the room's own part last.
#include "app/shell/bar.h"

#include "app/shell/actions.h"
#include "app/shell/classroom.h"
#include "app/shell/document.h"
#include "app/shell/language.h"
#include "app/shell/menu.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>

// What tabs and a room's own part take of the bar; that part alone, with the gaps, where all of it
// has room, and closer together; its button alone.
enum {
    TABS_MAX = 8,
    TABS_AND_ROOM = 490,
    ROOM_ALONE = 300,
    ROOM_CLOSE = 192,
    ROOM_LEAST = 92,
    TABS_MENU = 104,
    WITH_WORDS = 1000,  // all of the bar but the name, with the sentence of a preset
    FILES_BESIDE = 800 // the width of a bar with two menus
};

static void drawers(Shell *shell, const Room *room, Rect *row)
{
    Ui *ui = &shell->ui;
    if (ui_icon_button(ui, "drawer.left", cut_left(row, 34, 12), ICON_FORWARD, shell->left_open,
                       tr(room->panels[0]))) {
        shell->left_open = !shell->left_open;
    }
    if (shell->layout.right.w > 0 &&
        ui_icon_button(ui, "drawer.right", cut_right(row, 34, 12), ICON_BACK, shell->right_open,
                       tr(room->panels[1]))) {
        shell->right_open = !shell->right_open;
    }
}

static float tabs_width(const App *app)
{
    float width = 8;
    for (int i = 0; i < app->table->count; i++) {
        const char *name = tr(app->table->rows[i]->kind.name);
        width += canvas_text_width(&app->shell.canvas, FONT_SANS, 13, name) + 28;
    }
    return width;
}

static const char *room_name(const void *context, int index)
{
    const Rooms *table = context;
    return tr(table->rows[index]->kind.name);
}

// The rooms, as far as there is more than one: side by side, or as a menu where that would leave
// the room's own button less than it needs.
static void tabs(App *app, Rect *row)
{
    Ui *ui = &app->shell.ui;
    const Rooms *table = app->table;
    const char *names[TABS_MAX];
    const int count = clampi(table->count, 0, TABS_MAX), shown = (int)(app->room - app->rooms);
    const float width = tabs_width(app);
    int chosen = shown;
    const float title = ui_menu_width(ui, room_name(table, shown), TABS_MENU);
    // As a menu where they must, and where that cuts no name and makes room.
    const bool must = row->w < width + ROOM_LEAST && row->w >= TABS_MENU + ROOM_LEAST;
    const bool better = row->w < width + ROOM_CLOSE && row->w >= title + 12 + ROOM_LEAST;
    if (count > 1 && (must || better)) {
        const float menu = fminf(title, row->w - ROOM_LEAST - 12);
        chosen = ui_menu(ui, "rooms", cut_left(row, fmaxf(menu, TABS_MENU), 12),
                         room_name(table, shown), 200, count, room_name, table, tr(table->tip));
    } else if (count > 1 && row->w >= width) {
        for (int i = 0; i < count; i++) {
            names[i] = room_name(table, i);
        }
        ui_segments(ui, "rooms", cut_left(row, width, 18), count, names, &chosen, tr(table->tip));
    }
    if (chosen >= 0 && chosen != shown) {
        app_enter(app, table->rows[chosen]);
    }
}

// The program's name, or that of the document with a mark while it is changed; whether it has room.
static bool name_pass(App *app, Rect *row)
{
    enum { NAME_MAX = 170 };
    Ui *ui = &app->shell.ui;
    const Document *document = &app->room->document;
    char name[DOCUMENT_NAME_MAX], shown[DOCUMENT_NAME_MAX + 8];
    document_name(app->room, name);
    text_print(shown, sizeof shown, "%s%s", document->path && document->changed ? "● " : "",
               name[0] ? name : tr("Thalweg"));
    const float whole = canvas_text_width(ui->canvas, FONT_BOLD, 15, shown) + 1;
    const float width = fminf(whole, NAME_MAX);
    const float rest = fmaxf(TABS_AND_ROOM, tabs_width(app) + ROOM_ALONE);
    if (row->w <= width + (document->path ? rest : fmaxf(rest, WITH_WORDS))) {
        return false;
    }
    const Rect place = cut_left(row, width, 18);
    ui_label(ui, place, ALIGN_LEFT, FONT_BOLD, 15, ui->theme->text, shown);
    if (document->path) {
        char tip[1024];
        ui_press(ui, "document", place, false);
        text_print(tip, sizeof tip, document->changed ? tr("%s, changed since it was saved") : "%s",
                   document->path);
        ui_tip(ui, tip);
    }
    return true;
}

// The list of lessons, where it leaves the room's own part what it needs.
static void lessons(App *app, Rect *row)
{
    Ui *ui = &app->shell.ui;
    const float width = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, tr("Lessons")) + 28;
    if (row->w >= width + 12 + tabs_width(app) + ROOM_ALONE &&
        ui_button(ui, "lessons", cut_left(row, width, 12), tr("Lessons"),
                  tr("Lessons to go through step by step (Ctrl+L)"))) {
        classroom_choose(app, ui->now_s);
    }
}

void bar_pass(App *app, Rect rect)
{
    Shell *shell = &app->shell;
    Ui *ui = &shell->ui;
    const Theme *t = ui->theme;
    canvas_rect(&shell->canvas, rect, t->panel);
    canvas_rect(&shell->canvas, (Rect){ rect.x, rect.y + rect.h - 1, rect.w, 1 }, t->line);
    Rect row = { rect.x + 14, rect.y + 8, rect.w - 28, 28 };
    if (shell->layout.drawers) {
        drawers(shell, app->room->row, &row);
    }
    const bool files = rect.w >= FILES_BESIDE;
    language_pass(app);
    actions_bar(app, &row);
    menu_all(app, &row, !files);
    const bool named = name_pass(app, &row);
    if (files) {
        menu_files(app, &row, !named && app->room->document.changed);
    }
    lessons(app, &row);
    tabs(app, &row);
    app->room->row->bar(app->room->state, row);
}
