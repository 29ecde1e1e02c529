// A racer's card: its colour, its loss now, its rate, and, opened, all its parameters and its
// update rule.
#pragma once

#include "app/landscape/room_landscape.h"
#include "ui/layout.h"

// What a pass wants done to the list of racers, once all cards are drawn.
typedef struct CardWish {
    enum { CARD_NONE, CARD_DUPLICATE, CARD_REMOVE } what;
    int racer;
} CardWish;

void racer_card(LandscapeRoom *room, Column *column, int racer, CardWish *wish);
