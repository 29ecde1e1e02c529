// The settings as YAML. libcyaml gives and takes each value as a text, which the table of settings
// judges: so ranges and messages are ours. libcyaml reports mistakes only to a log function, which
// here keeps the first line.
#include "io/settings_table.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <string.h>

enum { STORY_MAX = 120 };

// What libcyaml reads and writes: a short text for each setting, "" where there is none.
typedef struct Values {
    char text[SETTING_COUNT][SETTING_TEXT_MAX];
} Values;

// The first line libcyaml says, and the key it was at.
typedef struct Story {
    char line[STORY_MAX], key[SETTING_TEXT_MAX];
} Story;

static const char *behind(const char *text, const char *prefix)
{
    const size_t length = strlen(prefix);
    return strncmp(text, prefix, length) == 0 ? text + length : text;
}

static void hear(cyaml_log_t level, void *context, const char *format, va_list args)
{
    (void)level;
    Story *story = context;
    char said[STORY_MAX + 32];
    vsnprintf(said, sizeof said, format, args);
    said[strcspn(said, "\r\n")] = '\0';
    const char *line = behind(behind(said, "Load: "), "libyaml: ");
    const char *key = behind(line, "  in mapping field '");
    if (key != line && !story->key[0]) {
        snprintf(story->key, sizeof story->key, "%.*s", (int)strcspn(key, "'"), key);
    } else if (!story->line[0] && strcmp(line, "Backtrace:") != 0) {
        snprintf(story->line, sizeof story->line, "%.*s", STORY_MAX - 1, line);
    }
}

static cyaml_config_t config_of(Story *story)
{
    return (cyaml_config_t){
        .log_fn = hear,
        .log_ctx = story,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = cyaml_mem,
        .flags = CYAML_CFG_IGNORE_UNKNOWN_KEYS | CYAML_CFG_NO_ALIAS | CYAML_CFG_STYLE_BLOCK,
    };
}

// The schema is the table once more, in libcyaml's words.
typedef struct Schema {
    cyaml_schema_field_t fields[SETTING_COUNT + 1];
    cyaml_schema_value_t top;
} Schema;

static void schema_init(Schema *schema)
{
    memset(schema, 0, sizeof *schema); // the last field has no key: the end
    for (uint32_t i = 0; i < SETTING_COUNT; i++) {
        schema->fields[i] = (cyaml_schema_field_t){
            .key = setting_key(i),
            .data_offset = i * SETTING_TEXT_MAX,
            .value = { CYAML_VALUE_STRING(CYAML_FLAG_OPTIONAL, char[SETTING_TEXT_MAX], 0,
                                          SETTING_TEXT_MAX - 1) },
        };
    }
    schema->top =
        (cyaml_schema_value_t){ CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, Values, schema->fields) };
}

static bool fail_foreign(Error *err)
{
    return fail(err, "it holds no settings such as 'theme: dark'");
}

// libcyaml's places (line, column) are those of the part before, so they are not passed on.
static bool fail_story(cyaml_err_t code, const Story *story, Error *err)
{
    switch (code) {
    case CYAML_ERR_OOM: return fail(err, "out of memory");
    case CYAML_ERR_ALIAS: return fail(err, "an alias (*name) stands in it; write the value itself");
    case CYAML_ERR_STRING_LENGTH_MAX: return fail(err, "%s: the value is too long", story->key);
    case CYAML_ERR_UNEXPECTED_EVENT: return fail(err, "%s stands in it twice", story->key);
    case CYAML_ERR_INTERNAL_ERROR: return fail(err, "a name before a ':' is not a plain word");
    case CYAML_ERR_INVALID_VALUE:
        return story->key[0] ? fail(err, "%s: a single value is needed", story->key)
                             : fail_foreign(err);
    default:
        return fail(err, "it is not YAML (%s)",
                    story->line[0] ? story->line : cyaml_strerror(code));
    }
}

static bool take_values(const Values *values, Settings *settings, Error *err)
{
    bool known = false;
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (values->text[i][0] && !setting_read(i, values->text[i], settings, err)) {
            return false;
        }
        known |= values->text[i][0] != '\0';
    }
    return known || fail_foreign(err);
}

bool settings_parse(const char *text, size_t length, Settings *settings, Error *err)
{
    Story story = { .line = "" };
    const cyaml_config_t config = config_of(&story);
    Schema schema;
    Values *values = NULL;
    schema_init(&schema);
    settings_defaults(settings);
    const cyaml_err_t code = cyaml_load_data((const uint8_t *)text, length, &config, &schema.top,
                                             (cyaml_data_t **)&values, NULL);
    bool ok = code == CYAML_OK || fail_story(code, &story, err);
    if (ok && values) { // NULL: the file is empty but for comments
        ok = take_values(values, settings, err);
    }
    cyaml_free(&config, &schema.top, values, 0);
    if (!ok) {
        settings_defaults(settings);
    }
    return ok;
}

bool settings_print(const Settings *settings, Arena *arena, char **text, size_t *length, Error *err)
{
    static const char head[] =
        "# What Thalweg's window remembers; it writes this file anew when it "
        "closes.\n# scale: 0 is automatic, else 0.75 to 2.5.\n";
    Story story = { .line = "" };
    const cyaml_config_t config = config_of(&story);
    Schema schema;
    Values values = { 0 };
    char *yaml = NULL;
    size_t bytes = 0;
    schema_init(&schema);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        setting_write(i, settings, values.text[i]);
    }
    const cyaml_err_t code = cyaml_save_data(&yaml, &bytes, &config, &schema.top, &values, 0);
    if (code != CYAML_OK) {
        return fail(err, "the settings could not be written: %s", cyaml_strerror(code));
    }
    *length = sizeof head - 1 + bytes;
    *text = arena_alloc(arena, *length + 1);
    memcpy(*text, head, sizeof head - 1);
    memcpy(*text + sizeof head - 1, yaml, bytes);
    config.mem_fn(config.mem_ctx, yaml, 0);
    return true;
}
