// Rows of panels that edit one setting: its label at the left, muted, and its control at the right.
#pragma once

#include "ui/widgets.h"

// Draws the label (translated) and returns the control's place, of that width.
Rect row_labelled(Ui *ui, Rect row, float width, const char *label);
// Shows and hides what comes below it; whether that is shown. tip: of what is hidden, N_().
bool row_fold(Ui *ui, const char *name, Rect row, const char *label, const char *tip, bool *open);
// A seed: a whole number. name: of the field; param: its range; true when it has changed.
bool row_seed(Ui *ui, const char *name, Rect row, float width, const Param *param, uint64_t *seed,
              const char *tip);
