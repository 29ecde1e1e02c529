// Editing one line of UTF-8: caret, selection, clipboard, and a mistake underlined where it is.
#include "ui/edit.h"

#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/compose.h"
#include "ui/edit_past.h"
#include "ui/widgets.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t selection_low(const UiEdit *edit)
{
    return edit->caret < edit->anchor ? edit->caret : edit->anchor;
}

static size_t selection_high(const UiEdit *edit)
{
    return edit->caret > edit->anchor ? edit->caret : edit->anchor;
}

void edit_begin(Ui *ui, UiId id, const char *text, bool select)
{
    UiEdit *edit = &ui->edit;
    const size_t length = strlen(text);
    assert(length < sizeof edit->text);
    edit->id = id;
    edit->scroll = 0;
    edit->selecting = edit->leaving = false;
    edit->message[0] = edit->composing[0] = '\0';
    memcpy(edit->text, text, length + 1);
    edit->caret = length;
    edit->anchor = select ? 0 : length;
    edit_past_begin(edit);
}

const char *edit_before(const UiEdit *edit)
{
    return edit->past[0].text;
}

EditEnd edit_ends(Ui *ui)
{
    const InputEvent *event = &ui->event;
    if (ui->edit.leaving || (!ui->consumed && event->kind == INPUT_KEY && event->key == KEY_TAB)) {
        return EDIT_LEFT;
    }
    if (ui_key(ui, KEY_ENTER, 0)) {
        return EDIT_ENTER;
    }
    return ui_key(ui, KEY_ESCAPE, 0) ? EDIT_BACK : EDIT_GOES_ON;
}

// ---- changes

enum { RUN_NONE, RUN_TYPED, RUN_ERASED };

// Replaces the selection by `length` bytes, all of them or none.
static bool replace(Ui *ui, size_t capacity, const char *insert, size_t length, int run)
{
    UiEdit *edit = &ui->edit;
    const size_t low = selection_low(edit), high = selection_high(edit), all = strlen(edit->text);
    const size_t room = capacity - 1 - (all - (high - low));
    if (length > room) {
        text_print(edit->message, sizeof edit->message,
                   tr("Too long by %zu: there is room for %zu more bytes here"), length - room,
                   room);
        return false;
    }
    if (length == 0 && high == low) {
        return false;
    }
    memmove(edit->text + low + length, edit->text + high, all - high + 1);
    memcpy(edit->text + low, insert, length);
    edit->caret = edit->anchor = low + length;
    edit->message[0] = '\0';
    edit_past_add(edit, high > low && run == RUN_TYPED ? RUN_NONE : run, ui->now_s);
    edit->run = run;
    return true;
}

// Typed or pasted text without control characters; line breaks become blanks.
static bool insert_clean(Ui *ui, size_t capacity, const char *insert, int run)
{
    char *clean = memory_get(strlen(insert) + 1);
    size_t n = 0;
    for (const char *c = insert; *c; c++) {
        if (*c == '\n' || *c == '\t') {
            clean[n++] = ' ';
        } else if ((unsigned char)*c >= 0x20 && *c != 0x7f) {
            clean[n++] = *c;
        }
    }
    const bool changed = n > 0 && replace(ui, capacity, clean, n, run);
    free(clean);
    return changed;
}

static size_t character_left(const char *text, size_t at)
{
    return at > 0 ? utf8_previous(text, at) : 0;
}

static size_t character_right(const char *text, size_t at)
{
    const size_t length = strlen(text);
    if (at < length) {
        utf8_next(text, length, &at);
    }
    return at;
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

static size_t word_left(const char *text, size_t at)
{
    while (at > 0 && !in_word(text[at - 1])) {
        at--;
    }
    while (at > 0 && in_word(text[at - 1])) {
        at--;
    }
    return at;
}

static size_t word_right(const char *text, size_t at)
{
    while (text[at] && !in_word(text[at])) {
        at++;
    }
    while (text[at] && in_word(text[at])) {
        at++;
    }
    return at;
}

// Caret movement; false if the key is none of its.
static bool caret_move(Ui *ui, UiEdit *edit, const char *text)
{
    const bool select = ui->event.mods & MOD_SHIFT, word = ui->event.mods & MOD_CTRL;
    const bool collapse = edit->caret != edit->anchor && !select && !word;
    size_t to;
    switch (ui->event.key) {
    case KEY_LEFT:
        to =
            collapse ? selection_low(edit) : (word ? word_left : character_left)(text, edit->caret);
        break;
    case KEY_RIGHT:
        to = collapse ? selection_high(edit)
                      : (word ? word_right : character_right)(text, edit->caret);
        break;
    case KEY_HOME: to = 0; break;
    case KEY_END: to = strlen(text); break;
    default: return false;
    }
    edit->caret = to;
    edit->run = 0;
    if (!select) {
        edit->anchor = to;
    }
    return true;
}

static bool erase(Ui *ui, size_t capacity, bool back)
{
    UiEdit *edit = &ui->edit;
    const bool word = ui->event.mods & MOD_CTRL;
    if (edit->caret == edit->anchor) {
        edit->anchor = back ? (word ? word_left : character_left)(edit->text, edit->caret)
                            : (word ? word_right : character_right)(edit->text, edit->caret);
    }
    return replace(ui, capacity, "", 0, RUN_ERASED);
}

static bool paste(Ui *ui, size_t capacity)
{
    const UiSystem *system = &ui->system;
    char *text = system->clipboard ? system->clipboard(system->context) : NULL;
    const bool changed = text && insert_clean(ui, capacity, text, RUN_NONE);
    if (text) {
        system->clipboard_free(system->context, text);
    }
    return changed;
}

static bool copy(Ui *ui, size_t capacity, bool cut)
{
    const UiEdit *edit = &ui->edit;
    const size_t low = selection_low(edit), length = selection_high(edit) - low;
    if (!ui->system.clipboard_set || length == 0) {
        return false;
    }
    char *text = memory_get(length + 1);
    memcpy(text, edit->text + low, length);
    text[length] = 0;
    ui->system.clipboard_set(ui->system.context, text);
    free(text);
    return cut && replace(ui, capacity, "", 0, RUN_NONE);
}

// With Ctrl: the clipboard, and undoing within the field. Others are not ours.
static bool ctrl_key(Ui *ui, size_t capacity)
{
    UiEdit *edit = &ui->edit;
    const bool shift = ui->event.mods & MOD_SHIFT;
    ui->consumed = true;
    switch (ui->event.code) {
    case 'a':
        edit->anchor = 0;
        edit->caret = strlen(edit->text);
        edit->run = 0;
        return false;
    case 'c': return copy(ui, capacity, false);
    case 'x': return copy(ui, capacity, true);
    case 'v': return paste(ui, capacity);
    case 'y': return edit_past_move(edit, 1);
    case 'z': return edit_past_move(edit, shift ? 1 : -1);
    default: ui->consumed = false; return false;
    }
}

bool edit_keys(Ui *ui, size_t capacity)
{
    UiEdit *edit = &ui->edit;
    assert(capacity <= UI_EDIT_MAX);
    if (ui->consumed) {
        return false;
    }
    if (ui->event.kind == INPUT_TEXT) {
        ui->consumed = true;
        return insert_clean(ui, capacity, ui->event.text, RUN_TYPED);
    }
    if (ui->event.kind != INPUT_KEY) {
        return false;
    }
    switch (ui->event.key) {
    case KEY_CHARACTER:
    case KEY_SPACE:
        // Plain characters arrive as text as well: the key itself is answered, so that it is no
        // shortcut.
        if (ui->event.mods & MOD_CTRL) {
            return ui->event.key == KEY_CHARACTER && ctrl_key(ui, capacity);
        }
        ui->consumed = true;
        return false;
    case KEY_BACKSPACE:
    case KEY_DELETE:
        ui->consumed = true;
        return erase(ui, capacity, ui->event.key == KEY_BACKSPACE);
    case KEY_UP:
    case KEY_DOWN:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN: ui->consumed = true; return false; // nowhere to go in one line
    default: ui->consumed = caret_move(ui, edit, edit->text); return false;
    }
}

static float width_to(const Ui *ui, const char *text, size_t at, Font font, float size)
{
    const FontMetrics *metrics = ui->canvas->metrics;
    return metrics->width(metrics->self, font, size, text, at);
}

static size_t character_start(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80) {
        at--;
    }
    return at;
}

// The byte whose left edge is nearest to x pixels from the text's beginning: halving, for a text
// may be long.
static size_t byte_at(const Ui *ui, const char *text, float x, Font font, float size)
{
    size_t low = 0, high = strlen(text);
    while (low < high) {
        const size_t middle = character_start(text, low + (high - low + 1) / 2);
        if (middle <= low) {
            break;
        }
        if (width_to(ui, text, middle, font, size) <= x) {
            low = middle;
        } else {
            high = character_start(text, middle - 1);
        }
    }
    const size_t next = character_right(text, low);
    const float left = width_to(ui, text, low, font, size);
    const float right = width_to(ui, text, next, font, size);
    return x - left > right - x ? next : low;
}

void edit_press(Ui *ui, const UiPress *press, size_t at, size_t length)
{
    UiEdit *edit = &ui->edit;
    edit->run = 0;
    if (press->doubled) {
        edit->anchor = 0;
        edit->caret = length;
        edit->selecting = false;
    } else if (press->pressed) {
        edit->selecting = true;
        edit->anchor = ui->mods & MOD_SHIFT ? edit->anchor : at;
        edit->caret = at;
    } else if (edit->selecting && ui->event.kind == INPUT_MOUSE_MOVE) {
        edit->caret = at;
    }
}

void edit_mouse(Ui *ui, Rect rect, const UiPress *press, Font font, float size)
{
    const UiEdit *edit = &ui->edit;
    if (press->pressed || press->held) {
        const float x = ui->mouse_x - rect.x + edit->scroll;
        edit_press(ui, press, byte_at(ui, edit->text, x, font, size), strlen(edit->text));
    }
}

// A wavy line below bytes error_at.. up to the end of the name or character there.
static void mistake_underline(Ui *ui, const char *text, float x, float y, Font font, float size,
                              int error_at)
{
    const size_t length = strlen(text),
                 from = (size_t)error_at < length ? (size_t)error_at : length;
    size_t to = character_right(text, from);
    while (in_word(text[from]) && text[to] && in_word(text[to])) {
        to++;
    }
    const float x0 = x + width_to(ui, text, from, font, size);
    const float x1 = to > from ? x + width_to(ui, text, to, font, size) : x0 + size * 0.6f;
    for (float at = x0, side = 1; at < x1; at += 3, side = -side) {
        canvas_line(ui->canvas, at, y + side, fminf(at + 3, x1 + 1), y - side, 1.4f,
                    ui->theme->error);
    }
}

void edit_draw(Ui *ui, UiEdit *edit, const char *text, Rect rect, Font font, float size,
               Color color, int error_at)
{
    const float baseline = rect.y + rect.h / 2 + TEXT_MIDDLE * size;
    canvas_clip_push(ui->canvas, (Rect){ rect.x - 2, rect.y - 4, rect.w + 4, rect.h + 8 });
    float x = rect.x;
    ComposeShown shown;
    compose_show(edit, text, &shown);
    text = shown.text;
    if (edit) {
        const float caret = width_to(ui, text, shown.caret, font, size);
        const float all = width_to(ui, text, strlen(text), font, size);
        edit->scroll = clampf(edit->scroll, caret - rect.w + 1, caret);
        edit->scroll = clampf(edit->scroll, 0, fmaxf(all - rect.w + 2, 0));
        x -= edit->scroll;
        const float from = width_to(ui, text, shown.low, font, size);
        const float to = width_to(ui, text, shown.high, font, size);
        canvas_rect(ui->canvas, (Rect){ x + from, rect.y - 1, to - from, rect.h + 2 },
                    color_alpha(ui->theme->accent, 0.35f));
        edit->caret_at = (Rect){ x + caret - 0.5f, rect.y - 1, 1.4f, rect.h + 2 };
        canvas_rect(ui->canvas, edit->caret_at, ui->theme->text);
        if (shown.to > shown.from) {
            const float begin = width_to(ui, text, shown.from, font, size);
            const float end = width_to(ui, text, shown.to, font, size);
            canvas_rect(ui->canvas, (Rect){ x + begin, baseline + 2, end - begin, 1.4f }, color);
        }
    }
    canvas_text(ui->canvas, x, baseline, ALIGN_LEFT, font, size, color, text);
    if (error_at >= 0) {
        mistake_underline(ui, text, x, baseline + 4, font, size, error_at);
    }
    canvas_clip_pop(ui->canvas);
}

void edit_message(Ui *ui, Rect rect)
{
    enum { LINE = 16 };
    const char *message = ui->edit.message;
    if (!message[0]) {
        return;
    }
    const float w =
        fminf(canvas_text_width(ui->canvas, FONT_SANS, 12, message) + 16, ui->width - 8);
    const float x = clampf(rect.x + rect.w - w, 4, fmaxf(ui->width - w - 4, 4));
    const int lines = ui_line_count(ui, FONT_SANS, 12, w - 12, message);
    const Rect box = { x, rect.y + rect.h + 2, w, 24 + (float)(LINE * (lines - 1)) };
    const int16_t below = card_begin(ui, LAYER_TOOLTIP, box, ui->theme->error);
    ui_lines(ui, rect_inset(box, 6), ALIGN_CENTER, FONT_SANS, 12, lines > 1 ? LINE : 12,
             ui->theme->error, message);
    card_end(ui, below);
}
