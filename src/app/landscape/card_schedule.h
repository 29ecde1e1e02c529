// The schedule of a racer as a small curve on its card.
#pragma once

#include "app/landscape/room_landscape.h"
#include "app/parts/schedule_curve.h"

bool card_has_schedule(const LandscapeRoom *room, int racer);
void card_schedule(LandscapeRoom *room, Rect rect, int racer);
// In place of the rate's slider, of one whose rates come from curvatures: which these are.
void card_curvatures(LandscapeRoom *room, Rect rect, int racer);
