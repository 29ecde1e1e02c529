// A font whose every character is 0.6 of the size wide.
#pragma once

#include "draw/canvas.h"

static float mono_width(void *self, Font font, float size, const char *text, size_t length)
{
    (void)self, (void)font;
    float width = 0;
    for (size_t i = 0; i < length; i++) {
        width += (text[i] & 0xc0) == 0x80 ? 0 : size * 0.6f;
    }
    return width;
}

static const FontMetrics metrics = { NULL, mono_width };
