// Which row of what can be hidden a control belongs to, and how one that can be is shown.
#pragma once

#include "ui/ui.h"

// -1: none.
int hiding_row(const Ui *ui, const char *name);
// While one chooses: around a control that can be hidden; `on`: it is.
void hiding_outline(Ui *ui, Rect rect, bool on, bool hovered);
