// A node is hung up before what is in it is read, so that a mistake leaves what stood before it.
#include "io/yaml_tree.h"

#include "base/words.h"
#include "io/yaml_events.h"

#include <string.h>

static bool read_node(YamlTree *tree, YamlEvents *events, YamlNode *node, int depth);

// "'steps' stands here again; it was said in line 4"
static bool refuse_twice(const YamlTree *tree, YamlEvents *events, const YamlNode *before)
{
    int line, column;
    yaml_place(tree->text, tree->length, before->item.key_at, &line, &column);
    return fail_at(events->err, (int)yaml_event_byte(events),
                   "'%s' stands here again; it was said in line %d", before->item.key, line);
}

// The key of the pair that has just begun, and the event of its value.
static bool read_key(YamlTree *tree, YamlEvents *events, const YamlNode *map, YamlItem *item)
{
    item->key_at = yaml_event_byte(events);
    if (!yaml_is_scalar(events)) {
        return yaml_refuse(events, N_("a key is a word"));
    }
    if (!yaml_take_text(events, &item->key)) {
        return false;
    }
    const YamlNode *before = yaml_node_at(map, item->key);
    if (before) {
        return refuse_twice(tree, events, before);
    }
    if (map->count >= YAML_KEYS_MAX) {
        return yaml_refuse(events, N_("so many keys are not read"));
    }
    return yaml_next(events);
}

// What is in a list or mapping that has just begun, up to its end.
static bool read_inner(YamlTree *tree, YamlEvents *events, YamlNode *node, int depth)
{
    const yaml_event_type_t end =
        node->kind == TREE_LIST ? YAML_SEQUENCE_END_EVENT : YAML_MAPPING_END_EVENT;
    YamlNode **last = &node->first;
    while (yaml_next(events)) {
        if (events->event.type == end) {
            return true;
        }
        YamlNode *inner = arena_new(events->arena, YamlNode, 1);
        if (node->kind == TREE_MAP && !read_key(tree, events, node, &inner->item)) {
            return false;
        }
        *last = inner;
        last = &inner->next;
        node->count++;
        if (!read_node(tree, events, inner, depth + 1)) {
            return false;
        }
    }
    return false;
}

// What the newest event begins.
static bool read_node(YamlTree *tree, YamlEvents *events, YamlNode *node, int depth)
{
    node->item.value_at = yaml_event_byte(events);
    if (yaml_is_scalar(events)) {
        node->kind = TREE_TEXT;
        node->item.style = yaml_scalar_style(events);
        return yaml_take_text(events, &node->item.value);
    }
    node->kind = events->event.type == YAML_SEQUENCE_START_EVENT ? TREE_LIST : TREE_MAP;
    if (depth >= YAML_DEPTH_MAX) {
        return yaml_refuse(events, N_("lists and keys are nested too deeply here"));
    }
    return read_inner(tree, events, node, depth);
}

bool yaml_tree_read(YamlTree *tree, const char *text, size_t length, Arena *arena, Error *err)
{
    YamlEvents events;
    *tree = (YamlTree){ .text = text, .length = length };
    bool good = yaml_events_begin(&events, text, length, arena, err) && yaml_open_document(&events);
    if (good) {
        tree->root = arena_new(arena, YamlNode, 1);
        good = read_node(tree, &events, tree->root, 0) && yaml_close_document(&events);
    }
    yaml_events_end(&events);
    return good;
}

const YamlNode *yaml_node_at(const YamlNode *map, const char *key)
{
    const YamlNode *node = map && map->kind == TREE_MAP ? map->first : NULL;
    while (node && (!node->item.key || strcmp(node->item.key, key) != 0)) {
        node = node->next;
    }
    return node;
}

size_t yaml_node_byte(const YamlTree *tree, const YamlNode *node, size_t at)
{
    const YamlText yaml = { .text = tree->text, .length = tree->length };
    return yaml_byte(&yaml, &node->item, at);
}
