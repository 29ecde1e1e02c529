// The controls that what can be hidden of a scene's panels stands for.
#pragma once

#include "sim/race/scene_show.h"

extern const char *const landscape_hide_rows[SCENE_HIDE_COUNT];
