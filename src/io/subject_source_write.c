// The flags that a command line would have, put into YAML one by one; one that is repeated makes a
// list.
#include "base/text.h"
#include "io/subject_file.h"
#include "io/subject_paths.h"
#include "io/subject_source.h"

#include <string.h>

typedef struct Writing {
    YamlWriter *yaml;
    SubjectKind kind;
    const char *list; // the flag whose list is open; NULL: none
} Writing;

static void close_list(Writing *writing)
{
    if (writing->list) {
        yaml_write_end(writing->yaml);
        writing->list = NULL;
    }
}

static bool is_many(const Writing *writing, const char *name)
{
    const Flag *flag;
    for (size_t i = 0; (flag = subject_flags[writing->kind].flag_at(i)); i++) {
        if (strcmp(flag->name, name) == 0) {
            return flag->many;
        }
    }
    return false;
}

static void put(void *context, const char *name, const char *value)
{
    Writing *writing = context;
    if (writing->list && strcmp(writing->list, name) == 0) {
        yaml_write_item(writing->yaml, value);
        return;
    }
    close_list(writing);
    if (is_many(writing, name)) {
        yaml_write_list(writing->yaml, name);
        yaml_write_item(writing->yaml, value);
        writing->list = name;
    } else {
        yaml_write_value(writing->yaml, name, value);
    }
}

bool subject_source_write(const Subject *subject, const char *folder, Arena *arena, char **text,
                          size_t *length, Error *err)
{
    Subject *filed = memory_get(sizeof *filed);
    const char *data = NULL; // to go with it
    char version[16];
    subject_copy(filed, subject);
    if (!subject_paths_to(filed, folder, arena, &data, err)) {
        free(filed);
        return false;
    }
    Writing writing = { yaml_writer_create(), filed->kind, NULL };
    Line line = { .put = put, .context = &writing };
    text_print(version, sizeof version, "%d", SUBJECT_FILE_VERSION);
    yaml_write_value(writing.yaml, "thalweg", version);
    yaml_write_group(writing.yaml, subject_flags[filed->kind].key);
    subject_flags[filed->kind].write(&line, filed);
    close_list(&writing);
    if (data) {
        yaml_write_value(writing.yaml, SUBJECT_DATA_KEY, data);
    }
    yaml_write_end(writing.yaml);
    free(filed);
    return yaml_writer_finish(writing.yaml, arena, text, length, err);
}
