// What lies over everything: lists, tips, messages, and what is told of the place below the
// pointer. A card has one look, a layer of its own, and stays within the window.
#pragma once

#include "ui/ui.h"

// Draws its ground; what is drawn until card_end() lies on it, whatever was clipped before. Returns
// the layer that card_end() goes back to.
int16_t card_begin(Ui *ui, int16_t layer, Rect box, Color edge);
void card_end(Ui *ui, int16_t below);

// Places for a card of that size. Right of and above the pointer, `away` from it.
Rect card_at_pointer(const Ui *ui, float away, float w, float h);
// Right of what lies from x0 to x1, or left of it where there is no room; `gap` between.
Rect card_beside(const Ui *ui, float x0, float x1, float gap, float top, float w, float h);
