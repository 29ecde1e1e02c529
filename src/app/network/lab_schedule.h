// The schedule of the selected network's optimizer as a small curve in the panel.
#pragma once

#include "app/network/room_network.h"
#include "ui/layout.h"

// Steps of the selected network in all its epochs; 0: not known yet.
double lab_schedule_steps(const NetworkRoom *room);
// Nothing where the rate stays as it is.
void lab_schedule(NetworkRoom *room, Column *column);
