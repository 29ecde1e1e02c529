// The tooltip: what the control under the resting pointer says about itself.
#pragma once

#include "ui/ui.h"

// The label in that place, which the canvas has just shortened, is told whole where the pointer
// rests on it.
void tip_whole(Ui *ui, Rect rect, const char *text);
// At the end of a pass: follows the control on top under the pointer and shows its text when due.
void tip_end(Ui *ui);
