// Pixels to a PNG file.
#pragma once

#include "base/error.h"

typedef struct PngPicture {
    int width, height;     // > 0
    int channels;          // 3: red, green, blue; 4: and alpha
    const uint8_t *pixels; // [height][width][channels], top row first, sRGB, straight alpha
    double dpi;            // pixels an inch, told in the file; 0: not told
} PngPicture;

// The file is complete or not there.
// err->at is 0 when the path itself is at fault (the user's mistake), -1 when writing failed.
bool png_write(const char *path, const PngPicture *picture, Error *err);
