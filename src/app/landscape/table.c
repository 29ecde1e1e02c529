// Columns come from sim/race/standing's own table; a click on a head sorts by it.
#include "app/landscape/table.h"

#include "app/landscape/hiding.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { ROW = 19, HEAD = 24, PAD = 14, TABLE_MARGIN = 6 };

static const Param tolerance = {
    "tolerance", N_("Tolerance"), NULL, 0, 1e-3, 1e-15, 1e6, PARAM_LOG
};

static_assert(TABLE_HEIGHT == HEAD + ROW * OPTIM_CLASSIC_COUNT + 2 * TABLE_MARGIN + 2,
              "the classic six without scrolling");

// The least width of each column, and the order in which they go where there is no room: what the
// picture shows anyway goes first.
static const float widths[STANDING_COUNT] = {
    [STANDING_RACER] = 124, [STANDING_STEP] = 60,    [STANDING_X] = 88,
    [STANDING_Y] = 88,      [STANDING_LOSS] = 88,    [STANDING_GRADIENT] = 88,
    [STANDING_PATH] = 92,   [STANDING_WITHIN] = 118, [STANDING_LOST] = 64,
};
static const StandingColumn leaving[] = { STANDING_Y,        STANDING_X,    STANDING_STEP,
                                          STANDING_GRADIENT, STANDING_PATH, STANDING_LOST,
                                          STANDING_WITHIN };

typedef struct Columns {
    float x[STANDING_COUNT], w[STANDING_COUNT]; // w 0: has left
} Columns;

static Columns columns_in(Rect row)
{
    Columns columns;
    float need = 0;
    for (int i = 0; i < STANDING_COUNT; i++) {
        columns.w[i] = widths[i];
        need += widths[i];
    }
    for (size_t i = 0; i < COUNT(leaving) && need > row.w; i++) {
        need -= columns.w[leaving[i]];
        columns.w[leaving[i]] = 0;
    }
    float x = row.x;
    for (int i = 0; i < STANDING_COUNT; i++) {
        columns.w[i] *= fmaxf(row.w / need, 1);
        columns.x[i] = x;
        x += columns.w[i];
    }
    return columns;
}

static Rect cell_of(Rect row, const Columns *columns, int column)
{
    return (Rect){ columns->x[column], row.y, columns->w[column], row.h };
}

static void head_cell(LandscapeRoom *room, Rect cell, int column)
{
    Ui *ui = &room->shell->ui;
    const StandingColumnRow *kind = &standing_columns[column];
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "table.%s", kind->kind.key);
    const bool sorted = (int)room->sort_column == column;
    const UiPress press = ui_press(ui, name, rect_inset(cell, 1), true);
    ui_tip(ui, tr("Sort by this; again: the other way round"));
    if (ui_activated(ui, &press)) {
        room->sort_descending = sorted ? !room->sort_descending : kind->descending;
        room->sort_column = (StandingColumn)column;
    }
    ui_show_press(ui, &press, rect_inset(cell, 3), 4);
    Rect text = cell;
    const Rect mark = cut_right(&text, 12, 0);
    if (sorted) {
        ui_icon(ui->canvas, room->sort_descending ? ICON_DOWN : ICON_UP, mark.x + 6,
                mark.y + mark.h / 2, 10, ui->theme->accent);
    }
    ui_label(ui, text, column == 0 ? ALIGN_LEFT : ALIGN_RIGHT, FONT_SANS, 12,
             sorted || press.hovered ? ui->theme->text : ui->theme->muted, tr(kind->kind.name));
}

static void number_cell(LandscapeRoom *room, Rect cell, int column, const Standing *standing)
{
    const StandingColumnRow *kind = &standing_columns[column];
    const double value = kind->value(standing);
    const Theme *t = room->shell->ui.theme;
    char text[40];
    const bool hidden = workspace_hides(&room->workspace, standing->racer);
    if (hidden) {
        text_print(text, sizeof text, "?");
    } else if (isnan(value)) {
        text_print(text, sizeof text, "%s", tr("–"));
    } else if (kind->whole) {
        snprintf(text, sizeof text, "%.0f", value);
    } else {
        text_short(text, sizeof text, value, 5);
    }
    cut_right(&cell, 12, 0);
    ui_label(&room->shell->ui, cell, ALIGN_RIGHT, FONT_MONO, 12,
             hidden                                     ? t->muted
             : column == STANDING_LOST && !isnan(value) ? t->error
                                                        : t->text,
             text);
}

static void body_row(LandscapeRoom *room, Rect row, const Columns *columns,
                     const Standing *standing)
{
    const Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    if (ui_hovers(ui, row)) {
        room->lit_run = standing->run;
        canvas_box(ui->canvas, row, 4, ui->theme->raised, 0, ui->theme->line);
    }
    char text[RACER_NAME_MAX];
    Rect name = cell_of(row, columns, 0);
    canvas_marker(ui->canvas, racer_marker(&w->scene, standing->racer), name.x + 8,
                  name.y + name.h / 2, 4.5f, racer_color_told(w, standing->racer, ui->theme), 0,
                  ui->theme->line);
    cut_left(&name, 20, 0);
    scene_racer_name(&w->scene, standing->racer, text, sizeof text);
    ui_label(ui, name, ALIGN_LEFT, FONT_SANS, 12, ui->theme->text, text);
    for (int column = 1; column < STANDING_COUNT; column++) {
        if (columns->w[column] > 0) {
            number_cell(room, cell_of(row, columns, column), column, standing);
        }
    }
}

// Behind all others, in the order of the race: their place would tell how they fare.
static void hidden_last(const Workspace *w, Standing *rows, int count)
{
    Standing hidden[SCENE_RACERS_MAX];
    int told = 0, kept = 0;
    for (int i = 0; i < count; i++) {
        if (workspace_hides(w, rows[i].racer)) {
            int at = kept++;
            for (; at > 0 && hidden[at - 1].racer > rows[i].racer; at--) {
                hidden[at] = hidden[at - 1];
            }
            hidden[at] = rows[i];
        } else {
            rows[told++] = rows[i];
        }
    }
    for (int i = 0; i < kept; i++) {
        rows[told + i] = hidden[i];
    }
}

void landscape_table(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Standing rows[SCENE_RACERS_MAX];
    shell_bottom_ground(room->shell, rect);
    const int count = standings(w->race, workspace_step(w), w->lowest, room->workspace.tolerance,
                                rows, SCENE_RACERS_MAX);
    standings_sort(rows, count, room->sort_column, room->sort_descending);
    hidden_last(w, rows, count);
    Column column = column_begin_scroll(
        ui, "table", (Rect){ rect.x, rect.y + 1, rect.w, rect.h - 1 }, TABLE_MARGIN);
    column.x += PAD - TABLE_MARGIN;
    column.w -= 2 * (PAD - TABLE_MARGIN);
    const Rect head = column_row(&column, HEAD, 0);
    const Columns columns = columns_in(head);
    for (int i = 0; i < STANDING_COUNT; i++) {
        Rect cell = cell_of(head, &columns, i);
        if (cell.w <= 0) {
            continue;
        }
        if (i == STANDING_WITHIN) { // its tolerance is typed into the head
            const Rect number = { cell.x + cell.w - 50, cell.y + 2, 50, cell.h - 4 };
            ui_number(
                ui, "table.tolerance", number, &tolerance, &room->workspace.tolerance,
                tr("Tolerance: a run has arrived when f is this close to the lowest known value"));
            cell.w -= 52;
        }
        head_cell(room, cell, i);
    }
    for (int i = 0; i < count; i++) {
        body_row(room, column_row(&column, ROW, 0), &columns, &rows[i]);
    }
    column_row(&column, TABLE_MARGIN, 0);
    column_end(ui, &column);
}
