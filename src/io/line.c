// Bytes go in one by one, so that what does not fit is only counted; and words come out again, each
// byte with its place.
#include "io/line.h"

#include <string.h>

static const char BLANKS[] = " \t\r\n";

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
    if (line->put) {
        line->put(line->context, flag, value);
        return;
    }
    line_text(line, line->length ? " --" : "--");
    line_text(line, flag);
    line_text(line, strncmp(value, "--", 2) == 0 ? "=" : " ");
    put_quoted(line, value);
}

void line_settings(Line *line, const Setting *table, const void *owner)
{
    for (const Setting *row = table; row->param.key; row++) {
        char text[4096];
        if (row->flag.name && !row->type->usual(row, owner)) {
            const size_t used = row->type->write(row, owner, text, sizeof text);
            assert(used < sizeof text);
            (void)used;
            line_flag(line, row->flag.name, row->bare ? setting_value(row, owner) : text);
        }
    }
}

size_t line_end(Line *line)
{
    if (line->size > 0) {
        line->out[line->length < line->size ? line->length : line->size - 1] = '\0';
    }
    return line->length;
}

// The rest of a word behind *at, without its quotes; true at its end, false where a quote is open.
static bool take_word(LineWords *words, const char *line, size_t *at, Error *err)
{
    char quote = '\0';
    size_t opened = 0, i = *at;
    for (; line[i] && (quote || !strchr(BLANKS, line[i])); i++) {
        if (line[i] == quote) {
            quote = '\0';
        } else if (!quote && (line[i] == '\'' || line[i] == '"')) {
            quote = line[i];
            opened = i;
        } else {
            // Within double quotes a backslash is one, but before what is special there.
            const bool escape = line[i] == '\\' && line[i + 1] && quote != '\'' &&
                                (!quote || strchr("\"\\$`", line[i + 1]));
            i += escape;
            words->from[words->length] = i;
            words->bytes[words->length++] = line[i];
        }
    }
    words->from[words->length] = i;
    words->bytes[words->length++] = '\0';
    *at = i;
    return !quote || fail_at(err, (int)opened, "the closing quote is missing");
}

bool line_split(LineWords *words, const char *line, Arena *arena, Error *err)
{
    const size_t length = strlen(line);
    *words = (LineWords){ .bytes = arena_alloc(arena, 2 * length + 1),
                          .from = arena_new(arena, size_t, 2 * length + 1),
                          .argv = arena_new(arena, char *, length / 2 + 2) };
    for (size_t at = strspn(line, BLANKS); line[at]; at += strspn(line + at, BLANKS)) {
        words->argv[words->argc++] = words->bytes + words->length;
        if (!take_word(words, line, &at, err)) {
            return false;
        }
    }
    return true;
}

int line_place(const LineWords *words, const char *byte)
{
    const size_t at = (size_t)(byte - words->bytes);
    return byte >= words->bytes && at < words->length ? (int)words->from[at] : -1;
}
