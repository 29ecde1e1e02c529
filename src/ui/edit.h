// The line of text that is being edited, whichever field it belongs to: a draft in ui->edit, with
// everything that Ctrl+Z brings back. One at a time; ui_edit_end() ends it.
#pragma once

#include "ui/ui.h"

// Begins with `text`, all of it selected or the caret at its end. What was edited before is lost.
void edit_begin(Ui *ui, UiId id, const char *text, bool select);
// The text it began with.
const char *edit_before(const UiEdit *edit);
// Edits with the pass's key and text events; true when the text has changed. capacity: bytes with
// the zero byte. What does not fit is refused, with a message.
bool edit_keys(Ui *ui, size_t capacity);
// Caret and selection from the mouse, whose place in the text is byte `at`; a double click selects
// all of its `length` bytes.
void edit_press(Ui *ui, const UiPress *press, size_t at, size_t length);
// The same for a text in one line.
void edit_mouse(Ui *ui, Rect rect, const UiPress *press, Font font, float size);
// A text clipped to the rectangle; edit NULL: not being edited. Bytes error_at.. are underlined as
// a mistake unless it is negative.
void edit_draw(Ui *ui, UiEdit *edit, const char *text, Rect rect, Font font, float size,
               Color color, int error_at);
// edit->message, if any, below the field.
void edit_message(Ui *ui, Rect rect);

// What ends an edit.
typedef enum EditEnd {
    EDIT_GOES_ON,
    EDIT_ENTER,
    EDIT_LEFT, // by Tab or by a press elsewhere
    EDIT_BACK, // by Escape
} EditEnd;
EditEnd edit_ends(Ui *ui);
