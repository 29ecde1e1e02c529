// What an input method is putting together, letter by letter, before it commits the text: it is
// shown in the field at its caret, underlined, and belongs to the field once a key or a press goes
// on from there, whether or not the input method says so as well.
#pragma once

#include "ui/ui.h"

typedef enum ComposeAnswer {
    COMPOSE_NOTHING, // the event goes its way
    COMPOSE_FIRST,   // `first` is to be answered before it: the text so far, as if committed
    COMPOSE_ANSWERED // the event is done
} ComposeAnswer;
// To be asked of every event before its pass.
ComposeAnswer compose_event(Ui *ui, const InputEvent *event, InputEvent *first, double now_s);

// A text as it is shown while it is edited: with what is being put together in the place of the
// selection.
typedef struct ComposeShown {
    const char *text;
    size_t caret, low, high; // bytes; the selection lies between low and high
    size_t from, to;         // what is being put together; the same: nothing
    char whole[UI_EDIT_MAX + UI_COMPOSING_MAX];
} ComposeShown;
// edit NULL: not being edited, the text itself.
void compose_show(const UiEdit *edit, const char *text, ComposeShown *shown);
