// A racer's card: its colour, its loss now, its rate, and, opened, all its parameters and its
// update rule.
#pragma once

#include "app/landscape/room_landscape.h"
#include "ui/layout.h"

// What a pass wants done to the list of racers, once all cards are drawn.
typedef struct CardWish {
    enum { CARD_NONE, CARD_DUPLICATE, CARD_REMOVE, CARD_MOVE } what;
    int racer;
    int place; // to move to
} CardWish;

float racer_card_height(LandscapeRoom *room, int racer, float width);
// In its box, which is that high.
void racer_card(LandscapeRoom *room, Rect box, int racer, CardWish *wish);
// Its head, in a row of the box.
void racer_head(LandscapeRoom *room, Rect box, Rect row, int racer, CardWish *wish);
// Whether the hand moves it up or down.
bool racer_dragged(const LandscapeRoom *room, int racer);
// The run of a racer; -1: it does not race.
int racer_run(const Race *race, int racer);
