// What can be done by a button, a menu item or a key alike: one row each.
#pragma once

#include "app/shell/app.h"
#include "base/words.h"
#include "ui/widgets.h"

typedef struct Action {
    Kind kind;     // key: of its button; name: in the menu; about: its tip
    Icon icon;     // of its button in the bar; ICON_NONE: in the menu alone
    Key key;       // KEY_NONE: none
    uint32_t code; // of KEY_CHARACTER
    unsigned mods;
    void (*run)(App *app, double now_s);
} Action;

extern const Action actions[];
extern const int action_count;

// Buttons from the right end of the row, as far as they fit, and the menu with all of them; the
// rest of the row stays.
void actions_bar(App *app, Rect *row);
// Runs the action whose key this pass's event is.
void actions_keys(App *app);
