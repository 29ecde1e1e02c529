// Mistakes are kept as they are found and go on with what is beside them.
#include "io/lesson_reading.h"

#include "base/text.h"
#include "base/words.h"

#include <stdarg.h>
#include <string.h>

static bool keep(LessonReading *reading, size_t byte, const char *said)
{
    LessonMistakes *mistakes = reading->mistakes;
    Error err;
    yaml_fail(reading->tree.text, reading->tree.length, byte, said, &err);
    if (mistakes->items.count < LESSON_MISTAKES_MAX) {
        const char *text = arena_text(&mistakes->arena, err.text, strlen(err.text));
        array_push(&mistakes->items, (LessonMistake){ err.at, text });
    }
    return false;
}

bool lesson_mistake(LessonReading *reading, size_t byte, const char *format, ...)
{
    char said[ERROR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    text_vprint(said, sizeof said, tr(format), args);
    va_end(args);
    return keep(reading, byte, said);
}

bool lesson_mistake_in(LessonReading *reading, const YamlNode *node, const Error *err)
{
    return keep(reading,
                err->at > 0 ? yaml_node_byte(&reading->tree, node, (size_t)err->at)
                            : node->item.value_at,
                err->text);
}

static const char *key_name(const void *keys, size_t index)
{
    return ((const LessonKey *)keys)[index].name;
}

static size_t count_keys(const LessonKey *keys)
{
    size_t count = 0;
    while (keys[count].name) {
        count++;
    }
    return count;
}

static void fail_unknown(LessonReading *reading, const YamlNode *node, const LessonKey *keys)
{
    const size_t count = count_keys(keys);
    char known[240];
    text_names(known, sizeof known, count, key_name, keys);
    const char *near = text_nearest(node->item.key, count, key_name, keys);
    if (near) {
        lesson_mistake(reading, node->item.key_at,
                       "unknown key '%.40s', did you mean '%s'? (known: %s)", node->item.key, near,
                       known);
    } else {
        lesson_mistake(reading, node->item.key_at, "unknown key '%.40s' (known: %s)",
                       node->item.key, known);
    }
}

bool lesson_take_keys(LessonReading *reading, const YamlNode *node, const LessonKey *keys,
                      void *owner)
{
    if (node->kind != TREE_MAP) {
        char known[240];
        text_names(known, sizeof known, count_keys(keys), key_name, keys);
        return lesson_mistake(reading, node->item.value_at,
                              "here stand keys with their values, indented (known: %s)", known);
    }
    bool known = true;
    for (const YamlNode *pair = node->first; pair; pair = pair->next) {
        const LessonKey *row = keys;
        while (row->name && strcmp(row->name, pair->item.key) != 0) {
            row++;
        }
        if (row->name) {
            row->take(reading, pair, owner);
        } else {
            fail_unknown(reading, pair, keys);
            known = false;
        }
    }
    for (const LessonKey *row = keys; row->name; row++) {
        if (row->needed && !yaml_node_at(node, row->name)) {
            lesson_mistake(reading, node->item.value_at, "'%s' is missing here", row->name);
        }
    }
    return known;
}

const char *lesson_plain(LessonReading *reading, const YamlNode *node)
{
    if (node->kind != TREE_TEXT || !*node->item.value) {
        lesson_mistake(reading, node->item.value_at, "a text is missing here");
        return NULL;
    }
    return node->item.value;
}

bool lesson_number(LessonReading *reading, const YamlNode *node, int min, int max, int *number)
{
    uint64_t value = 0;
    const char *text = lesson_plain(reading, node);
    Error ignored;
    if (!text) {
        return false;
    }
    if (!text_whole(text, strlen(text), "", &value, &ignored) || value < (uint64_t)min ||
        value > (uint64_t)max) {
        return lesson_mistake(reading, node->item.value_at,
                              "here stands a whole number from %d to %d, not '%.40s'", min, max,
                              text);
    }
    *number = (int)value;
    return true;
}

bool lesson_kind(LessonReading *reading, const YamlNode *node, const Registry *registry, int *kind)
{
    const char *text = lesson_plain(reading, node);
    const int found = text ? registry_find(registry, text) : -1;
    if (text && found < 0) {
        char known[240];
        text_names(known, sizeof known, registry->count, registry_key, registry);
        return lesson_mistake(reading, node->item.value_at, "'%.40s' is none of %s", text, known);
    }
    *kind = found >= 0 ? found : *kind;
    return found >= 0;
}
