// Completion: which words fit where the cursor is. Bash and zsh ask the program itself, so that
// they always know what it knows, and both need only a few lines of their own.
#include "cli/complete.h"
#include "cli/mains.h"
#include "cli/program.h"

#include "base/setting.h"
#include "base/text.h"
#include "base/words.h"
#include "io/lesson_file.h"
#include "io/share_code.h"
#include "io/subject_file.h"
#include "model/landscape.h"
#include "model/optim/optim_spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPEC_MAX = 512 };

// The words, and what can be told from them.
typedef struct Typed {
    const Program *program;
    const FlagsCommand *command; // whose flags they are
    char **words;
    int count;           // of the words before the cursor's
    const char *current; // the cursor's word as far as it is typed, without a quote before it
    bool quoted;         // it has one, and may contain blanks
} Typed;

// Whether `word` is the flag: "--name" or "-n".
static bool names_flag(const Flag *flag, const char *word)
{
    return (complete_begins(word, "--") && strcmp(word + 2, flag->name) == 0) ||
           (word[0] == '-' && flag->letter && word[1] == flag->letter && !word[2]);
}

static const Flag *flag_named(const FlagsCommand *command, const char *word)
{
    const Flag *flag;
    for (size_t i = 0; (flag = flags_at(command, i)); i++) {
        if (names_flag(flag, word)) {
            return flag;
        }
    }
    return NULL;
}

static bool was_given(const Typed *typed, const Flag *flag)
{
    for (int i = 0; i < typed->count; i++) {
        const char *equals =
            complete_begins(typed->words[i], "--") ? strchr(typed->words[i], '=') : NULL;
        const size_t length = equals ? (size_t)(equals - typed->words[i]) - 2 : 0;
        if (names_flag(flag, typed->words[i]) ||
            (equals && strlen(flag->name) == length &&
             strncmp(typed->words[i] + 2, flag->name, length) == 0)) {
            return true;
        }
    }
    return false;
}

static void offer_flags(const Typed *typed)
{
    const Flag *flag;
    for (size_t i = 0; (flag = flags_at(typed->command, i)); i++) {
        char text[64];
        snprintf(text, sizeof text, "--%s", flag->name);
        if (complete_begins(text, typed->current) && (flag->many || !was_given(typed, flag))) {
            complete_offer(text, flag->help);
        }
    }
}

// "adam lr=" and "adam lr=0.01" for each parameter that `head`, "adam ", does not set yet and that
// begins with `tail`. Two of each: a shell that sees only one would close the quote behind it.
static void offer_params(const Param *params, const char *head, size_t head_length,
                         const char *tail)
{
    if (head_length > SPEC_MAX / 2) {
        return; // no spec is as long
    }
    for (const Param *param = params; param && param->key; param++) {
        char text[SPEC_MAX], number[32], key[48];
        snprintf(key, sizeof key, " %s=", param->key);
        const char *set = strstr(head, key);
        if (set && set + strlen(key) <= head + head_length) {
            continue;
        }
        text_exact(number, sizeof number, param->def);
        snprintf(text, sizeof text, "%.*s%s=", (int)head_length, head, param->key);
        if (complete_begins(text + head_length, tail)) {
            complete_offer(text, param->label);
        }
        snprintf(text, sizeof text, "%.*s%s=%s", (int)head_length, head, param->key, number);
        if (complete_begins(text + head_length, tail)) {
            complete_offer(text, N_("its default"));
        }
    }
}

// Whether `word` stands among the words of head [length], or, with value NULL, its key does.
static bool has_word(const char *head, size_t length, const char *key, const char *value)
{
    char word[SPEC_MAX];
    snprintf(word, sizeof word, "%s=%s%s", key, value ? value : "", value ? " " : "");
    for (const char *at = head; (at = strstr(at, word)) && at < head + length; at++) {
        if (at == head || at[-1] == ' ') {
            return true;
        }
    }
    return false;
}

// The word at the cursor as it would stand behind the others, if it begins as typed and its key is
// not there yet; returns whether it was offered.
static bool offer_word(const char *begun, size_t head_length, const char *key, const char *value,
                       const char *about)
{
    char text[SPEC_MAX];
    snprintf(text, sizeof text, "%.*s%s=%s", (int)head_length, begun, key, value);
    if (!complete_begins(text, begun) || has_word(begun, head_length, key, NULL)) {
        return false;
    }
    complete_offer(text, about);
    return true;
}

// The keys of a table, alone and with what holds without them.
static void offer_keys(const SettingTable *words, const char *begun, size_t head_length)
{
    void *usual = memory_get(words->owner_size);
    settings_reset(words->rows, usual);
    for (const Setting *row = words->rows; row->param.key; row++) {
        char value[SPEC_MAX];
        offer_word(begun, head_length, row->param.key, "", row->param.label);
        if (row->size == 0) { // a text has none
            row->type->write(row, usual, value, sizeof value);
            offer_word(begun, head_length, row->param.key, value, N_("its default"));
        }
    }
    free(usual);
}

// What the words that stand there already can be followed by, and what the one at the cursor can be
// once it has its '='. A value is never the only one, see above.
static void offer_word_values(const Typed *typed, const SettingTable *words, const char *begun,
                              size_t head_length)
{
    const char *tail = begun + head_length, *only_key = NULL, *only = NULL;
    int values = 0;
    for (const Setting *row = words->rows; row->param.key; row++) {
        const Registry *registry = setting_registry(row);
        const bool list = complete_list(row, begun, head_length, typed->quoted);
        for (size_t i = 0; registry && !list && i < registry->count; i++) {
            const Kind *kind = registry_at(registry, i);
            if (strchr(tail, '=') && offer_word(begun, head_length, row->param.key, kind->key,
                                                registry->plain ? NULL : kind->name)) {
                values++;
                only_key = row->param.key;
                only = kind->key;
            }
            if (has_word(begun, head_length, row->param.key, kind->key)) {
                offer_params(kind->params, begun, head_length, tail);
            }
        }
    }
    if (values == 1 && typed->quoted) {
        char with_blank[SPEC_MAX];
        snprintf(with_blank, sizeof with_blank, "%s ", only);
        offer_word(begun, head_length, only_key, with_blank, N_("and more"));
    }
}

// What a landscape that data make has of its own.
static void offer_data(const Typed *typed, const Registry *choices, const Kind *kind,
                       const char *begun, size_t head_length)
{
    const Landscape *row = choices == &landscape_kinds ? registry_row(choices, kind->key) : NULL;
    if (row && row->settings && head_length < SPEC_MAX / 2) {
        const SettingTable words = { row->settings, sizeof(FitSpec), NULL };
        if (!strchr(begun + head_length, '=')) {
            offer_keys(&words, begun, head_length);
        }
        offer_word_values(typed, &words, begun, head_length);
    }
}

// The word at the cursor, of which `tail` is typed, behind head [head_length], if it begins so.
static void offer_behind(const char *head, size_t head_length, const char *tail, const char *key,
                         const char *value, const char *about)
{
    char text[SPEC_MAX];
    snprintf(text, sizeof text, "%.*s%s=%s", (int)head_length, head, key, value);
    if (complete_begins(text + head_length, tail)) {
        complete_offer(text, about);
    }
}

// A key alone and with what holds without it: two, see offer_params().
static void offer_setting(const Setting *row, const char *head, size_t length, const char *tail)
{
    const Registry *registry = setting_registry(row);
    char usual[32];
    if (registry) {
        text_print(usual, sizeof usual, "%s", registry_key(registry, (size_t)row->param.def));
    } else if (row->zero && row->param.def == 0) {
        text_print(usual, sizeof usual, "%s", row->zero);
    } else {
        text_exact(usual, sizeof usual, row->param.def);
    }
    offer_behind(head, length, tail, row->param.key, "", row->param.label);
    offer_behind(head, length, tail, row->param.key, usual, N_("its default"));
}

// What every optimizer, or all data, have beside their numbers: keys, kinds once the '=' is typed,
// and what belongs to a kind that stands there already.
static void offer_common(const Setting *table, const char *head, size_t length, const char *tail)
{
    for (const Setting *row = table; row && row->param.key; row++) {
        const Registry *kinds = setting_registry(row);
        bool stands = false;
        for (size_t i = 0; kinds && i < kinds->count; i++) {
            const Kind *kind = registry_at(kinds, i);
            char word[96];
            snprintf(word, sizeof word, " %s=%s ", row->param.key, kind->key);
            const char *at = strstr(head, word);
            const bool named = at && at + strlen(word) <= head + length;
            for (const Setting *part = named && row->form ? setting_parts(row, kind) : NULL;
                 part && part->param.key; part++) {
                offer_setting(part, head, length, tail);
            }
            offer_params(named ? kind->params : NULL, head, length, tail);
            if (strchr(tail, '=')) {
                offer_behind(head, length, tail, row->param.key, kind->key, kind->name);
            }
            stands = stands || named;
        }
        if (!stands && !strchr(tail, '=') && row->type != &setting_whole) {
            offer_setting(row, head, length, tail);
        }
    }
}

// What may stand in a spec string after the kind; `blank` is the last one in it.
static void offer_settings(const Typed *typed, const Registry *choices, const char *spec,
                           const char *blank)
{
    const size_t length = strcspn(spec, " "), head = (size_t)(blank + 1 - spec);
    for (size_t i = 0; i < choices->count; i++) {
        const Kind *kind = registry_at(choices, i);
        if (strlen(kind->key) == length && complete_begins(spec, kind->key)) {
            offer_params(kind->params, spec, head, blank + 1);
            offer_data(typed, choices, kind, spec, head);
            offer_common(choices == &optim_kinds ? optim_settings : NULL, spec, head, blank + 1);
            offer_common(choices == &data_kinds ? data_common : NULL, spec, head, blank + 1);
        }
    }
}

// is_spec: numbers may stand behind the kind.
static void offer_choices(const Typed *typed, const Registry *choices, bool is_spec,
                          const char *begun)
{
    const char *blank = strrchr(begun, ' ');
    if (blank && is_spec) {
        offer_settings(typed, choices, begun, blank);
    }
    const Kind *only = NULL;
    int found = 0;
    for (size_t i = 0; i < choices->count && !blank; i++) {
        const Kind *kind = registry_at(choices, i);
        if (complete_begins(kind->key, begun)) {
            complete_offer(kind->key, choices->plain ? NULL : kind->name);
            only = kind;
            found++;
        }
    }
    if (found == 1 && is_spec && typed->quoted) {
        char head[SPEC_MAX];
        snprintf(head, sizeof head, "%s ", only->key);
        offer_params(only->params, head, strlen(head), "");
    }
}

// The word at the cursor, behind those that stand there: keys until it has a '=', then values; the
// numbers of values that are there already.
static void offer_words(const Typed *typed, const SettingTable *words, const char *begun)
{
    const char *blank = strrchr(begun, ' ');
    const char *tail = blank ? blank + 1 : begun;
    const size_t head_length = (size_t)(tail - begun);
    if (head_length >= SPEC_MAX / 2) {
        return; // no spec is as long
    }
    for (; words; words = words->beside) {
        if (!strchr(tail, '=')) {
            offer_keys(words, begun, head_length);
        }
        offer_word_values(typed, words, begun, head_length);
    }
}

static void offer_value(const Typed *typed, const Flag *flag, const char *begun)
{
    const Registry *choices = flag_choices(flag);
    if (flag->words) {
        offer_words(typed, flag->words, begun);
    } else if (complete_switches(flag, begun) || complete_layers(flag, begun)) {
        return;
    } else if (choices) {
        offer_choices(typed, choices, complete_begins(flag->value, "SPEC"), begun);
        complete_others(typed->command->subjects, flag, begun);
    } else if (complete_begins(flag->value, "FILE")) {
        printf("files\t*%s\n", flag->value + strlen("FILE"));
    }
}

static void offer_commands(const Typed *typed)
{
    const Registry *commands = typed->program->commands;
    for (size_t i = 0; i < commands->count; i++) {
        const Kind *command = registry_at(commands, i);
        if (complete_begins(command->key, typed->current)) {
            complete_offer(command->key, command->about);
        }
    }
    if (typed->count == 0 && complete_begins("help", typed->current)) {
        complete_offer("help", N_("what all commands are for"));
    }
}

// Scene files and lessons, of which one can stand beside flags; of lessons that are checked any
// number.
static void offer_files(const Typed *typed)
{
    bool given = false;
    if (typed->command == &lessons_command) {
        complete_lessons(typed->current);
        printf("files\t*%s\n", LESSON_FILE_ENDING);
        return;
    }
    for (int i = 0; i < typed->count; i++) {
        given = given || subject_file_named(typed->words[i]) || share_code_is(typed->words[i]);
    }
    if (typed->command->subjects && !given) {
        if (*typed->current) { // they are many
            complete_lessons(typed->current);
        }
        printf("files\t*%s\n", SUBJECT_FILE_ENDING);
    }
}

static void offer_all(const Typed *typed)
{
    const char *before = typed->count ? typed->words[typed->count - 1] : "";
    const Flag *waiting = flag_named(typed->command, before);
    const char *equals = complete_begins(typed->current, "--") ? strchr(typed->current, '=') : NULL;
    if (waiting && waiting->value) {
        offer_value(typed, waiting, typed->current);
    } else if (equals && equals - typed->current < 64) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)(equals - typed->current), typed->current);
        const Flag *flag = flag_named(typed->command, name);
        if (flag && flag->value) {
            offer_value(typed, flag, equals + 1);
        }
    } else if (strcmp(before, "help") == 0 && typed->count == 1) {
        offer_commands(typed);
    } else if (typed->current[0] == '-') {
        offer_flags(typed);
    } else if (typed->count == 0) {
        offer_commands(typed);
        offer_files(typed);
    } else if (typed->command->words && typed->count == 1) {
        offer_choices(typed, typed->command->words, false, typed->current);
    } else {
        if (!*typed->current) {
            offer_flags(typed);
        }
        offer_files(typed);
    }
}

void program_complete(const Program *program, int count, char **words)
{
    Typed typed = { .program = program, .command = program->self, .words = words };
    typed.current = count > 0 ? words[count - 1] : "";
    typed.count = count > 0 ? count - 1 : 0;
    typed.quoted = typed.current[0] == '"' || typed.current[0] == '\'';
    typed.current += typed.quoted;
    const Command *command = typed.count ? registry_row(program->commands, words[0]) : NULL;
    typed.command = command ? command->flags : program->self;
    if (!strpbrk(typed.current, "\t\n")) { // a line could not tell it from its own
        offer_all(&typed);
    }
}
