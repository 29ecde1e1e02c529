// Pictures as other programs see them: what is in a file of ours, read by libpng, poppler or
// ffmpeg.
#pragma once

#include "base/base.h"

typedef struct Pixels {
    int width, height;
    uint8_t *rgba; // [height][width][4], straight alpha; free() it
} Pixels;

// Each fails the test when the file cannot be read.
Pixels pixels_png(const char *path);
// The first page, 96 pixels an inch, on white paper.
Pixels pixels_pdf(const char *path);
// By ffmpeg, where its build knows SVG; else width 0.
Pixels pixels_svg(const char *path);

static inline const uint8_t *pixels_at(const Pixels *pixels, int x, int y)
{
    return pixels->rgba + 4 * ((size_t)y * (size_t)pixels->width + (size_t)x);
}

// How unlike two pictures of the same size are after a blur over 2 * radius + 1 pixels: the mean
// difference of a channel, 0..255, and how many of a thousand pixels differ by more than `much`.
typedef struct Unlike {
    double mean, much;
} Unlike;
Unlike pixels_unlike(const Pixels *a, const Pixels *b, int radius, int much);

// What a command prints, to be freed; fails the test when the command fails.
char *output_of(const char *format, ...) PRINTF_LIKE(1, 2);
long file_bytes(const char *path); // -1: it is not there
