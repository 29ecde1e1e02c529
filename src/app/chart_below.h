// Losses below the axis of the loss chart: a mark on its floor for every run that was there.
#pragma once

#include "app/workspace.h"
#include "draw/plot.h"

// For each run the least f − f_ref until the cursor, where that lies below the axis: an arrowhead
// down at its step and the value.
void chart_below(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme);
