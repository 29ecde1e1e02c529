// A text is split as a shell would split it; then the words are a command line's, and a mistake in
// one of them is led back to its byte.
#include "io/subject_text.h"

#include "io/flags_subject.h"

#include <string.h>

static const FlagsCommand any_subject = { .subjects = SUBJECTS_ALL, .shows = true };
static const char program[] = "thalweg";

static size_t write_behind(const char *begin, const Subject *subject, char *text, size_t size)
{
    Line line = { .out = text, .size = size };
    line_text(&line, begin);
    subject_flags[subject->kind].write(&line, subject);
    return line_end(&line);
}

size_t subject_write(const Subject *subject, char *text, size_t size)
{
    return write_behind("", subject, text, size);
}

size_t subject_write_command(const Subject *subject, char *text, size_t size)
{
    return write_behind(program, subject, text, size);
}

// What a mistake points into may be a copy of a word, or of its value.
static int place_of(const LineWords *words, const FlagsError *wrong)
{
    const char *typed = wrong->typed;
    const int at = wrong->error.at > 0 ? wrong->error.at : 0;
    if (!typed || line_place(words, typed) >= 0) {
        return typed ? line_place(words, typed + at) : -1;
    }
    for (int i = 0; i < words->argc; i++) {
        const char *equals = strchr(words->argv[i], '=');
        if (strcmp(words->argv[i], typed) == 0) {
            return line_place(words, words->argv[i] + at);
        }
        if (equals && strcmp(equals + 1, typed) == 0) {
            return line_place(words, equals + 1 + at);
        }
    }
    return -1;
}

static bool parse(Subject *subject, const char *text, Arena *arena, Error *err)
{
    LineWords words;
    if (!line_split(&words, text, arena, err)) {
        return false;
    }
    const bool named = words.argc > 0 && strcmp(words.argv[0], program) == 0;
    char **argv = arena_new(arena, char *, words.argc + 2);
    argv[0] = arena_text(arena, program, strlen(program));
    memcpy(argv + 1, words.argv + named, (size_t)(words.argc - named) * sizeof *argv);
    TypedSubject *typed = arena_new(arena, TypedSubject, 1);
    FlagsError wrong;
    switch (flags_take(&any_subject, words.argc - named + 1, argv, typed, arena, &wrong)) {
    case FLAGS_READ: subject_copy(subject, &typed->subject); return true;
    case FLAGS_HELP: return fail(err, "--help says nothing of a scene or a lab");
    default: return fail_said(err, place_of(&words, &wrong), wrong.error.text);
    }
}

bool subject_parse(Subject *subject, const char *text, Error *err)
{
    Arena arena = { 0 };
    const bool good = parse(subject, text, &arena, err);
    arena_free(&arena);
    return good;
}
