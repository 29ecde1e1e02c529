// Controls that a user wants not to see. Whoever runs a panel names them in rows; what is hidden is
// neither drawn nor reached by pointer or Tab, and a row of a column in which nothing else stood is
// not there. While one chooses, all are shown, with an outline, and a press on one (or Enter,
// Space) hides it or shows it again.
#pragma once

#include "ui/layout.h"

// Until ui_hiding_end(). rows [count]: each the names of its controls, blanks between; one that
// ends in '*' stands for all that begin so. on [count]: which are hidden; changed by hand.
void ui_hiding_begin(Ui *ui, const char *const *rows, int count, bool *on, bool choosing);
// Whether one was hidden or shown by hand in this pass.
bool ui_hiding_end(Ui *ui);
// The heading of a section, a control of that name while one chooses; what follows belongs to it up
// to the next one or to the column's end. text NULL: a section without a heading, never hidden.
// Returns the heading's row.
Rect ui_section(Ui *ui, Column *column, const char *name, float gap, const char *text);
