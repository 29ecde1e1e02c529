// Reading a command's flags: popt splits the words, a row of a Flag table takes each value. All
// flags are read before the first is taken, so that --help works beside a mistake.
#include "io/flags.h"
#include "base/array.h"
#include "base/text.h"
#include "io/flags_help.h"
#include "io/flags_lab.h"
#include "io/flags_scene.h"

#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A flag as typed.
typedef struct Given {
    const Flag *flag;
    const char *value; // "" for a switch; in the arena
} Given;

typedef struct Reader {
    const FlagsCommand *command;
    int argc;
    char **argv;
    Arena *arena;
    Array(const Flag *) known; // own, scene flags, --help
    Array(Given) given;
    FlagsError err;
    SceneTyped scene;
    LabTyped lab;
} Reader;

static const char *known_name(const void *context, size_t index)
{
    return ((const Reader *)context)->known.items[index]->name;
}

static const Flag *flag_in(const Flag *table, const char *name)
{
    for (const Flag *flag = table; flag && flag->name; flag++) {
        if (strcmp(flag->name, name) == 0) {
            return flag;
        }
    }
    return NULL;
}

static void know_flags(Reader *reader)
{
    const FlagsCommand *command = reader->command;
    for (const Flag *flag = command->flags; flag && flag->name; flag++) {
        array_push(&reader->known, flag);
    }
    for (const Flag *flag = scene_flags; command->scene && flag->name; flag++) {
        array_push(&reader->known, flag);
    }
    for (const Flag *flag = lab_flags; command->lab && flag->name; flag++) {
        if (!command->scene || !flag_in(scene_flags, flag->name)) { // popt wants each name once
            array_push(&reader->known, flag);
        }
    }
    array_push(&reader->known, &flags_help_flag);
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
    const char *nearest = text_nearest(name, reader->known.count, known_name, reader);
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
    reader->err.typed = word;
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

// Whether flag and value were typed as one word, --formula=--steps: then it is meant.
static bool is_joined(const Reader *reader, const Flag *flag, const char *value)
{
    const size_t length = strlen(flag->name);
    for (int i = 1; i < reader->argc; i++) {
        const char *word = reader->argv[i];
        if (strncmp(word, "--", 2) == 0 && strncmp(word + 2, flag->name, length) == 0 &&
            word[2 + length] == '=' && strcmp(word + 2 + length + 1, value) == 0) {
            return true;
        }
    }
    return false;
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
        const bool apart = !strchr(word, '=') && (word[1] == '-' || !word[2]);
        i += flag && flag->value && apart;
    }
    return false;
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
        const char *value = typed ? keep(reader, typed) : "";
        free(typed);
        if (strncmp(value, "--", 2) == 0 && flag_of_word(reader, value) &&
            !is_joined(reader, flag, value)) {
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
    for (; rest && rest[count]; count++) {
        const char *word = keep(reader, rest[count]);
        if (count >= word_max) {
            reader->err.typed = word;
            return fail_at(&reader->err.error, 0,
                           "unexpected word '%.40s': a value with blanks needs quotes", word);
        }
        words[count] = word;
    }
    if (word_count) {
        *word_count = count;
    }
    return true;
}

static bool is_of(const Flag *table, const Flag *flag)
{
    const Flag *same = flag_in(table, flag->name);
    return same == flag;
}

// A race's flag or a lab's: where both are taken, those that both have go to both.
static bool take_subject(Reader *reader, const Given *given)
{
    const bool both = reader->command->scene && reader->command->lab;
    const Flag *lab = reader->command->lab ? flag_in(lab_flags, given->flag->name) : NULL;
    Error *err = &reader->err.error;
    if (is_of(lab_flags, given->flag)) {
        return given->flag->take(&reader->lab, given->value, err);
    }
    return given->flag->take(&reader->scene, given->value, err) &&
           (!both || !lab || lab->take(&reader->lab, given->value, err));
}

static bool take_all(Reader *reader, void *context)
{
    for (size_t i = 0; i < reader->given.count; i++) {
        const Given *given = &reader->given.items[i];
        const bool subject = is_of(scene_flags, given->flag) || is_of(lab_flags, given->flag);
        reader->err.typed = given->value;
        for (size_t k = 0; k < i && given->flag->value && !given->flag->many; k++) {
            if (reader->given.items[k].flag == given->flag) {
                return fail_at(&reader->err.error, 0, "--%s is given twice", given->flag->name);
            }
        }
        if (!(subject ? take_subject(reader, given)
                      : given->flag->take(context, given->value, &reader->err.error))) {
            return false;
        }
    }
    return true;
}

// Whether the flags tell of a lab: the first that only a lab has, or NULL.
static const Given *telling(const Reader *reader)
{
    for (size_t i = 0; i < reader->given.count; i++) {
        const Given *given = &reader->given.items[i];
        if (is_of(lab_flags, given->flag) && lab_flag_is_telling(given->flag)) {
            return given;
        }
    }
    return NULL;
}

// What all flags of the subject come to.
static bool apply(Reader *reader, SceneFlags *subject, Arena *arena)
{
    const FlagsCommand *command = reader->command;
    const Given *tells = telling(reader);
    if (!command->scene && !command->lab) {
        return true;
    }
    subject->is_lab = command->lab && (tells || !command->scene);
    if (!subject->is_lab) {
        return scene_typed_apply(&reader->scene, subject, arena, &reader->err);
    }
    int optimizers = 0;
    for (size_t i = 0; i < reader->given.count && command->scene; i++) {
        const Given *given = &reader->given.items[i];
        const bool race_only =
            is_of(scene_flags, given->flag) && !flag_in(lab_flags, given->flag->name);
        optimizers += strcmp(given->flag->name, "optimizer") == 0;
        if (race_only || optimizers > 1) {
            reader->err.typed = given->value;
            return race_only ? fail_at(&reader->err.error, 0,
                                       "--%s belongs to races, but --%s makes this a lab",
                                       given->flag->name, tells->flag->name)
                             : fail_at(&reader->err.error, 0,
                                       "--optimizer is given twice: the networks of a lab share "
                                       "one; --network \"optimizer=...\" gives one its own");
        }
    }
    subject->has_epochs = reader->lab.epochs != NULL;
    subject->typed_data = reader->lab.data;
    memcpy(subject->typed_networks, reader->lab.networks, sizeof subject->typed_networks);
    return lab_typed_apply(&reader->lab, &subject->lab, &reader->err);
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

FlagsResult flags_read(const FlagsCommand *command, int argc, char **argv, void *context,
                       SceneFlags *scene, int word_max, const char **words, int *word_count,
                       Arena *arena)
{
    Reader *reader = arena_new(arena, Reader, 1);
    reader->command = command;
    reader->argc = argc;
    reader->argv = argv;
    reader->arena = arena;
    reader->err.error.at = -1;
    know_flags(reader);
    poptContext popt = poptGetContext(NULL, argc, (const char **)argv, options_of(reader), 0);
    if (!popt) {
        die("out of memory");
    }
    FlagsResult result = FLAGS_READ;
    const bool well_formed = split(reader, popt, word_max, words, word_count);
    if (wants_help(reader)) {
        flags_help(command);
        result = FLAGS_HELP;
    } else if (!well_formed || !take_all(reader, context) || !apply(reader, scene, arena)) {
        flags_report(command->name, &reader->err);
        result = FLAGS_WRONG;
    }
    poptFreeContext(popt);
    array_free(&reader->known);
    array_free(&reader->given);
    return result;
}
