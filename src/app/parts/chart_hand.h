// The pointer on a chart over steps: what it points at, and the step that a press goes to.
#pragma once

#include "draw/plot.h"
#include "ui/ui.h"

typedef struct ChartHand {
    long step; // below the pointer, 0..last; -1: it is not on the chart
    bool pressed, held, doubled;
    bool goes; // the step is where the hand goes to: pressed now, or dragged there
} ChartHand;

// name: of the control; rect: the chart with its labels; last: the step at its right end, -1: there
// is nothing yet.
ChartHand chart_hand(Ui *ui, const char *name, Rect rect, const Plot *plot, long last);
