// What the surface's own buttons and keys do.
#pragma once

#include "app/landscape/room_landscape.h"

// A row of small buttons on the surface's picture: from where to look, perspective, turntable, ride
// along, home. Where it lies, so that names keep out of its way.
void relief_tools(LandscapeRoom *room, Rect rect);
Rect relief_tools_place(const LandscapeRoom *room, Rect rect);
// Keys that are nobody else's: which pictures, turntable, home, and back from what moves by itself.
void relief_keys(LandscapeRoom *room);
