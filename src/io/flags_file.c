// A mistake in a file is shown as one on the command line is: its line, and a caret under it.
#include "io/flags_file.h"

#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "io/share_code.h"
#include "io/subject_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool flags_file_meant(const char *word)
{
    struct stat info;
    return share_code_is(word) || subject_file_named(word) || strchr(word, '/') ||
           (stat(word, &info) == 0 && S_ISREG(info.st_mode));
}

// *reason is of the file's text.
static bool fail_file(const FlagsFile *file, const Error *reason, Arena *arena, FlagsError *err)
{
    const int at = reason->at;
    char said[ERROR_TEXT_MAX];
    text_print(said, sizeof said, "%s", reason->text); // may be err's own
    if (file->is_code) {
        err->typed = NULL;
        return fail(&err->error, "what the code holds is wrong, %s", said);
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
    return file->is_code ? fail(&err->error, "the code holds %s; what is wanted here is %s",
                                tr(subject_flags[kind].noun), tr(subject_flags[wanted].noun))
                         : fail_at(&err->error, 0, "the file holds %s; what is wanted here is %s",
                                   tr(subject_flags[kind].noun), tr(subject_flags[wanted].noun));
}

bool flags_file_read(FlagsFile *file, const char *word, unsigned subjects, Arena *arena,
                     FlagsError *err)
{
    *file = (FlagsFile){ .word = word, .is_code = share_code_is(word) };
    char *text, *folder = NULL;
    size_t length;
    Error reason = { .at = -1 };
    err->typed = file->is_code ? NULL : word;
    if (!(file->is_code ? share_code_unpack(word, arena, &text, &length, &err->error)
                        : file_read(word, SUBJECT_FILE_MAX, arena, &text, &length, &err->error))) {
        err->error.at = 0;
        return false;
    }
    if (!file->is_code) {
        folder = file_folder(word);
    }
    const bool good = subject_source_read(&file->source, text, length, folder, arena, &reason)
                          ? check_kind(file, subjects, err)
                          : fail_file(file, &reason, arena, err);
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
