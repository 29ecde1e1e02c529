// The image of all units of a wiring that are pictures, in their places.
#pragma once

#include "app/network/lab_wiring.h"

// [height][width][4], `scale` pixels a logical one, of the wiring of a network in a place; NULL: it has no pictures. To be freed.
uint8_t *lab_wiring_pixels(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                           float scale, const Theme *theme, int *width, int *height);
// Images that look the same have the same number; never 0.
unsigned lab_wiring_version(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                            float scale, const Theme *theme);
