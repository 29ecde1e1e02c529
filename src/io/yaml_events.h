// libyaml's events one by one, each at its byte of the file: what both readers of YAML have in
// common (yaml_text.h, yaml_tree.h). Anchors, tags, directives and further documents are mistakes.
#pragma once

#include "base/arena.h"
#include "base/error.h"

#include <yaml.h>

// libyaml counts characters, and its marks only grow: where the last one was.
typedef struct YamlCursor {
    size_t index, byte;
} YamlCursor;

typedef struct YamlEvents {
    const char *text; // of the file, behind its byte order mark
    size_t length, skipped;
    Arena *arena; // texts are copied into it
    Error *err;
    yaml_parser_t parser;
    yaml_event_t event; // the newest
    YamlCursor cursor;
} YamlEvents;

// yaml_events_end() is due in either case.
bool yaml_events_begin(YamlEvents *events, const char *text, size_t length, Arena *arena,
                       Error *err);
void yaml_events_end(YamlEvents *events);
// The next event; false with the mistake.
bool yaml_next(YamlEvents *events);
// The outermost mapping has just begun; false with the mistake where there is none.
bool yaml_open_document(YamlEvents *events);
// Its end has just come: whether nothing is behind it.
bool yaml_close_document(YamlEvents *events);
// The byte of the file where the newest event begins.
size_t yaml_event_byte(YamlEvents *events);
// Always false: why (N_()) the newest event is a mistake.
bool yaml_refuse(YamlEvents *events, const char *why);

bool yaml_is_scalar(const YamlEvents *events);
// Of the newest event, which is one: its text, and how it is written, as in YamlItem.
bool yaml_take_text(YamlEvents *events, const char **text);
char yaml_scalar_style(const YamlEvents *events);
