// What is offered goes to stdout, a line each, as the shells' scripts read it.
#include "cli/complete.h"

#include "base/setting.h"
#include "base/words.h"
#include "io/flags_subject.h"
#include "io/lesson_list.h"

#include <stdio.h>
#include <string.h>

enum { LIST_MAX = 512 };

void complete_offer(const char *text, const char *about)
{
    printf("word\t%s\t", text);
    for (const char *byte = about ? tr(about) : ""; *byte; byte++) {
        putchar(*byte == '\n' ? ' ' : *byte);
    }
    putchar('\n');
}

bool complete_begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

// Whether a name stands in a list of `length` bytes with commas between them.
static bool listed(const char *list, size_t length, const char *name)
{
    const size_t size = strlen(name);
    bool is = false;
    for (size_t from = 0; from < length; from += strcspn(list + from, ",") + 1) {
        is = is || (strcspn(list + from, ",") == size && memcmp(list + from, name, size) == 0);
    }
    return is;
}

// The same of a list that begins at byte `at`. more: with a comma behind it where it is the only
// one.
static void offer_list(const Registry *choices, const char *begun, size_t at, bool more)
{
    const char *comma = strrchr(begun + at, ',');
    const size_t head = comma ? (size_t)(comma + 1 - begun) : at;
    char text[LIST_MAX], only[LIST_MAX];
    int found = 0;
    for (size_t i = 0; i < choices->count && head < LIST_MAX / 2; i++) {
        const char *key = registry_key(choices, i);
        snprintf(text, sizeof text, "%.*s%s", (int)head, begun, key);
        if (complete_begins(text, begun) && !listed(begun + at, head - at, key)) {
            complete_offer(text, NULL);
            snprintf(only, sizeof only, "%.*s%s,", (int)head, begun, key);
            found++;
        }
    }
    snprintf(text, sizeof text, "%.*snone", (int)head, begun);
    if (!comma && head < LIST_MAX / 2 && complete_begins(text, begun)) {
        complete_offer(text, NULL);
    }
    if (found == 1 && more) {
        complete_offer(only, N_("and more"));
    }
}

bool complete_switches(const Flag *flag, const char *begun)
{
    const Setting *setting = flag->take ? NULL : flag_setting(flag);
    if (!setting || setting->type != &setting_switches) {
        return false;
    }
    offer_list(setting->choices, begun, 0, false);
    return true;
}

bool complete_list(const Setting *row, const char *begun, size_t at, bool more)
{
    const size_t length = strlen(row->param.key);
    if (row->type != &setting_switches) {
        return false;
    }
    if (strncmp(begun + at, row->param.key, length) == 0 && begun[at + length] == '=') {
        offer_list(row->choices, begun, at + length + 1, more);
    }
    return true;
}

// The words of layers=, or the activations behind them.
static void offer_layers(const Registry *words, const char *begun, size_t head)
{
    for (size_t i = 0; i < words->count && head < LIST_MAX / 2; i++) {
        const Kind *kind = registry_at(words, i);
        char text[LIST_MAX];
        snprintf(text, sizeof text, "%.*s%s", (int)head, begun, kind->key);
        if (complete_begins(text, begun)) {
            complete_offer(text, kind->name);
        }
    }
}

bool complete_layers(const Flag *flag, const char *begun)
{
    if (flag != &net_settings[NET_LAYERS].flag) {
        return false;
    }
    size_t head = strlen(begun);
    while (head > 0 && !strchr(",(", begun[head - 1])) {
        head--;
    }
    head += strspn(begun + head, " ");
    offer_layers(&layer_word_kinds, begun, head);
    offer_layers(&activation_kinds, begun, head);
    return true;
}

void complete_others(unsigned subjects, const Flag *flag, const char *begun)
{
    const Registry *known = flag_choices(flag);
    for (int kind = 0; kind < SUBJECT_COUNT; kind++) {
        const Flag *other = subject_flag_named(subjects & 1u << kind, flag->name);
        const Registry *choices = other && other != flag ? flag_choices(other) : NULL;
        for (size_t i = 0; choices && choices->plain && i < choices->count; i++) {
            const char *key = registry_key(choices, i);
            if (complete_begins(key, begun) && registry_find(known, key) < 0) {
                complete_offer(key, NULL);
            }
        }
    }
}

void complete_lessons(const char *begun)
{
    LessonList lessons;
    lesson_list_keys(&lessons);
    for (size_t i = 0; i < lessons.heads.count; i++) {
        if (complete_begins(lessons.heads.items[i].key, begun)) {
            complete_offer(lessons.heads.items[i].key, N_("a lesson"));
        }
    }
    lesson_list_finish(&lessons);
}
