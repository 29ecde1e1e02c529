// Places in a file: of a byte of a value behind quotes, escapes and folded lines, and of a byte as
// line and column.
#include "base/text.h"
#include "io/yaml_text.h"

#include <string.h>

// Bytes of the line break at text[at]; 0: there is none. YAML 1.1 has five.
static size_t break_at(const char *text, size_t length, size_t at)
{
    static const char *const breaks[] = { "\r\n",     "\r",           "\n",
                                          "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9" };
    for (size_t i = 0; i < COUNT(breaks); i++) {
        const size_t bytes = strlen(breaks[i]);
        if (length - at >= bytes && memcmp(text + at, breaks[i], bytes) == 0) {
            return bytes;
        }
    }
    return 0;
}

bool yaml_fail(const char *text, size_t length, size_t byte, const char *said, Error *err)
{
    char kept[ERROR_TEXT_MAX];
    int line, column;
    text_print(kept, sizeof kept, "%s", said); // it may stand in *err
    yaml_place(text, length, byte, &line, &column);
    return fail_at(err, (int)byte, "line %d, column %d: %s", line, column, kept);
}

const char *yaml_line(const char *text, size_t length, int *at, Arena *arena)
{
    size_t begin = (size_t)*at, end = begin;
    while (begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r') {
        begin--;
    }
    while (end < length && text[end] != '\n' && text[end] != '\r') {
        end++;
    }
    *at -= (int)begin;
    return arena_text(arena, text + begin, end - begin);
}

void yaml_place(const char *text, size_t length, size_t byte, int *line, int *column)
{
    *line = *column = 1;
    for (size_t at = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
         at < byte && at < length;) {
        const size_t broken = break_at(text, length, at);
        if (broken) {
            at += broken;
            ++*line;
            *column = 1;
        } else {
            utf8_next(text, length, &at);
            ++*column;
        }
    }
}

// Behind the line break at `at` and the blanks around it, which are read as one blank, or as one
// line break less than there are; *read: the bytes they are read as.
static size_t fold(const YamlText *yaml, size_t at, size_t *read)
{
    size_t broken, breaks = 0;
    for (;;) {
        at += strspn(yaml->text + at, " \t");
        broken = break_at(yaml->text, yaml->length, at);
        if (!broken) {
            break;
        }
        at += broken;
        breaks++;
    }
    *read = breaks > 1 ? breaks - 1 : 1;
    return at;
}

// Whether a line break comes next, maybe behind blanks.
static bool folds(const YamlText *yaml, size_t at)
{
    at += strspn(yaml->text + at, " \t");
    return at < yaml->length && break_at(yaml->text, yaml->length, at) > 0;
}

// Behind the escape at `at` between double quotes; *read: the bytes it is read as.
static size_t escape(const YamlText *yaml, size_t at, size_t *read)
{
    const char kind = at + 1 < yaml->length ? yaml->text[at + 1] : '\0';
    const size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    uint32_t code = 0;
    char bytes[4];
    if (break_at(yaml->text, yaml->length, at + 1)) { // the line goes on as if it had not ended
        size_t ignored;
        *read = 0;
        return fold(yaml, at + 1, &ignored);
    }
    for (size_t i = 0; i < digits && at + 2 + i < yaml->length; i++) {
        const char digit = yaml->text[at + 2 + i];
        code = code * 16 + (uint32_t)(digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10);
    }
    *read = digits                       ? utf8_put(code, bytes)
            : kind == 'N' || kind == '_' ? 2
            : kind == 'L' || kind == 'P' ? 3
                                         : 1;
    return at + 2 + digits;
}

// Behind the end of the line that `byte` is in.
static size_t next_line(const YamlText *yaml, size_t byte)
{
    size_t broken = 0;
    while (byte < yaml->length && !(broken = break_at(yaml->text, yaml->length, byte))) {
        byte++;
    }
    return byte + broken;
}

// Of a value in lines of its own: its lines are the file's, all moved right alike.
static size_t literal_byte(const YamlText *yaml, const YamlItem *item, size_t at)
{
    size_t byte = next_line(yaml, item->value_at), first = byte, begun = 0, deep = 0;
    while (first < yaml->length && !deep) { // the first line with something in it tells how far
        const size_t blanks = strspn(yaml->text + first, " ");
        deep = first + blanks < yaml->length && !break_at(yaml->text, yaml->length, first + blanks)
                   ? blanks
                   : 0;
        first = deep ? first : next_line(yaml, first);
    }
    for (size_t i = 0; i < at; i++) {
        if (item->value[i] == '\n') {
            byte = next_line(yaml, byte);
            begun = i + 1;
        }
    }
    const size_t blanks = byte < yaml->length ? strspn(yaml->text + byte, " ") : 0;
    byte += (blanks < deep ? blanks : deep) + (at - begun);
    return byte < yaml->length ? byte : yaml->length;
}

size_t yaml_byte(const YamlText *yaml, const YamlItem *item, size_t at)
{
    const char style = item->style;
    size_t byte = item->value_at + (style == '\'' || style == '"'), done = 0;
    if (style == '>') {
        return item->value_at;
    }
    if (style == '|') {
        return literal_byte(yaml, item, at);
    }
    while (done < at && byte < yaml->length) {
        size_t read = 1, after = byte + 1;
        if (folds(yaml, byte)) {
            after = fold(yaml, byte, &read);
        } else if (style == '"' && yaml->text[byte] == '\\') {
            after = escape(yaml, byte, &read);
        } else if (style == '\'' && yaml->text[byte] == '\'') {
            after = byte + 2;
        }
        done += read;
        byte = after;
    }
    return byte < yaml->length ? byte : yaml->length;
}
