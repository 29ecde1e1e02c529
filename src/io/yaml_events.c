// Whatever is at fault, is told at the byte of the file where it stands.
#include "io/yaml_events.h"

#include "base/utf8.h"
#include "base/words.h"

#include <string.h>

static size_t byte_of(YamlEvents *events, const yaml_mark_t *mark)
{
    YamlCursor *at = &events->cursor;
    if (mark->index < at->index) {
        *at = (YamlCursor){ 0 };
    }
    while (at->index < mark->index && at->byte < events->length) {
        utf8_next(events->text, events->length, &at->byte);
        at->index++;
    }
    return events->skipped + at->byte;
}

size_t yaml_event_byte(YamlEvents *events)
{
    return byte_of(events, &events->event.start_mark);
}

bool yaml_refuse(YamlEvents *events, const char *why)
{
    return fail_at(events->err, (int)yaml_event_byte(events), why, "");
}

// Of an anchor, at its end.
static const char no_name[] = "did not find expected alphabetic or numeric character";

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
    { no_name, N_("a text that begins with & or * needs quotes") },
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

static bool fail_parser(YamlEvents *events)
{
    const yaml_parser_t *parser = &events->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        die("out of memory");
    }
    const bool bytes = parser->error == YAML_READER_ERROR;
    const char *problem = parser->problem ? parser->problem : "";
    const yaml_mark_t *mark =
        strcmp(problem, no_name) == 0 ? &parser->context_mark : &parser->problem_mark;
    const size_t at = bytes ? events->skipped + parser->problem_offset : byte_of(events, mark);
    const size_t end = events->skipped + events->length;
    const int place = (int)(at < end ? at : end);
    const char *why = reason_of(problem);
    return why ? fail_said(events->err, place, why)
               : fail_at(events->err, place, "this is not YAML: %s", problem);
}

bool yaml_next(YamlEvents *events)
{
    yaml_event_delete(&events->event);
    if (!yaml_parser_parse(&events->parser, &events->event)) {
        events->event = (yaml_event_t){ .type = YAML_NO_EVENT };
        return fail_parser(events);
    }
    const yaml_event_t *event = &events->event;
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
        return yaml_refuse(events, anchor ? N_("a text that begins with & or * needs quotes")
                                          : N_("a text that begins with ! needs quotes"));
    }
    return true;
}

bool yaml_is_scalar(const YamlEvents *events)
{
    return events->event.type == YAML_SCALAR_EVENT;
}

bool yaml_take_text(YamlEvents *events, const char **text)
{
    const char *value = (const char *)events->event.data.scalar.value;
    const size_t length = events->event.data.scalar.length;
    if (memchr(value, '\0', length)) {
        return yaml_refuse(events, N_("a text has no zero byte"));
    }
    *text = arena_text(events->arena, value, length);
    return true;
}

char yaml_scalar_style(const YamlEvents *events)
{
    switch (events->event.data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return '\'';
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return '"';
    case YAML_LITERAL_SCALAR_STYLE: return '|';
    case YAML_FOLDED_SCALAR_STYLE: return '>';
    default: return '\0';
    }
}

// Directives take libyaml time that grows with their square, and say nothing here.
static bool check_lines(const YamlEvents *events)
{
    for (const char *at = events->text, *end = at + events->length; at && at < end;) {
        if (*at == '%') {
            return fail_at(events->err, (int)(events->skipped + (size_t)(at - events->text)),
                           "a line that begins with %% says nothing here");
        }
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    return true;
}

bool yaml_events_begin(YamlEvents *events, const char *text, size_t length, Arena *arena,
                       Error *err)
{
    static const char mark[] = "\xef\xbb\xbf"; // some editors begin a file with it
    const size_t skipped = length >= 3 && memcmp(text, mark, 3) == 0 ? 3 : 0;
    *events = (YamlEvents){ .text = text + skipped,
                            .length = length - skipped,
                            .skipped = skipped,
                            .arena = arena,
                            .err = err };
    if (!yaml_parser_initialize(&events->parser)) {
        die("out of memory");
    }
    yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&events->parser, (const unsigned char *)events->text,
                                 events->length);
    return check_lines(events);
}

void yaml_events_end(YamlEvents *events)
{
    yaml_event_delete(&events->event);
    yaml_parser_delete(&events->parser);
}

bool yaml_open_document(YamlEvents *events)
{
    while (yaml_next(events)) {
        switch (events->event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_START_EVENT: break;
        case YAML_MAPPING_START_EVENT: return true;
        case YAML_STREAM_END_EVENT: return yaml_refuse(events, N_("the file is empty"));
        default: return yaml_refuse(events, N_("a file has keys and values: 'thalweg: 1'"));
        }
    }
    return false;
}

bool yaml_close_document(YamlEvents *events)
{
    if (!yaml_next(events) || !yaml_next(events)) {
        return false;
    }
    return events->event.type == YAML_STREAM_END_EVENT ||
           yaml_refuse(events, N_("a file holds one document; here begins another"));
}
