// Where a text is broken into lines.
#pragma once

#include "draw/canvas.h"

// Bytes of `text` up to where its first line ends: at its first line break, or at the last blank
// before the line would be wider than `width` logical pixels. At least one word; the blank or break
// behind it is not counted.
size_t wrap_line(const FontMetrics *metrics, Font font, float size, float width, const char *text);
