// The life of the sheet: fields, a question where a file would be replaced, the making, piece by
// piece between the window's frames.
#include "app/shell/sheet_export.h"

#include "app/shell/document.h"
#include "app/shell/sheet_export_parts.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    WIDTH = 760,
    LEAST = 320, // of the fields' height
    AROUND = 160,
    PAD = 20,
    PREVIEW_W = 280,
    GAP = 16,
    FIELDS_LEAST = 330,
    SAID = 34
};
static const double MAKING_S = 0.03;   // of a frame, while nothing else is to be seen
static const double GUESS_AFTER_S = 1; // the time left is told

// ---- making

static void stop(ExportSheet *sheet)
{
    export_end(sheet->job);
    sheet->job = NULL;
    sheet->shown = false;
}

// The path that the fields mean, into the plan.
static bool path_of(ExportSheet *sheet, ExportPlan *plan)
{
    char *path = file_place_file(&sheet->place);
    if (!path) {
        sheet->wrong = sheet->place.wrong;
        return false;
    }
    const size_t length = strlen(path);
    const bool fits = length < sizeof plan->path;
    if (fits) {
        memcpy(plan->path, path, length + 1);
    }
    free(path);
    return fits || fail(&sheet->wrong, "the path is too long");
}

static void begin(App *app, ExportSheet *sheet)
{
    ExportPlan *plan = memory_get(sizeof *plan);
    *plan = export_sheet_plan(sheet);
    sheet->wrong = (Error){ .text = "" };
    if (path_of(sheet, plan) && export_check(plan, &sheet->wrong)) {
        sheet->asked = !sheet_may_write(app, plan->path, &sheet->sure);
        if (!sheet->asked) {
            sheet->job = export_begin(app, plan, &sheet->wrong);
            sheet->from_s = app->shell.ui.now_s;
            sheet->sure = false;
        }
    }
    free(plan);
}

static bool advance(App *app, void *state, double now_s, double budget_s)
{
    ExportSheet *sheet = state;
    if (sheet->job && sheet->shown) {
        const ExportState now = export_step(sheet->job, fmax(budget_s, MAKING_S), &sheet->wrong);
        if (now == EXPORT_DONE) {
            sheet->plan = *export_plan_of(sheet->job);
            sheet->made = true;
        }
        if (now != EXPORT_GOES_ON) {
            stop(sheet);
        }
        return true;
    }
    const bool seen = export_rows[sheet->plan.kind].uses & EXPORT_USES_SIZE && !sheet->job;
    if (seen && sheet->picture.w > 0) {
        const ExportPlan plan = export_sheet_plan(sheet);
        return export_preview_advance(&sheet->preview, app, &plan, sheet->picture.w,
                                      sheet->picture.h, now_s);
    }
    return sheet->job;
}

// ---- the pass

// As high as all fields are, as far as the window lets it.
static void measure(const App *app, const void *state, float *width, float *height)
{
    const ExportSheet *sheet = state;
    *width = WIDTH;
    *height = fminf(fmaxf(sheet->content, LEAST) + AROUND, fmaxf(app->shell.ui.height - 40, 0));
}

// What comes out, small; and in words how large it is.
static void preview(App *app, ExportSheet *sheet, Rect rect)
{
    Ui *ui = &app->shell.ui;
    const ExportRow *row = &export_rows[sheet->plan.kind];
    char text[96];
    if (!(row->uses & EXPORT_USES_SIZE)) {
        sheet->picture = (Rect){ 0 };
        if (!sheet->job) {
            export_head_find(&sheet->head, app, sheet->plan.kind);
        }
        rect.h = fminf(rect.h, rect.w);
        export_head_draw(&sheet->head, ui, rect);
        return;
    }
    sheet->picture = (Rect){ rect.x, rect.y, rect.w, fmaxf(rect.h - 26, 1) };
    const Rect picture = export_preview_draw(&sheet->preview, &app->shell, sheet->picture);
    const Rect below = { rect.x, picture.y + picture.h + 6, rect.w, 20 };
    const long pictures = export_sheet_pictures(sheet);
    if (row->uses & EXPORT_USES_FILM) {
        text_print(text, sizeof text,
                   tr_n("%d × %d pixels, %ld picture", "%d × %d pixels, %ld pictures", pictures),
                   (int)sheet->numbers.width, (int)sheet->numbers.height, pictures);
    } else {
        text_print(text, sizeof text, tr("%d × %d pixels"), (int)sheet->numbers.width,
                   (int)sheet->numbers.height);
    }
    ui_label(ui, below, ALIGN_CENTER, FONT_SANS, 12, ui->theme->muted, text);
}

// A bar, the share that is done, and when it will be all.
static void progress(Ui *ui, ExportSheet *sheet, Rect rect)
{
    const Theme *t = ui->theme;
    const double done = clamp(export_progress(sheet->job), 0, 1), for_s = ui->now_s - sheet->from_s;
    char text[96] = "";
    Rect words = cut_bottom(&rect, 18, 4);
    const Rect bar = { rect.x, rect.y + rect.h - 8, rect.w, 8 };
    canvas_box(ui->canvas, bar, 4, t->track, 0, t->track);
    if (done > 0) {
        const Rect part = { bar.x, bar.y, fmaxf(bar.w * (float)done, 8), bar.h };
        canvas_box(ui->canvas, part, 4, t->accent, 0, t->accent);
    }
    if (done > 0.01 && for_s > GUESS_AFTER_S) {
        export_sheet_time_left(text, sizeof text, for_s * (1 - done) / done);
    }
    ui_label(ui, words, ALIGN_RIGHT, FONT_SANS, 12, t->muted, text);
    text_print(text, sizeof text, tr("Being made: %d %%"), (int)floor(done * 100));
    ui_label(ui, words, ALIGN_LEFT, FONT_SANS, 12, t->muted, text);
}

// Nothing but the way back is in reach while the file is being made.
static SheetAnswer making(App *app, ExportSheet *sheet, Rect inside)
{
    Ui *ui = &app->shell.ui;
    const Theme *theme = ui->theme;
    const char *const label = tr("Cancel"), *const tip = tr("Stops it; no file is left (Escape)");
    Rect below = cut_bottom(&inside, SAID + 14 + 30, 8);
    Theme dim;
    sheet->shown = true;
    if (inside.w >= FIELDS_LEAST + GAP + PREVIEW_W) {
        preview(app, sheet, cut_right(&inside, PREVIEW_W, GAP));
    }
    ui_disable(ui, &dim);
    export_sheet_fields(app, sheet, inside);
    ui_enable(ui, theme);
    const bool enter = ui->event.kind == INPUT_KEY && ui->event.key == KEY_ENTER && !ui->focus;
    const bool back = sheet_buttons(ui, "export.stop", &below, 1, &label, &tip) == 0 && !enter;
    progress(ui, sheet, below);
    if (back) {
        stop(sheet);
        fail(&sheet->wrong, "Cancelled: no file was written");
    }
    return SHEET_STAYS;
}

static SheetAnswer pass(App *app, void *state, Rect inside, bool fresh)
{
    ExportSheet *sheet = state;
    Ui *ui = &app->shell.ui;
    if (sheet->made) {
        return SHEET_DECIDED;
    }
    if (sheet->asked && fresh) { // the question has been answered
        sheet->asked = false;
        if (sheet->sure) {
            begin(app, sheet);
        }
    }
    sheet_title(ui, &inside, tr("Export"));
    if (sheet->job) {
        return making(app, sheet, inside);
    }
    Rect below = cut_bottom(&inside, SAID + 14 + 30, 8);
    if (inside.w >= FIELDS_LEAST + GAP + PREVIEW_W) {
        preview(app, sheet, cut_right(&inside, PREVIEW_W, GAP));
    } else {
        sheet->picture = (Rect){ 0 };
    }
    SheetAnswer answer = export_sheet_fields(app, sheet, inside);
    const char *const labels[] = { tr("Export"), tr("Cancel") };
    const char *const tips[] = { tr("Makes the file (Enter)"), tr("Escape") };
    const int button = sheet_buttons(ui, "export", &below, 2, labels, tips);
    ui_label(ui, below, ALIGN_LEFT, FONT_SANS, 12, ui->theme->error, sheet->wrong.text);
    if (answer == SHEET_DECIDED || button == 0) {
        begin(app, sheet);
        answer = SHEET_STAYS;
    }
    return button == 1 ? SHEET_BACK : answer;
}

// What was chosen is where the next one begins.
static void keep(App *app, const ExportPlan *plan)
{
    if (!app->exported) {
        app->exported = memory_get(sizeof *app->exported);
    }
    *app->exported = *plan;
    app->exported_look = plan->theme != app->shell.theme;
}

void sheet_export_recall(App *app, const Settings *settings)
{
    ExportPlan plan = export_plan(app, (ExportKind)settings->export_kind);
    plan.width = settings->export_width;
    plan.height = settings->export_height;
    plan.dpi = settings->export_dpi;
    plan.what = settings->export_window ? EXPORT_WINDOW : EXPORT_FIGURE;
    plan.transparent = settings->export_transparent;
    plan.seconds = settings->export_seconds;
    plan.rate = settings->export_rate;
    keep(app, &plan);
    app->exported_look = settings->export_theme > 0;
    if (app->exported_look) {
        app->exported->theme = (ThemeKind)(settings->export_theme - 1);
    }
}

void sheet_export_remember(const App *app, Settings *settings)
{
    const ExportPlan *plan = app->exported;
    if (!plan) {
        return;
    }
    settings->export_kind = (int)plan->kind;
    settings->export_width = plan->width;
    settings->export_height = plan->height;
    settings->export_dpi = plan->dpi > 0 ? plan->dpi : EXPORT_DPI;
    settings->export_window = plan->what == EXPORT_WINDOW;
    settings->export_transparent = plan->transparent;
    settings->export_theme = app->exported_look ? 1 + (int)plan->theme : 0;
    settings->export_seconds = plan->seconds;
    settings->export_rate = plan->rate;
}

static bool end(App *app, void *state, SheetAnswer answer, double now_s)
{
    const ExportSheet *sheet = state;
    if (answer == SHEET_DECIDED) {
        keep(app, &sheet->plan);
        shell_notice(&app->shell, now_s, tr("Saved as %s"), sheet->plan.path);
    }
    return true;
}

static void finish(void *state)
{
    ExportSheet *sheet = state;
    export_end(sheet->job);
    file_place_finish(&sheet->place);
}

static const SheetKind kind = {
    .name = "export",
    .size = sizeof(ExportSheet),
    .measure = measure,
    .pass = pass,
    .end = end,
    .advance = advance,
    .finish = finish,
};

// ---- where it begins

// A saved scene's files are called as it is: "name.png", "name-2.png", the first that is free.
static bool name_of_document(const App *app, const char *folder, ExportPlan *plan)
{
    enum { TRIES = 1000 };
    char name[DOCUMENT_NAME_MAX], number[16] = "";
    document_name(app->room, name);
    for (int i = 1; name[0] && i <= TRIES; i++) {
        if (i > 1) {
            text_print(number, sizeof number, "-%d", i);
        }
        const int length = text_print(plan->path, sizeof plan->path, "%s/%s%s.%s", folder, name,
                                      number, export_rows[plan->kind].kind.key);
        if (length < (int)sizeof plan->path && access(plan->path, F_OK) != 0) {
            return true;
        }
    }
    return false;
}

// As the last time, where that can still be made; under the next free name in the same folder.
static void plan_begin(const App *app, ExportPlan *plan)
{
    Error why;
    *plan = app->exported ? *app->exported : export_plan(app, EXPORT_PNG);
    plan->theme = app->exported_look ? plan->theme : app->shell.theme;
    if (export_sheet_barred(app, plan->kind, &why)) {
        plan->kind = EXPORT_PNG;
    }
    char *folder = plan->path[0] ? folder_above(plan->path)
                   : app->folder ? folder_path(app->folder, ".")
                                 : folder_begin();
    if (!name_of_document(app, folder, plan) && !export_name(app, folder, plan)) {
        plan->path[0] = '\0';
    }
    free(folder);
}

// Lays the fields out where nobody sees them, so that the sheet has its height when it appears.
static void find_height(App *app, ExportSheet *sheet)
{
    Ui *ui = &app->shell.ui;
    Canvas *canvas = &app->shell.canvas;
    const Canvas before = *canvas;
    const size_t controls = ui->controls.count;
    const UiId hot = ui->hot;
    const bool consumed = ui->consumed;
    const float inside = fminf(WIDTH, ui->width - GAP) - 2 * PAD;
    const bool beside = inside >= FIELDS_LEAST + GAP + PREVIEW_W;
    ui->consumed = true;
    export_sheet_fields(app, sheet,
                        (Rect){ 0, 0, beside ? inside - GAP - PREVIEW_W : inside, LEAST });
    ui->consumed = consumed;
    ui->hot = hot;
    ui->controls.count = controls;
    canvas->shapes.count = before.shapes.count;
    canvas->texts.count = before.texts.count;
    canvas->clips.count = before.clips.count;
    canvas->cut.count = before.cut.count;
}

static ExportSheet *sheet_begin(App *app)
{
    ExportSheet *sheet = memory_get(sizeof *sheet);
    plan_begin(app, &sheet->plan);
    const ExportPlan plan = sheet->plan;
    export_sheet_take(sheet, app, &plan);
    char ending[FILE_ENDING_MAX];
    text_print(ending, sizeof ending, ".%s", export_rows[sheet->plan.kind].kind.key);
    file_place_begin(&sheet->place, true, ending, sheet->plan.path[0] ? sheet->plan.path : NULL,
                     app->folder);
    find_height(app, sheet);
    sheet_open(app, &kind, sheet);
    return sheet;
}

bool sheet_export_making(const App *app)
{
    for (int i = 0; i < app->sheet_count; i++) {
        const AppSheet *sheet = &app->sheets[i];
        if (sheet->kind == &kind && ((const ExportSheet *)sheet->state)->job) {
            return true;
        }
    }
    return false;
}

void sheet_export(App *app, double now_s)
{
    (void)now_s;
    sheet_begin(app);
}

void sheet_export_again(App *app, double now_s)
{
    Error err = { .text = "" };
    ExportPlan *plan = memory_get(sizeof *plan);
    plan_begin(app, plan);
    if (export_rows[plan->kind].way) {
        begin(app, sheet_begin(app));
    } else if (!plan->path[0]) {
        shell_notice(&app->shell, now_s, "%s", tr("There is no folder to save into"));
    } else if (export_write(app, plan, &err)) {
        keep(app, plan);
        shell_notice(&app->shell, now_s, tr("Saved as %s"), plan->path);
    } else {
        shell_notice(&app->shell, now_s, "%s", err.text);
    }
    free(plan);
}
