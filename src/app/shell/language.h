// The language of the window: chosen from a list, spoken at once, remembered.
#pragma once

#include "app/shell/app.h"
#include "io/settings.h"

// Before anything is made or shown: speaks what was chosen the last time, unless the environment
// asks for another by name.
void language_recall(const Settings *settings);
// Whether the letters of what is spoken can be shown. If no font has them it is English from now
// on, and the message says in English which package would help.
bool language_check(App *app, Error *err);
// Speaks it from now on: a row of `languages`.
void language_choose(App *app, int row, double now_s);

// Opens the list, below its button in the bar or, where that has no room, below the menu's.
void language_open(App *app, double now_s);
// The list, if it is open.
void language_pass(App *app);
