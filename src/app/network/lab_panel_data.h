// Parts of the panel's section of the data. Private to it.
#pragma once

#include "app/network/lab_rows.h"

// The button that says what is learnt and opens the list of all kinds, with search; *kind: a
// DataKind, -1: one's own points. Whether another one is chosen.
bool lab_data_list(NetworkRoom *room, Rect button, int *kind);
// The brushes, of a plane of classes.
void lab_panel_paint(NetworkRoom *room, Column *column);
// What becomes of the training rows, and how inputs are scaled: folded, but for what is not as
// usual.
void lab_panel_settle(NetworkRoom *room, Column *column);
// Why the data cannot be so, where that is too much of one of these, in the panel's words; false:
// it is none of them.
bool lab_panel_settle_refusal(const LabSpace *space, char *text, size_t size);
// Whether anything becomes of them.
bool lab_panel_settles(const LabSpace *space);
