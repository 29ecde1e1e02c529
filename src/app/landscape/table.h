// The table of all runs at the cursor, sortable by every column.
#pragma once

#include "app/landscape/room_landscape.h"

// Shows the classic six without scrolling; the chart is as high.
enum { TABLE_HEIGHT = 152 };

void landscape_table(LandscapeRoom *room, Rect rect);
