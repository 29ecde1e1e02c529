// What the colours and marks of a picture mean, below it: on as many lines as that needs.
#pragma once

#include "app/network/lab_columns.h"

enum { LAB_LEGEND = 15, LAB_LEGEND_GAP = 4 }; // of a line; above the first

// Of network `index`'s surface, or of its curve, in lines of LAB_LEGEND; what does not fit into the
// height is left out, from the end.
void lab_legend_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);
// As high as the longest of all networks, in a place that is so wide; 0: there is none. Higher than
// any place where a word has no room. It does not change with the numbers in it.
float lab_legend_height(const Canvas *canvas, const LabSpace *space, float width);
