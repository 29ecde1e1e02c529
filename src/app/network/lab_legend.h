// What the colours and marks of a picture mean, in a strip below it.
#pragma once

#include "app/network/lab_surface_look.h"

enum { LAB_LEGEND = 15, LAB_LEGEND_GAP = 4 };

// Of network `index`'s surface, or of its curve. What has no room is left out, from the end.
void lab_legend_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme);
// A ramp of colours with its ends in numbers, from x on around the middle of a line; how wide.
// 0 and nothing drawn where it is wider than `room`.
float lab_ramp_draw(Canvas *canvas, float x, float middle, float room, float low, float high,
                    RampColor *color, const Theme *theme);
