// A folder's list above a line for name or path. The list shows the folder that the line names, and
// marks what begins as its end does; what is clicked in the list stands in the line.
#include "app/shell/file_place.h"
#include "app/shell/sheet.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/folder_list.h"
#include "ui/path_field.h"
#include "ui/widgets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WIDTH = 660, HEIGHT = 520, TITLE_MAX = 192, SAID = 34 };

typedef struct FileSheet {
    SheetFile ask;
    char title[TITLE_MAX], action[TITLE_MAX];
    FilePlace place;
    char *target; // what was decided; NULL: nothing yet
    bool sure;    // ... though it is there already
    bool made;    // its folder has been made
} FileSheet;

static void make_folder(App *app, void *context, int answer, double now_s)
{
    (void)app;
    (void)now_s;
    FileSheet *sheet = context;
    FilePlace *place = &sheet->place;
    if (answer == 0 && mkdir(place->missing, 0777) != 0) {
        fail(&place->wrong, "cannot make the folder %s: %s", place->missing, tr_reason(errno));
    } else if (answer == 0) {
        sheet->made = true;
    }
}

// The folder that is missing is made if it is wanted.
static void ask_for_folder(App *app, FileSheet *sheet)
{
    char title[TITLE_MAX];
    text_print(title, sizeof title, tr("There is no folder %s"),
               file_bare_name(sheet->place.missing));
    sheet_ask(app, &(SheetAsk){ .title = title,
                                .text = tr("Shall it be made?"),
                                .buttons = { tr("Make it"), tr("Cancel") },
                                .take = make_folder,
                                .context = sheet });
}

// What the line says, as a file that can be taken; a folder is gone into.
static SheetAnswer decide(App *app, FileSheet *sheet)
{
    free(sheet->target);
    sheet->target = file_place_file(&sheet->place);
    if (sheet->place.missing) {
        ask_for_folder(app, sheet);
    }
    const bool good =
        sheet->target && (!sheet->ask.save || sheet_may_write(app, sheet->target, &sheet->sure));
    return good ? SHEET_DECIDED : SHEET_STAYS;
}

static SheetAnswer enter(App *app, FileSheet *sheet)
{
    FilePlace *place = &sheet->place;
    const FolderEntry *entry = &place->folder.entries.items[place->at];
    if (entry->folder) {
        file_place_go(place, folder_path(place->folder.path, entry->name));
        return SHEET_STAYS;
    }
    file_place_name(place, entry->name);
    return decide(app, sheet);
}

// ---- the pass

static void measure(const App *app, const void *state, float *width, float *height)
{
    (void)app;
    (void)state;
    *width = WIDTH;
    *height = HEIGHT;
}

// Where one is, its last folders first; buttons for home and up.
static void place(Ui *ui, FileSheet *sheet, Rect row)
{
    if (ui_icon_button(ui, "file.home", cut_left(&row, 30, 6), ICON_HOUSE, false,
                       tr("To the home folder"))) {
        file_place_go(&sheet->place, folder_path("/", "~"));
    }
    if (ui_icon_button(ui, "file.up", cut_left(&row, 30, 12), ICON_UP, false,
                       tr("To the folder around this one (Backspace)"))) {
        file_place_up(&sheet->place);
    }
    ui_path_label(ui, row, ui->theme->text, sheet->place.folder.path);
}

static void empty_list(Ui *ui, const FileSheet *sheet, Rect rect)
{
    char text[TITLE_MAX];
    if (sheet->place.folder.entries.count > 0) {
        return;
    }
    text_print(text, sizeof text, tr("No folder and no %s file is here"), sheet->place.ending);
    ui_label(ui, rect_inset(rect, 12), ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
             sheet->place.ending[0] ? text : tr("Nothing is here"));
}

static SheetAnswer list(App *app, FileSheet *sheet, Rect rect)
{
    Ui *ui = &app->shell.ui;
    const bool free_keys = !ui->edit.id && !ui->focus;
    if (sheet->place.reveal) {
        ui_folder_show(ui, "file.list", rect, sheet->place.at);
        sheet->place.reveal = false;
    }
    const FolderAnswer answer =
        ui_folder_list(ui, "file.list", rect, &sheet->place.folder, &sheet->place.at, free_keys,
                       tr("A double click or Enter goes into a folder and takes a file; letters "
                          "look for a name"));
    empty_list(ui, sheet, rect);
    switch (answer) {
    case FOLDER_MARKED:
    case FOLDER_CLICKED:
        if (!sheet->place.folder.entries.items[sheet->place.at].folder) {
            file_place_name(&sheet->place, sheet->place.folder.entries.items[sheet->place.at].name);
        }
        return SHEET_STAYS;
    case FOLDER_ENTERED: return enter(app, sheet);
    case FOLDER_UP: file_place_up(&sheet->place); return SHEET_STAYS;
    case FOLDER_NOTHING: break;
    }
    return SHEET_STAYS;
}

// "/" and "~" begin a path although the line has not got the keys.
static bool begins_path(Ui *ui, FileSheet *sheet)
{
    const char first = ui->event.kind == INPUT_TEXT && !ui->consumed ? ui->event.text[0] : '\0';
    if (ui->edit.id || (first != '/' && first != '~')) {
        return false;
    }
    ui->consumed = true;
    text_print(sheet->place.text, sizeof sheet->place.text, "%s", ui->event.text);
    ui_focus(ui, "file.name");
    file_place_follow(&sheet->place);
    return true;
}

// The keys come to the line: what may be typed over is its name without the ending.
static void select_name(Ui *ui, const FileSheet *sheet, bool path)
{
    UiEdit *edit = &ui->edit;
    const size_t length = strlen(edit->text), ending = strlen(sheet->place.ending);
    if (edit->id != ui_id("file.name")) {
        return;
    }
    edit->caret = length >= ending && strcmp(edit->text + length - ending, sheet->place.ending) == 0
                      ? length - ending
                      : length;
    edit->anchor = path ? edit->caret : 0;
}

static SheetAnswer line(App *app, FileSheet *sheet, Rect row, bool fresh, bool path)
{
    Ui *ui = &app->shell.ui;
    const char *label = tr("Name");
    const float width = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, label) + 1;
    int matches = -1;
    if (fresh && sheet->ask.save) {
        ui_focus(ui, "file.name");
    }
    ui_label(ui, cut_left(&row, width, 12), ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->text,
             label);
    const PathAnswer answer = ui_path_field(
        ui, "file.name", row, sheet->place.text, sizeof sheet->place.text, &sheet->place.folder,
        &matches, tr("A name in this folder or a path; Tab completes it"));
    if (path || (fresh && sheet->ask.save)) {
        select_name(ui, sheet, path);
    }
    if (answer == PATH_CHANGED) {
        file_place_follow(&sheet->place);
    }
    if (matches > 0) {
        sheet->place.wrong = (Error){ .text = "" };
        text_print(sheet->place.wrong.text, sizeof sheet->place.wrong.text,
                   tr_n("%d name begins so", "%d names begin so", matches), matches);
    }
    return answer == PATH_ENTER  ? decide(app, sheet)
           : answer == PATH_BACK ? SHEET_BACK
                                 : SHEET_STAYS;
}

// Why not, or the name that the file will have.
static void say(Ui *ui, const FileSheet *sheet, Rect rect)
{
    char told[FILE_TEXT_MAX + 64] = "";
    const char *rest = file_bare_name(sheet->place.text);
    if (sheet->ask.save && *rest && sheet->place.ending[0]) {
        char *name = file_place_ending(&sheet->place, folder_path("", rest));
        text_print(told, sizeof told,
                   folder_find(&sheet->place.folder, name + 1) >= 0 ? tr("%s would be replaced")
                                                                    : tr("Will be called %s"),
                   name + 1);
        free(name);
    }
    if (!told[0] && sheet->place.folder.more) {
        text_print(told, sizeof told, tr("More than %d lie here; those found first are listed"),
                   FOLDER_ENTRIES_MAX);
    }
    const bool wrong = sheet->place.wrong.text[0];
    ui_label(ui, rect, ALIGN_LEFT, FONT_SANS, 12, wrong ? ui->theme->error : ui->theme->muted,
             wrong ? sheet->place.wrong.text : told);
}

static SheetAnswer pass(App *app, void *state, Rect inside, bool fresh)
{
    FileSheet *sheet = state;
    Ui *ui = &app->shell.ui;
    if (sheet->sure || sheet->made) { // the question has been answered
        sheet->made = false;
        const SheetAnswer answer = decide(app, sheet);
        sheet->sure = false;
        return answer;
    }
    sheet_title(ui, &inside, sheet->title);
    place(ui, sheet, cut_top(&inside, 28, 8));
    Rect below = cut_bottom(&inside, 28 + 4 + SAID + 14 + 30, 8);
    const bool path = begins_path(ui, sheet); // before the list looks for a name
    SheetAnswer answer = list(app, sheet, inside);
    if (answer == SHEET_STAYS) {
        answer = line(app, sheet, cut_top(&below, 28, 4), fresh, path);
    }
    const char *const labels[] = { sheet->action, tr("Cancel") };
    const char *const tips[] = { tr("Enter"), tr("Escape") };
    const int button = sheet_buttons(ui, "file", &below, 2, labels, tips);
    say(ui, sheet, below);
    if (answer != SHEET_STAYS) {
        return answer;
    }
    if (button == 0 && !sheet->place.text[0] && sheet->place.at >= 0) {
        return enter(app, sheet);
    }
    return button == 0 ? decide(app, sheet) : button == 1 ? SHEET_BACK : SHEET_STAYS;
}

static bool end(App *app, void *state, SheetAnswer answer, double now_s)
{
    FileSheet *sheet = state;
    const SheetFile *ask = &sheet->ask;
    sheet->sure = false;
    if (answer == SHEET_BACK) {
        if (ask->back) {
            ask->back(app, ask->context);
        }
        return true;
    }
    if (!ask->take(app, ask->context, sheet->target, now_s, &sheet->place.wrong)) {
        return false;
    }
    free(app->folder);
    app->folder = folder_above(sheet->target);
    return true;
}

static void finish(void *state)
{
    FileSheet *sheet = state;
    file_place_finish(&sheet->place);
    free(sheet->target);
}

static const SheetKind kind = {
    .name = "file",
    .size = sizeof(FileSheet),
    .measure = measure,
    .pass = pass,
    .end = end,
    .finish = finish,
};

void sheet_file(App *app, const SheetFile *ask)
{
    FileSheet *sheet = memory_get(sizeof *sheet);
    sheet->ask = *ask;
    text_print(sheet->title, sizeof sheet->title, "%s", ask->title);
    text_print(sheet->action, sizeof sheet->action, "%s", ask->action);
    file_place_begin(&sheet->place, ask->save, ask->ending, ask->path, app->folder);
    sheet_open(app, &kind, sheet);
}
