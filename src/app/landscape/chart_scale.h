// On which axes the chart shows a race.
#pragma once

#include "app/landscape/chart_kinds.h"
#include "draw/plot.h"

// Whether anything that it shows is above 0, as a logarithm needs.
bool chart_has_positive(const Workspace *workspace);
// Where the chart's data lie inside its rectangle, and its scales. log: of what it shows, where
// anything has one.
Plot chart_plot(const Workspace *workspace, Rect rect, bool log, const Theme *theme);
