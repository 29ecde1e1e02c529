// The losses of a network in words and digits: what has room.
#pragma once

#include "draw/canvas.h"
#include "sim/train/lab_shot.h"

// Training's and validation's of network `index`, and the accuracy; or that it was lost, and with
// what. The words are those that have room in a place of that size for every network.
void lab_losses_draw(Canvas *canvas, Rect rect, const LabShot *shot, int index, const Theme *theme);
// The least width in which they stand on one line, the accuracy with them, and how high they are in
// a narrower place, one above the other. shot NULL: before there is any.
void lab_losses_room(const Canvas *canvas, const LabShot *shot, float *one_line, float *stacked);
// What they are, for a tooltip; English, for tr().
const char *lab_losses_tip(const NetShot *net);
