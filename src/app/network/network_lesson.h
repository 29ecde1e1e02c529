// What lessons ask of the Network room.
#pragma once

#include "app/shell/room_lesson.h"

extern const RoomLesson network_lesson;
