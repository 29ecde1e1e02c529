// What can be done by a button, a menu item or a key alike: one row each.
#pragma once

#include "app/shell/app.h"
#include "base/words.h"
#include "ui/widgets.h"

// What belongs together in a menu; those before GROUP_AFTER_FILES stand in the one of files.
typedef enum ActionGroup {
    GROUP_FILE,
    GROUP_SHARE,
    GROUP_EDIT,
    GROUP_VIEW,
    GROUP_COUNT,
    GROUP_AFTER_FILES = GROUP_EDIT
} ActionGroup;

// Rows stand in the order of their groups.
typedef struct Action {
    Kind kind; // key: of its button; name: in the menu; about: its tip
    ActionGroup group;
    Icon icon;     // of its button in the bar; ICON_NONE: in the menu alone
    Key key;       // KEY_NONE: none
    uint32_t code; // of KEY_CHARACTER
    unsigned mods;
    void (*run)(App *app, double now_s);
    // Why it cannot be done now, for people, until the next call; NULL: it can. The function itself
    // may be NULL: it always can.
    const char *(*barred)(App *app);
} Action;

extern const Action actions[];
extern const int action_count;

// Does it, or says why that cannot be.
void action_run(App *app, const Action *action, double now_s);
// Buttons from the right end of the row, as far as they fit; the rest of the row stays.
void actions_bar(App *app, Rect *row);
// Whether an event is the key of an action of files, which takes along what is being typed.
bool actions_of_files(const InputEvent *event);
// Whether an event is the key that ends the program.
bool actions_quit(const InputEvent *event);
// Runs the action whose key this pass's event is.
void actions_keys(App *app);
