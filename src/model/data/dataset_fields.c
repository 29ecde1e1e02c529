// RFC 4180, and what else people's files have: a byte order mark, other line ends, blanks around
// fields, semicolons or tabs for commas.
#include "model/data/dataset_fields.h"

#include "base/utf8.h"
#include "base/words.h"

#include "model/data/dataset.h"

#include <stdio.h>
#include <string.h>

enum { QUOTE_MAX = 40 };

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static char peek(const Csv *csv)
{
    return csv->at < csv->length ? csv->text[csv->at] : '\n';
}

static bool is_blank(const Csv *csv, char c)
{
    return (c == ' ' || c == '\t') && c != csv->delimiter;
}

static void skip_blanks(Csv *csv)
{
    while (is_blank(csv, peek(csv))) {
        csv->at++;
    }
}

static void skip_line_end(Csv *csv)
{
    csv->at += peek(csv) == '\r' && csv->at + 1 < csv->length && csv->text[csv->at + 1] == '\n';
    csv->at++;
    csv->line++;
}

static void skip_blank_lines(Csv *csv)
{
    size_t begin = csv->at;
    for (skip_blanks(csv); csv->at < csv->length && is_line_end(peek(csv)); skip_blanks(csv)) {
        skip_line_end(csv);
        begin = csv->at;
    }
    csv->at = csv->at < csv->length ? begin : csv->length;
}

static char find_delimiter(const Csv *csv)
{
    bool quoted = false;
    char found = '\0';
    for (size_t at = csv->at; at < csv->length; at++) {
        const char c = csv->text[at];
        quoted ^= c == '"';
        if (!quoted && is_line_end(c)) {
            break;
        }
        if (!quoted && (c == ',' || (c == ';' && found != ',') || (c == '\t' && !found))) {
            found = c;
        }
    }
    return found ? found : ',';
}

void csv_begin(Csv *csv, const char *text, size_t length, const char *name, Arena *arena,
               Error *err)
{
    static const char BYTE_ORDER_MARK[] = "\xef\xbb\xbf";
    *csv = (Csv){
        .text = text, .length = length, .line = 1, .name = name, .arena = arena, .err = err
    };
    csv->at = length >= 3 && memcmp(text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
    skip_blank_lines(csv);
    csv->delimiter = find_delimiter(csv);
}

void csv_place(const Csv *csv, const Field *field, char *out, size_t size)
{
    text_print(out, size, tr("%.80s, line %ld, column %d"), csv->name, field->line, field->column);
}

int field_quote_length(const Field *field)
{
    return field->length < QUOTE_MAX ? (int)field->length : QUOTE_MAX;
}

// what: in the language of the program.
static bool csv_fail(Csv *csv, const Field *field, const char *what)
{
    char place[400];
    csv_place(csv, field, place, sizeof place);
    csv->failed = true;
    return fail(csv->err, "%s: %s", place, what);
}

// text [length] with each pair of quotes as one.
static void undouble(Csv *csv, Field *field)
{
    char *out = arena_alloc(csv->arena, field->length);
    size_t used = 0;
    for (size_t i = 0; i < field->length; i++) {
        out[used++] = field->text[i];
        i += field->text[i] == '"';
    }
    field->text = out;
    field->length = used;
}

static bool read_quoted(Csv *csv, Field *field)
{
    bool doubled = false, closed = false;
    field->text = csv->text + ++csv->at;
    while (csv->at < csv->length && !closed) {
        const char c = csv->text[csv->at];
        if (is_line_end(c)) {
            skip_line_end(csv);
            continue;
        }
        csv->at++;
        if (c == '"' && csv->at < csv->length && csv->text[csv->at] == '"') {
            doubled = true;
            csv->at++;
        } else {
            closed = c == '"';
        }
    }
    if (!closed) {
        return csv_fail(csv, field, tr("the closing quote is missing"));
    }
    field->length = (size_t)(csv->text + csv->at - 1 - field->text);
    if (doubled) {
        undouble(csv, field);
    }
    skip_blanks(csv);
    return peek(csv) == csv->delimiter || is_line_end(peek(csv)) ||
           csv_fail(csv, field, tr("text stands behind the closing quote"));
}

static void read_plain(Csv *csv, Field *field)
{
    field->text = csv->text + csv->at;
    while (peek(csv) != csv->delimiter && !is_line_end(peek(csv))) {
        csv->at++;
    }
    field->length = (size_t)(csv->text + csv->at - field->text);
    while (field->length > 0 && is_blank(csv, field->text[field->length - 1])) {
        field->length--;
    }
}

bool csv_next(Csv *csv, Fields *fields)
{
    fields->count = 0;
    skip_blank_lines(csv);
    if (csv->failed || csv->at == csv->length) {
        return false;
    }
    bool more = true;
    while (more) {
        Field field = { .line = csv->line, .column = (int)fields->count + 1 };
        if (field.column > DATASET_FEATURES_MAX + 1) {
            char what[240];
            text_print(what, sizeof what, tr("at most %d columns can be read, and the target"),
                       DATASET_FEATURES_MAX);
            return csv_fail(csv, &field, what);
        }
        skip_blanks(csv);
        if (peek(csv) != '"') {
            read_plain(csv, &field);
        } else if (!read_quoted(csv, &field)) {
            return false;
        }
        array_push(fields, field);
        more = peek(csv) == csv->delimiter;
        csv->at += more;
    }
    if (csv->at < csv->length) {
        skip_line_end(csv);
    }
    return true;
}
