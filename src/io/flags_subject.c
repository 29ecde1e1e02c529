// Flags can be typed in any order and kinds share some, so all kinds collect them and the one that
// is meant makes something of its own.
#include "io/flags_subject.h"

#include "base/words.h"
#include "io/flags_beside.h"
#include "io/flags_lab.h"
#include "io/flags_scene.h"

#include <string.h>

const SubjectFlags subject_flags[] = {
    [SUBJECT_SCENE] = { .key = "scene",
                        .noun = N_("a race"),
                        .title = N_("Scene flags"),
                        .heading = N_("Scene flags:"),
                        .flag_at = scene_flag_at,
                        .shows = scene_show_settings,
                        .take = scene_typed_take,
                        .typed_size = sizeof(SceneTyped),
                        .apply = scene_typed_apply,
                        .write = scene_flags_write,
                        .replaces = scene_flag_replaces },
    [SUBJECT_LAB] = { .key = "lab",
                      .noun = N_("a lab"),
                      .title = N_("Lab flags"),
                      .heading = N_("Lab flags:"),
                      .flag_at = lab_flag_at,
                      .shows = lab_show_settings,
                      .take = lab_typed_take,
                      .typed_size = sizeof(LabTyped),
                      .mixed = N_("--%s belongs to races, but --%s makes this a lab"),
                      .apply = lab_typed_apply,
                      .write = lab_flags_write,
                      .replaces = lab_flag_replaces },
};
static_assert(COUNT(subject_flags) == SUBJECT_COUNT, "flags for each kind of subject");

static bool has(unsigned subjects, int kind)
{
    return subjects & 1u << kind;
}

static bool shown_by(int kind, const Flag *flag)
{
    bool is = false;
    for (const Setting *row = subject_flags[kind].shows; row->param.key; row++) {
        is = is || &row->flag == flag;
    }
    return is;
}

// The flag of that name of one of these kinds, the first one's; NULL: none has it.
const Flag *subject_flag_named(unsigned subjects, const char *name)
{
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        const Flag *flag;
        for (size_t i = 0; has(subjects, kind) && (flag = subject_flags[kind].flag_at(i)); i++) {
            if (strcmp(flag->name, name) == 0) {
                return flag;
            }
        }
    }
    return NULL;
}

const Flag *subject_flag_at(unsigned subjects, bool shows, size_t *index)
{
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        const Flag *flag;
        for (size_t i = 0; has(subjects, kind) && (flag = subject_flags[kind].flag_at(i)); i++) {
            if (!flag->filed && shown_by(kind, flag) == shows &&
                subject_flag_named(subjects, flag->name) == flag && (*index)-- == 0) {
                return flag;
            }
        }
    }
    return NULL;
}

bool subject_has_flag(unsigned subjects, const Flag *flag)
{
    return subject_flag_named(subjects, flag->name) == flag;
}

bool subject_flag_shows(const Flag *flag)
{
    bool shows = false;
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        shows = shows || shown_by(kind, flag);
    }
    return shows;
}

void subject_reader_begin(SubjectReader *reader, unsigned subjects, Arena *arena)
{
    *reader = (SubjectReader){ .subjects = subjects };
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        if (has(subjects, kind)) {
            reader->typed[kind] = arena_new(arena, char, subject_flags[kind].typed_size);
        }
    }
}

static bool take(const SubjectReader *reader, int kind, const Flag *flag, const char *value,
                 Error *err)
{
    void *typed = reader->typed[kind];
    return flag->take ? flag->take(typed, value, err)
                      : subject_flags[kind].take(typed, flag_setting(flag), value, err);
}

bool subject_reader_take(SubjectReader *reader, const Given *given, Error *err)
{
    Error first = { .at = -1 };
    bool taken = false, refused = false;
    array_push(&reader->given, *given);
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        const Flag *flag = subject_flag_named(reader->subjects & 1u << kind, given->flag->name);
        Error mistake = { .at = -1 };
        if (!flag) {
            continue;
        }
        if (take(reader, kind, flag, given->value, &mistake)) {
            taken = true;
            continue;
        }
        first = refused ? first : mistake;
        refused = true;
        if (!reader->refused[kind].typed) {
            reader->refused[kind] = (FlagsError){ mistake, given->value };
        }
    }
    if (refused && !taken) {
        *err = first;
    }
    return taken || !refused;
}

// The first flag given that no kind before this one has; NULL: none.
static const Flag *telling(const SubjectReader *reader, int kind)
{
    for (size_t i = 0; i < reader->given.count; i++) {
        const Flag *flag = reader->given.items[i].flag;
        if (subject_flag_named(reader->subjects & 1u << kind, flag->name) == flag) {
            return flag;
        }
    }
    return NULL;
}

static int meant(const SubjectReader *reader)
{
    int first = 0, kind = SUBJECT_COUNT - 1;
    while (!has(reader->subjects, first)) {
        first++;
    }
    while (kind > first && !telling(reader, kind)) {
        kind--;
    }
    return kind;
}

static bool given_before(const SubjectReader *reader, size_t index)
{
    for (size_t k = 0; k < index; k++) {
        if (reader->given.items[k].flag == reader->given.items[index].flag) {
            return true;
        }
    }
    return false;
}

// Refuses flags that only other kinds have, and again those that only others have many times.
static bool check_mixed(const SubjectReader *reader, int kind, FlagsError *err)
{
    for (size_t i = 0; i < reader->given.count; i++) {
        const Given *given = &reader->given.items[i];
        const Flag *flag = subject_flag_named(1u << kind, given->flag->name);
        if (!flag || (flag->once && given_before(reader, i))) {
            err->typed = given->value;
            return flag ? fail_said(&err->error, 0, tr(flag->once))
                        : fail_at(&err->error, 0, subject_flags[kind].mixed, given->flag->name,
                                  telling(reader, kind)->name);
        }
    }
    return true;
}

// Whether a value that this kind does not know is one of another kind's, as a chart is.
static bool another_has(const SubjectReader *reader, int kind, const char *value)
{
    bool has_it = false;
    for (size_t i = 0; i < reader->given.count; i++) {
        const Given *given = &reader->given.items[i];
        for (int other = 0; other < SUBJECT_COUNT && given->value == value; other++) {
            const Flag *flag =
                other == kind ? NULL : subject_flag_named(1u << other, given->flag->name);
            const Registry *choices = flag ? flag_choices(flag) : NULL;
            has_it = has_it || (choices && registry_find(choices, value) >= 0);
        }
    }
    return has_it;
}

bool subject_reader_finish(SubjectReader *reader, TypedSubject *subject, Arena *arena,
                           FlagsError *err)
{
    const int kind = meant(reader);
    subject->subject.kind = (SubjectKind)kind;
    subject_show_defaults(&subject->subject);
    subject->typed = reader->typed[kind];
    if (!check_mixed(reader, kind, err)) {
        return false;
    }
    if (reader->refused[kind].typed) { // what another kind could have taken
        *err = reader->refused[kind];
        return another_has(reader, kind, err->typed)
                   ? fail_at(&err->error, err->error.at, "%s; this is %s",
                             reader->refused[kind].error.text, tr(subject_flags[kind].noun))
                   : false;
    }
    return subject_flags[kind].apply(subject->typed, &subject->subject, arena, err);
}
