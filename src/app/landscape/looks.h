// What of a scene the Landscape room shows: opened with it, told of it, and what a user likes,
// which is remembered from one time to the next and does not change by what is opened.
#pragma once

#include "app/landscape/room_landscape.h"

// As a fresh window has it.
void landscape_looks_begin(LandscapeRoom *room);
// Keeps what was chosen by hand; to be called before another scene is opened ...
void landscape_looks_part(LandscapeRoom *room);
// ... and when it was: shown as it says, what it does not say as is liked. At its step, resting;
// without one it plays from its beginning.
void landscape_looks_open(LandscapeRoom *room, const SceneShow *show);
// All that is said of what the room shows now.
void landscape_looks_fill(const LandscapeRoom *room, SceneShow *show);
void landscape_looks_recall(LandscapeRoom *room, const Settings *settings);
void landscape_looks_remember(const LandscapeRoom *room, Settings *settings);
