// Presenting: what the window shows is made for the last row. Bar and panels are away, everything
// is as large as the window's height asks for, and all of it stays live. Rooms see
// Shell.presenting.
#pragma once

#include "app/shell/app.h"

// Begins it on the whole screen, or ends it with everything as it was before.
void present_set(App *app, bool on);
// Escape: whether it was on.
bool present_leave(App *app);
// So many times larger than the last row needs, 1 to 1.3.
void present_enlarge(App *app, float times);
// The keys that presenting has for itself, before the room's.
void present_keys(App *app);
