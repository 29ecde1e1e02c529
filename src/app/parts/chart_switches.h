// What stands beside a chart in both rooms: how its axis is divided, and whether it tells what is
// to come.
#pragma once

#include "base/words.h"
#include "ui/ui.h"

typedef struct ChartSwitch {
    const char *name; // of the control
    const char *label, *tip;
    bool *on;
    bool disabled; // shown as off
} ChartSwitch;

enum { CHART_SWITCHES = 2 };

// A list of kinds below them.
typedef struct ChartBelow {
    const Registry *kinds;
    Rect rect; // where it lies, as wide as its names need
} ChartBelow;

// In a column that is cut off the chart's right side, one below the other. Above them there is room
// for a list of kinds, which is returned; kinds NULL: none. below NULL: there is none.
Rect chart_switches(Ui *ui, Rect *chart, const ChartSwitch switches[CHART_SWITCHES],
                    const Registry *kinds, ChartBelow *below);
