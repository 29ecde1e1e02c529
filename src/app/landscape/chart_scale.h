// On which axes the chart shows a race.
#pragma once

#include "app/landscape/chart_kinds.h"
#include "draw/plot.h"

// Where the chart's data lie inside its rectangle, and its scales. log: of what it shows.
Plot chart_plot(const Workspace *workspace, Rect rect, bool log, const Theme *theme);
