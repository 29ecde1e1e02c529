// What a unit is called that is enlarged.
#pragma once

#include "app/network/lab_columns.h"

// "unit 3 of layer 2", "input sin πx", "output spam".
void lab_unit_caption(const LabShot *shot, LabUnitPlace at, char *text, size_t size);
