// The data: which, how noisy, how much of it is trained on.
#include "app/network/lab_panel_data.h"
#include "app/network/labspace_paint.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/hiding.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

static void told(NetworkRoom *room, Column *column, Color color, const char *text)
{
    ui_paragraph(&room->shell->ui, column, FONT_SANS, 12, color, text);
    column_row(column, 4, 0);
}

// Inputs that scale= only centres.
static void constants(NetworkRoom *room, Column *column)
{
    const LabShot *shot = room->lab.shot;
    char text[200];
    if (shot && shot->constant > 0) {
        text_print(
            text, sizeof text,
            tr("Inputs with one value in all training rows, where there is nothing to scale: "
               "%d of %d"),
            shot->constant, shot->features);
        told(room, column, room->shell->ui.theme->muted, text);
    }
}

// Why the data cannot be so.
static void refusal(NetworkRoom *room, Column *column)
{
    const LabSpace *space = &room->lab;
    const Color color = room->shell->ui.theme->error;
    char text[ERROR_TEXT_MAX];
    told(room, column, color,
         lab_panel_settle_refusal(space, text, sizeof text) ? text : space->shot->error.text);
    if (space->shot->held) {
        told(room, column, color, tr("Until it is right the networks keep the data they have."));
    }
}

void lab_section_data(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    ui_section(&room->shell->ui, column, "section.data", 8, tr("DATA"));
    const DataKind made = space->wish.spec.data.kind;
    int kind = space->asks                                  ? (int)space->asked.kind
               : space->wish.painted && made != DATA_CANVAS ? -1
                                                            : (int)made;
    if (lab_data_list(room, column_row(column, 32, 6), &kind)) {
        labspace_set_data(space, (DataKind)kind);
    }
    files(room, column);
    const bool waits = labspace_awaits_points(space);
    const bool refused =
        shot && shot->error.text[0] && shot->error_network < 0 && !space->asks && !waits;
    const bool of_rows = lab_panel_settles(space); // then it is below them, which are not to move
    if (refused && !of_rows) {
        refusal(room, column);
    }
    params(room, column);
    lab_panel_settle(room, column);
    if (refused && of_rows) {
        refusal(room, column);
    }
    constants(room, column);
    lab_panel_paint(room, column);
    if (waits) { // below the brushes, which are not to move when it goes
        told(room, column, room->shell->ui.theme->accent, labspace_awaited(space));
    }
    column_row(column, 6, 0);
}
