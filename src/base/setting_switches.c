// Which of several things are on: "contours,minima", or "none". bool [rows of the registry].
#include "base/setting.h"

#include "base/spec.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char NONE[] = "none";

static bool *switches_of(const Setting *setting, void *owner)
{
    return setting_field(setting, owner);
}

static const bool *switched(const Setting *setting, const void *owner)
{
    return setting_value(setting, owner);
}

static void say(const Setting *setting, void *owner, bool said)
{
    if (setting->given) {
        *(bool *)(void *)((char *)owner + setting->given) = said;
    }
}

static void switches_reset(const Setting *setting, void *owner)
{
    memset(switches_of(setting, owner), 0, setting->choices->count * sizeof(bool));
    say(setting, owner, false);
}

static void switches_copy(const Setting *setting, void *to, const void *from)
{
    memmove(switches_of(setting, to), switched(setting, from),
            setting->choices->count * sizeof(bool));
    say(setting, to, setting_said(setting, from));
}

static bool none_on(const Setting *setting, const void *owner)
{
    bool any = false;
    for (size_t i = 0; i < setting->choices->count; i++) {
        any = any || switched(setting, owner)[i];
    }
    return !any;
}

static bool switches_same(const Setting *setting, const void *a, const void *b)
{
    if (setting_said(setting, a) != setting_said(setting, b)) {
        return false;
    }
    bool same = true;
    for (size_t i = 0; i < setting->choices->count; i++) {
        same = same && switched(setting, a)[i] == switched(setting, b)[i];
    }
    return same || !setting_said(setting, a);
}

static bool switches_usual(const Setting *setting, const void *owner)
{
    return setting->given ? !setting_said(setting, owner) : none_on(setting, owner);
}

// One name of the list, at byte `at`.
static bool switch_on(const Setting *setting, const char *what, const char *text, size_t length,
                      int at, bool *on, Error *err)
{
    char name[40], known[200];
    text_print(name, sizeof name, "%.*s", (int)length, text);
    const int place = registry_find(setting->choices, name);
    if (place >= 0 && on[place]) {
        return fail_at(err, at, "%s: '%s' stands there twice; once is enough", what, name);
    }
    if (place >= 0) {
        on[place] = true;
        return true;
    }
    const char *near = registry_nearest(setting->choices, name);
    text_names(known, sizeof known, setting->choices->count, registry_key, setting->choices);
    return near ? fail_at(err, at, "%s: there is no '%s', did you mean '%s'? (known: %s)", what,
                          name, near, known)
                : fail_at(err, at, "%s: there is no '%s' (known: %s; or none)", what, name, known);
}

enum { SWITCHES_MAX = 32 };

static bool take_list(const Setting *setting, void *owner, const char *what, const char *text,
                      size_t length, int at, Error *err)
{
    bool on[SWITCHES_MAX] = { false };
    assert(setting->choices->count <= SWITCHES_MAX);
    size_t from = 0;
    const bool none = length == sizeof NONE - 1 && memcmp(text, NONE, length) == 0;
    while (!none && from <= length) {
        const char *comma = memchr(text + from, ',', length - from);
        const size_t to = comma ? (size_t)(comma - text) : length;
        if (!switch_on(setting, what, text + from, to - from, at + (int)from, on, err)) {
            return false;
        }
        from = to + 1;
    }
    memcpy(switches_of(setting, owner), on, setting->choices->count * sizeof(bool));
    say(setting, owner, true);
    return true;
}

static bool switches_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    const int at = word_value_at(word);
    return take_list(setting, owner, setting->param.key, word->text + (at - word->at),
                     (size_t)word_value_length(word), at, err);
}

static bool switches_take(const Setting *setting, void *owner, const char *what, const char *text,
                          Error *err)
{
    return take_list(setting, owner, what, text, strlen(text), 0, err);
}

static size_t switches_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < setting->choices->count; i++) {
        if (switched(setting, owner)[i]) {
            const size_t room = used < size ? size - used : 0;
            used += (size_t)snprintf(room ? text + used : NULL, room, "%s%s", used ? "," : "",
                                     registry_key(setting->choices, i));
        }
    }
    return used ? used : (size_t)snprintf(text, size, "%s", NONE);
}

const SettingType setting_switches = { switches_reset, switches_copy, switches_same,
                                       switches_usual, switches_read, switches_write,
                                       switches_take };
