// A text field that is taller than a line: its text is wrapped, all of it seen as far as there is
// room, and the caret goes up and down.
#pragma once

#include "ui/layout.h"

enum { TEXT_AREA_LINES_MAX = 8 };

// The height of a field that is one line high (`line`), but, while it is edited, as high as its
// text takes in that width; more than TEXT_AREA_LINES_MAX lines scroll. It stays so while a press
// that ended the edit is held, so that what was pressed does not move away.
float text_area_height(Ui *ui, const char *name, const char *text, float width, float line);
// The same for one that always shows all of its text.
float text_area_whole(const Ui *ui, const char *text, float width, float line);
// Whether a field of that height is shown as an area.
bool text_area_is(Rect rect);

// For the fields' own use: rect is the inner one. Up and down with the keys; the caret from the
// mouse; the text with caret and selection. edit NULL: not being edited.
bool text_area_keys(Ui *ui, UiEdit *edit, const char *text, Rect rect);
void text_area_mouse(Ui *ui, const char *text, Rect rect, const UiPress *press);
void text_area_draw(Ui *ui, UiEdit *edit, const char *text, Rect rect, Color color, int error_at);
