// What the colours and marks of a picture mean, in a strip below it.
#pragma once

#include "app/network/lab_columns.h"

enum { LAB_LEGEND = 15, LAB_LEGEND_GAP = 4 };

// Of network `index`'s surface, or of its curve. What has no room is left out, from the end.
void lab_legend_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);
