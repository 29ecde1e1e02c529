// A slider that moves by itself: its mark, a small triangle, sweeps it between its ends and back
// until Escape, a press anywhere or the mark again ends it.
#pragma once

#include "base/param.h"
#include "ui/ui.h"

// One slider's part of a pass. name: the slider's; rect: its row; place: where the mark lies when
// the row is pointed at; row: what its track shows, for a value of `value`; press: the track's.
// True while it is swept: *share is where it is on *row, whose ends are those that it had when that
// began.
bool ui_sweep(Ui *ui, const char *name, Rect rect, Rect place, Param *row, double value,
              const UiPress *press, double *share);
