// What a bet does outside of the strip, while a lesson is open.
#pragma once

#include "app/shell/classroom_state.h"

// Puts the flag into the picture's middle.
void classroom_flag_middle(App *app);
// Clicks in the picture and arrows put it elsewhere; behind the room's pass.
void classroom_flag_hands(App *app);
void classroom_flag_draw(App *app);
// Scores a bet that has come to its end; whether it has just done so.
bool classroom_bet_advance(App *app);
