// Where a text is broken into lines, and a text made to fit its place.
#pragma once

#include "draw/canvas.h"

// Bytes of `text` up to where its first line ends: at its first line break, or at the last blank
// before the line would be wider than `width` logical pixels. At least one word, or what fits of
// one in Korean and the like; the blank or break behind it is not counted.
size_t wrap_line(const FontMetrics *metrics, Font font, float size, float width, const char *text);

// Draws a text in the middle of a place's height. Where it is wider than the place it stands on as
// many lines as the height has room for, in letters a little smaller if need be. False: it would
// not fit even so, and was cut with "…".
bool wrap_text(Canvas *canvas, Rect place, Align align, Font font, float size, Color color,
               const char *text);
// The least width for it on one line.
float wrap_least(const Canvas *canvas, Font font, float size, const char *text);
// Whether it would fit.
bool wrap_fits(const Canvas *canvas, Rect place, Font font, float size, const char *text);
