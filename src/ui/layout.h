// Where things go: a column that hands out rows from the top, and scrolls when it is too short.
#pragma once

#include "ui/ui.h"

typedef struct Column {
    float x, y, w; // the next row's place
    Rect area;
    UiId scroll; // 0: does not scroll
    float top;   // y of the first row, scrolled
} Column;

Column column_begin(Rect area, float pad);
// Clips to the area and scrolls with the wheel when the rows need more height; ended by
// column_end.
Column column_begin_scroll(Ui *ui, const char *name, Rect area, float pad);
void column_end(Ui *ui, Column *column);
// How far the column of that name is scrolled.
UiScroll *column_scroll(Ui *ui, UiId id);
// The next row; `gap` is left free below it.
Rect column_row(Column *column, float height, float gap);

// Cuts a piece off a rectangle's side and returns it.
Rect cut_left(Rect *rect, float width, float gap);
Rect cut_right(Rect *rect, float width, float gap);
Rect cut_top(Rect *rect, float height, float gap);
Rect cut_bottom(Rect *rect, float height, float gap);
