// A YAML text as a tree: texts, lists and mappings, nested, each of which keeps its place in the
// file. Anchors, tags, directives, further documents, and a key that stands twice are mistakes.
#pragma once

#include "base/arena.h"
#include "io/yaml_text.h"

typedef enum YamlKind { TREE_TEXT, TREE_LIST, TREE_MAP } YamlKind;

typedef struct YamlNode {
    YamlKind kind;
    YamlItem item; // its key and where that stands, where it is one of a mapping; its text and how
                   // it is written, where it is one; value_at: where it begins
    int count;     // of a list or mapping: what is in it
    struct YamlNode *first, *next; // the first in it; the one behind it
} YamlNode;

enum { YAML_DEPTH_MAX = 8, YAML_KEYS_MAX = 64 }; // of nesting; of a mapping

typedef struct YamlTree {
    const char *text; // not owned
    size_t length;
    YamlNode *root; // a mapping, in the arena; NULL: the text is none
} YamlTree;

// What can be read of it, up to the mistake if there is one: then false, with *err and its byte.
bool yaml_tree_read(YamlTree *tree, const char *text, size_t length, Arena *arena, Error *err);
// NULL: it has no such key, or is no mapping.
const YamlNode *yaml_node_at(const YamlNode *map, const char *key);
// The byte of the file where byte `at` of a node's text stands.
size_t yaml_node_byte(const YamlTree *tree, const YamlNode *node, size_t at);
