// The button over the columns that says what is to be seen on the pictures.
#pragma once

#include "app/network/room_network.h"

// Whether the data have pictures of which there is anything to say.
bool lab_show_has_place(const LabSpace *space);
float lab_show_width(const Ui *ui);
void lab_show_menu(NetworkRoom *room, Rect button);
