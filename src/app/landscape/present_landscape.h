// What stands beside the picture while a race is presented: a large legend, and time.
#pragma once

#include "app/landscape/room_landscape.h"

float landscape_present_legend_width(float width);
// Legend and time at their places of the layout; panels: what is in the side panels.
void landscape_present(LandscapeRoom *room, const char *const panels[2]);
