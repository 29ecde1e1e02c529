// The whole text is kept at each change: a text is short, and the changes of an edit are few.
#include "ui/edit_past.h"

#include <stdlib.h>
#include <string.h>

static const double RUN_S = 1; // letters that come sooner are one thing to undo

static void forget(UiEdit *edit, int from)
{
    for (int i = from; i < edit->past_count; i++) {
        free(edit->past[i].text);
    }
    edit->past_count = edit->past_count > from ? from : edit->past_count;
}

static UiPast past_of(const UiEdit *edit)
{
    const size_t length = strlen(edit->text);
    UiPast past = { .text = memory_get(length + 1), edit->caret, edit->anchor };
    memcpy(past.text, edit->text, length + 1);
    return past;
}

void edit_past_clear(UiEdit *edit)
{
    forget(edit, 0);
}

void edit_past_begin(UiEdit *edit)
{
    forget(edit, 0);
    edit->run = 0;
    edit->past[0] = past_of(edit);
    edit->past_count = 1;
    edit->past_at = 0;
}

void edit_past_add(UiEdit *edit, int run, double now_s)
{
    const bool goes_on = run && run == edit->run && now_s - edit->changed_s < RUN_S &&
                         edit->past_at > 0 && edit->past_at == edit->past_count - 1;
    forget(edit, edit->past_at + !goes_on);
    if (edit->past_count == UI_PAST_MAX) {
        free(edit->past[1].text);
        memmove(&edit->past[1], &edit->past[2], (UI_PAST_MAX - 2) * sizeof edit->past[0]);
        edit->past_count--;
    }
    edit->past_at = edit->past_count;
    edit->past[edit->past_count++] = past_of(edit);
    edit->run = run;
    edit->changed_s = now_s;
}

bool edit_past_move(UiEdit *edit, int direction)
{
    const int to = edit->past_at + direction;
    if (to < 0 || to >= edit->past_count) {
        return false;
    }
    const UiPast *past = &edit->past[to];
    memcpy(edit->text, past->text, strlen(past->text) + 1);
    edit->caret = past->caret;
    edit->anchor = past->anchor;
    edit->past_at = to;
    edit->run = 0;
    return true;
}
