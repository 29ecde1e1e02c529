// The data: which, how noisy, how much of it is trained on; and the brushes that paint it.
#include "app/network/lab_columns.h"
#include "app/network/lab_rows.h"
#include "base/words.h"
#include "ui/hiding.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CHIPS_MOST = 6 };

// What makes the data, and how much of it is trained on. Painted points are made by hand: then only
// the latter means anything.
static void params(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    DataSpec *data = space->asks ? &space->asked : &space->wish.spec.data;
    const Theme *theme = ui->theme;
    Theme dim;
    for (const Param *p = data_rows[data->kind].kind.params; p->key; p++) {
        char name[UI_NAME_MAX], tip[160];
        snprintf(name, sizeof name, "lab.data.%s", p->key);
        lab_param_tip(p, tip, sizeof tip);
        if (space->wish.painted && !space->asks && strcmp(p->key, "train") != 0) {
            ui_disable(ui, &dim);
        }
        if (ui_slider(
                ui, name, column_row(column, 26, 0), p, param_field(p, &data->params), p->def, NULL,
                ui->disabled ? tr("The data are your own points; this is for data that are made")
                             : tip) &&
            !space->asks) {
            labspace_changed(space);
        }
        ui_enable(ui, theme);
    }
}

static bool is_shape(const void *context, const char *text, Error *err)
{
    TensorShape shape;
    (void)context;
    return !*text || data_shape_read(&shape, text, err);
}

static void files(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    DataSpec *data = space->asks ? &space->asked : &space->wish.spec.data;
    const DataRow *row = &data_rows[data->kind];
    bool named = false;
    for (const Setting *file = row->files; file && file->param.key; file++) {
        char name[UI_NAME_MAX];
        Rect rect = column_row(column, 28, 2);
        const Rect field = cut_right(&rect, rect.w - 60, 4);
        snprintf(name, sizeof name, "lab.data.%s", file->param.key);
        ui_label(ui, rect, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted, file->param.key);
        const bool path = file->type == &setting_text;
        named |= ui_text_entry(
            ui, name, field, setting_field(file, data), file->size, path ? NULL : is_shape, NULL,
            path ? tr("Path of the file; or drop it on the window")
                 : tr("Where rows are pictures: channels x height x width, as in 1x8x8"));
    }
    if (space->asks) {
        ui_paragraph(ui, column, FONT_SANS, 12, ui->theme->accent,
                     tr(data->kind == DATA_CSV
                            ? N_("Which file? Type its path here, or drop it on the window.")
                            : N_("Which files? Type their paths here.")));
        column_row(column, 4, 0);
    }
    if (named && space->asks) {
        labspace_files_named(space);
    } else if (named) {
        labspace_changed(space);
    }
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

static void brushes(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    Ui *ui = &room->shell->ui;
    if (!shot || shot->features != 2 || shot->classes == 0) {
        return;
    }
    Rect row = column_row(column, 28, 2);
    const char *paint = tr("Paint");
    const float label = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, paint) + 1;
    ui_label(ui, cut_left(&row, fmaxf(label, 46), 6), ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
             ui->theme->muted, paint);
    for (int i = 0; i < shot->classes && i < CHIPS_MOST; i++) {
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "lab.brush.%d", i);
        if (chip(room, cut_left(&row, 22, 4), name, lab_class_color(i, ui->theme),
                 space->brush == i,
                 tr("Paint points of this class into a surface with the mouse"))) {
            space->brush = space->brush == i ? BRUSH_NONE : i;
        }
    }
    if (ui_icon_button(ui, "lab.eraser", cut_left(&row, 26, 4), ICON_ERASER,
                       space->brush == BRUSH_ERASER, tr("Erase points with the mouse"))) {
        space->brush = space->brush == BRUSH_ERASER ? BRUSH_NONE : BRUSH_ERASER;
    }
    if (space->wish.painted && ui_icon_button(ui, "lab.unpaint", cut_left(&row, 26, 4), ICON_RESET,
                                              false, tr("Back to the data as they were made"))) {
        space->wish.painted = false;
        labspace_changed(space);
    }
}

void lab_section_data(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    ui_section(&room->shell->ui, column, "section.data", 8, tr("DATA"));
    int kind = space->asks           ? (int)space->asked.kind
               : space->wish.painted ? -1
                                     : (int)space->wish.spec.data.kind;
    if (ui_choice(&room->shell->ui, "lab.data", column_row(column, 32, 6), DATA_COUNT,
                  registry_name, &data_kinds, &kind, tr("Your points"), tr("What is learnt"))) {
        labspace_set_data(space, (DataKind)kind);
    }
    files(room, column);
    if (shot && shot->error.text[0] && shot->error_network < 0 && !space->asks) {
        ui_paragraph(&room->shell->ui, column, FONT_SANS, 12, room->shell->ui.theme->error,
                     shot->error.text);
        column_row(column, 4, 0);
    }
    params(room, column);
    brushes(room, column);
    column_row(column, 6, 0);
}
