// The layers as text: a field, what is wrong with it where it is wrong, and what comes of it.
#pragma once

#include "app/network/lab_rows.h"
#include "model/net/net.h"

// The rows, while the setting stands in the panel.
void lab_layer_text(NetworkRoom *room, Column *column);

enum { LAB_SHAPES_TEXT = 600 };
// "1x16x16 → 8x14x14 → ... → 10": the shapes on the way, "3 x 64" where layers in a row have the
// same; of many the first and the last.
void lab_shapes_text(const LayerPlan *plans, int count, char text[LAB_SHAPES_TEXT]);
