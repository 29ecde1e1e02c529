// A figure for a slide: title, picture with axes, legend, loss chart; no controls.
#pragma once

#include "app/shell/app.h"

// Lays out and draws onto the app's canvas; computes what it shows. The app was resized to the
// figure's size.
void figure_draw(App *app);
