// What is chosen from lists with groups, sentences and search: a landscape, an optimizer to add.
#pragma once

#include "app/landscape/room_landscape.h"

#define LANDSCAPE_CHOICE "landscape" // the button's name

// An OptimKind that was chosen to be added; -1: none.
int choose_optimizer(LandscapeRoom *room, Rect button, const char *tip);
// A race of race_presets that was chosen to be opened; -1: none.
int choose_preset(LandscapeRoom *room, Rect button);
// A landscape, by its place in the table; landscape_count: the typed formula. Moving in the list
// chooses at once, so that all can be seen; Escape takes it back (ui.h, went_back).
bool choose_landscape(LandscapeRoom *room, Rect button, int *chosen, const char *tip);
// Computes the open list's pictures on; whether more remains.
bool choosers_advance(LandscapeRoom *room, double budget_s);
