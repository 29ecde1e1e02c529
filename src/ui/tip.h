// The tooltip: what the control under the resting pointer says about itself.
#pragma once

#include "ui/ui.h"

// At the end of a pass: follows the control on top under the pointer and shows its text when due.
void tip_end(Ui *ui);
