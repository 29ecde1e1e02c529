// A few numbers, each larger than the one before: "15,40".
#include "base/setting.h"

#include "base/spec.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const SettingList *list_of(const Setting *setting, const void *owner)
{
    return setting_value(setting, owner);
}

static void list_reset(const Setting *setting, void *owner)
{
    *(SettingList *)setting_field(setting, owner) = (SettingList){ 0 };
}

static void list_copy(const Setting *setting, void *to, const void *from)
{
    const SettingList list = *list_of(setting, from);
    *(SettingList *)setting_field(setting, to) = list;
}

static bool list_same(const Setting *setting, const void *a, const void *b)
{
    const SettingList *one = list_of(setting, a), *other = list_of(setting, b);
    bool same = one->count == other->count;
    for (int i = 0; same && i < one->count; i++) {
        same = one->items[i] == other->items[i];
    }
    return same;
}

static bool list_usual(const Setting *setting, const void *owner)
{
    return list_of(setting, owner)->count == 0;
}

// One more number at byte `at` of the spec.
static bool add(SettingList *list, const Setting *setting, const char *text, size_t length, int at,
                Error *err)
{
    double value;
    Error mistake = { .at = -1 };
    if (!text_number(text, length, setting->param.key, &value, &mistake) ||
        !param_check(&setting->param, value, &mistake)) {
        return fail_said(err, at, mistake.text);
    }
    if (list->count > 0 && value <= list->items[list->count - 1]) {
        char before[32], number[32];
        text_exact(before, sizeof before, list->items[list->count - 1]);
        text_exact(number, sizeof number, value);
        return fail_at(err, at,
                       "%s: %s does not come after %s; each must be larger than the one "
                       "before",
                       setting->param.key, number, before);
    }
    if (list->count == SETTING_LIST_MAX) {
        return fail_at(err, at, "%s: at most %d numbers", setting->param.key, SETTING_LIST_MAX);
    }
    list->items[list->count++] = value;
    return true;
}

static bool list_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    const int begin = word_value_at(word);
    const char *text = word->text + (begin - word->at), *end = word->text + word->length;
    char typed[16];
    SettingList list = { 0 };
    word_value(word, typed, sizeof typed);
    const bool none = setting->zero && strcmp(typed, setting->zero) == 0;
    for (const char *item = text; !none && item <= end;) {
        const char *comma = memchr(item, ',', (size_t)(end - item));
        const char *stop = comma ? comma : end;
        if (!add(&list, setting, item, (size_t)(stop - item), begin + (int)(item - text), err)) {
            return false;
        }
        item = stop + 1;
    }
    *(SettingList *)setting_field(setting, owner) = list;
    return true;
}

static size_t list_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    const SettingList *list = list_of(setting, owner);
    size_t used = 0;
    if (list->count == 0) {
        return (size_t)snprintf(text, size, "%s", setting->zero ? setting->zero : "");
    }
    for (int i = 0; i < list->count; i++) {
        char number[32];
        text_exact(number, sizeof number, list->items[i]);
        const bool inside = used < size;
        used += (size_t)snprintf(inside ? text + used : NULL, inside ? size - used : 0, "%s%s",
                                 i > 0 ? "," : "", number);
    }
    return used;
}

const SettingType setting_list = { list_reset, list_copy,  list_same, list_usual,
                                   list_read,  list_write, NULL };
