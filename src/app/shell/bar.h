// The bar at the top: drawers, name, tabs, what the room has there, buttons, menu.
#pragma once

#include "app/shell/app.h"

void bar_pass(App *app, Rect rect);
