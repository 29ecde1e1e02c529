// A key is looked up among the flags of its kind; which subject they come to, and all checks, are
// the command line's.
#include "io/subject_source.h"

#include "base/text.h"
#include "base/words.h"
#include "io/subject_file.h"
#include "io/subject_paths.h"

#include <string.h>

// A file being read.
typedef struct Reading {
    SubjectSource *source;
    const char *folder;
    Arena *arena;
    Error *err;
    const YamlItem *group; // the kind's
} Reading;

static const char *kind_key(const void *context, size_t index)
{
    (void)context;
    return subject_flags[index].key;
}

static const char *flag_name(const void *kind, size_t index)
{
    return subject_flags[*(const SubjectKind *)kind].flag_at(index)->name;
}

// The flag that a key names, of the source's kind.
static const Flag *flag_of_key(const SubjectSource *source, const char *key)
{
    const Flag *flag = subject_flag_named(1u << source->kind, key);
    return flag && flag->value ? flag : NULL;
}

static bool refuse(const Reading *reading, size_t byte, const char *text)
{
    return yaml_fail(reading->source->text, reading->source->length, byte, text, reading->err);
}

static bool fail_key(const Reading *reading, const YamlItem *item, const char *near,
                     const char *known)
{
    char text[ERROR_TEXT_MAX];
    if (near) {
        text_print(text, sizeof text, tr("unknown key '%.40s', did you mean '%s'? (known: %s)"),
                   item->key, near, known);
    } else {
        text_print(text, sizeof text, tr("unknown key '%.40s' (known: %s)"), item->key, known);
    }
    return refuse(reading, item->key_at, text);
}

// A key of the whole file.
static bool fail_unknown_group(const Reading *reading, const YamlItem *item)
{
    char text[ERROR_TEXT_MAX], known[64];
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        if (subject_flag_named(1u << kind, item->key)) {
            text_print(text, sizeof text, tr("'%s' stands below '%s:', indented by two blanks"),
                       item->key, subject_flags[kind].key);
            return refuse(reading, item->key_at, text);
        }
    }
    text_names(known, sizeof known, SUBJECT_COUNT, kind_key, NULL);
    return fail_key(reading, item, text_nearest(item->key, SUBJECT_COUNT, kind_key, NULL), known);
}

static bool fail_unknown_flag(const Reading *reading, const YamlItem *item)
{
    const SubjectKind kind = reading->source->kind;
    char known[512];
    size_t count = 0;
    while (subject_flags[kind].flag_at(count)) {
        count++;
    }
    text_names(known, sizeof known, count, flag_name, &kind);
    return fail_key(reading, item, text_nearest(item->key, count, flag_name, &kind), known);
}

static bool check_version(const Reading *reading)
{
    const YamlText *yaml = &reading->source->yaml;
    const YamlItem *item = yaml->items.count ? &yaml->items.items[0] : NULL;
    char text[ERROR_TEXT_MAX];
    uint64_t version = 0;
    if (!item || item->group || strcmp(item->key, "thalweg") != 0 || !item->value) {
        return refuse(reading, item ? item->key_at : 0,
                      tr("this is no scene of Thalweg: one begins with 'thalweg: 1'"));
    }
    Error ignored;
    if (!text_whole(item->value, strlen(item->value), "thalweg", &version, &ignored) ||
        version == 0) {
        return refuse(reading, item->value_at,
                      tr("behind 'thalweg' stands the version of the format: 'thalweg: 1'"));
    }
    text_print(text, sizeof text,
               tr("written by a later version of Thalweg: its format is %.20s, this program reads "
                  "up to %d"),
               item->value, SUBJECT_FILE_VERSION);
    return version <= SUBJECT_FILE_VERSION || refuse(reading, item->value_at, text);
}

static int kind_of_key(const char *key)
{
    int kind = 0;
    while (kind < SUBJECT_COUNT && strcmp(subject_flags[kind].key, key) != 0) {
        kind++;
    }
    return kind;
}

// Which kind the file holds, by its one group; its place is kept for reading->group.
static bool find_kind(Reading *reading)
{
    const YamlText *yaml = &reading->source->yaml;
    for (size_t i = 1; i < yaml->items.count; i++) {
        const YamlItem *item = &yaml->items.items[i];
        if (item->group) {
            continue;
        }
        const int kind = kind_of_key(item->key);
        if (kind == SUBJECT_COUNT) {
            return fail_unknown_group(reading, item);
        }
        if (reading->group) {
            return refuse(reading, item->key_at, tr("a file holds one scene or one lab, not two"));
        }
        if (item->listed || (item->value && *item->value)) {
            return refuse(reading, item->value_at,
                          tr("here stand keys with their values, indented: 'steps: 100'"));
        }
        reading->group = item;
        reading->source->kind = (SubjectKind)kind;
    }
    return reading->group || refuse(reading, reading->source->length,
                                    tr("there is neither 'scene:' nor 'lab:' in it"));
}

static bool given_twice(const Reading *reading, const YamlItem *item, const YamlItem *before)
{
    char text[ERROR_TEXT_MAX];
    int line, column;
    yaml_place(reading->source->text, reading->source->length, before->key_at, &line, &column);
    text_print(text, sizeof text, tr("'%s' stands here again; it was said in line %d"), item->key,
               line);
    return refuse(reading, item->key_at, text);
}

static bool add(Reading *reading, const YamlItem *item)
{
    SubjectSource *source = reading->source;
    char text[ERROR_TEXT_MAX];
    const Flag *flag = flag_of_key(source, item->key);
    if (!flag) {
        return fail_unknown_flag(reading, item);
    }
    for (size_t i = 0; i < source->places.count; i++) {
        const YamlItem *before = &source->places.items[i];
        if (before->key_at == item->key_at) {
            break; // items of one list stand one behind the other
        }
        if (strcmp(before->key, item->key) == 0) {
            return given_twice(reading, item, before);
        }
    }
    if (item->listed && !flag->many) {
        text_print(text, sizeof text, tr("'%s' has one value, not a list: '%s: %s'"), item->key,
                   item->key, flag->value);
        return refuse(reading, item->value_at, text);
    }
    if (item->value) { // else a list without items, which says nothing
        array_push(&source->given, (Given){ flag, item->value });
        array_push(&source->places, *item);
    }
    return true;
}

static bool find_paths(Reading *reading)
{
    SubjectSource *source = reading->source;
    FlagsError wrong = { .error.at = -1 };
    if (subject_paths_from(source, reading->folder, reading->arena, &wrong)) {
        return true;
    }
    if (!subject_source_fail(source, &wrong, reading->err)) {
        fail_said(reading->err, -1, wrong.error.text);
    }
    return false;
}

static bool read_all(Reading *reading)
{
    SubjectSource *source = reading->source;
    Error mistake = { .at = -1 };
    const bool whole =
        yaml_read(&source->yaml, source->text, source->length, reading->arena, &mistake);
    // A later version may be no YAML as we know it; and what is no scene at all says so.
    if ((whole || source->yaml.items.count) && !check_version(reading)) {
        return false;
    }
    if (!whole) {
        return refuse(reading, (size_t)(mistake.at > 0 ? mistake.at : 0), mistake.text);
    }
    if (!find_kind(reading)) {
        return false;
    }
    for (size_t i = 1; i < source->yaml.items.count; i++) {
        const YamlItem *item = &source->yaml.items.items[i];
        if (item->group && !add(reading, item)) {
            return false;
        }
    }
    return find_paths(reading);
}

bool subject_source_read(SubjectSource *source, const char *text, size_t length, const char *folder,
                         Arena *arena, Error *err)
{
    Error own;
    Reading reading = { source, folder, arena, err ? err : &own, NULL };
    *source = (SubjectSource){ .text = text, .length = length };
    return read_all(&reading);
}

// Whether a flag that was typed takes the place of one of the file.
static bool is_replaced(SubjectKind kind, const Given *filed, const Given *given, size_t count)
{
    bool replaced = false;
    for (size_t i = 0; i < count; i++) {
        replaced = replaced || subject_flags[kind].replaces(&given[i], filed);
    }
    return replaced;
}

bool subject_source_take_items(SubjectSource *source, const YamlItem *items, size_t count,
                               const char *folder, Arena *arena, Error *err)
{
    Error own;
    Reading reading = { source, folder, arena, err ? err : &own, NULL };
    source->yaml.text = source->text;
    source->yaml.length = source->length;
    for (size_t i = 0; i < count; i++) {
        if (!add(&reading, &items[i])) {
            return false;
        }
    }
    return find_paths(&reading);
}

void subject_source_behind(SubjectSource *source, const SubjectSource *before)
{
    SubjectSource whole = *source;
    whole.given.items = NULL;
    whole.places.items = NULL;
    whole.given.count = whole.given.capacity = whole.places.count = whole.places.capacity = 0;
    for (size_t i = 0; i < before->given.count; i++) {
        const Given *given = &before->given.items[i];
        if (!is_replaced(source->kind, given, source->given.items, source->given.count)) {
            array_push(&whole.given, *given);
            array_push(&whole.places, before->places.items[i]);
        }
    }
    for (size_t i = 0; i < source->given.count; i++) {
        array_push(&whole.given, source->given.items[i]);
        array_push(&whole.places, source->places.items[i]);
    }
    array_free(&source->given);
    array_free(&source->places);
    *source = whole;
}

void subject_source_finish(SubjectSource *source)
{
    array_free(&source->given);
    array_free(&source->places);
    yaml_finish(&source->yaml);
}

// In a file keys have no dashes.
static void drop_dashes(const SubjectSource *source, char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (strncmp(from, "--", 2) == 0) {
            char name[32];
            const size_t length = strspn(from + 2, "abcdefghijklmnopqrstuvwxyz-0123456789");
            text_print(name, sizeof name, "%.*s", (int)(length < 31 ? length : 31), from + 2);
            from += flag_of_key(source, name) ? 2 : 0;
        }
        *to++ = *from;
    }
    *to = '\0';
}

// The place that a text points into: itself, or what it is a copy of.
static int find_place(const SubjectSource *source, const char *typed)
{
    int equal = -1;
    for (size_t i = 0; typed && i < source->given.count; i++) {
        const char *value = source->given.items[i].value;
        if (typed >= value && typed <= value + strlen(value)) {
            return (int)i;
        }
        equal = equal < 0 && strcmp(value, typed) == 0 ? (int)i : equal;
    }
    return equal;
}

// Whether a comment cut a text off within its quotes: name="Run #2".
static bool was_cut(const SubjectSource *source, const YamlItem *item, const char *value)
{
    size_t quotes = 0;
    for (const char *at = value; *at; at++) {
        quotes += *at == '"';
    }
    const char *behind = source->text + yaml_byte(&source->yaml, item, strlen(value));
    return !item->style && quotes % 2 && behind[strspn(behind, " \t")] == '#';
}

bool subject_source_fail(const SubjectSource *source, const FlagsError *wrong, Error *err)
{
    const int i = find_place(source, wrong->typed);
    if (i < 0) {
        return false;
    }
    char text[ERROR_TEXT_MAX];
    const char *value = source->given.items[i].value, *typed = wrong->typed;
    const size_t inside =
        typed >= value && typed <= value + strlen(value) ? (size_t)(typed - value) : 0;
    const size_t at = inside + (size_t)(wrong->error.at > 0 ? wrong->error.at : 0);
    text_print(text, sizeof text, "%s", wrong->error.text);
    drop_dashes(source, text);
    if (was_cut(source, &source->places.items[i], value)) {
        text_print(text, sizeof text, "%s", tr("a text with ' #' in it needs quotes around it"));
    }
    yaml_fail(source->text, source->length, yaml_byte(&source->yaml, &source->places.items[i], at),
              text, err);
    return true;
}

bool subject_source_take(const SubjectSource *source, SubjectReader *reader, const Given *given,
                         size_t count, FlagsError *err)
{
    for (size_t i = 0; i < source->given.count; i++) {
        const Given *filed = &source->given.items[i];
        if (!is_replaced(source->kind, filed, given, count)) {
            err->typed = filed->value;
            if (!subject_reader_take(reader, filed, &err->error)) {
                return false;
            }
        }
    }
    return true;
}

bool subject_source_apply(const SubjectSource *source, Subject *subject, Error *err)
{
    Arena arena = { 0 };
    FlagsError wrong = { .error.at = -1 };
    SubjectReader reader;
    TypedSubject *typed = arena_new(&arena, TypedSubject, 1);
    subject_reader_begin(&reader, 1u << source->kind, &arena);
    const bool good = subject_source_take(source, &reader, NULL, 0, &wrong) &&
                      subject_reader_finish(&reader, typed, &arena, &wrong);
    if (good) {
        subject_copy(subject, &typed->subject);
    } else if (!subject_source_fail(source, &wrong, err)) {
        fail_said(err, -1, wrong.error.text);
    }
    array_free(&reader.given);
    arena_free(&arena);
    return good;
}
