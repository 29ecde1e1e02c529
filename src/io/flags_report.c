// "thalweg trace: unknown name 'z'", what was typed, and a caret under the mistake. The caret
// counts columns, not bytes, and stays under the mistake when a long text is cut on either side.
#include "base/text.h"
#include "base/words.h"
#include "io/flags.h"
#include "io/terminal.h"

#include <string.h>

enum { INDENT = 2, LINE_COLUMNS = 76, TEXT_COLUMNS = LINE_COLUMNS - INDENT };

static const char ellipsis[] = "…";

// The column of the character that byte `at` belongs to; the column behind the text at its end.
static size_t column_at(const char *text, size_t length, size_t at)
{
    size_t column = 0;
    for (size_t next = 0; next < length;) {
        const uint32_t code = terminal_safe(utf8_next(text, length, &next));
        if (next > at) {
            break;
        }
        column += (size_t)terminal_columns_of(code);
    }
    return column;
}

// Skips at least `columns`; returns how many were really skipped.
static size_t skip_columns(const char *text, size_t length, size_t columns, size_t *at)
{
    size_t skipped = 0;
    while (*at < length && skipped < columns) {
        skipped += (size_t)terminal_columns_of(terminal_safe(utf8_next(text, length, at)));
    }
    return skipped;
}

// Bytes from `at` that fit into `columns`.
static size_t bytes_that_fit(const char *text, size_t length, size_t at, size_t columns)
{
    size_t end = at, used = 0;
    for (size_t next = at; next < length; end = next) {
        used += (size_t)terminal_columns_of(terminal_safe(utf8_next(text, length, &next)));
        if (used > columns) {
            break;
        }
    }
    return end - at;
}

static void print_typed(const char *typed, size_t at)
{
    const size_t length = strlen(typed);
    const size_t columns = terminal_columns(typed, length) + (at >= length); // the caret's own
    const size_t caret = column_at(typed, length, at);
    size_t begin = 0, skipped = 0, room = TEXT_COLUMNS;
    if (columns > TEXT_COLUMNS && caret > TEXT_COLUMNS * 3 / 4) {
        // A third of what is shown stands behind the mistake, or as much as there is.
        const size_t wanted = caret - TEXT_COLUMNS * 2 / 3;
        const size_t most = columns - TEXT_COLUMNS + 1;
        skipped = skip_columns(typed, length, wanted < most ? wanted : most, &begin);
        room--;
    }
    const bool cut_behind = terminal_columns(typed + begin, length - begin) > room;
    const size_t bytes = bytes_that_fit(typed, length, begin, cut_behind ? room - 1 : room);
    fprintf(stderr, "%*s%s", INDENT, "", begin ? ellipsis : "");
    terminal_print(stderr, typed + begin, bytes);
    fprintf(stderr, "%s\n%*s^\n", cut_behind ? ellipsis : "",
            (int)(INDENT + (begin > 0) + caret - skipped), "");
}

static void print_message(const char *command, const char *text)
{
    fprintf(stderr, "thalweg%s%s: ", command && *command ? " " : "", command ? command : "");
    terminal_print(stderr, text, strlen(text));
    fputc('\n', stderr);
}

void flags_tell(const char *command, const char *format, ...)
{
    char text[ERROR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    text_vprint(text, sizeof text, tr(format), args);
    va_end(args);
    print_message(command, text);
}

void flags_report(const char *command, const FlagsError *err)
{
    print_message(command, err->error.text);
    if (err->typed && *err->typed && err->error.at >= 0) {
        print_typed(err->typed, (size_t)err->error.at);
    }
}
