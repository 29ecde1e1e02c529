// From both ends inwards; what has no room goes, the tabs and the room's own part last.
#include "app/shell/bar.h"

#include "app/shell/actions.h"
#include "base/words.h"

#include <math.h>

// What tabs and a room's own button take of the bar; the button alone, with the gaps.
enum { TABS_MAX = 8, TABS_AND_ROOM = 330, ROOM_ALONE = 140 };

static void drawers(Shell *shell, Rect *row)
{
    Ui *ui = &shell->ui;
    if (ui_icon_button(ui, "drawer.left", cut_left(row, 34, 12), ICON_FORWARD, shell->left_open,
                       tr("LANDSCAPE"))) {
        shell->left_open = !shell->left_open;
    }
    if (shell->layout.right.w > 0 &&
        ui_icon_button(ui, "drawer.right", cut_right(row, 34, 12), ICON_BACK, shell->right_open,
                       tr("OPTIMIZERS"))) {
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

// The rooms, as far as there is more than one.
static void tabs(App *app, Rect *row)
{
    const Rooms *table = app->table;
    const char *names[TABS_MAX];
    const int count = clampi(table->count, 0, TABS_MAX);
    const float width = tabs_width(app);
    for (int i = 0; i < count; i++) {
        names[i] = tr(table->rows[i]->kind.name);
    }
    int chosen = (int)(app->room - app->rooms);
    if (count > 1 && row->w >= width &&
        ui_segments(&app->shell.ui, "rooms", cut_left(row, width, 18), count, names, &chosen,
                    tr(table->tip))) {
        app_enter(app, table->rows[chosen]);
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
        drawers(shell, &row);
    }
    actions_bar(app, &row);
    const float name = canvas_text_width(&shell->canvas, FONT_BOLD, 15, tr("Thalweg"));
    if (row.w > name + fmaxf(TABS_AND_ROOM, tabs_width(app) + ROOM_ALONE)) {
        ui_label(ui, cut_left(&row, name + 1, 18), ALIGN_LEFT, FONT_BOLD, 15, t->text,
                 tr("Thalweg"));
    }
    tabs(app, &row);
    app->room->row->bar(app->room->state, row);
}
