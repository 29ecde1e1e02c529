// Bytes go in one by one, so that what does not fit is only counted.
#include "io/line.h"

#include <string.h>

static void put(Line *line, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++, line->length++) {
        if (line->length + 1 < line->size) {
            line->out[line->length] = bytes[i];
        }
    }
}

void line_text(Line *line, const char *text)
{
    put(line, text, strlen(text));
}

// Within single quotes a shell changes nothing; a quote itself stands outside of them: '\''.
static void put_quoted(Line *line, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789+-.,=_/";
    if (*word && word[strspn(word, plain)] == '\0') {
        line_text(line, word);
        return;
    }
    line_text(line, "'");
    for (; *word; word++) {
        put(line, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    }
    line_text(line, "'");
}

void line_flag(Line *line, const char *flag, const char *value)
{
    line_text(line, " --");
    line_text(line, flag);
    line_text(line, strncmp(value, "--", 2) == 0 ? "=" : " ");
    put_quoted(line, value);
}

size_t line_end(Line *line)
{
    if (line->size > 0) {
        line->out[line->length < line->size ? line->length : line->size - 1] = '\0';
    }
    return line->length;
}
