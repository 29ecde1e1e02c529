// The button over the columns that says what is to be seen on the pictures.
#pragma once

#include "app/network/room_network.h"

// Whether the data have pictures of which there is anything to say.
bool lab_show_has_place(const LabSpace *space);
float lab_show_width(const Ui *ui);
// ranges: it has the choice of scales as well, for which the strip has no room.
void lab_show_menu(NetworkRoom *room, Rect button, bool ranges);
// One scale for all networks, or for each its own: kinds beside each other, or a list.
void lab_ranges_choice(Ui *ui, LabSpace *space, Rect rect, bool list);
