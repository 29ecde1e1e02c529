// libyaml's emitter, which knows what needs quotes. Anything that it refuses is a text that is no
// UTF-8.
#include "base/words.h"
#include "io/yaml_text.h"

#include <string.h>
#include <yaml.h>

struct YamlWriter {
    yaml_emitter_t emitter;
    Array(char) out;
    Array(bool) lists; // of what is open, the innermost last: whether it is a list
    bool failed;
};

static int put(void *context, unsigned char *bytes, size_t count)
{
    YamlWriter *writer = context;
    array_reserve(&writer->out, writer->out.count + count + 1);
    memcpy(writer->out.items + writer->out.count, bytes, count);
    writer->out.count += count;
    return 1;
}

// made: whether the event could be made, of which only a lack of memory keeps it.
static void emit(YamlWriter *writer, yaml_event_t *event, bool made)
{
    if (!made) {
        writer->failed = true;
    } else if (writer->failed) {
        yaml_event_delete(event);
    } else if (!yaml_emitter_emit(&writer->emitter, event)) {
        writer->failed = true;
    }
    if (writer->emitter.error == YAML_MEMORY_ERROR) {
        die("out of memory");
    }
}

// In lines of its own where that is how it is read best and comes back to the byte.
static void scalar(YamlWriter *writer, const char *text)
{
    yaml_event_t event;
    const bool lines = strchr(text, '\n') && !strpbrk(text, "\r\t") && !strstr(text, "\xc2\x85") &&
                       !strstr(text, "\xe2\x80\xa8") && !strstr(text, "\xe2\x80\xa9") &&
                       text[strspn(text, " \n")] && text[0] != ' ' && text[0] != '\n';
    const yaml_scalar_style_t style = lines                   ? YAML_LITERAL_SCALAR_STYLE
                                      : strpbrk(text, "\r\n") ? YAML_DOUBLE_QUOTED_SCALAR_STYLE
                                                              : YAML_ANY_SCALAR_STYLE;
    emit(writer, &event,
         yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text,
                                      (int)strlen(text), 1, 1, style));
}

YamlWriter *yaml_writer_create(void)
{
    YamlWriter *writer = memory_get(sizeof *writer);
    yaml_event_t event;
    *writer = (YamlWriter){ .failed = false };
    if (!yaml_emitter_initialize(&writer->emitter)) {
        die("out of memory");
    }
    yaml_emitter_set_output(&writer->emitter, put, writer);
    yaml_emitter_set_unicode(&writer->emitter, 1);
    yaml_emitter_set_width(&writer->emitter, -1); // a value stays in its line
    emit(writer, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
    emit(writer, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
    emit(writer, &event,
         yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
    return writer;
}

void yaml_write_value(YamlWriter *writer, const char *key, const char *value)
{
    scalar(writer, key);
    scalar(writer, value);
}

void yaml_write_group(YamlWriter *writer, const char *key)
{
    yaml_event_t event;
    scalar(writer, key);
    emit(writer, &event,
         yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
    array_push(&writer->lists, false);
}

void yaml_write_list(YamlWriter *writer, const char *key)
{
    yaml_event_t event;
    scalar(writer, key);
    emit(writer, &event,
         yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE));
    array_push(&writer->lists, true);
}

void yaml_write_item(YamlWriter *writer, const char *value)
{
    scalar(writer, value);
}

void yaml_write_end(YamlWriter *writer)
{
    yaml_event_t event;
    assert(writer->lists.count > 0);
    const bool list = writer->lists.items[--writer->lists.count];
    emit(writer, &event,
         list ? yaml_sequence_end_event_initialize(&event)
              : yaml_mapping_end_event_initialize(&event));
}

bool yaml_writer_finish(YamlWriter *writer, Arena *arena, char **text, size_t *length, Error *err)
{
    yaml_event_t event;
    emit(writer, &event, yaml_mapping_end_event_initialize(&event));
    emit(writer, &event, yaml_document_end_event_initialize(&event, 1));
    emit(writer, &event, yaml_stream_end_event_initialize(&event));
    const bool good = !writer->failed;
    *length = writer->out.count;
    *text = good ? arena_text(arena, writer->out.items, writer->out.count) : NULL;
    yaml_emitter_delete(&writer->emitter);
    array_free(&writer->out);
    array_free(&writer->lists);
    free(writer);
    return good || fail(err, "a text in it is no UTF-8, maybe the path of a file");
}
