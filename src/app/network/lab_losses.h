// The losses of a network in words and digits: what has room.
#pragma once

#include "draw/canvas.h"
#include "sim/train/lab_shot.h"

// Training's and validation's, and the accuracy; or that it was lost, and with what.
void lab_losses_draw(Canvas *canvas, Rect rect, const NetShot *net, const Theme *theme);
// What they are, for a tooltip; English, for tr().
const char *lab_losses_tip(const NetShot *net);
