// The chart of fair rates: every racer's curve over all rates, the best one and its own on it.
#pragma once

#include "app/landscape/room_landscape.h"
#include "draw/plot.h"

typedef struct RatesLook {
    const Theme *theme;
    bool log;     // of the heights; rates always are
    int lit;      // racer that is pointed at, -1 none
    bool pointed; // at a rate ...
    double rate;  // ... this one
} RatesLook;

Plot chart_rates_plot(const Workspace *workspace, Rect rect, bool log, const Theme *theme);
void chart_rates_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                      const RatesLook *look);
// With the pointer on it.
void landscape_chart_rates(LandscapeRoom *room, Rect rect);
