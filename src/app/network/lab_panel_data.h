// Parts of the panel's section of the data. Private to it.
#pragma once

#include "app/network/lab_rows.h"

// The brushes, of a plane of classes.
void lab_panel_paint(NetworkRoom *room, Column *column);
// What becomes of the training rows, and how inputs are scaled: folded, but for what is not as
// usual.
void lab_panel_settle(NetworkRoom *room, Column *column);
// Whether anything becomes of them.
bool lab_panel_settles(const LabSpace *space);
