// A figure for a slide: title, picture with axes, legend, loss chart; no controls.
#pragma once

#include "app/landscape/room_landscape.h"

// Lays out and draws onto the shell's canvas; computes what it shows. The shell was resized to the
// figure's size.
void figure_draw(LandscapeRoom *room);
