// What a step points at: an outline about any control or thing of the window, which pulses once.
#pragma once

#include "app/shell/classroom_state.h"

// Where it is on screen, logical pixels: a control of that name, or a thing of the room that is
// shown. False: it is not there.
bool classroom_where(App *app, const char *name, Rect *rect);
// While presenting: a step that points at the chart brings it along, the next one takes it away.
void classroom_bring_chart(App *app);
// Brings into view what the step points at, and draws the outlines; behind the room's pass.
void classroom_point(App *app);
// Whether an outline still pulses.
bool classroom_pulses(const App *app);
