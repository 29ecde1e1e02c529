// Fair rates in the panel of optimizers: what makes a rate the best and that all take theirs, and
// on each card the curve of what every rate comes to.
#pragma once

#include "app/landscape/room_landscape.h"
#include "ui/layout.h"

enum { FAIR_CURVE = 62 }; // how high a card's curve is

// The switch, in the row of the panel's heading.
void fair_switch(LandscapeRoom *room, Rect row);
// Below the heading; nothing while the switch is off.
void fair_section(LandscapeRoom *room, Column *column);
// Whether a racer's card has a curve.
bool fair_has_curve(const LandscapeRoom *room, int racer);
// A click takes the rate there, Enter the best one.
void fair_card(LandscapeRoom *room, Rect rect, int racer);
