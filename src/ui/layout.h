// Where things go: a column that hands out rows from the top, and scrolls when it is too short.
#pragma once

#include "ui/ui.h"

typedef struct Column {
    float x, y, w; // the next row's place
    Rect area;
    UiId scroll;             // 0: does not scroll
    float top;               // y of the first row, scrolled
    Ui *ui;                  // of one that scrolls, whose rows may be hidden (ui/hiding.h)
    CanvasMark row, section; // the picture when these began, ...
    float row_y, section_y;  // ... there
    bool in_section;
} Column;

Column column_begin(Rect area, float pad);
// Clips to the area and scrolls with the wheel when the rows need more height; ended by
// column_end.
Column column_begin_scroll(Ui *ui, const char *name, Rect area, float pad);
void column_end(Ui *ui, Column *column);
// How far the column of that name is scrolled.
UiScroll *column_scroll(Ui *ui, UiId id);
// A part of the rows that can be hidden together: ui_section() does it.
void column_section_begin(Column *column);
void column_section_end(Column *column);
// The next row; `gap` is left free below it.
Rect column_row(Column *column, float height, float gap);

// Cuts a piece off a rectangle's side and returns it.
Rect cut_left(Rect *rect, float width, float gap);
Rect cut_right(Rect *rect, float width, float gap);
Rect cut_top(Rect *rect, float height, float gap);
Rect cut_bottom(Rect *rect, float height, float gap);
