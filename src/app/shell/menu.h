// The menus of the bar: everything that can be done, in groups.
#pragma once

#include "app/shell/app.h"

// What is done with files, at the row's left end.
void menu_files(App *app, Rect *row);
// The rest of it, or all, at the row's right end.
void menu_all(App *app, Rect *row, bool with_files);
