// The layers of a deep network, where a row would be too low for bars: each a line whose colour is
// deeper where more values lie, all on one scale, so that a signal that fades or grows with depth
// is a shape that one sees.
#pragma once

#include "app/network/lab_columns.h"

// Whether so many layers are shown as strips in a place of that height, and the height below them
// that the ends of their scale take.
bool lab_strips_wanted(float height, int layers);
enum { STRIPS_FOOT = 15 };

typedef struct StripScale {
    double low, high;
    bool log;
} StripScale;

// What the strips of a network reach over: of all networks' layers unless each has its own scale;
// no further than four times as far as half of the layers reach.
StripScale lab_strip_scale(const LabSpace *space, int index);
enum { STRIP_CELLS = 60 };
// How many of a layer's values lie in each cell of the scale, those beyond in the outer ones.
void lab_strip_cells(const NetShot *net, int layer, const StripScale *scale,
                     float cells[STRIP_CELLS]);

void lab_strips_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);
