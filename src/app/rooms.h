// The rooms of the program.
#pragma once

#include "app/shell/room.h"

extern const Rooms rooms;
