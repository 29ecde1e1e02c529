// Networks that are not to be seen: of them there is neither picture nor curve nor number, only
// their place, grey and with a question mark.
#pragma once

#include "app/network/lab_columns.h"

// Hides the networks of these bits (bit k: network k) and no other; they are told by what they are,
// so that others may go meanwhile.
void labspace_hide(LabSpace *space, unsigned networks);
bool labspace_hides(const LabSpace *space, int network);
// The colour of its letter: grey while it is hidden.
Color labspace_color_told(const LabSpace *space, int network, const Theme *theme);
// In place of all that a column has below its head.
void lab_hidden_draw(Canvas *canvas, const LabColumn *column, const Theme *theme);
// In place of one part of it.
void lab_hidden_part(Canvas *canvas, Rect rect, const Theme *theme);
