// The menus of the bar: everything that can be done, in groups.
#pragma once

#include "app/shell/app.h"

// What is done with files, at the row's left end. marked: what is shown is not in its file.
void menu_files(App *app, Rect *row, bool marked);
// The rest of it, or all, at the row's right end.
void menu_all(App *app, Rect *row, bool with_files);
