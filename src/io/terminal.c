// Widths follow Unicode's East Asian Width, coarsely: whole scripts, not single characters. The C
// library's wcwidth() cannot serve, because LC_CTYPE is never set.
#include "io/terminal.h"
#include "base/text.h"

#include <string.h>

typedef struct CodeRange {
    uint32_t first, last;
} CodeRange;

static const CodeRange obeyed[] = {
    { 0x0000, 0x001f }, { 0x007f, 0x009f }, // control characters
    { 0x061c, 0x061c }, { 0x200e, 0x200f }, // marks of direction
    { 0x2028, 0x202e }, { 0x2066, 0x2069 }, // line breaks, overrides of direction
};

static const CodeRange combining[] = {
    { 0x0300, 0x036f }, { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x200b, 0x200d },
    { 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff },
};

static const CodeRange wide[] = {
    { 0x1100, 0x115f }, { 0x2e80, 0x303e },   { 0x3041, 0xa4cf },   { 0xa960, 0xa97f },
    { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },
    { 0xffe0, 0xffe6 }, { 0x1f300, 0x1faff }, { 0x20000, 0x3fffd },
};

static bool ranges_have(const CodeRange *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

uint32_t terminal_safe(uint32_t code)
{
    if (code == '\t') {
        return ' ';
    }
    return ranges_have(obeyed, COUNT(obeyed), code) ? 0xfffd : code;
}

int terminal_columns_of(uint32_t code)
{
    if (code < 0x300) {
        return 1;
    }
    if (ranges_have(combining, COUNT(combining), code)) {
        return 0;
    }
    return ranges_have(wide, COUNT(wide), code) ? 2 : 1;
}

size_t terminal_columns(const char *text, size_t length)
{
    size_t columns = 0;
    for (size_t at = 0; at < length;) {
        columns += (size_t)terminal_columns_of(terminal_safe(utf8_next(text, length, &at)));
    }
    return columns;
}

void terminal_print(FILE *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        char bytes[4];
        const size_t count = utf8_put(terminal_safe(utf8_next(text, length, &at)), bytes);
        fwrite(bytes, 1, count, out);
    }
}
