// The units of a wiring under the pointer: one that is pointed at is enlarged onto the surface, or
// where there is none onto a card, and a press keeps it there.
#pragma once

#include "app/network/lab_wiring.h"

// A ring about the one that is enlarged.
void wiring_enlarged_draw(Canvas *canvas, const Wiring *w, const LabSpace *space, int index,
                          const Theme *theme);
void wiring_units_hands(NetworkRoom *room, const Wiring *w, int index, Rect rect);
