// The Network room's chart in its parts, each in its file: the curves, what stands at their ends
// and beyond the axis, the numbers at the pointer.
#pragma once

#include "app/shell/app.h"
#include "base/words.h"
#include "draw/labels.h"
#include "draw/plot.h"

#define LAB_CHART_NAMES 17.0f // height of the room above the plot for what is written there

// One row for each LabChart.
typedef struct LabChartRow {
    const char *label;
    SeriesKind train, validation; // equal: there is only one curve
    bool epochs;                  // points at epochs' ends; else at steps
    bool share;                   // from 0 to 1
} LabChartRow;

typedef struct LabCurves {
    const LabSpace *space; // its shot is there
    const LabChartRow *row;
    const Theme *theme;
    Rect rect; // the whole chart's
    Plot plot;
    long until; // of what comes after this step nothing is shown
} LabCurves;

// The points of a network; those that are shown are the first ones.
const SeriesList *lab_curves_list(const LabCurves *curves, int network);
int lab_curves_shown(const LabCurves *curves, int network);
// The newest measured value at or before a step; NAN if there is none.
double lab_curves_value(const SeriesList *list, SeriesKind kind, long step);
// "0.0123", "98.5 %".
void lab_curves_text(const LabChartRow *row, double value, int digits, char *text, size_t size);

// Whether it is shown that a network was lost.
bool lab_curves_lost(const LabCurves *curves, int network);

// The parts that stand over the curves; none covers what is taken before it.
// What axis and lines mean.
void lab_chart_legend(Canvas *canvas, const LabCurves *curves, Taken *taken);
// Every network's letter at its curve's end.
void lab_chart_names(Canvas *canvas, const LabCurves *curves, Taken *taken);
// What goes beyond the axis, and where a network was lost.
void lab_chart_marks(Canvas *canvas, const LabCurves *curves, Taken *taken);
// Every network's values at a step, in a box beside it.
void lab_chart_reading(App *app, const LabCurves *curves, long step);
