// Events come one by one, each at its place; anything but keys, texts and lists is refused at once,
// so that hostile nesting is never followed.
#include "base/utf8.h"
#include "base/words.h"
#include "io/yaml_text.h"

#include <string.h>
#include <yaml.h>

// libyaml counts characters, and its marks only grow: where the last one was.
typedef struct Cursor {
    size_t index, byte;
} Cursor;

typedef struct Reading {
    YamlText *yaml;
    Arena *arena;
    Error *err;
    yaml_parser_t parser;
    yaml_event_t event; // the newest
    Cursor cursor;
} Reading;

static size_t byte_of(Reading *reading, const yaml_mark_t *mark)
{
    const YamlText *yaml = reading->yaml;
    Cursor *at = &reading->cursor;
    if (mark->index < at->index) {
        *at = (Cursor){ 0 };
    }
    while (at->index < mark->index && at->byte < yaml->length) {
        utf8_next(yaml->text, yaml->length, &at->byte);
        at->index++;
    }
    return at->byte;
}

static bool refuse(Reading *reading, const char *why)
{
    return fail_at(reading->err, (int)byte_of(reading, &reading->event.start_mark), why, "");
}

// What libyaml says, and what would be right.
static const struct Reason {
    const char *begins, *text;
} reasons[] = {
    { "mapping values are not allowed",
      N_("a text with ': ' in it needs quotes around it, and every key has ': ' behind it") },
    { "found character that cannot start",
      N_("a line is indented with blanks, not with tabs, and a text that begins with a sign needs "
         "quotes around it") },
    { "did not find expected key",
      N_("this line is not indented as those before it, or a text needs quotes around it") },
    { "did not find expected '-' indicator",
      N_("this line is not indented as those before it, or a text needs quotes around it") },
    { "found unexpected end of stream", N_("the closing quote is missing") },
    { "found unexpected document indicator", N_("the closing quote is missing") },
    { "could not find expected ':'", N_("behind a key stands ': ' and its value: 'steps: 100'") },
    { "control characters are not", N_("the file is not a text: it has control characters") },
    { "invalid ", N_("the file is not a text in UTF-8") },
    { "incomplete UTF-8", N_("the file is not a text in UTF-8") },
};

static const char *reason_of(const char *problem)
{
    for (size_t i = 0; i < COUNT(reasons); i++) {
        if (strncmp(problem, reasons[i].begins, strlen(reasons[i].begins)) == 0) {
            return tr(reasons[i].text);
        }
    }
    return NULL;
}

static bool fail_parser(Reading *reading)
{
    const yaml_parser_t *parser = &reading->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        die("out of memory");
    }
    const bool bytes = parser->error == YAML_READER_ERROR;
    const size_t at = bytes ? parser->problem_offset : byte_of(reading, &parser->problem_mark);
    const size_t length = reading->yaml->length;
    const int place = (int)(at < length ? at : length);
    const char *problem = parser->problem ? parser->problem : "";
    const char *why = reason_of(problem);
    return why ? fail_said(reading->err, place, why)
               : fail_at(reading->err, place, "this is not YAML: %s", problem);
}

static bool next(Reading *reading)
{
    yaml_event_delete(&reading->event);
    if (!yaml_parser_parse(&reading->parser, &reading->event)) {
        reading->event = (yaml_event_t){ .type = YAML_NO_EVENT };
        return fail_parser(reading);
    }
    const yaml_event_t *event = &reading->event;
    const yaml_char_t *anchor = NULL, *tag = NULL;
    switch (event->type) {
    case YAML_ALIAS_EVENT: anchor = event->data.alias.anchor; break;
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
        break;
    default: break;
    }
    if (anchor || tag) {
        return refuse(reading, anchor ? N_("a text that begins with & or * needs quotes")
                                      : N_("a text that begins with ! needs quotes"));
    }
    return true;
}

static bool is_scalar(const Reading *reading)
{
    return reading->event.type == YAML_SCALAR_EVENT;
}

// The scalar that has just come.
static bool take_text(Reading *reading, const char **text)
{
    const char *value = (const char *)reading->event.data.scalar.value;
    const size_t length = reading->event.data.scalar.length;
    if (memchr(value, '\0', length)) {
        return refuse(reading, N_("a text has no zero byte"));
    }
    *text = arena_text(reading->arena, value, length);
    return true;
}

static bool take_value(Reading *reading, YamlItem item)
{
    item.value_at = byte_of(reading, &reading->event.start_mark);
    switch (reading->event.data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: item.style = '\''; break;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: item.style = '"'; break;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE: item.style = '|'; break;
    default: item.style = '\0'; break;
    }
    if (!take_text(reading, &item.value)) {
        return false;
    }
    array_push(&reading->yaml->items, item);
    return true;
}

// The items of the list that has just begun.
static bool read_list(Reading *reading, YamlItem item)
{
    const size_t before = reading->yaml->items.count;
    item.listed = true;
    item.value_at = byte_of(reading, &reading->event.start_mark);
    while (next(reading)) {
        if (reading->event.type == YAML_SEQUENCE_END_EVENT) {
            if (reading->yaml->items.count == before) {
                array_push(&reading->yaml->items, item);
            }
            return true;
        }
        if (!is_scalar(reading)) {
            return refuse(reading, N_("the items of a list are texts"));
        }
        if (!take_value(reading, item)) {
            return false;
        }
    }
    return false;
}

// The pairs of the mapping that has just begun; group NULL: the outermost.
static bool read_pairs(Reading *reading, const char *group)
{
    while (next(reading)) {
        YamlItem item = { .group = group, .key_at = byte_of(reading, &reading->event.start_mark) };
        if (reading->event.type == YAML_MAPPING_END_EVENT) {
            return true;
        }
        if (!is_scalar(reading)) {
            return refuse(reading, N_("a key is a word"));
        }
        if (!take_text(reading, &item.key) || !next(reading)) {
            return false;
        }
        bool good = false;
        switch (reading->event.type) {
        case YAML_SCALAR_EVENT: good = take_value(reading, item); break;
        case YAML_SEQUENCE_START_EVENT: good = read_list(reading, item); break;
        default:
            if (group) {
                return refuse(reading, N_("a value is a text or a list of texts; one with ': ' "
                                          "in it needs quotes"));
            }
            item.value_at = byte_of(reading, &reading->event.start_mark);
            array_push(&reading->yaml->items, item);
            good = read_pairs(reading, item.key);
        }
        if (!good) {
            return false;
        }
    }
    return false;
}

static bool read_all(Reading *reading)
{
    while (next(reading)) {
        switch (reading->event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_START_EVENT: break;
        case YAML_MAPPING_START_EVENT:
            if (!read_pairs(reading, NULL) || !next(reading) || !next(reading)) {
                return false;
            }
            return reading->event.type == YAML_STREAM_END_EVENT ||
                   refuse(reading, N_("a file holds one document; here begins another"));
        case YAML_STREAM_END_EVENT: return refuse(reading, N_("the file is empty"));
        default: return refuse(reading, N_("a file has keys and values: 'thalweg: 1'"));
        }
    }
    return false;
}

// Directives take libyaml time that grows with their square, and say nothing here.
static bool check_lines(Reading *reading)
{
    const YamlText *yaml = reading->yaml;
    for (const char *at = yaml->text, *end = at + yaml->length; at && at < end;) {
        if (*at == '%') {
            return fail_at(reading->err, (int)(at - yaml->text),
                           "a line that begins with %% says nothing here");
        }
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    return true;
}

bool yaml_read(YamlText *yaml, const char *text, size_t length, Arena *arena, Error *err)
{
    static const char mark[] = "\xef\xbb\xbf"; // some editors begin a file with it
    Reading reading = { .yaml = yaml, .arena = arena, .err = err };
    const size_t skipped = length >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    *yaml = (YamlText){ .text = text + skipped, .length = length - skipped };
    if (!yaml_parser_initialize(&reading.parser)) {
        die("out of memory");
    }
    yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reading.parser, (const unsigned char *)yaml->text, yaml->length);
    const bool good = check_lines(&reading) && read_all(&reading);
    if (!good && err) {
        err->at += err->at >= 0 ? (int)skipped : 0;
    }
    yaml_event_delete(&reading.event);
    yaml_parser_delete(&reading.parser);
    yaml->text = text;
    yaml->length = length;
    for (size_t i = 0; i < yaml->items.count; i++) {
        yaml->items.items[i].key_at += skipped;
        yaml->items.items[i].value_at += skipped;
    }
    return good;
}

void yaml_finish(YamlText *yaml)
{
    array_free(&yaml->items);
}
