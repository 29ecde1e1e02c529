// The parts of the charts' axes that are shown.
#pragma once

#include "sim/train/lab_show.h"

typedef struct LabPart {
    bool on;          // else the whole is
    double low, high; // low < high; of steps INFINITY: as far as there are any
    bool log;         // of values: chosen on a logarithmic axis, and as long as it is one
} LabPart;

typedef struct LabAxes {
    LabPart steps;
    LabPart values[LAB_CHART_COUNT]; // of each chart
} LabAxes;

// Whether a part of the values is shown, on an axis that is logarithmic or not.
static inline bool lab_part_holds(const LabPart *part, bool log)
{
    return part->on && part->log == log;
}

static inline bool lab_part_equal(const LabPart *a, const LabPart *b)
{
    return a->on == b->on &&
           (!a->on || (a->low == b->low && a->high == b->high && a->log == b->log));
}

static inline bool lab_axes_equal(const LabAxes *a, const LabAxes *b)
{
    bool equal = lab_part_equal(&a->steps, &b->steps);
    for (int i = 0; i < LAB_CHART_COUNT; i++) {
        equal = equal && lab_part_equal(&a->values[i], &b->values[i]);
    }
    return equal;
}

static inline void lab_axes_whole(LabAxes *axes)
{
    *axes = (LabAxes){ .steps = { .on = false } };
}
