// Kinds as a grid of buttons; which of them can be made of what is shown.
#include "app/shell/sheet_export_parts.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 28, GAP = 8, SMALL = 12, KIND_LEAST = 126 };

const char *export_sheet_barred(const App *app, ExportKind kind, Error *err)
{
    const ExportRow *row = &export_rows[kind];
    *err = (Error){ .text = "" };
    return row->can && !row->can(app, err) ? err->text : NULL;
}

static bool kind_button(Ui *ui, ExportKind kind, Rect rect, bool on, const char *why)
{
    const ExportRow *row = &export_rows[kind];
    const Theme *theme = ui->theme;
    const bool disabled = ui->disabled;
    Theme dim;
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "export.kind.%s", row->kind.key);
    if (why && !disabled) {
        ui_disable(ui, &dim);
    }
    const UiPress press = ui_press(ui, name, rect, true);
    ui_button_face(ui, rect, &press, on);
    ui_label(ui, (Rect){ rect.x + 6, rect.y + 1, rect.w - 12, rect.h - 2 }, ALIGN_CENTER, FONT_SANS,
             UI_TEXT_SIZE, on ? ui->theme->on_accent : ui->theme->text, tr(row->kind.name));
    ui_tip(ui, why ? why : tr(row->kind.about));
    if (why && !disabled) {
        ui_enable(ui, theme);
    }
    return ui_activated(ui, &press);
}

static void lines(Ui *ui, Column *column, Color color, const char *text)
{
    ui_paragraph(ui, column, FONT_SANS, SMALL, color, text);
}

// "MP4, GIF: why", once for all kinds that cannot be made for the same reason.
static void reasons(const App *app, Ui *ui, Column *column)
{
    bool told[EXPORT_COUNT] = { false };
    Error why, other;
    for (int i = 0; i < EXPORT_COUNT; i++) {
        const char *reason = export_sheet_barred(app, (ExportKind)i, &why);
        char text[ERROR_TEXT_MAX + 256];
        if (!reason || told[i]) {
            continue;
        }
        size_t used = (size_t)snprintf(text, 200, "%s", tr(export_rows[i].kind.name));
        for (int k = i + 1; k < EXPORT_COUNT; k++) {
            const char *same = export_sheet_barred(app, (ExportKind)k, &other);
            if (same && strcmp(same, reason) == 0 && used < 150) {
                told[k] = true;
                used += (size_t)snprintf(text + used, 200 - used, " · %s",
                                         tr(export_rows[k].kind.name));
            }
        }
        text_print(text + used, sizeof text - used, ": %s", reason);
        lines(ui, column, ui->theme->muted, text);
    }
}

void export_sheet_kinds(App *app, ExportSheet *sheet, Column *column)
{
    Ui *ui = &app->shell.ui;
    const int across = clampi((int)(column->w / KIND_LEAST), 1, 3);
    const float w = (column->w - (float)(GAP * (across - 1))) / (float)across;
    Rect row = { 0 };
    for (int i = 0; i < EXPORT_COUNT; i++) {
        Error err;
        if (i % across == 0) {
            row = column_row(column, ROW, GAP);
        }
        const Rect cell = { row.x + (w + GAP) * (float)(i % across), row.y, w, row.h };
        if (kind_button(ui, (ExportKind)i, cell, i == (int)sheet->plan.kind,
                        export_sheet_barred(app, (ExportKind)i, &err))) {
            export_sheet_kind(sheet, app, (ExportKind)i);
        }
    }
    lines(ui, column, ui->theme->text, tr(export_rows[sheet->plan.kind].kind.about));
    reasons(app, ui, column);
    column->y += GAP;
}
