// What the Network room's chart shows of a lab: the curves of its networks, as far as they are
// shown, and the axes.
#pragma once

#include "app/network/labspace.h"
#include "draw/plot.h"

#define LAB_CHART_NAMES 17.0f // height of the room above the plot for what is written there

// One row for each LabChart.
typedef struct LabChartRow {
    Kind kind;                    // about: what its axis is
    SeriesKind train, validation; // equal: there is only one curve
    bool epochs;                  // points at epochs' ends; else at steps
    bool share;                   // from 0 to 1
} LabChartRow;

extern const LabChartRow lab_charts[LAB_CHART_COUNT];
extern const Registry lab_chart_kinds;

typedef struct LabCurves {
    const LabSpace *space; // its shot is there
    const LabChartRow *row;
    const Theme *theme;
    Rect rect; // the whole chart's
    Plot plot;
    long until; // of what comes after this step nothing is shown
} LabCurves;

// The points that such a chart shows of a network.
const SeriesList *lab_chart_list(const NetShot *net, const LabChartRow *row);
// The points of a network; those that are shown are the first ones.
const SeriesList *lab_curves_list(const LabCurves *curves, int network);
int lab_curves_shown(const LabCurves *curves, int network);
// The newest measured value at or before a step; NAN if there is none.
double lab_curves_value(const SeriesList *list, SeriesKind kind, long step);
// A curve as it is drawn: those of its points that have a value, or (smooth > 0) their moving
// average (lab_smooth.h). steps, values [SERIES_MAX]; how many there are.
int lab_curves_points(const LabCurves *curves, int network, SeriesKind kind, double smooth,
                      double *steps, double *values);
// What is read off at a step: the newest value at or before it of the curve as it is smoothed.
double lab_curves_read(const LabCurves *curves, int network, SeriesKind kind, long step);
// Of the epochs shown that were trained (not the beginning) the one with the least validation loss,
// as NetShot's best; NULL if there is none.
const SeriesPoint *lab_curves_best(const LabCurves *curves, int network);
// Where a network has run out of patience, or will when it was gone back from there; -1: nowhere,
// or it is not shown.
long lab_curves_stopped(const LabCurves *curves, int network);
// "0.0123", "98.5 %".
void lab_curves_text(const LabChartRow *row, double value, int digits, char *text, size_t size);

// What the chart shows in that rectangle.
LabCurves lab_curves(const LabSpace *space, Rect rect, const Theme *theme);
// Whether it is shown that a network was lost.
bool lab_curves_lost(const LabCurves *curves, int network);
// Where the data lie in a rectangle (beside which the switches stand), and the scales: of the
// whole, or of the parts of the axes that are chosen. Of a part of the steps the values' axis has
// what is seen there.
Plot lab_chart_plot(const LabSpace *space, Rect rect, const Theme *theme);
// The whole axis of steps.
PlotScale lab_chart_steps(const LabSpace *space);
// Of that axis what is shown: the whole, or the part chosen.
PlotScale lab_chart_steps_shown(const LabSpace *space);
// Whether the values' axis shows a part chosen for it.
bool lab_chart_values_part(const LabSpace *space);
