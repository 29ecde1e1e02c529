// What lines and marks of a wiring mean, below it.
#pragma once

#include "app/network/lab_wiring.h"

enum { WIRING_LEGEND = 16 }; // of a line

// Lines that it takes in a place that is so wide, whatever its numbers and whatever units are
// dead; 0: a key is wider than that, and there is none.
int wiring_legend_lines(const Canvas *canvas, const Wiring *w, float width);
// The last line at the bottom of `rect`.
void wiring_legend_draw(Canvas *canvas, const Wiring *w, Rect rect, Color color,
                        const Theme *theme);
