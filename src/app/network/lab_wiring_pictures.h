// Units that are small pictures of what they answer all over the plane, or along a curve's line, in
// their places in the wiring.
#pragma once

#include "app/network/lab_wiring.h"

// Whether they are one image, pixel by pixel; those of curves are drawn one by one.
bool wiring_has_sheet(const Wiring *w);
// All of them; of curves lines in that colour.
void wiring_pictures_draw(Canvas *canvas, const Wiring *w, int index, Color color,
                          const Theme *theme);
// Around one of them, over it.
void wiring_frame(Canvas *canvas, Rect place, unsigned flags, const Theme *theme);
// A unit that is a disc, with its flags; a weight's colour by its part of the largest, signed.
void wiring_unit_mark(Canvas *canvas, float x, float y, float r, unsigned flags, Color color,
                      const Theme *theme);
Color wiring_color(float part, const Theme *theme);
