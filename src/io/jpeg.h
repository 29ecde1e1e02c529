// Pixels as JPEG, for images inside other files.
#pragma once

#include "base/base.h"

// pixels [height][width][3], sRGB; quality 1..100. The file in memory, to be free()d.
uint8_t *jpeg_encode(int width, int height, const uint8_t *pixels, int quality, size_t *bytes);
