// What the loss chart shows of a race, and on which axes.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/plot.h"

// Where the chart's data lie inside its rectangle, and its scales. log: of the loss.
Plot chart_plot(const Workspace *workspace, Rect rect, bool log, const Theme *theme);
// Whether losses have a lowest value to be measured from; without it the axis is linear, and of
// most values.
bool chart_has_reference(const Workspace *workspace);
// What the chart shows of a row: its loss above the lowest that is known, or as it is.
double chart_height(const Workspace *workspace, const TrailRow *row);
