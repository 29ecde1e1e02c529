// The brushes: one for each class, one that begins another class, and the eraser.
#include "app/network/lab_columns.h"
#include "app/network/lab_panel_data.h"
#include "app/network/labspace_paint.h"
#include "app/shell/export.h"
#include "base/words.h"
#include "io/points_csv.h"

#include <math.h>
#include <stdio.h>

enum { CHIP = 22, BUTTON = 26, GAP = 4, ROW = 28 };

// Brushes side by side, in as many rows as they need.
typedef struct Palette {
    NetworkRoom *room;
    Column *column;
    Rect row; // what is left of it
    float indent;
} Palette;

static Rect next_place(Palette *palette, float width)
{
    if (palette->row.w < width) {
        palette->row = column_row(palette->column, ROW, 2);
        cut_left(&palette->row, palette->indent, 0);
    }
    return cut_left(&palette->row, width, GAP);
}

// A round button in a class's colour; on: it is the brush.
static bool chip(NetworkRoom *room, Rect rect, const char *name, Color color, bool on,
                 const char *tip)
{
    Ui *ui = &room->shell->ui;
    const UiPress press = ui_press(ui, name, rect, true);
    const float x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
    canvas_circle(ui->canvas, x, y, 9, color,
                  on              ? 2.5f
                  : press.hovered ? 1.5f
                                  : 0,
                  ui->theme->text);
    ui_show_press(ui, &press, rect, 10);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

static void class_brushes(Palette *palette, int classes)
{
    LabSpace *space = &palette->room->lab;
    const Theme *theme = palette->room->shell->ui.theme;
    // One that has no point yet is there while it is held.
    const int shown = classes + (space->brush == classes && classes < labspace_brushes(space));
    for (int i = 0; i < shown && i < LAB_CLASSES_PAINTED; i++) {
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.brush.%d", i);
        if (chip(palette->room, next_place(palette, CHIP), name, lab_class_color(i, theme),
                 space->brush == i,
                 tr("Paint points of this class into a surface with the mouse"))) {
            space->brush = space->brush == i ? BRUSH_NONE : i;
        }
    }
    if (shown < labspace_brushes(space) &&
        ui_icon_button(&palette->room->shell->ui, "lab.brush.new", next_place(palette, BUTTON),
                       ICON_ADD, false, tr("Begin another class, with its first point"))) {
        space->brush = classes;
    }
}

static void unpaint(Palette *palette)
{
    LabSpace *space = &palette->room->lab;
    const bool canvas = space->wish.spec.data.kind == DATA_CANVAS;
    const bool shown = space->wish.painted && (!canvas || space->wish.points.count > 0);
    if (shown && ui_icon_button(&palette->room->shell->ui, "lab.unpaint",
                                next_place(palette, BUTTON), ICON_RESET, false,
                                canvas ? tr("Take all points away")
                                       : tr("Back to the data as they were made"))) {
        labspace_unpaint(space);
        space->brush = canvas && space->brush != BRUSH_NONE ? 0 : space->brush;
    }
}

// They lie on any plane, so they can be learnt from in any lab.
static void save(NetworkRoom *room)
{
    const LabWish *wish = &room->lab.wish;
    const double now_s = room->shell->ui.now_s;
    char path[EXPORT_PATH_MAX];
    Error err = { .text = "" };
    if (!export_free_name(NULL, "points", "csv", path)) {
        shell_notice(room->shell, now_s, "%s", tr("There is no folder to save into"));
    } else if (points_csv_write(&wish->points, wish->painted_classes, path, &err)) {
        shell_notice(room->shell, now_s, tr("Saved as %s"), path);
    } else {
        shell_notice(room->shell, now_s, "%s", err.text);
    }
}

static void save_button(Palette *palette)
{
    const LabWish *wish = &palette->room->lab.wish;
    if (wish->painted && wish->points.count > 0 &&
        ui_icon_button(&palette->room->shell->ui, "lab.points.save", next_place(palette, BUTTON),
                       ICON_FILE, false, tr("Save the points as a CSV file"))) {
        save(palette->room);
    }
}

void lab_panel_paint(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    Ui *ui = &room->shell->ui;
    if (!shot || shot->features != 2 || shot->classes == 0) {
        return;
    }
    Palette palette = { .room = room, .column = column, .row = column_row(column, ROW, 2) };
    const char *paint = tr("Paint");
    const float label = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, paint) + 1;
    palette.indent = fmaxf(label, 46) + 6;
    ui_label(ui, cut_left(&palette.row, palette.indent - 6, 6), ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
             ui->theme->muted, paint);
    class_brushes(&palette, space->wish.painted ? space->wish.painted_classes : shot->classes);
    if (ui_icon_button(ui, "lab.eraser", next_place(&palette, BUTTON), ICON_ERASER,
                       space->brush == BRUSH_ERASER, tr("Erase points with the mouse"))) {
        space->brush = space->brush == BRUSH_ERASER ? BRUSH_NONE : BRUSH_ERASER;
    }
    unpaint(&palette);
    save_button(&palette);
}
