// A folder's list above a line for name or path. The list shows the folder that the line names, and
// marks what begins as its end does; what is clicked in the list stands in the line.
#include "app/shell/sheet.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/folder_list.h"
#include "ui/path_field.h"
#include "ui/widgets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 660, HEIGHT = 520, TEXT_MAX = 4096, TITLE_MAX = 192, ENDING_MAX = 16, SAID = 34 };

typedef struct FileSheet {
    SheetFile ask;
    char title[TITLE_MAX], action[TITLE_MAX], ending[ENDING_MAX];
    char text[TEXT_MAX]; // name or path, as it stands in the line
    char *base;          // the folder that it is meant in
    Folder folder;       // that the line names
    bool hidden;         // it was read with what is hidden
    int at;              // the marked entry; -1: none
    bool reveal;         // it is to be brought into view
    char *target;        // what was decided
    bool sure;           // ... though it is there already
    Error wrong;         // why not
} FileSheet;

static const char *ending_of(const FileSheet *sheet)
{
    return sheet->ending[0] ? sheet->ending : NULL;
}

// The folder that the line names, to be freed.
static char *folder_named(const FileSheet *sheet)
{
    char *part = memory_get(sizeof sheet->text);
    const size_t length = (size_t)(path_rest(sheet->text) - sheet->text);
    memcpy(part, sheet->text, length);
    char *path = folder_path(sheet->base, part);
    free(part);
    return path;
}

// The entry that was meant by the end of the line so far: of that name, or the first that begins
// so; -1: none.
static int meant(const FileSheet *sheet)
{
    const char *rest = path_rest(sheet->text);
    const int whole = folder_find(&sheet->folder, rest);
    for (size_t i = 0; whole < 0 && *rest && i < sheet->folder.entries.count; i++) {
        if (strncasecmp(sheet->folder.entries.items[i].name, rest, strlen(rest)) == 0) {
            return (int)i;
        }
    }
    return whole;
}

// The list follows the line.
static void follow(FileSheet *sheet)
{
    char *path = folder_named(sheet);
    const bool hidden = path_rest(sheet->text)[0] == '.';
    sheet->wrong = (Error){ .text = "" };
    if (!sheet->folder.path || strcmp(path, sheet->folder.path) != 0 || hidden != sheet->hidden) {
        sheet->hidden = hidden;
        folder_read(&sheet->folder, path, ending_of(sheet), hidden, &sheet->wrong);
    }
    free(path);
    sheet->at = meant(sheet);
    if (sheet->at < 0 && !sheet->ask.save && !sheet->text[0] && sheet->folder.entries.count > 0) {
        sheet->at = 0;
    }
    sheet->reveal = true;
}

// Goes to a folder; where it is the one around, what one comes from is marked.
static void go_to(FileSheet *sheet, char *path)
{
    char *from = sheet->folder.path ? folder_path(sheet->folder.path, ".") : NULL;
    const char *rest = path_rest(sheet->text);
    memmove(sheet->text, rest, strlen(rest) + 1);
    sheet->text[0] = sheet->ask.save ? sheet->text[0] : '\0';
    free(sheet->base);
    sheet->base = path;
    follow(sheet);
    const int came = from ? folder_find(&sheet->folder, file_bare_name(from)) : -1;
    sheet->at = came >= 0 && !sheet->ask.save ? came : sheet->at;
    free(from);
}

static void go_up(FileSheet *sheet)
{
    char *named = folder_named(sheet);
    go_to(sheet, folder_above(named));
    free(named);
}

// Puts a name at the end of the line.
static void name_to(FileSheet *sheet, const char *name)
{
    const size_t kept = (size_t)(path_rest(sheet->text) - sheet->text);
    if (kept + strlen(name) < sizeof sheet->text) {
        memcpy(sheet->text + kept, name, strlen(name) + 1);
    }
}

// ---- deciding

static bool there(const char *path)
{
    return access(path, F_OK) == 0;
}

// `path` with the ending, unless it has it; takes `path` over.
static char *with_ending(const FileSheet *sheet, char *path)
{
    const size_t length = strlen(path), ending = strlen(sheet->ending);
    if (length >= ending && strcmp(path + length - ending, sheet->ending) == 0) {
        return path;
    }
    path = memory_grow(path, length + ending + 1);
    memcpy(path + length, sheet->ending, ending + 1);
    return path;
}

static bool can_open(FileSheet *sheet, char **path)
{
    if (!there(*path) && ending_of(sheet)) {
        char *longer = with_ending(sheet, folder_path(*path, "."));
        if (there(longer)) {
            free(*path);
            *path = longer;
            return true;
        }
        free(longer);
    }
    return there(*path) || fail(&sheet->wrong, "cannot open %s: %s", *path, strerror(errno));
}

static void replace(App *app, void *context, int answer, double now_s)
{
    (void)app;
    (void)now_s;
    FileSheet *sheet = context;
    sheet->sure = answer == 0;
}

static bool can_save(App *app, FileSheet *sheet, const char *path)
{
    char *folder = folder_above(path);
    const bool folder_there = folder_is(folder);
    if (!folder_there) {
        fail(&sheet->wrong, "there is no folder %s", folder);
    }
    free(folder);
    if (!folder_there) {
        return false;
    }
    if (there(path) && !sheet->sure) {
        char title[TITLE_MAX];
        text_print(title, sizeof title, tr("%s is there already"), file_bare_name(path));
        sheet_ask(app, &(SheetAsk){ .title = title,
                                    .text = tr("Shall it be replaced? What is in it now is lost."),
                                    .buttons = { tr("Replace"), tr("Cancel") },
                                    .take = replace,
                                    .context = sheet });
        return false;
    }
    return true;
}

// What the line says, as a file that can be taken; a folder is gone into.
static SheetAnswer decide(App *app, FileSheet *sheet)
{
    const char *rest = path_rest(sheet->text);
    char *path = folder_path(sheet->base, sheet->text);
    SheetAnswer answer = SHEET_STAYS;
    sheet->wrong = (Error){ .text = "" };
    if (!sheet->text[0]) {
        fail(&sheet->wrong, "A name is missing");
    } else if (folder_is(path)) {
        sheet->text[0] = '\0';
        go_to(sheet, path);
        return SHEET_STAYS;
    } else if (!*rest || strcmp(rest, ".") == 0 || strcmp(rest, "..") == 0) {
        fail(&sheet->wrong, "there is no folder %s", path);
    } else {
        path = sheet->ask.save ? with_ending(sheet, path) : path;
        const bool good = sheet->ask.save ? can_save(app, sheet, path) : can_open(sheet, &path);
        answer = good ? SHEET_DECIDED : SHEET_STAYS;
    }
    free(sheet->target);
    sheet->target = path;
    return answer;
}

static SheetAnswer enter(App *app, FileSheet *sheet)
{
    const FolderEntry *entry = &sheet->folder.entries.items[sheet->at];
    if (entry->folder) {
        go_to(sheet, folder_path(sheet->folder.path, entry->name));
        return SHEET_STAYS;
    }
    name_to(sheet, entry->name);
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
    if (ui_icon_button(ui, "file.home", cut_left(&row, 30, 6), ICON_HOME, false,
                       tr("To the home folder"))) {
        go_to(sheet, folder_path("/", "~"));
    }
    if (ui_icon_button(ui, "file.up", cut_left(&row, 30, 12), ICON_UP, false,
                       tr("To the folder around this one (Backspace)"))) {
        go_up(sheet);
    }
    const char *path = sheet->folder.path;
    char shown[TEXT_MAX];
    text_print(shown, sizeof shown, "%s", path);
    while (canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, shown) > row.w &&
           strchr(path + 1, '/')) {
        path = strchr(path + 1, '/');
        text_print(shown, sizeof shown, "…%s", path);
    }
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->text, shown);
}

static void empty_list(Ui *ui, const FileSheet *sheet, Rect rect)
{
    char text[TITLE_MAX];
    if (sheet->folder.entries.count > 0) {
        return;
    }
    text_print(text, sizeof text, tr("No folder and no %s file is here"), sheet->ending);
    ui_label(ui, rect_inset(rect, 12), ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
             ending_of(sheet) ? text : tr("Nothing is here"));
}

static SheetAnswer list(App *app, FileSheet *sheet, Rect rect)
{
    Ui *ui = &app->shell.ui;
    const bool free_keys = !ui->edit.id && !ui->focus;
    if (sheet->reveal) {
        ui_folder_show(ui, "file.list", rect, sheet->at);
        sheet->reveal = false;
    }
    const FolderAnswer answer =
        ui_folder_list(ui, "file.list", rect, &sheet->folder, &sheet->at, free_keys,
                       tr("A double click or Enter goes into a folder and takes a file; letters "
                          "look for a name"));
    empty_list(ui, sheet, rect);
    switch (answer) {
    case FOLDER_MARKED:
    case FOLDER_CLICKED:
        if (!sheet->folder.entries.items[sheet->at].folder) {
            name_to(sheet, sheet->folder.entries.items[sheet->at].name);
            sheet->wrong = (Error){ .text = "" };
        }
        return SHEET_STAYS;
    case FOLDER_ENTERED: return enter(app, sheet);
    case FOLDER_UP: go_up(sheet); return SHEET_STAYS;
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
    text_print(sheet->text, sizeof sheet->text, "%s", ui->event.text);
    ui_focus(ui, "file.name");
    follow(sheet);
    return true;
}

// The keys come to the line: what may be typed over is its name without the ending.
static void select_name(Ui *ui, const FileSheet *sheet, bool path)
{
    UiEdit *edit = &ui->edit;
    const size_t length = strlen(edit->text), ending = strlen(sheet->ending);
    if (edit->id != ui_id("file.name")) {
        return;
    }
    edit->caret = length >= ending && strcmp(edit->text + length - ending, sheet->ending) == 0
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
    const PathAnswer answer =
        ui_path_field(ui, "file.name", row, sheet->text, sizeof sheet->text, &sheet->folder,
                      &matches, tr("A name in this folder or a path; Tab completes it"));
    if (path || (fresh && sheet->ask.save)) {
        select_name(ui, sheet, path);
    }
    if (answer == PATH_CHANGED) {
        follow(sheet);
    }
    if (matches > 0) {
        sheet->wrong = (Error){ .text = "" };
        text_print(sheet->wrong.text, sizeof sheet->wrong.text,
                   tr_n("%d name begins so", "%d names begin so", matches), matches);
    }
    return answer == PATH_ENTER  ? decide(app, sheet)
           : answer == PATH_BACK ? SHEET_BACK
                                 : SHEET_STAYS;
}

// Why not, or the name that the file will have.
static void say(Ui *ui, const FileSheet *sheet, Rect rect)
{
    char told[TEXT_MAX + 64] = "";
    const char *rest = path_rest(sheet->text);
    if (sheet->ask.save && *rest && ending_of(sheet)) {
        char *name = with_ending(sheet, folder_path("", rest));
        text_print(told, sizeof told,
                   folder_find(&sheet->folder, name + 1) >= 0 ? tr("%s would be replaced")
                                                              : tr("Will be called %s"),
                   name + 1);
        free(name);
    }
    const bool wrong = sheet->wrong.text[0];
    ui_label(ui, rect, ALIGN_LEFT, FONT_SANS, 12, wrong ? ui->theme->error : ui->theme->muted,
             wrong ? sheet->wrong.text : told);
}

static SheetAnswer pass(App *app, void *state, Rect inside, bool fresh)
{
    FileSheet *sheet = state;
    Ui *ui = &app->shell.ui;
    if (sheet->sure) { // the question has been answered
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
    if (button == 0 && !sheet->text[0] && sheet->at >= 0) {
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
    if (!ask->take(app, ask->context, sheet->target, now_s, &sheet->wrong)) {
        return false;
    }
    free(app->folder);
    app->folder = folder_above(sheet->target);
    return true;
}

static void finish(void *state)
{
    FileSheet *sheet = state;
    folder_finish(&sheet->folder);
    free(sheet->base);
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

// Where it begins: the folder, and in the line the file's name when one is to be saved.
static void begin(FileSheet *sheet, const char *path, const char *last)
{
    char *begun = last ? folder_path(last, ".") : folder_begin();
    char *whole = path ? folder_path(begun, path) : NULL;
    if (whole && folder_is(whole)) {
        sheet->base = whole;
        whole = NULL;
    } else if (whole) {
        sheet->base = folder_above(whole);
        text_print(sheet->text, sizeof sheet->text, "%s", file_bare_name(whole));
    } else {
        sheet->base = folder_path(begun, ".");
    }
    free(begun);
    free(whole);
    follow(sheet);
    if (!sheet->ask.save) { // it is marked in the list
        sheet->text[0] = '\0';
    }
}

void sheet_file(App *app, const SheetFile *ask)
{
    FileSheet *sheet = memory_get(sizeof *sheet);
    sheet->ask = *ask;
    text_print(sheet->title, sizeof sheet->title, "%s", ask->title);
    text_print(sheet->action, sizeof sheet->action, "%s", ask->action);
    text_print(sheet->ending, sizeof sheet->ending, "%s", ask->ending ? ask->ending : "");
    begin(sheet, ask->path, app->folder);
    sheet_open(app, &kind, sheet);
}
