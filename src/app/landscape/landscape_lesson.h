// What lessons ask of the Landscape room.
#pragma once

#include "app/shell/room_lesson.h"

extern const RoomLesson landscape_lesson;
