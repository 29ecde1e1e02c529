// The loss chart below the picture: every run's loss over steps, with the cursor.
#pragma once

#include "app/workspace.h"
#include "draw/plot.h"

// Where the chart's data lie inside its rectangle, and its scales.
Plot chart_plot(const Workspace *workspace, Rect rect, const Theme *theme);
// lit: run that is pointed at, -1 none. hover: step below the pointer, negative none.
void chart_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme,
                int lit, int hover);
