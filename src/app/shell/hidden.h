// Which of a room's sections and controls are hidden: choosing them, and the way back.
#pragma once

#include "app/shell/app.h"

// Menu: begins or ends choosing; shows all again; why that cannot be.
void hidden_choose(App *app, double now_s);
void hidden_show(App *app, double now_s);
const char *hidden_no_show(App *app);
// Escape: whether one was choosing.
bool hidden_back(App *app);
