// Systems differ in what comes first, the key that ends a text or the text itself: what was taken
// for it is remembered, and dropped when it is committed after all.
#include "ui/compose.h"

#include "base/utf8.h"

#include <string.h>

static const double LATE_S = 1;

static void clear(UiEdit *edit)
{
    edit->composing[0] = '\0';
}

// The text so far as if it had been committed.
static ComposeAnswer take(UiEdit *edit, InputEvent *first, double now_s)
{
    *first = (InputEvent){ .kind = INPUT_TEXT };
    text_print(first->text, sizeof first->text, "%s", edit->composing);
    memcpy(edit->taken, edit->composing, sizeof edit->taken);
    edit->taken_s = now_s;
    clear(edit);
    return COMPOSE_FIRST;
}

static ComposeAnswer key(UiEdit *edit, const InputEvent *event, InputEvent *first, double now_s)
{
    switch (event->key) {
    case KEY_ESCAPE:
        clear(edit);
        edit->restart = true;
        return COMPOSE_ANSWERED;
    case KEY_BACKSPACE:
    case KEY_DELETE: return COMPOSE_ANSWERED; // the input method takes a letter back
    case KEY_CHARACTER:
    case KEY_SPACE:
        // What is typed arrives as text.
        return event->mods & MOD_CTRL ? take(edit, first, now_s) : COMPOSE_ANSWERED;
    default: return take(edit, first, now_s);
    }
}

static ComposeAnswer text(UiEdit *edit, const InputEvent *event, double now_s)
{
    const bool late =
        edit->taken[0] && now_s - edit->taken_s < LATE_S && strcmp(edit->taken, event->text) == 0;
    edit->taken[0] = '\0';
    clear(edit);
    return late ? COMPOSE_ANSWERED : COMPOSE_NOTHING;
}

ComposeAnswer compose_event(Ui *ui, const InputEvent *event, InputEvent *first, double now_s)
{
    UiEdit *edit = &ui->edit;
    if (event->kind == INPUT_TEXT) {
        return text(edit, event, now_s);
    }
    if (!edit->id) {
        clear(edit);
        return COMPOSE_NOTHING;
    }
    switch (event->kind) {
    case INPUT_COMPOSE:
        text_print(edit->composing, sizeof edit->composing, "%s", event->text);
        edit->composing_caret =
            utf8_fit(edit->composing, strlen(edit->composing), (size_t)event->caret);
        if (edit->composing[0]) {
            edit->taken[0] = '\0';
        }
        return COMPOSE_ANSWERED;
    case INPUT_KEY: return edit->composing[0] ? key(edit, event, first, now_s) : COMPOSE_NOTHING;
    case INPUT_MOUSE_DOWN:
        edit->restart |= edit->composing[0] != '\0';
        return edit->composing[0] ? take(edit, first, now_s) : COMPOSE_NOTHING;
    default: return COMPOSE_NOTHING;
    }
}

void compose_show(const UiEdit *edit, const char *text, ComposeShown *shown)
{
    shown->text = text;
    shown->caret = shown->low = shown->high = shown->from = shown->to = 0;
    if (!edit) {
        return;
    }
    shown->caret = edit->caret;
    shown->low = edit->caret < edit->anchor ? edit->caret : edit->anchor;
    shown->high = edit->caret + edit->anchor - shown->low;
    if (!edit->composing[0]) {
        return;
    }
    const size_t length = strlen(edit->composing), behind = strlen(text + shown->high);
    memcpy(shown->whole, text, shown->low);
    memcpy(shown->whole + shown->low, edit->composing, length);
    memcpy(shown->whole + shown->low + length, text + shown->high, behind + 1);
    shown->text = shown->whole;
    shown->from = shown->low;
    shown->to = shown->low + length;
    shown->caret = shown->low + edit->composing_caret;
    shown->high = shown->low;
}
