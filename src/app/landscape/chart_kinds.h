// What the chart can show: a row for each kind, with how high its curves are and what its axis is
// called. Curves go over steps, one for each run, a value for each row of its trail.
#pragma once

#include "app/landscape/workspace.h"

typedef struct ChartRow {
    Kind kind; // about: what there is to see in it
    // Of row `index` of a run's trail; NAN: there is none.
    double (*height)(const Workspace *workspace, int run, int index);
    // What stands above the plot.
    void (*axis)(const Workspace *workspace, char *text, size_t size);
    unsigned wishes; // what is to be measured for it (GaugeWish)
    bool log;        // the axis to begin with
    bool over_rates; // its curves go over rates (app/landscape/chart_rates.h): no height, no axis
    bool rises;      // how much higher than at the start it goes is what it is about
    // Where steps begin to grow, in the unit of the heights; NULL: that is not what it is about.
    double (*border)(const Workspace *workspace, int run, int index);
} ChartRow;

extern const ChartRow charts[CHART_COUNT];
extern const Registry chart_kinds;

// Whether losses have a lowest value to be measured from; without it the loss's axis is linear, and
// of most values.
bool chart_has_reference(const Workspace *workspace);
// What the workspace's chart shows of row `index` of a run's trail.
double chart_height(const Workspace *workspace, int run, int index);
