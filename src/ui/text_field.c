// Editing one line of UTF-8: caret, selection, clipboard, and a mistake underlined where it is.
#include "base/text.h"
#include "ui/text_area.h"
#include "ui/widgets.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static size_t selection_low(const UiEdit *edit)
{
    return edit->caret < edit->anchor ? edit->caret : edit->anchor;
}

static size_t selection_high(const UiEdit *edit)
{
    return edit->caret > edit->anchor ? edit->caret : edit->anchor;
}

// Replaces the selection by `length` bytes; drops whole characters that do not fit.
static bool replace(UiEdit *edit, char *text, size_t capacity, const char *insert, size_t length)
{
    const size_t low = selection_low(edit), high = selection_high(edit), all = strlen(text);
    const size_t room = capacity - 1 - (all - (high - low));
    while (length > room) {
        length = utf8_previous(insert, length);
    }
    memmove(text + low + length, text + high, all - high + 1);
    memcpy(text + low, insert, length);
    edit->caret = edit->anchor = low + length;
    return length > 0 || high > low;
}

// Typed or pasted text without control characters; line breaks become blanks.
static bool insert_clean(UiEdit *edit, char *text, size_t capacity, const char *insert)
{
    char clean[UI_EDIT_MAX];
    size_t n = 0;
    for (const char *c = insert; *c && n < sizeof clean - 1; c++) {
        if (*c == '\n' || *c == '\t') {
            clean[n++] = ' ';
        } else if ((unsigned char)*c >= 0x20 && *c != 0x7f) {
            clean[n++] = *c;
        }
    }
    return n > 0 && replace(edit, text, capacity, clean, n);
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
    if (!select) {
        edit->anchor = to;
    }
    return true;
}

static bool erase(Ui *ui, UiEdit *edit, char *text, size_t capacity, bool back)
{
    const bool word = ui->event.mods & MOD_CTRL;
    if (edit->caret == edit->anchor) {
        edit->anchor = back ? (word ? word_left : character_left)(text, edit->caret)
                            : (word ? word_right : character_right)(text, edit->caret);
    }
    return replace(edit, text, capacity, "", 0);
}

static bool clipboard_key(Ui *ui, UiEdit *edit, char *text, size_t capacity)
{
    const UiSystem *system = &ui->system;
    const size_t low = selection_low(edit), high = selection_high(edit);
    if (ui->event.code == 'a') {
        edit->anchor = 0;
        edit->caret = strlen(text);
        return false;
    }
    if (ui->event.code == 'v' && system->clipboard) {
        char *paste = system->clipboard(system->context);
        const bool changed = paste && insert_clean(edit, text, capacity, paste);
        if (paste) {
            system->clipboard_free(system->context, paste);
        }
        return changed;
    }
    if ((ui->event.code == 'c' || ui->event.code == 'x') && system->clipboard_set && high > low) {
        char copy[UI_EDIT_MAX];
        memcpy(copy, text + low, high - low);
        copy[high - low] = 0;
        system->clipboard_set(system->context, copy);
        return ui->event.code == 'x' && replace(edit, text, capacity, "", 0);
    }
    return false;
}

bool edit_keys(Ui *ui, UiEdit *edit, char *text, size_t capacity)
{
    assert(capacity <= UI_EDIT_MAX);
    const size_t length = strlen(text);
    edit->caret = edit->caret < length ? edit->caret : length;
    edit->anchor = edit->anchor < length ? edit->anchor : length;
    if (ui->consumed) {
        return false;
    }
    if (ui->event.kind == INPUT_TEXT) {
        ui->consumed = true;
        return insert_clean(edit, text, capacity, ui->event.text);
    }
    if (ui->event.kind != INPUT_KEY) {
        return false;
    }
    const unsigned mods = ui->event.mods;
    if (ui->event.key == KEY_CHARACTER || ui->event.key == KEY_SPACE) {
        // Plain characters arrive as text as well: the key itself is answered, so that it is no
        // shortcut. With Ctrl only the clipboard's are ours.
        if (mods & MOD_CTRL) {
            ui->consumed = ui->event.key == KEY_CHARACTER && ui->event.code < 128 &&
                           strchr("acxv", (int)ui->event.code);
            return ui->consumed && clipboard_key(ui, edit, text, capacity);
        }
        ui->consumed = true;
        return false;
    }
    ui->consumed = true;
    if (ui->event.key == KEY_BACKSPACE || ui->event.key == KEY_DELETE) {
        return erase(ui, edit, text, capacity, ui->event.key == KEY_BACKSPACE);
    }
    if (!caret_move(ui, edit, text)) {
        ui->consumed = false;
    }
    return false;
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

void edit_mouse(Ui *ui, UiEdit *edit, const char *text, Rect rect, const UiPress *press, Font font,
                float size)
{
    if (!press->pressed && !press->held) {
        return;
    }
    if (press->doubled) {
        edit->anchor = 0;
        edit->caret = strlen(text);
        edit->selecting = false;
        return;
    }
    const size_t at = byte_at(ui, text, ui->mouse_x - rect.x + edit->scroll, font, size);
    if (press->pressed) {
        edit->selecting = true;
        edit->anchor = ui->mods & MOD_SHIFT ? edit->anchor : at;
        edit->caret = at;
    } else if (edit->selecting && ui->event.kind == INPUT_MOUSE_MOVE) {
        edit->caret = at;
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
    if (edit) {
        const float caret = width_to(ui, text, edit->caret, font, size);
        const float all = width_to(ui, text, strlen(text), font, size);
        edit->scroll = clampf(edit->scroll, caret - rect.w + 1, caret);
        edit->scroll = clampf(edit->scroll, 0, fmaxf(all - rect.w + 2, 0));
        x -= edit->scroll;
        const float from = width_to(ui, text, selection_low(edit), font, size);
        const float to = width_to(ui, text, selection_high(edit), font, size);
        canvas_rect(ui->canvas, (Rect){ x + from, rect.y - 1, to - from, rect.h + 2 },
                    color_alpha(ui->theme->accent, 0.35f));
        canvas_rect(ui->canvas, (Rect){ x + caret - 0.5f, rect.y - 1, 1.4f, rect.h + 2 },
                    ui->theme->text);
    }
    canvas_text(ui->canvas, x, baseline, ALIGN_LEFT, font, size, color, text);
    if (error_at >= 0) {
        mistake_underline(ui, text, x, baseline + 4, font, size, error_at);
    }
    canvas_clip_pop(ui->canvas);
}

bool ui_text_field(Ui *ui, const char *name, Rect rect, char *text, size_t capacity, int error_at,
                   const char *tip)
{
    const Font font = FONT_MONO;
    const float size = 12;
    UiEdit *edit = &ui->edit;
    const UiPress press = ui_press(ui, name, rect, true);
    const Rect inner = { rect.x + 8, rect.y + 6, rect.w - 16, rect.h - 12 };
    ui_tip(ui, tip);
    if (press.hovered) {
        ui->cursor = UI_CURSOR_TEXT;
    }
    if (press.pressed) {
        ui->focus = ui_id(name);
    }
    if (ui->focus == ui_id(name) && edit->id != ui_id(name)) { // the focus has just come
        *edit = (UiEdit){ .id = ui_id(name), .caret = strlen(text) };
        edit->anchor = ui->focus_visible ? 0 : edit->caret;
    }
    bool changed = false;
    const bool mine = edit->id == ui_id(name);
    if (mine) {
        if (text_area_is(rect)) {
            text_area_mouse(ui, edit, text, inner, &press);
            text_area_keys(ui, edit, text, inner);
        } else {
            edit_mouse(ui, edit, text, inner, &press, font, size);
        }
        changed = edit_keys(ui, edit, text, capacity);
        if (ui_key(ui, KEY_ENTER, 0) || ui_key(ui, KEY_ESCAPE, 0)) {
            ui_blur(ui);
        }
    }
    const Color border = error_at >= 0 ? ui->theme->error
                         : mine        ? ui->theme->accent
                                       : ui->theme->line;
    canvas_box(ui->canvas, rect, 6, mine ? ui->theme->background : ui->theme->raised, 1, border);
    if (press.focused && ui->focus_visible) {
        ui_focus_ring(ui, rect, 6);
    }
    UiEdit *shown = edit->id == ui_id(name) ? edit : NULL;
    if (text_area_is(rect)) {
        text_area_draw(ui, shown, text, inner, ui->theme->text, error_at);
    } else {
        edit_draw(ui, shown, text, inner, font, size, ui->theme->text, error_at);
    }
    return changed;
}
