// A menu is a list of groups: a heading, then the actions of that group; behind those with files
// come what this room showed and nobody saved, and the files that were opened lately.
#include "app/shell/menu.h"

#include "app/shell/actions.h"
#include "app/shell/opening.h"
#include "app/shell/shelf.h"
#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/popup.h"

#include <stdlib.h>
#include <string.h>

enum {
    ENTRIES_MAX = 64,
    LABEL_MAX = 120,
    FOLDER_SHOWN = 40,
    WIDTH = 270,
    BUTTON = 84,
    FILES_BUTTON = 60
};

static const char *const group_names[] = {
    [GROUP_FILE] = N_("File"),
    [GROUP_SHARE] = N_("Share"),
    [GROUP_EDIT] = N_("Edit"),
    [GROUP_VIEW] = N_("View"),
};
static_assert(COUNT(group_names) == GROUP_COUNT, "a name for each group");

typedef struct Entry {
    const char *heading;  // English; NULL: it is none
    const Action *action; // or NULL, and then ...
    const char *before;   // ... what was laid by, or NULL, and then ...
    int index;            // ... of these or of the files that were opened lately
} Entry;

typedef struct Menu {
    App *app;
    int count;
    Entry entries[ENTRIES_MAX];
    char files[RECENT_MAX][LABEL_MAX];
} Menu;

static void add(Menu *menu, Entry entry)
{
    assert(menu->count < ENTRIES_MAX);
    menu->entries[menu->count++] = entry;
}

static const char *label(const void *context, int index)
{
    const Menu *menu = context;
    const Entry *entry = &menu->entries[index];
    return entry->heading  ? tr(entry->heading)
           : entry->action ? tr(entry->action->kind.name)
           : entry->before ? menu->app->shelf->before.labels[entry->index]
                           : menu->files[entry->index];
}

static const char *barred(const void *context, int index)
{
    const Menu *menu = context;
    const Entry *entry = &menu->entries[index];
    if (entry->heading) {
        return "";
    }
    return entry->action && entry->action->barred ? entry->action->barred(menu->app) : NULL;
}

// The groups from `first` to before `end`.
static void add_groups(Menu *menu, ActionGroup first, ActionGroup end)
{
    ActionGroup group = GROUP_COUNT;
    for (int i = 0; i < action_count; i++) {
        const Action *action = &actions[i];
        if (action->group < first || action->group >= end) {
            continue;
        }
        if (action->group != group) {
            group = action->group;
            add(menu, (Entry){ .heading = group_names[group] });
        }
        add(menu, (Entry){ .action = action });
    }
}

static void run(Menu *menu, const char *name, Rect rect, const char *title, const char *tip)
{
    Ui *ui = &menu->app->shell.ui;
    const Popup popup = { name, rect, WIDTH, menu->count, label, menu, barred };
    const int chosen = popup_menu(ui, &popup, title, tip);
    if (chosen < 0) {
        return;
    }
    const Entry *entry = &menu->entries[chosen];
    if (entry->action) {
        action_run(menu->app, entry->action, ui->now_s);
    } else if (entry->before) {
        opening_before(menu->app, entry->before, ui->now_s);
    } else {
        opening_dropped(menu->app, menu->app->shelf->recent.paths[entry->index], ui->now_s);
    }
}

// "lecture.thalweg – ~/talks": the name, and where it lies, of a long place the end.
static void file_label(const char *path, char label[LABEL_MAX])
{
    const char *home = getenv("HOME"), *below = path, *name = file_bare_name(path);
    const size_t above = home ? strlen(home) : 0;
    if (above > 1 && strncmp(path, home, above) == 0 && path[above] == '/') {
        below = path + above;
    }
    const char *begin = below;
    size_t length = (size_t)(name - below);
    length -= length > 1 || below > path; // the slash before the name
    if (length > FOLDER_SHOWN) {
        begin = below + length - FOLDER_SHOWN;
        while ((*begin & 0xc0) == 0x80) { // in the midst of a letter
            begin++;
        }
        length -= (size_t)(begin - below);
    }
    text_print(label, LABEL_MAX, "%s – %s%.*s", name,
               begin > below  ? "…"
               : below > path ? "~"
                              : "",
               (int)length, begin);
}

// Read anew when the list opens: other windows open files too, and files go.
static void add_recent(Menu *menu, const char *name)
{
    Shelf *shelf = menu->app->shelf;
    const UiPopup *popup = &menu->app->shell.ui.popup;
    if (!shelf || popup->id != ui_id(name)) {
        return;
    }
    if (popup->appears) {
        recent_load(&shelf->recent);
        laid_by_load(&shelf->before, menu->app->room->row->shows);
    }
    if (shelf->before.count > 0) {
        add(menu, (Entry){ .heading = N_("Not saved") });
    }
    for (int i = 0; i < shelf->before.count; i++) {
        add(menu, (Entry){ .before = shelf->before.paths[i], .index = i });
    }
    if (shelf->recent.count > 0) {
        add(menu, (Entry){ .heading = N_("Opened lately") });
    }
    for (int i = 0; i < shelf->recent.count; i++) {
        file_label(shelf->recent.paths[i], menu->files[i]);
        add(menu, (Entry){ .index = i });
    }
}

void menu_files(App *app, Rect *row, bool marked)
{
    Menu menu = { .app = app };
    char title[LABEL_MAX];
    text_print(title, sizeof title, marked ? "● %s" : "%s", tr("File"));
    const float width = ui_menu_width(&app->shell.ui, title, FILES_BUTTON);
    add_groups(&menu, GROUP_FILE, GROUP_AFTER_FILES);
    add_recent(&menu, "files");
    run(&menu, "files", cut_left(row, width, 12), title, tr("Opened, saved, exported and copied"));
}

void menu_all(App *app, Rect *row, bool with_files)
{
    Menu menu = { .app = app };
    const float width = with_files ? BUTTON : ui_menu_width(&app->shell.ui, tr("Menu"), BUTTON);
    if (with_files) {
        add_groups(&menu, GROUP_FILE, GROUP_AFTER_FILES);
        add_recent(&menu, "menu");
    }
    add_groups(&menu, GROUP_AFTER_FILES, GROUP_COUNT);
    run(&menu, "menu", cut_right(row, width, 12), tr("Menu"),
        tr("Everything that can be done, copied and saved"));
}
