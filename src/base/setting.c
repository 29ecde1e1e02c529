// What all settings have in common, whatever their values are.
#include "base/setting.h"

#include <stdio.h>
#include <string.h>

void *setting_field(const Setting *setting, void *owner)
{
    return (char *)owner + setting->param.offset;
}

const void *setting_value(const Setting *setting, const void *owner)
{
    return (const char *)owner + setting->param.offset;
}

bool setting_said(const Setting *setting, const void *owner)
{
    const void *given = (const char *)owner + setting->given;
    return setting->given == 0 || *(const bool *)given;
}

const Registry *setting_registry(const Setting *setting)
{
    return setting->form ? setting->form->registry : setting->choices;
}

Param setting_slider(const Setting *setting)
{
    Param row = setting->param;
    row.label = setting->slider.label ? setting->slider.label : row.label;
    if (setting->slider.min != 0 || setting->slider.max != 0) {
        row.min = setting->slider.min;
        row.max = setting->slider.max;
        row.scale = setting->slider.scale;
    }
    return row;
}

bool setting_take(const Setting *setting, void *owner, const char *text, Error *err)
{
    char what[48];
    assert(setting->type->take);
    snprintf(what, sizeof what, "--%s", setting->flag.name);
    return setting->type->take(setting, owner, what, text, err);
}

void setting_say(const Setting *setting, const void *owner, char *text, size_t size)
{
    if (setting->words) {
        setting->words(setting, owner, text, size);
        return;
    }
    size_t used = (size_t)snprintf(text, size, "%s ", setting->param.key);
    for (char *at = strchr(text, '_'); at; at = strchr(at, '_')) {
        *at = ' ';
    }
    used += used < size ? setting->type->write(setting, owner, text + used, size - used) : 0;
    assert(used < size);
}

void setting_name_words(const Setting *setting, const void *owner, char *text, size_t size)
{
    const int place = *(const int *)setting_value(setting, owner);
    snprintf(text, size, "%s", registry_name(setting->choices, place));
}

size_t settings_count(const Setting *table)
{
    size_t count = 0;
    while (table && table[count].param.key) {
        count++;
    }
    return count;
}

int settings_place(const Setting *table, const Setting *setting)
{
    int place = 0;
    while (table[place].param.key && &table[place] != setting) {
        place++;
    }
    return table[place].param.key ? place : -1;
}

const Setting *flag_setting(const Flag *flag)
{
    assert(!flag->take);
    const char *at = (const char *)flag;
    return (const Setting *)(const void *)(at - offsetof(Setting, flag));
}

const Registry *flag_choices(const Flag *flag)
{
    return flag->take ? flag->choices : setting_registry(flag_setting(flag));
}

const Flag *settings_flags(size_t count, const Setting *const *tables, size_t index)
{
    for (size_t t = 0; t < count; t++) {
        for (const Setting *row = tables[t]; row->param.key; row++) {
            if (row->flag.name && index-- == 0) {
                return &row->flag;
            }
        }
    }
    return NULL;
}

const Flag *settings_flag(const Setting *table, size_t index)
{
    return settings_flags(1, &table, index);
}

bool settings_take(const Setting *table, void *owner, const char *const *texts, const char **at,
                   Error *err)
{
    bool good = true;
    for (size_t i = 0; table[i].param.key && good; i++) {
        if (texts[i]) {
            *at = texts[i];
            good = setting_take(&table[i], owner, texts[i], err);
        }
    }
    return good;
}

void settings_reset(const Setting *table, void *owner)
{
    for (const Setting *row = table; row && row->param.key; row++) {
        row->type->reset(row, owner);
    }
}

bool settings_same(const Setting *table, const void *a, const void *b)
{
    bool same = true;
    for (const Setting *row = table; row && row->param.key; row++) {
        same = same && row->type->same(row, a, b);
    }
    return same;
}
