// RGB pixels to a PNG file.
#pragma once

#include "base/error.h"

// pixels [height][width][3], top row first, sRGB. The file is complete or not there.
// err->at is 0 when the path itself is at fault (the user's mistake), -1 when writing failed.
bool png_write(const char *path, int width, int height, const uint8_t *pixels, Error *err);
