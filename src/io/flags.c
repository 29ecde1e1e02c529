// Reading a command's flags: popt splits the words, a row of a Flag table takes each value. All
// flags are read before the first is taken, so that --help works beside a mistake.
#include "io/flags.h"
#include "base/array.h"
#include "base/text.h"
#include "io/flags_file.h"
#include "io/flags_help.h"
#include "io/share_code.h"

#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    const FlagsCommand *command;
    int argc;
    char **argv;
    Arena *arena;
    int at;                    // the word that popt has come to
    Array(const Flag *) known; // flags_at() ...
    size_t offered;            // ... and behind these what it leaves aside
    Array(Given) given;
    FlagsError err;
    bool opens_files;
    FlagsFile file;
    const Flag *aside; // the first given that says what is shown, to who shows nothing; NULL: none
    SubjectReader subject;
} Reader;

static const char *known_name(const void *context, size_t index)
{
    return ((const Reader *)context)->known.items[index]->name;
}

// The table popt reads by; an option's value is the place of its flag among `known`, from 1.
static const struct poptOption *options_of(const Reader *reader)
{
    struct poptOption *options =
        arena_new(reader->arena, struct poptOption, reader->known.count + 1);
    for (size_t i = 0; i < reader->known.count; i++) {
        const Flag *flag = reader->known.items[i];
        options[i].longName = flag->name;
        options[i].shortName = flag->letter;
        options[i].argInfo = flag->value ? POPT_ARG_STRING : POPT_ARG_NONE;
        options[i].val = (int)i + 1;
    }
    return options;
}

static const char *keep(Reader *reader, const char *text)
{
    return arena_text(reader->arena, text, strlen(text));
}

static const Flag *flag_of_word(const Reader *reader, const char *word)
{
    for (size_t i = 0; i < reader->known.count; i++) {
        const Flag *flag = reader->known.items[i];
        const size_t length = strlen(flag->name);
        const bool is_long = strncmp(word, "--", 2) == 0 &&
                             strncmp(word + 2, flag->name, length) == 0 &&
                             (word[2 + length] == '\0' || word[2 + length] == '=');
        if (is_long || (word[0] == '-' && flag->letter && word[1] == flag->letter)) {
            return flag;
        }
    }
    return NULL;
}

static bool fail_unknown(Reader *reader, const char *word)
{
    const size_t dashes = strspn(word, "-");
    const size_t length = strcspn(word + dashes, "=");
    const char *name = arena_text(reader->arena, word + dashes, length);
    const char *nearest = text_nearest(name, reader->offered, known_name, reader);
    const char *command = reader->command->name ? reader->command->name : "";
    const int shown = (int)(dashes + length);
    return nearest ? fail_at(&reader->err.error, 0, "unknown flag '%.*s', did you mean '--%s'?",
                             shown, word, nearest)
                   : fail_at(&reader->err.error, 0,
                             "unknown flag '%.*s'; 'thalweg %s%s--help' lists the flags", shown,
                             word, command, *command ? " " : "");
}

static bool fail_no_value(Reader *reader, const char *word, const Flag *flag)
{
    const Setting *setting = flag->take ? NULL : flag_setting(flag);
    reader->err.typed = word;
    if (setting && setting->type == &setting_choice) {
        char known[160];
        text_names(known, sizeof known, setting->choices->count, registry_key, setting->choices);
        return fail_at(&reader->err.error, (int)strlen(word), "%s needs one of these: %s", word,
                       known);
    }
    return fail_at(&reader->err.error, (int)strlen(word), "%s needs a value: --%s %s", word,
                   flag->name, flag->value);
}

static bool fail_popt(Reader *reader, const char *word, int why)
{
    reader->err.typed = word = keep(reader, word);
    const Flag *flag = flag_of_word(reader, word);
    if (why == POPT_ERROR_NOARG && flag) {
        return fail_no_value(reader, word, flag);
    }
    if (why == POPT_ERROR_UNWANTEDARG && flag) {
        return fail_at(&reader->err.error, (int)strcspn(word, "="), "--%s takes no value",
                       flag->name);
    }
    if (why == POPT_ERROR_BADOPT) {
        return fail_unknown(reader, word);
    }
    if (why == POPT_ERROR_MALLOC) {
        die("out of memory");
    }
    return fail_said(&reader->err.error, 0, poptStrerror(why));
}

// The value of a flag that stands at word *at, which moves to the word that holds the value; "" for
// a switch, NULL where the words end.
static const char *value_at(const Reader *reader, const Flag *flag, int *at)
{
    const char *word = reader->argv[*at], *equals = strchr(word, '=');
    if (!flag->value) {
        return "";
    }
    if (word[1] == '-' ? equals != NULL : word[2] != '\0') {
        return word[1] == '-' || word[2] == '=' ? equals + 1 : word + 2;
    }
    return reader->argv[++*at];
}

// Where the value that popt found stands among the words; a copy where it was found otherwise.
static const char *place_of(Reader *reader, const Flag *flag, const char *value)
{
    for (reader->at++; reader->at < reader->argc; reader->at++) {
        if (flag_of_word(reader, reader->argv[reader->at]) == flag) {
            const char *place = value_at(reader, flag, &reader->at);
            return place && strcmp(place, value) == 0 ? place : keep(reader, value);
        }
    }
    return keep(reader, value);
}

// Whether flag and value were typed as one word, --formula=--steps: then it is meant.
static bool is_joined(const Reader *reader, const char *value)
{
    const char *word = reader->at < reader->argc ? reader->argv[reader->at] : "";
    return strncmp(word, "--", 2) == 0 && value > word && value <= word + strlen(word);
}

// Whether a word stands among the flags that is neither a flag nor the value of one.
static bool plain_word_typed(const Reader *reader)
{
    for (int i = 1; i < reader->argc; i++) {
        const char *word = reader->argv[i];
        if (word[0] != '-' || !word[1]) {
            return true;
        }
        const Flag *flag = flag_of_word(reader, word);
        if (flag) {
            value_at(reader, flag, &i);
        }
    }
    return false;
}

// Whether a word stands for a subject's flags; there can be one.
static bool is_file(const Reader *reader, const char *word)
{
    return reader->command->subjects && !reader->file.word &&
           (share_code_is(word) || (reader->opens_files && flags_file_meant(word)));
}

// A word that may have been meant for a file or a lesson, or be left of a value.
static bool fail_unexpected(Reader *reader, const char *word)
{
    Error *err = &reader->err.error;
    if (!reader->opens_files || !reader->command->subjects) {
        return fail_at(err, 0, "unexpected word '%.40s': a value with blanks needs quotes", word);
    }
    return flags_file_is_folder(word)
               ? fail_at(err, 0, "'%.40s' is a folder; what is wanted here is a scene file", word)
               : fail_at(err, 0,
                         "unexpected word '%.40s': no file, code or step of a lesson (KEY:1) is "
                         "called so, and a value with blanks needs quotes",
                         word);
}

// Splits the words into given flags and the rest; words past word_max are a mistake.
static bool split(Reader *reader, poptContext popt, int word_max, const char **words,
                  int *word_count)
{
    int option;
    while ((option = poptGetNextOpt(popt)) > 0) {
        const Flag *flag = reader->known.items[option - 1];
        char *typed = poptGetOptArg(popt);
        if (!typed && flag->value) {
            die("out of memory"); // popt says so by leaving it out
        }
        const char *value = place_of(reader, flag, typed ? typed : "");
        free(typed);
        const bool looks = strncmp(value, "--", 2) == 0 || (value[0] == '-' && strlen(value) == 2);
        if (looks && flag_of_word(reader, value) && !is_joined(reader, value)) {
            // popt takes whatever follows; that the next flag was meant as a value is unlikely.
            char word[64];
            snprintf(word, sizeof word, "--%s", flag->name);
            return fail_no_value(reader, keep(reader, word), flag);
        }
        array_push(&reader->given, (Given){ flag, value });
    }
    if (option < -1) {
        return fail_popt(reader, poptBadOption(popt, POPT_BADOPTION_NOALIAS), option);
    }
    const char **rest = poptGetArgs(popt);
    if (plain_word_typed(reader) && !(rest && rest[0])) {
        die("out of memory"); // popt says so by leaving words out
    }
    int count = 0;
    for (; rest && *rest; rest++) {
        const char *word = keep(reader, *rest);
        if (is_file(reader, word)) {
            reader->file.word = word;
        } else if (count >= word_max) {
            reader->err.typed = word;
            if (reader->file.word && flags_file_meant(word)) {
                return fail_at(&reader->err.error, 0, "one scene file or code is enough");
            }
            return fail_unexpected(reader, word);
        } else {
            words[count++] = word;
        }
    }
    if (word_count) {
        *word_count = count;
    }
    return true;
}

// The kind of subject is the file's; what is typed beside it is not yet taken.
static bool take_file(Reader *reader)
{
    FlagsFile *file = &reader->file;
    if (!flags_file_read(file, file->word, reader->command->subjects, reader->arena,
                         &reader->err)) {
        return false;
    }
    subject_reader_begin(&reader->subject, 1u << file->source.kind, reader->arena);
    return subject_source_take(&file->source, &reader->subject, reader->given.items,
                               reader->given.count, &reader->err);
}

static bool take_all(Reader *reader, void *context)
{
    Error *err = &reader->err.error;
    if (reader->file.word && !take_file(reader)) {
        return false;
    }
    for (size_t i = 0; i < reader->given.count; i++) {
        const Given *given = &reader->given.items[i];
        const Flag *flag = given->flag;
        reader->err.typed = given->value;
        for (size_t k = 0; k < i && flag->value && !flag->many; k++) {
            if (reader->given.items[k].flag == flag) {
                return fail_at(err, 0, "--%s is given twice", flag->name);
            }
        }
        const bool of_subject = subject_has_flag(reader->command->subjects, flag);
        if (of_subject && !flags_file_check(&reader->file, given, &reader->err)) {
            return false;
        }
        if (!(of_subject ? subject_reader_take(&reader->subject, given, err)
                         : flag->take(context, given->value, err))) {
            return false;
        }
    }
    return true;
}

static bool wants_help(const Reader *reader)
{
    for (size_t i = 0; i < reader->given.count; i++) {
        if (reader->given.items[i].flag == &flags_help_flag) {
            return true;
        }
    }
    return false;
}

static const Flag *first_shown(const Reader *reader)
{
    for (size_t i = 0; i < reader->given.count; i++) {
        if (subject_flag_shows(reader->given.items[i].flag)) {
            return reader->given.items[i].flag;
        }
    }
    return NULL;
}

// Zeroed, ready for the words of a command.
static Reader *reader_begin(const FlagsCommand *command, int argc, char **argv, Arena *arena)
{
    Reader *reader = arena_new(arena, Reader, 1);
    reader->command = command;
    reader->argc = argc;
    reader->argv = argv;
    reader->arena = arena;
    reader->err.error.at = -1;
    const Flag *flag;
    for (size_t i = 0; (flag = flags_at(command, i)); i++) {
        array_push(&reader->known, flag);
    }
    reader->offered = reader->known.count;
    size_t at = 0;
    for (size_t i = 0; !command->shows && (flag = subject_flag_at(command->subjects, true, &at));
         at = ++i) {
        array_push(&reader->known, flag);
    }
    subject_reader_begin(&reader->subject, command->subjects, arena);
    return reader;
}

static bool finish(Reader *reader, TypedSubject *subject)
{
    if (!reader->command->subjects) {
        return true;
    }
    subject->file = reader->file.is_code || reader->file.lesson ? NULL : reader->file.word;
    subject->lesson = reader->file.lesson;
    subject->lesson_step = reader->file.lesson_step;
    subject->changed = false;
    for (size_t i = 0; reader->file.word && i < reader->given.count; i++) {
        subject->changed = subject->changed ||
                           subject_has_flag(reader->command->subjects, reader->given.items[i].flag);
    }
    return subject_reader_finish(&reader->subject, subject, reader->arena, &reader->err);
}

// Whether a mistake is one of what was typed, not of what a file says.
static bool was_typed(const Reader *reader)
{
    bool was = false;
    for (size_t i = 0; i < reader->given.count; i++) {
        was = was || reader->given.items[i].value == reader->err.typed;
    }
    return was;
}

static FlagsResult reader_run(Reader *reader, void *context, TypedSubject *subject, int word_max,
                              const char **words, int *word_count)
{
    poptContext popt =
        poptGetContext(NULL, reader->argc, (const char **)reader->argv, options_of(reader), 0);
    if (!popt) {
        die("out of memory");
    }
    const bool well_formed = split(reader, popt, word_max, words, word_count);
    const FlagsResult result = wants_help(reader) ? FLAGS_HELP
                               : well_formed && take_all(reader, context) && finish(reader, subject)
                                   ? FLAGS_READ
                                   : FLAGS_WRONG;
    if (result == FLAGS_WRONG && !was_typed(reader)) {
        flags_file_place(&reader->file, reader->arena, &reader->err);
    }
    poptFreeContext(popt);
    flags_file_finish(&reader->file);
    reader->aside = reader->command->shows ? NULL : first_shown(reader);
    array_free(&reader->known);
    array_free(&reader->given);
    array_free(&reader->subject.given);
    return result;
}

FlagsResult flags_read(const FlagsCommand *command, int argc, char **argv, void *context,
                       TypedSubject *subject, int word_max, const char **words, int *word_count,
                       Arena *arena)
{
    Reader *reader = reader_begin(command, argc, argv, arena);
    reader->opens_files = true;
    const FlagsResult result = reader_run(reader, context, subject, word_max, words, word_count);
    if (result == FLAGS_HELP) {
        flags_help(command);
    } else if (result == FLAGS_WRONG) {
        flags_report(command->name, &reader->err);
    } else if (reader->aside) {
        flags_tell(command->name, "--%s is left aside: it says what is shown, and nothing is",
                   reader->aside->name);
    }
    return result;
}

FlagsResult flags_take(const FlagsCommand *command, int argc, char **argv, TypedSubject *subject,
                       Arena *arena, FlagsError *err)
{
    Reader *reader = reader_begin(command, argc, argv, arena);
    const FlagsResult result = reader_run(reader, NULL, subject, 0, NULL, NULL);
    *err = reader->err;
    return result;
}
