// Curves of what every rate comes to: on a racer's card, and all of them in a chart.
#pragma once

#include "app/landscape/workspace.h"
#include "draw/plot.h"

typedef enum FairKind { FAIR_TUNE, FAIR_RAMP } FairKind; // fair rates; the range test

// A racer's curve as it is shown.
typedef struct FairCurve {
    TuneCurve points;
    FairKind kind;
    bool has_rate; // else it is one point without one
} FairCurve;

// False: nothing is known of the racer as it is now.
bool fair_shown(const Workspace *workspace, FairKind kind, int racer, FairCurve *curve);
// How high a point of a curve of that kind is, by the criterion: the loss above the lowest known,
// or steps. NAN: a run is lost, or never was within the tolerance.
double fair_height(const Workspace *workspace, FairKind kind, const TunePoint *point);
// Scales over the curve of one racer, -1: of all, in this area. log: of the heights.
Plot fair_plot(const Workspace *workspace, FairKind kind, Rect area, int racer, bool log,
               const Theme *theme);
// A curve with its best rate; clip it to the plot.
void fair_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot, const FairCurve *curve,
               float width, const Theme *theme);
// The racer's own rate: a ring on its curve and a tick below it.
void fair_draw_own(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                   const FairCurve *curve, const Theme *theme);
// The point of a curve whose rate is nearest.
const TunePoint *fair_nearest(const TuneCurve *curve, double rate);
// What a point comes to, in words: "3.1e-5", "lost", "never".
void fair_say(const Workspace *workspace, FairKind kind, const TunePoint *point, char *text,
              size_t size);
// What the height is of: "loss at step 100 above 0, for each rate η".
void fair_axis(const Workspace *workspace, FairKind kind, char *text, size_t size);
