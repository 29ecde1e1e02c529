// Arrows to where adversarial steps move points: whether a network's picture has them; one of them.
#pragma once

#include "app/network/lab_columns.h"

bool lab_arrows_shown(const LabSpace *space, int index);
// head: how long its tip is, if the arrow is no shorter.
void lab_arrow_draw(Canvas *canvas, float x0, float y0, float x1, float y1, float head,
                    const Theme *theme);
