// Values at the middles of few large cells: of the whole landscape and of what is visible of it.
#pragma once

#include "app/parts/view.h"
#include "model/objective.h"

enum { SAMPLES_SIDE_MOST = 40 };

typedef struct Samples {
    int side; // of both, row after row; 0: there are none yet
    double home[SAMPLES_SIDE_MOST * SAMPLES_SIDE_MOST]; // NaN and infinities as they come
    double visible[SAMPLES_SIDE_MOST * SAMPLES_SIDE_MOST];
    unsigned version; // what they are of
    Box home_box, visible_box;
} Samples;

// Takes what is due; version: of the objective. side <= SAMPLES_SIDE_MOST.
void samples_follow(Samples *samples, const Objective *objective, Scratch *scratch,
                    unsigned version, Box home, Box visible, int side);
