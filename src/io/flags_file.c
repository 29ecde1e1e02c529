// A mistake in a file is shown as one on the command line is: its line, and a caret under it.
#include "io/flags_file.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "io/lesson_file.h"
#include "io/lesson_list.h"
#include "io/share_code.h"
#include "io/subject_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_lesson(const char *word)
{
    Arena arena = { 0 };
    int step;
    const bool is = lesson_typed(word, &arena, &step) != NULL;
    arena_free(&arena);
    return is;
}

bool flags_file_meant(const char *word)
{
    struct stat info;
    return share_code_is(word) || subject_file_named(word) || strchr(word, '/') ||
           (stat(word, &info) == 0 && S_ISREG(info.st_mode)) || is_lesson(word);
}

bool flags_file_is_folder(const char *word)
{
    struct stat info;
    return stat(word, &info) == 0 && S_ISDIR(info.st_mode);
}

// *reason is of the file's text.
static bool fail_file(const FlagsFile *file, const Error *reason, Arena *arena, FlagsError *err)
{
    const int at = reason->at;
    char said[ERROR_TEXT_MAX];
    text_print(said, sizeof said, "%s", reason->text); // may be err's own
    if (file->is_code || file->lesson) {
        err->typed = NULL;
        return fail(&err->error,
                    file->is_code ? N_("what the code holds is wrong, %s")
                                  : N_("with what the lesson shows this is wrong, %s"),
                    said);
    }
    fail_at(&err->error, at, "%s, %s", file_bare_name(file->word), said);
    err->typed = NULL;
    if (at >= 0) {
        err->typed = yaml_line(file->source.text, file->source.length, &err->error.at, arena);
    }
    return false;
}

// The words for the kinds that a command takes: "a race or a lab".
static bool check_kind(const FlagsFile *file, unsigned subjects, FlagsError *err)
{
    const SubjectKind kind = file->source.kind;
    if (subjects & 1u << kind) {
        return true;
    }
    int wanted = 0;
    while (!(subjects & 1u << wanted)) {
        wanted++;
    }
    err->typed = file->is_code ? NULL : file->word;
    if (file->lesson) {
        return fail_at(&err->error, 0,
                       "this step of the lesson shows %s; what is wanted here is %s",
                       tr(subject_flags[kind].noun), tr(subject_flags[wanted].noun));
    }
    return file->is_code ? fail(&err->error, "the code holds %s; what is wanted here is %s",
                                tr(subject_flags[kind].noun), tr(subject_flags[wanted].noun))
                         : fail_at(&err->error, 0, "the file holds %s; what is wanted here is %s",
                                   tr(subject_flags[kind].noun), tr(subject_flags[wanted].noun));
}

// The same of a mistake in a lesson's own file.
static bool fail_lesson(const FlagsFile *file, const char *text, size_t length, const Error *reason,
                        Arena *arena, FlagsError *err)
{
    int at = reason->at;
    err->typed = yaml_line(text, length, &at, arena);
    return fail_at(&err->error, at, "%s, %s", file_bare_name(file->lesson), reason->text);
}

// What the step shows, as the text of a scene file.
static bool write_step(const FlagsFile *file, const Lesson *lesson, Arena *arena, char **text,
                       size_t *length, FlagsError *err)
{
    int shown = file->lesson_step;
    if (shown < 0) {
        return fail_n(&err->error, 0, lesson->step_count,
                      "steps count from 1; the lesson has %d step",
                      "steps count from 1; the lesson has %d steps", lesson->step_count);
    }
    if (shown >= lesson->step_count) {
        return fail_n(&err->error, 0, lesson->step_count, "the lesson has %d step",
                      "the lesson has %d steps", lesson->step_count);
    }
    while (shown >= 0 && !lesson->steps[shown].subject) {
        shown--;
    }
    if (shown < 0) {
        return fail_at(&err->error, 0, "up to this step the lesson shows nothing");
    }
    return subject_file_write(lesson->steps[shown].subject, ".", arena, text, length, &err->error);
}

static bool read_lesson(const FlagsFile *file, Arena *arena, char **text, size_t *length,
                        FlagsError *err)
{
    Error reason = { .at = -1 };
    char *whole, *folder = file_folder(file->lesson);
    size_t bytes;
    bool good = file_read(file->lesson, LESSON_FILE_MAX, arena, &whole, &bytes, &err->error);
    err->error.at = good ? err->error.at : 0;
    if (good) {
        Lesson *lesson = lesson_parse(whole, bytes, folder, &reason);
        good = lesson ? write_step(file, lesson, arena, text, length, err)
                      : fail_lesson(file, whole, bytes, &reason, arena, err);
        lesson_destroy(lesson);
    }
    free(folder);
    return good;
}

// The text that stands for flags, and the folder of what it names: owned, NULL: it names nothing.
static bool read_text(FlagsFile *file, Arena *arena, char **text, size_t *length, char **folder,
                      FlagsError *err)
{
    *folder = NULL;
    if (file->lesson) {
        *folder = strdup(".");
        return read_lesson(file, arena, text, length, err);
    }
    if (!(file->is_code
              ? share_code_unpack(file->word, arena, text, length, &err->error)
              : file_read(file->word, SUBJECT_FILE_MAX, arena, text, length, &err->error))) {
        err->error.at = 0;
        return false;
    }
    *folder = file->is_code ? NULL : file_folder(file->word);
    return true;
}

bool flags_file_read(FlagsFile *file, const char *word, unsigned subjects, Arena *arena,
                     FlagsError *err)
{
    *file = (FlagsFile){ .word = word, .is_code = share_code_is(word) };
    file->lesson = file->is_code ? NULL : lesson_typed(word, arena, &file->lesson_step);
    char *text, *folder;
    size_t length;
    Error reason = { .at = -1 };
    err->typed = file->is_code ? NULL : word;
    bool good = read_text(file, arena, &text, &length, &folder, err);
    if (good) {
        good = subject_source_read(&file->source, text, length, folder, arena, &reason)
                   ? check_kind(file, subjects, err)
                   : fail_file(file, &reason, arena, err);
    }
    free(folder);
    return good;
}

void flags_file_finish(FlagsFile *file)
{
    subject_source_finish(&file->source);
}

void flags_file_place(const FlagsFile *file, Arena *arena, FlagsError *err)
{
    Error reason = { .at = -1 };
    if (file->word && subject_source_fail(&file->source, err, &reason)) {
        fail_file(file, &reason, arena, err);
    }
}

bool flags_file_check(const FlagsFile *file, const Given *given, FlagsError *err)
{
    const SubjectKind kind = file->source.kind;
    if (!file->word || subject_flag_named(1u << kind, given->flag->name)) {
        return true;
    }
    err->typed = given->value;
    return fail_at(&err->error, 0, "--%s is not for %s, which the file holds", given->flag->name,
                   tr(subject_flags[kind].noun));
}
