// At the foot of a panel: how many of its controls are hidden, and the way back.
#pragma once

#include "ui/layout.h"

// on [count]; *choosing: whether one chooses what is hidden.
void hidden_foot(Ui *ui, Column *column, bool *on, int count, bool *choosing);
