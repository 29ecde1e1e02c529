// The lesson that is open: which step, what was answered, bet, done; the strip below the picture
// with caption, question and buttons; and what the step points at.
#pragma once

#include "app/shell/app.h"
#include "sim/lesson/lesson.h"

// Opens a lesson at its first step, or tells why it cannot. What the rooms held is laid by first,
// as when a file is opened.
void classroom_open(App *app, const char *path, double now_s);
// The first lesson's sheet: a list in groups, with level, minutes and a small picture.
void classroom_choose(App *app, double now_s);
// What was shown before the lesson comes back.
void classroom_leave(App *app, double now_s);
bool classroom_is_open(const App *app);
// On (+1) or back (-1) by a step.
void classroom_step(App *app, int direction, double now_s);
