// The "best" state of a column: its network as it was at the epoch of its least validation loss. A
// button in the head says which state is shown and changes it.
#pragma once

#include "app/network/room_network.h"

// Whether a network is to be seen at its best; and, seen so, whether it is there.
bool lab_best_wanted(const LabSpace *space, int index);
bool lab_best_shown(const LabSpace *space, int index);
// Changes it; without an epoch that is the best nothing changes.
void lab_best_set(LabSpace *space, int index, bool on);
// Whether there is anything to choose: an epoch that is the best, or the wish to see one.
bool lab_best_is_choice(const LabSpace *space, int index);

// The button, cut off a head's right end: "best", or while it is on "best, epoch 14", in less room
// "best 14" or "best". Off, it is only there where the name has room beside it.
void lab_best_button(NetworkRoom *room, Rect *row, int index, const char *name);
// What a figure's head says, right-aligned, while the best is shown; how wide it is.
float lab_best_draw(Canvas *canvas, const LabSpace *space, int index, Rect row, const Theme *theme);
