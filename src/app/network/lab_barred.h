// The column of a network that could not begin: why, in its place, and nothing of what was there
// before; of data on the plane the points, so that they can be painted on.
#pragma once

#include "app/network/lab_columns.h"

bool lab_is_barred(const LabSpace *space, int index);
// "Not begun: conv 8 3x3 needs a picture, ..."
void lab_barred_draw(Canvas *canvas, const LabSpace *space, Rect place, int index,
                     const Theme *theme);
// All of a column but its head.
void lab_barred_column(Canvas *canvas, const LabSpace *space, const LabColumn *column, int index,
                       const Theme *theme);
void lab_barred_hands(NetworkRoom *room, const LabColumn *column, int index);
