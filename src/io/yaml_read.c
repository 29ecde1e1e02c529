// Anything but keys, texts and lists is refused at once, so that hostile nesting is never followed.
#include "base/words.h"
#include "io/yaml_events.h"
#include "io/yaml_text.h"

typedef struct Reading {
    YamlText *yaml;
    YamlEvents events;
} Reading;

static bool take_value(Reading *reading, YamlItem item)
{
    YamlEvents *events = &reading->events;
    item.value_at = yaml_event_byte(events);
    item.style = yaml_scalar_style(events);
    if (!yaml_take_text(events, &item.value)) {
        return false;
    }
    array_push(&reading->yaml->items, item);
    return true;
}

// The items of the list that has just begun.
static bool read_list(Reading *reading, YamlItem item)
{
    YamlEvents *events = &reading->events;
    const size_t before = reading->yaml->items.count;
    item.listed = true;
    item.value_at = yaml_event_byte(events);
    while (yaml_next(events)) {
        if (events->event.type == YAML_SEQUENCE_END_EVENT) {
            if (reading->yaml->items.count == before) {
                array_push(&reading->yaml->items, item);
            }
            return true;
        }
        if (!yaml_is_scalar(events)) {
            return yaml_refuse(events, N_("the items of a list are texts"));
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
    YamlEvents *events = &reading->events;
    while (yaml_next(events)) {
        YamlItem item = { .group = group, .key_at = yaml_event_byte(events) };
        if (events->event.type == YAML_MAPPING_END_EVENT) {
            return true;
        }
        if (!yaml_is_scalar(events)) {
            return yaml_refuse(events, N_("a key is a word"));
        }
        if (!yaml_take_text(events, &item.key) || !yaml_next(events)) {
            return false;
        }
        bool good = false;
        switch (events->event.type) {
        case YAML_SCALAR_EVENT: good = take_value(reading, item); break;
        case YAML_SEQUENCE_START_EVENT: good = read_list(reading, item); break;
        default:
            if (group) {
                return yaml_refuse(events, N_("a value is a text or a list of texts; one with ': ' "
                                              "in it needs quotes"));
            }
            item.value_at = yaml_event_byte(events);
            array_push(&reading->yaml->items, item);
            good = read_pairs(reading, item.key);
        }
        if (!good) {
            return false;
        }
    }
    return false;
}

bool yaml_read(YamlText *yaml, const char *text, size_t length, Arena *arena, Error *err)
{
    Reading reading = { .yaml = yaml };
    *yaml = (YamlText){ .text = text, .length = length };
    const bool good = yaml_events_begin(&reading.events, text, length, arena, err) &&
                      yaml_open_document(&reading.events) && read_pairs(&reading, NULL) &&
                      yaml_close_document(&reading.events);
    yaml_events_end(&reading.events);
    return good;
}

void yaml_finish(YamlText *yaml)
{
    array_free(&yaml->items);
}
