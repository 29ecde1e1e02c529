// The schedule of the selected network's optimizer as a small curve in the panel.
#pragma once

#include "app/network/room_network.h"
#include "ui/layout.h"

// Nothing where the rate stays as it is.
void lab_schedule(NetworkRoom *room, Column *column);
