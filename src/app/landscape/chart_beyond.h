// Losses beyond the axis of the loss chart: a mark on its floor or its ceiling for every run that
// was there.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/plot.h"

// For each run the least and the greatest of what the chart shows until the cursor, where that lies
// below or above the axis: an arrowhead that points there, at its step, and the value beside it.
void chart_beyond(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme);
