// YAML as far as scene files go: a mapping of values and of groups, whose keys have a text or a
// list of texts. Read by libyaml's events, so that every byte of a value keeps its place in the
// file.
//
//     thalweg: 1
//     scene:
//       start: -1,4
//       optimizer:
//         - adam lr=0.2
//         - 'sgd off'
#pragma once

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"

typedef struct YamlItem {
    const char *group; // the key of the group that it stands in; NULL: in none
    const char *key;
    const char *value;       // NULL: a group begins, or a list without items
    bool listed;             // an item of a list, whose key each of them has
    size_t key_at, value_at; // bytes of the file; value_at: of the value, or of its quote
    char style; // how it is written: '\0' plain, '\'', '"'; in lines of its own '|', or '>' folded
} YamlItem;

typedef struct YamlText {
    const char *text; // not owned
    size_t length;
    Array(YamlItem) items; // in the order of the file; their texts are in the arena
} YamlText;

// What can be read of it, up to the mistake if there is one: then false, with *err and its byte.
// Anchors, tags, directives, further documents and deeper nesting are mistakes. yaml_finish() is
// due in either case.
bool yaml_read(YamlText *yaml, const char *text, size_t length, Arena *arena, Error *err);
void yaml_finish(YamlText *yaml);

// The byte of the file where byte `at` of an item's value stands; of one that is folded, where it
// begins.
size_t yaml_byte(const YamlText *yaml, const YamlItem *item, size_t at);
// Line and column of a byte of a text, both from 1; columns are characters.
void yaml_place(const char *text, size_t length, size_t byte, int *line, int *column);
// "line 3, column 8: ..." of what was said, which may stand in *err, at a byte of a text.
bool yaml_fail(const char *text, size_t length, size_t byte, const char *said, Error *err);
// The line of byte *at, which becomes its place in the line; in the arena.
const char *yaml_line(const char *text, size_t length, int *at, Arena *arena);

// One being written.
typedef struct YamlWriter YamlWriter;
YamlWriter *yaml_writer_create(void);
void yaml_write_value(YamlWriter *writer, const char *key, const char *value);
// Until yaml_write_end() all that is written stands in the group.
void yaml_write_group(YamlWriter *writer, const char *key);
// Until yaml_write_end() the items of a list.
void yaml_write_list(YamlWriter *writer, const char *key);
void yaml_write_item(YamlWriter *writer, const char *value);
void yaml_write_end(YamlWriter *writer);
// The text, in the arena; false where a value had bytes that are no UTF-8. Frees the writer.
bool yaml_writer_finish(YamlWriter *writer, Arena *arena, char **text, size_t *length, Error *err);
