// Escaping for roff: a line that begins with a dot or an apostrophe is a request, a backslash
// begins an escape, and - ^ ~ ` ' stand for typographic characters, which nobody could copy into a
// shell.
#include "io/roff.h"

#include "base/base.h"
#include "base/text.h"
#include "base/words.h"

#include <ctype.h>
#include <string.h>

static const char *const escapes[128] = {
    ['\\'] = "\\(rs", ['-'] = "\\-",    ['^'] = "\\(ha", ['~'] = "\\(ti",
    ['`'] = "\\(ga",  ['\''] = "\\(aq", ['"'] = "\\(dq",
};

// `newline` is written for each \n.
static void put(FILE *out, const char *text, size_t length, const char *newline)
{
    for (size_t at = 0; at < length;) {
        const uint32_t code = utf8_next(text, length, &at);
        const char *escape = code < COUNT(escapes) ? escapes[code] : NULL;
        if (code == '\n') {
            fputs(newline, out);
        } else if (escape) {
            fputs(escape, out);
        } else if (code > 126) {
            fprintf(out, "\\[u%04X]", (unsigned)code);
        } else {
            fputc((int)code, out);
        }
    }
}

static void put_all(FILE *out, const char *text, const char *newline)
{
    fputs("\\&", out); // a dot may follow
    put(out, text, strlen(text), newline);
}

// Flags bold, words in capitals in italics.
static void put_marked(FILE *out, const char *text)
{
    char before = ' ';
    while (*text) {
        const bool begins = !isalnum((unsigned char)before) && before != '-';
        size_t length = 0;
        utf8_next(text, strlen(text), &length);
        const char *font = NULL;
        if (begins && *text == '-') {
            length = strcspn(text, " ],|=");
            font = "\\fB";
        } else if (begins && isupper((unsigned char)*text)) {
            length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
            font = "\\fI";
        }
        fputs(font ? font : "", out);
        put(out, text, length, " ");
        fputs(font ? "\\fR" : "", out);
        before = text[length - 1];
        text += length;
    }
}

static void begin_paragraph(Roff *page)
{
    fputs(page->headed ? "" : ".PP\n", page->out);
    page->headed = false;
}

void roff_title(Roff *page, const char *name, int section, const char *date, const char *version)
{
    const char *manual = tr("User Commands");
    fprintf(page->out, ".TH %s %d %s \"%s\" \"", name, section, date, version);
    put(page->out, manual, strlen(manual), " ");
    fputs("\"\n", page->out);
}

void roff_name(Roff *page, const char *name, const char *summary)
{
    fprintf(page->out, "%s \\- ", name);
    put(page->out, summary, strlen(summary), " ");
    fputc('\n', page->out);
}

static void head(Roff *page, const char *request, const char *title)
{
    fputs(request, page->out);
    put(page->out, title, strlen(title), " ");
    fputc('\n', page->out);
}

void roff_section(Roff *page, const char *title)
{
    head(page, ".SH ", title);
    page->headed = true;
}

void roff_subsection(Roff *page, const char *title)
{
    head(page, ".SS ", title);
    page->headed = true;
}

void roff_paragraph(Roff *page, const char *text)
{
    begin_paragraph(page);
    put_all(page->out, text, "\n.br\n\\&");
    fputc('\n', page->out);
}

void roff_usage(Roff *page, const char *name, const char *usage)
{
    begin_paragraph(page);
    fputs("\\fB", page->out);
    put(page->out, name, strlen(name), " ");
    fputs("\\fR ", page->out);
    put_marked(page->out, usage);
    fputc('\n', page->out);
}

void roff_item(Roff *page, const char *head, const char *text)
{
    page->headed = false;
    fputs(".TP\n\\&", page->out);
    if (*head == '-') {
        put_marked(page->out, head);
    } else {
        fputs("\\fB", page->out);
        put(page->out, head, strlen(head), " ");
        fputs("\\fR", page->out);
    }
    fputc('\n', page->out);
    put_all(page->out, text, " ");
    fputc('\n', page->out);
}

void roff_example(Roff *page, const char *lines)
{
    begin_paragraph(page);
    fputs(".in +4n\n.nf\n", page->out);
    put_all(page->out, lines, "\n\\&");
    fputs("\n.fi\n.in\n", page->out);
}
