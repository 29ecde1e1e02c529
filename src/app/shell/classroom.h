// The lesson that is open: which step, what was answered, bet, done; the strip below the picture
// with caption, question and buttons; and what the step points at.
#pragma once

#include "app/shell/app.h"
#include "sim/lesson/lesson.h"

// Opens a lesson at its first step, or tells why it cannot. What the rooms show meanwhile is kept,
// with its undo and its file.
void classroom_open(App *app, const char *path, double now_s);
// The same of one that was read already, at a step; it is taken over.
void classroom_begin(App *app, Lesson *lesson, int step, double now_s);
// The sheet of lessons: a list in groups, with level, minutes and a small picture.
void classroom_choose(App *app, double now_s);
// What was shown before the lesson comes back.
void classroom_leave(App *app, double now_s);
bool classroom_is_open(const App *app);
// On (+1) or back (-1) by a step.
void classroom_step(App *app, int direction, double now_s);
// The step as it began; what was answered in it is forgotten.
void classroom_again(App *app, double now_s);
// To a step; one that is not there is the nearest.
void classroom_go(App *app, int step, double now_s);

// What others show of it. The lesson that is open, NULL: none is, and its step.
const Lesson *classroom_lesson(const App *app);
int classroom_at(const App *app);
// Another number for every lesson that is opened, though it should lie where one before it lay.
unsigned classroom_opened(const App *app);
// Which racers or networks of the room that is shown are hidden until the question is revealed.
unsigned classroom_hidden(const App *app);

// ---- for the window's frame

// How high its strip is in a window of that size, logical pixels; 0: none is open.
float classroom_height(App *app, float width, float height);
// The strip and its keys; before the room's pass, which what it leaves is for.
void classroom_pass(App *app);
// What lies over the picture: flags, outlines; behind the room's pass.
void classroom_over(App *app);
// In every frame: bets that have come to their end, tasks that are done. Whether the next frame has
// something to do without any event.
bool classroom_advance(App *app, double budget_s);
// Escape: whether there was something to go back from.
bool classroom_back(App *app);
