// A menu is a list of groups: a heading, then the actions of that group.
#include "app/shell/menu.h"

#include "app/shell/actions.h"
#include "base/words.h"
#include "ui/popup.h"

enum { ENTRIES_MAX = 64, WIDTH = 270, BUTTON = 84, FILES_BUTTON = 60 };

static const char *const group_names[] = {
    [GROUP_FILE] = N_("File"),
    [GROUP_SHARE] = N_("Share"),
    [GROUP_EDIT] = N_("Edit"),
    [GROUP_VIEW] = N_("View"),
};
static_assert(COUNT(group_names) == GROUP_COUNT, "a name for each group");

typedef struct Entry {
    const Action *action; // NULL: the heading of ...
    ActionGroup group;
} Entry;

typedef struct Menu {
    App *app;
    int count;
    Entry entries[ENTRIES_MAX];
} Menu;

static void add(Menu *menu, Entry entry)
{
    assert(menu->count < ENTRIES_MAX);
    menu->entries[menu->count++] = entry;
}

static const char *label(const void *context, int index)
{
    const Entry *entry = &((const Menu *)context)->entries[index];
    return tr(entry->action ? entry->action->kind.name : group_names[entry->group]);
}

static const char *barred(const void *context, int index)
{
    const Menu *menu = context;
    const Action *action = menu->entries[index].action;
    if (!action) {
        return "";
    }
    return action->barred ? action->barred(menu->app) : NULL;
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
            add(menu, (Entry){ NULL, group });
        }
        add(menu, (Entry){ action, group });
    }
}

static void run(Menu *menu, const char *name, Rect rect, const char *title, const char *tip)
{
    Ui *ui = &menu->app->shell.ui;
    const Popup popup = { name, rect, WIDTH, menu->count, label, menu, barred };
    const int chosen = popup_menu(ui, &popup, title, tip);
    if (chosen >= 0) {
        action_run(menu->app, menu->entries[chosen].action, ui->now_s);
    }
}

void menu_files(App *app, Rect *row)
{
    Menu menu = { .app = app };
    const float width = ui_menu_width(&app->shell.ui, tr("File"), FILES_BUTTON);
    add_groups(&menu, GROUP_FILE, GROUP_AFTER_FILES);
    run(&menu, "files", cut_left(row, width, 12), tr("File"),
        tr("Opened, saved, exported and copied"));
}

void menu_all(App *app, Rect *row, bool with_files)
{
    Menu menu = { .app = app };
    const float width = with_files ? BUTTON : ui_menu_width(&app->shell.ui, tr("Menu"), BUTTON);
    add_groups(&menu, with_files ? GROUP_FILE : GROUP_AFTER_FILES, GROUP_COUNT);
    run(&menu, "menu", cut_right(row, width, 12), tr("Menu"),
        tr("Everything that can be done, copied and saved"));
}
