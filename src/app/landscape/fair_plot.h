// Curves of what every rate comes to: on a racer's card, and all of them in a chart.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/plot.h"

// How high a point's curve is there, by the criterion: the loss above the lowest known, or steps.
// NAN: a run is lost, or never was within the tolerance.
double fair_height(const Workspace *workspace, const TunePoint *point);
// Scales over the curve of one racer, -1: of all, in this area. log: of the heights.
Plot fair_plot(const Workspace *workspace, Rect area, int racer, bool log, const Theme *theme);
// A racer's curve with its best rate; clip it to the plot.
void fair_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot, int racer, float width,
               const Theme *theme);
// A racer's own rate: a ring on its curve and a tick below it.
void fair_draw_own(Canvas *canvas, const Workspace *workspace, const Plot *plot, int racer,
                   const Theme *theme);
// The point of a curve whose rate is nearest.
const TunePoint *fair_nearest(const TuneCurve *curve, double rate);
// What a point comes to, in words: "3.1e-5", "lost", "never".
void fair_say(const Workspace *workspace, const TunePoint *point, char *text, size_t size);
// What the height is of: "loss at step 100 above the minimum, 0".
void fair_axis(const Workspace *workspace, char *text, size_t size);
