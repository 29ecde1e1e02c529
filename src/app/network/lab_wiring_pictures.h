// Units that are small pictures of what they answer all over the plane, in their places in the
// wiring.
#pragma once

#include "app/network/lab_wiring.h"

// Of a unit in its place. Frames are drawn over the image of all of them.
void wiring_pictures_draw(Canvas *canvas, const Wiring *w, int index);
void wiring_frame(Canvas *canvas, Rect place, unsigned flags, const Theme *theme);
