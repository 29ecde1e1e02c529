// The kinds, and what the chosen one makes use of, a row each.
#include "app/shell/sheet_export_parts.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/path_field.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW = 28, GAP = 8, SMALL = 12, LINE = 16, BOX = 74, BOX_LEAST = 50, KIND_LEAST = 150 };

#define NUMBER(field, label, def, min, max, scale)                                                 \
    {                                                                                              \
#field, label, NULL, offsetof(ExportNumbers, field), def, min, max, scale                  \
    }

static const Param width_row =
    NUMBER(width, N_("Width"), 2400, EXPORT_SIDE_MIN, EXPORT_SIDE_MAX, PARAM_INTEGER);
static const Param height_row =
    NUMBER(height, N_("Height"), 1500, EXPORT_SIDE_MIN, EXPORT_SIDE_MAX, PARAM_INTEGER);
static const Param dpi_row = NUMBER(dpi, N_("Dots per inch"), 96, 24, 2400, PARAM_LINEAR);
static const Param from_row = NUMBER(from, N_("From step"), 0, 0, 1e6, PARAM_INTEGER);
static const Param to_row = NUMBER(to, N_("To step"), 100, 0, 1e6, PARAM_INTEGER);
static const Param seconds_row = NUMBER(seconds, N_("Seconds"), 10, 0.1, 600, PARAM_LINEAR);
static const Param rate_row =
    NUMBER(rate, N_("Pictures a second"), 30, 1, EXPORT_RATE_MAX, PARAM_INTEGER);
static const Param turned_row =
    NUMBER(turned, N_("Turned by"), 0, -EXPORT_TURN_MAX, EXPORT_TURN_MAX, PARAM_LINEAR);

typedef struct Size {
    const char *name;
    int width, height;
} Size;

static const Size sizes[] = {
    { N_("Figure, 2400 × 1500"), 2400, 1500 },      { N_("Slide, 1920 × 1080"), 1920, 1080 },
    { N_("Large slide, 3840 × 2160"), 3840, 2160 }, { N_("Small slide, 1280 × 720"), 1280, 720 },
    { N_("Half a page, 1200 × 900"), 1200, 900 },   { N_("Square, 1600 × 1600"), 1600, 1600 },
};

static const char *size_name(const void *context, int index)
{
    (void)context;
    return tr(sizes[index].name);
}

// ---- rows

// The rows' labels, of which the longest makes the column.
enum {
    LABEL_NAME,
    LABEL_FOLDER,
    LABEL_SHOWS,
    LABEL_THEME,
    LABEL_SIZE,
    LABEL_DPI,
    LABEL_STEPS,
    LABEL_SECONDS,
    LABEL_TURNED
};
static const char *const labels[] = {
    [LABEL_NAME] = N_("Name"),   [LABEL_FOLDER] = N_("Folder"),   [LABEL_SHOWS] = N_("Shows"),
    [LABEL_THEME] = N_("Theme"), [LABEL_SIZE] = N_("Size"),       [LABEL_DPI] = N_("Dots per inch"),
    [LABEL_STEPS] = N_("Steps"), [LABEL_SECONDS] = N_("Seconds"), [LABEL_TURNED] = N_("Turned by"),
};

// The row's control, beside its label.
static Rect labelled(Ui *ui, Column *column, const char *label)
{
    float width = 60;
    for (size_t i = 0; i < COUNT(labels); i++) {
        width =
            fmaxf(width, canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, tr(labels[i])) + 1);
    }
    Rect row = column_row(column, ROW, GAP);
    ui_label(ui, cut_left(&row, fminf(width, row.w / 2), 12), ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
             ui->theme->text, tr(label));
    return row;
}

// Another place, chosen in the sheet for files.
static bool place_taken(App *app, void *context, const char *path, double now_s, Error *err)
{
    (void)app;
    (void)now_s;
    (void)err;
    ExportSheet *sheet = context;
    char ending[FILE_ENDING_MAX];
    text_print(ending, sizeof ending, "%s", sheet->place.ending);
    file_place_finish(&sheet->place);
    file_place_begin(&sheet->place, true, ending, path, NULL);
    sheet->sure = true; // it has been asked about there
    return true;
}

static void browse(App *app, ExportSheet *sheet)
{
    char *path = folder_path(sheet->place.base, sheet->place.text);
    sheet_file(app, &(SheetFile){ .title = tr("Export as"),
                                  .action = tr("Choose"),
                                  .ending = sheet->place.ending,
                                  .path = path,
                                  .save = true,
                                  .take = place_taken,
                                  .context = sheet });
    free(path);
}

static SheetAnswer name(App *app, ExportSheet *sheet, Column *column)
{
    Ui *ui = &app->shell.ui;
    Rect row = labelled(ui, column, labels[LABEL_NAME]);
    int matches = -1;
    const Rect button = cut_right(&row, 34, 6);
    const PathAnswer answer = ui_path_field(
        ui, "export.name", row, sheet->place.text, sizeof sheet->place.text, &sheet->place.folder,
        &matches, tr("A name in the folder below or a path; Tab completes it"));
    if (ui_icon_button(ui, "export.browse", button, ICON_FOLDER, false,
                       tr("Chooses the folder from a list"))) {
        browse(app, sheet);
    }
    if (answer == PATH_CHANGED) {
        file_place_follow(&sheet->place);
        sheet->sure = false;
        sheet->wrong = (Error){ .text = "" };
    }
    ui_path_label(ui, labelled(ui, column, labels[LABEL_FOLDER]), ui->theme->muted,
                  sheet->place.folder.path);
    return answer == PATH_ENTER ? SHEET_DECIDED : answer == PATH_BACK ? SHEET_BACK : SHEET_STAYS;
}

static bool number(Ui *ui, const char *control, Rect rect, const Param *param,
                   ExportNumbers *numbers, const char *tip)
{
    canvas_box(ui->canvas, rect, 6, ui->theme->raised, 1, ui->theme->line);
    return ui_number(ui, control, (Rect){ rect.x + 4, rect.y + 1, rect.w - 8, rect.h - 2 }, param,
                     param_field(param, numbers), tip);
}

static void what(Ui *ui, ExportSheet *sheet, Column *column)
{
    const char *const whats[] = { tr("Figure"), tr("Whole window") };
    const char *const looks[THEME_COUNT] = {
        [THEME_DARK] = tr("Dark"), [THEME_LIGHT] = tr("Light"), [THEME_PROJECTOR] = tr("Projector")
    };
    int chosen = (int)sheet->plan.what, theme = (int)sheet->plan.theme;
    ui_segments(ui, "export.what", labelled(ui, column, labels[LABEL_SHOWS]), COUNT(whats), whats,
                &chosen,
                tr("A figure for a slide or a paper, or all of the window with its controls"));
    ui_segments(ui, "export.theme", labelled(ui, column, labels[LABEL_THEME]), COUNT(looks), looks,
                &theme, tr("The colours of the picture, whatever the window's are"));
    sheet->plan.what = (ExportWhat)chosen;
    sheet->plan.theme = (ThemeKind)theme;
}

static void size(Ui *ui, ExportSheet *sheet, Column *column)
{
    ExportNumbers *numbers = &sheet->numbers;
    Rect row = labelled(ui, column, labels[LABEL_SIZE]);
    const float menu = ui_menu_width(ui, tr("Usual sizes"), 60) + 4; // its title is not cut
    const float box = clampf((row.w - 36 - menu) / 2, BOX_LEAST, BOX);
    number(ui, "export.width", cut_left(&row, box, 4), &width_row, numbers,
           tr("Width of the picture, pixels"));
    ui_label(ui, cut_left(&row, 12, 4), ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
             "×");
    number(ui, "export.height", cut_left(&row, box, 12), &height_row, numbers,
           tr("Height of the picture, pixels"));
    const int usual = ui_menu(ui, "export.size", row, tr("Usual sizes"), 190, COUNT(sizes),
                              size_name, NULL, tr("Sizes for slides and papers"));
    if (usual >= 0) {
        numbers->width = sizes[usual].width;
        numbers->height = sizes[usual].height;
    }
}

static void dots(Ui *ui, ExportSheet *sheet, Column *column)
{
    Rect row = labelled(ui, column, labels[LABEL_DPI]);
    number(ui, "export.dpi", cut_left(&row, BOX, 12), &dpi_row, &sheet->numbers,
           tr("Pixels an inch on paper: how large the picture is there"));
    char text[96];
    const double dpi = sheet->numbers.dpi > 0 ? sheet->numbers.dpi : EXPORT_DPI;
    text_print(text, sizeof text, tr("%.1f × %.1f cm"), sheet->numbers.width / dpi * 2.54,
               sheet->numbers.height / dpi * 2.54);
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, SMALL, ui->theme->muted, text);
}

// From which step to which, how long, how many pictures; and how far a surface turns meanwhile.
static void film(Ui *ui, ExportSheet *sheet, Column *column)
{
    ExportNumbers *numbers = &sheet->numbers;
    char text[96];
    Param from = from_row, to = to_row, rate = rate_row;
    from.max = to.max = sheet->beyond ? to_row.max : (double)sheet->last;
    rate.max = sheet->plan.kind == EXPORT_GIF ? EXPORT_RATE_GIF : EXPORT_RATE_MAX;
    Rect row = labelled(ui, column, labels[LABEL_STEPS]);
    number(ui, "export.from", cut_left(&row, BOX, 4), &from, numbers,
           tr("The step that the film begins with"));
    ui_label(ui, cut_left(&row, 12, 4), ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
             "–");
    number(ui, "export.to", cut_left(&row, BOX, 12), &to, numbers,
           sheet->beyond ? tr("The step that it ends with; beyond what is trained it trains on")
                         : tr("The step that it ends with; before the first one it runs back"));
    text_print(text, sizeof text,
               numbers->from > numbers->to
                   ? tr_n("of %ld step, run back", "of %ld steps, run back", sheet->last)
                   : tr_n("of %ld step", "of %ld steps", sheet->last),
               sheet->last);
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, SMALL, ui->theme->muted, text);
    row = labelled(ui, column, labels[LABEL_SECONDS]);
    number(ui, "export.seconds", cut_left(&row, BOX, 12), &seconds_row, numbers,
           tr("How long the film lasts, seconds"));
    number(ui, "export.rate", cut_left(&row, BOX_LEAST, 12), &rate, numbers,
           tr("Pictures a second: more are smoother, and a larger file"));
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, SMALL, ui->theme->muted, tr("pictures a second"));
    if (sheet->surface) {
        row = labelled(ui, column, labels[LABEL_TURNED]);
        number(ui, "export.turned", cut_left(&row, BOX, 12), &turned_row, numbers,
               tr("Degrees by which the surface turns from the first picture to the last; 360: "
                  "once around"));
        ui_label(ui, row, ALIGN_LEFT, FONT_SANS, SMALL, ui->theme->muted, tr("degrees"));
    }
}

SheetAnswer export_sheet_fields(App *app, ExportSheet *sheet, Rect rect)
{
    Ui *ui = &app->shell.ui;
    const Rect area = { rect.x - 4, rect.y, rect.w + 8, rect.h };
    Column column = column_begin_scroll(ui, "export.fields", area, 4);
    column.w -= 6;
    export_sheet_kinds(app, sheet, &column);
    const SheetAnswer answer = name(app, sheet, &column);
    const unsigned uses = export_rows[sheet->plan.kind].uses;
    if (uses & EXPORT_USES_SIZE) {
        what(ui, sheet, &column);
        size(ui, sheet, &column);
        export_sheet_even(sheet);
    }
    if (uses & EXPORT_USES_FILM) {
        film(ui, sheet, &column);
    }
    if (uses & EXPORT_USES_DPI) {
        dots(ui, sheet, &column);
    }
    if (uses & EXPORT_USES_TRANSPARENT) {
        ui_checkbox(ui, "export.transparent", column_row(&column, ROW, GAP),
                    tr("Transparent ground"), &sheet->plan.transparent,
                    tr("Without the colour behind the figure, for slides of any colour"));
    }
    sheet->content = column.y - column.top;
    column_end(ui, &column);
    return answer;
}
