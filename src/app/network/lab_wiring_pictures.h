// Units that are small pictures of what they answer all over the plane, in their places in the
// wiring.
#pragma once

#include "app/network/lab_wiring.h"

// Of a unit in its place. Frames are drawn over the image of all of them.
void wiring_pictures_draw(Canvas *canvas, const Wiring *w, int index);
void wiring_frame(Canvas *canvas, Rect place, unsigned flags, const Theme *theme);
// That image [height][width][4], `scale` pixels a logical one, of the wiring of a network in a
// place; NULL: it has no pictures. To be freed.
uint8_t *lab_wiring_pixels(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                           float scale, const Theme *theme, int *width, int *height);
// Images that look the same have the same number; never 0.
unsigned lab_wiring_version(const Canvas *canvas, const LabSpace *space, int index, Rect rect,
                            float scale, const Theme *theme);
