// RGB pixels to a PNG file.
#pragma once

#include "base/error.h"

// pixels [height][width][3], top row first, sRGB. The file is complete or not there.
bool png_write(const char *path, int width, int height, const uint8_t *pixels, Error *err);
