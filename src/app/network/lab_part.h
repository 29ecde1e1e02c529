// The parts of the charts' axes that are shown.
#pragma once

#include "sim/train/lab_show.h"

typedef struct LabPart {
    bool on;          // else the whole is
    double low, high; // low < high
    bool log;         // of values: chosen on a logarithmic axis, and as long as it is one
} LabPart;

typedef struct LabAxes {
    LabPart steps;
    LabPart values[LAB_CHART_COUNT]; // of each chart
} LabAxes;

static inline void lab_axes_whole(LabAxes *axes)
{
    *axes = (LabAxes){ .steps = { .on = false } };
}
