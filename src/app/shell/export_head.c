// Written as the export itself writes it, so that nothing has to be made twice.
#include "app/shell/export_head.h"

#include "app/shell/export.h"
#include "base/text.h"
#include "ui/widgets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEPS_MOST = 5000, LINE = 12, PAD = 8, COLUMN_MAX = 400 };
static const float SIZE = 9;

// The file's first bytes as far as they are whole lines.
static void read_head(ExportHead *head, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return;
    }
    const size_t length = fread(head->text, 1, sizeof head->text - 1, file);
    fclose(file);
    head->text[length] = '\0';
    char *last = strrchr(head->text, '\n');
    if (last) {
        *last = '\0';
    }
}

static void make(ExportHead *head, App *app, ExportKind kind, const char *folder)
{
    ExportPlan *plan = memory_get(sizeof *plan);
    *plan = export_plan(app, kind);
    text_print(plan->path, sizeof plan->path, "%s/head.%s", folder, export_rows[kind].kind.key);
    if (export_rows[kind].write(app, plan, &head->wrong)) {
        read_head(head, plan->path);
    }
    unlink(plan->path);
    free(plan);
}

void export_head_find(ExportHead *head, App *app, ExportKind kind)
{
    char folder[512];
    const char *place = getenv("TMPDIR");
    if (head->known && head->kind == kind) {
        return;
    }
    *head = (ExportHead){ .known = true, .kind = kind };
    if (!export_rows[kind].write || app->room->row->last_step(app->room->state) > STEPS_MOST) {
        return;
    }
    text_print(folder, sizeof folder, "%s/thalweg-XXXXXX", place ? place : "/tmp");
    if (mkdtemp(folder)) {
        make(head, app, kind, folder);
        rmdir(folder);
    }
}

void export_head_draw(const ExportHead *head, Ui *ui, Rect rect)
{
    const Theme *t = ui->theme;
    canvas_box(ui->canvas, rect, 4, t->background, 1, t->line);
    canvas_clip_push(ui->canvas, rect_inset(rect, 1));
    const char *line = head->text;
    for (float y = rect.y + PAD + SIZE; *line && y < rect.y + rect.h; y += LINE) {
        char text[COLUMN_MAX];
        const size_t length = strcspn(line, "\n");
        text_print(text, sizeof text, "%.*s", (int)length, line);
        canvas_text(ui->canvas, rect.x + PAD, y, ALIGN_LEFT, FONT_MONO, SIZE, t->muted, text);
        line += length + (line[length] == '\n');
    }
    canvas_clip_pop(ui->canvas);
    if (head->wrong.text[0]) {
        ui_lines(ui, rect_inset(rect, 2 * PAD), ALIGN_CENTER, FONT_SANS, 12, 16, t->muted,
                 head->wrong.text);
    }
}
