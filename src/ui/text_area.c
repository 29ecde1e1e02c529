// Lines are found anew in every pass: where one ends hangs on the text before it alone.
#include "ui/text_area.h"

#include "base/text.h"
#include "ui/compose.h"
#include "ui/edit.h"

#include <math.h>
#include <string.h>

enum { SIZE = 12, LINE = 17, PAD_X = 8, PAD_Y = 6, SINGLE_MAX = 40 };

static float width_of(const Ui *ui, const char *text, size_t length)
{
    const FontMetrics *metrics = ui->canvas->metrics;
    return metrics->width(metrics->self, FONT_MONO, SIZE, text, length);
}

// After these a formula may go on in the next line.
static bool breaks_after(char c)
{
    return c && strchr(" ,+-*/)", c);
}

// No line begins with a comma or a blank, and a bracket stays with what stands before it: "20*(".
static bool breaks_between(char before, char next)
{
    return breaks_after(before) && !(next && strchr(" ,(", next));
}

// The byte at which the line that begins at `from` ends: behind an operator if one is in its second
// half. The blanks behind it are its own, even where they are not seen.
static size_t line_end(const Ui *ui, const char *text, size_t length, size_t from, float width)
{
    size_t at = from, fits = from;
    // A character is at least a pixel wide, so that a line's end is never far.
    while (at < length) {
        utf8_next(text, length, &at);
        if (width_of(ui, text + from, at - from) > width && fits > from) {
            break;
        }
        fits = at;
    }
    while (fits < length && text[fits] == ' ') {
        fits++;
    }
    if (fits == length) {
        return length;
    }
    for (size_t end = fits; end > from + (fits - from) / 2; end--) {
        if (breaks_between(text[end - 1], text[end])) {
            return end;
        }
    }
    return fits;
}

static int count_lines(const Ui *ui, const char *text, float width)
{
    const size_t length = strlen(text);
    int count = 1;
    for (size_t at = line_end(ui, text, length, 0, width); at < length;
         at = line_end(ui, text, length, at, width)) {
        count++;
    }
    return count;
}

// Bytes from..to of a line.
typedef struct Line {
    int index;
    size_t from, to;
} Line;

// The line that the caret at this byte stands in; at a wrap it is the next one's beginning.
static Line line_of(const Ui *ui, const char *text, size_t caret, float width)
{
    const size_t length = strlen(text);
    Line line = { 0, 0, line_end(ui, text, length, 0, width) };
    while (caret >= line.to && line.to < length) {
        line = (Line){ line.index + 1, line.to, line_end(ui, text, length, line.to, width) };
    }
    return line;
}

// Line `index`, or the last one.
static Line line_at(const Ui *ui, const char *text, int index, float width)
{
    const size_t length = strlen(text);
    Line line = { 0, 0, line_end(ui, text, length, 0, width) };
    while (line.index < index && line.to < length) {
        line = (Line){ line.index + 1, line.to, line_end(ui, text, length, line.to, width) };
    }
    return line;
}

// The byte of the line whose left edge is nearest to x pixels from its beginning.
static size_t byte_at(const Ui *ui, const char *text, Line line, float x)
{
    const size_t length = strlen(text);
    size_t at = line.from;
    while (at < line.to) {
        size_t next = at;
        utf8_next(text, length, &next);
        const float left = width_of(ui, text + line.from, at - line.from);
        const float right = width_of(ui, text + line.from, next - line.from);
        if (x < (left + right) / 2 || (next == line.to && line.to < length)) {
            break; // behind the last character of a wrapped line the next line begins
        }
        at = next;
    }
    return at;
}

float text_area_whole(const Ui *ui, const char *text, float width, float line)
{
    const int lines = clampi(count_lines(ui, text, width - 2 * PAD_X), 1, TEXT_AREA_LINES_MAX);
    return lines == 1 ? line : (float)(lines * LINE + 2 * PAD_Y);
}

float text_area_height(Ui *ui, const char *name, const char *text, float width, float line)
{
    const UiId id = ui_id(name);
    if (ui->edit.id == id) {
        ui->area = id;
    } else if (ui->area == id && !ui->mouse_down && ui->event.kind != INPUT_MOUSE_UP) {
        ui->area = 0;
    }
    return ui->area == id ? text_area_whole(ui, text, width, line) : line;
}

bool text_area_is(Rect rect)
{
    return rect.h > SINGLE_MAX;
}

bool text_area_keys(Ui *ui, UiEdit *edit, const char *text, Rect rect)
{
    const unsigned mods = ui->event.mods & MOD_SHIFT;
    const int way = ui_key(ui, KEY_UP, mods) ? -1 : ui_key(ui, KEY_DOWN, mods) ? 1 : 0;
    if (way == 0) {
        return false;
    }
    const Line line = line_of(ui, text, edit->caret, rect.w);
    const float x = width_of(ui, text + line.from, edit->caret - line.from);
    if (way < 0 && line.index == 0) {
        edit->caret = 0;
    } else if (way > 0 && line.to == strlen(text)) {
        edit->caret = line.to;
    } else {
        edit->caret = byte_at(ui, text, line_at(ui, text, line.index + way, rect.w), x);
    }
    edit->anchor = mods ? edit->anchor : edit->caret;
    edit->run = 0;
    return true;
}

void text_area_mouse(Ui *ui, const char *text, Rect rect, const UiPress *press)
{
    if (press->pressed || press->held) {
        const int row = (int)floorf((ui->mouse_y - rect.y + ui->edit.scroll) / LINE);
        const Line line = line_at(ui, text, row > 0 ? row : 0, rect.w);
        edit_press(ui, press, byte_at(ui, text, line, ui->mouse_x - rect.x), strlen(text));
    }
}

// How bytes are marked: by a bar behind them, a wave or a line below them.
typedef enum Mark { MARK_SELECTED, MARK_MISTAKE, MARK_COMPOSING } Mark;

// What of bytes from..to lies in the line.
static void mark(Ui *ui, const char *text, Line line, float x, float y, size_t from, size_t to,
                 Mark as)
{
    const bool mistake = as == MARK_MISTAKE;
    const size_t low = from > line.from ? from : line.from, high = to < line.to ? to : line.to;
    if (low >= high && !(mistake && from == to && from == line.to)) {
        return;
    }
    const float x0 = x + width_of(ui, text + line.from, low - line.from);
    const float x1 = high > low ? x + width_of(ui, text + line.from, high - line.from) : x0 + 7;
    if (as == MARK_COMPOSING) {
        canvas_rect(ui->canvas, (Rect){ x0, y + LINE - 2, x1 - x0, 1.4f }, ui->theme->text);
        return;
    }
    if (!mistake) {
        canvas_rect(ui->canvas, (Rect){ x0, y, x1 - x0, LINE },
                    color_alpha(ui->theme->accent, 0.35f));
        return;
    }
    for (float at = x0, side = 1; at < x1; at += 3, side = -side) {
        canvas_line(ui->canvas, at, y + LINE - 2 + side, fminf(at + 3, x1 + 1), y + LINE - 2 - side,
                    1.4f, ui->theme->error);
    }
}

// The end of the name, number or character that begins at `at`.
static size_t word_end(const char *text, size_t at)
{
    const size_t length = strlen(text);
    size_t to = at < length ? at : length;
    const bool word = to < length && !strchr(" ,+-*/^()=", text[to]);
    do {
        if (to < length) {
            utf8_next(text, length, &to);
        }
    } while (word && to < length && !strchr(" ,+-*/^()=", text[to]));
    return to;
}

static void scroll_to_caret(Ui *ui, UiEdit *edit, const char *text, size_t at, Rect rect)
{
    const float caret = (float)(line_of(ui, text, at, rect.w).index * LINE);
    const float all = (float)(count_lines(ui, text, rect.w) * LINE);
    edit->scroll = clampf(edit->scroll, caret + LINE - rect.h, caret);
    edit->scroll = clampf(edit->scroll, 0, fmaxf(all - rect.h, 0));
}

void text_area_draw(Ui *ui, UiEdit *edit, const char *text, Rect rect, Color color, int error_at)
{
    ComposeShown shown;
    compose_show(edit, text, &shown);
    text = shown.text;
    const size_t length = strlen(text);
    const size_t error_to = error_at >= 0 ? word_end(text, (size_t)error_at) : 0;
    char copy[sizeof shown.whole];
    if (edit) {
        scroll_to_caret(ui, edit, text, shown.caret, rect);
    }
    const Line caret = edit ? line_of(ui, text, shown.caret, rect.w) : (Line){ -1, 0, 0 };
    canvas_clip_push(ui->canvas, (Rect){ rect.x - 2, rect.y - 2, rect.w + 4, rect.h + 4 });
    Line line = { 0, 0, 0 };
    do {
        line.to = line_end(ui, text, length, line.from, rect.w);
        const float y = rect.y + (float)(line.index * LINE) - (edit ? edit->scroll : 0);
        if (y > rect.y - LINE && y < rect.y + rect.h) {
            if (edit) {
                mark(ui, text, line, rect.x, y, shown.low, shown.high, MARK_SELECTED);
                mark(ui, text, line, rect.x, y, shown.from, shown.to, MARK_COMPOSING);
            }
            memcpy(copy, text + line.from, line.to - line.from);
            copy[line.to - line.from] = 0;
            canvas_text(ui->canvas, rect.x, y + LINE / 2.0f + TEXT_MIDDLE * SIZE, ALIGN_LEFT,
                        FONT_MONO, SIZE, color, copy);
            if (error_at >= 0) {
                mark(ui, text, line, rect.x, y, (size_t)error_at, error_to, MARK_MISTAKE);
            }
            if (caret.index == line.index) {
                const float x = width_of(ui, text + line.from, shown.caret - line.from);
                edit->caret_at = (Rect){ rect.x + x - 0.5f, y + 1, 1.4f, LINE - 2 };
                canvas_rect(ui->canvas, edit->caret_at, ui->theme->text);
            }
        }
        line = (Line){ line.index + 1, line.to, line.to };
    } while (line.from < length);
    canvas_clip_pop(ui->canvas);
}
