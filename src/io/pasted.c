// Told apart by how they begin.
#include "io/pasted.h"

#include "io/share_code.h"
#include "io/subject_file.h"
#include "io/subject_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r\n";

static const char *without_blanks(const char *text)
{
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) { // a mark that some editors put before a text
        text += 3;
    }
    return text + strspn(text, blanks);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

// A scene file's first line that is no comment.
static bool is_file(const char *text)
{
    while (*text == '#') {
        text = without_blanks(text + strcspn(text, "\n"));
    }
    return begins(text, "thalweg:") || begins(text, "---");
}

// A command as it stands in a terminal or in a handout.
static const char *command(const char *text)
{
    if (begins(text, "$ ")) {
        text = without_blanks(text + 2);
    }
    return begins(text, "thalweg ") || begins(text, "--") ? text : NULL;
}

// A line that ends with a backslash goes on in the next one, as a shell has it.
static bool read_command(Subject *subject, const char *text, Error *err)
{
    char *line = strdup(text);
    assert(line);
    for (char *at = line; (at = strstr(at, "\\\n")) != NULL;) {
        at[0] = at[1] = ' ';
    }
    const bool ok = subject_parse(subject, line, err);
    free(line);
    return ok;
}

bool pasted_read(Subject *subject, const char *text, Error *err)
{
    const char *begin = without_blanks(text);
    if (!*begin) {
        return fail(err, "The clipboard holds no text");
    }
    if (share_code_is(begin)) {
        return share_code_parse(subject, begin, err);
    }
    if (is_file(begin)) {
        return subject_file_parse(subject, begin, strlen(begin), NULL, err);
    }
    if (command(begin)) {
        return read_command(subject, command(begin), err);
    }
    return fail(err,
                "What is in the clipboard is no scene: a code that begins with 'thalweg1:', the "
                "text of a scene file or a command line would be one");
}

static int hex_digit(char c)
{
    return isdigit((unsigned char)c)    ? c - '0'
           : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10
                                        : -1;
}

// %20 and the like, in place.
static void decode(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        const int high = *from == '%' ? hex_digit(from[1]) : -1;
        const int low = high >= 0 ? hex_digit(from[2]) : -1;
        *to++ = (char)(low >= 0 ? high * 16 + low : *from);
        from += low >= 0 ? 2 : 0;
    }
    *to = '\0';
}

char *pasted_path(const char *text)
{
    const char *begin = without_blanks(text);
    const bool uri = begins(begin, "file://");
    const char *path = uri ? begin + strlen("file://") : begin;
    size_t length = strcspn(path, "\r\n");
    if (path[0] != '/' || *without_blanks(path + length)) {
        return NULL;
    }
    while (length > 0 && strchr(blanks, path[length - 1])) {
        length--;
    }
    char *copy = strndup(path, length);
    if (uri) {
        decode(copy);
    }
    if (!subject_file_named(copy)) {
        free(copy);
        return NULL;
    }
    return copy;
}
