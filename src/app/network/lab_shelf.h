// The settings that a lab can do without: under *Add…*, and in the panel only while they are set.
#pragma once

#include "app/network/lab_rows.h"

// The rows of that holder that stand now: what is not as usual, and what was just added. Each has a
// cross at its left, which puts the default back.
void lab_shelf_rows(NetworkRoom *room, Column *column, SettingHolder holder);
// The button that opens the list of all others, with search.
void lab_shelf_button(NetworkRoom *room, Column *column);
// Whether one was added by hand, or is not as usual.
bool lab_shelf_stands(const LabSpace *space, NetKey key);
// Cuts off the left end of a row the cross that takes the setting off.
void lab_shelf_cross(NetworkRoom *room, Rect *row, NetKey key);
