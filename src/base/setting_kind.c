// A composition: a kind of a registry, its numbers, and further settings that it alone or every
// kind of the registry has, which may be compositions in turn.
#include "base/setting.h"

#include "base/spec.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static void *struct_of(const Setting *setting, void *owner)
{
    return setting_field(setting, owner);
}

static void *params_of(const Setting *setting, void *owner)
{
    return (char *)struct_of(setting, owner) + setting->form->params;
}

static const void *params_in(const Setting *setting, const void *owner)
{
    return (const char *)setting_value(setting, owner) + setting->form->params;
}

const Kind *setting_kind_of(const Setting *setting, const void *owner)
{
    const Form *form = setting->form;
    const char *field = (const char *)setting_value(setting, owner) + form->kind;
    const Kind *kind = NULL;
    if (form->by_place) {
        int place;
        memcpy(&place, field, sizeof place);
        return registry_at(form->registry, (size_t)place);
    }
    memcpy(&kind, field, sizeof kind); // of the rows' own type
    return kind;
}

static void set_kind(const Setting *setting, void *owner, const Kind *kind)
{
    const Form *form = setting->form;
    char *field = (char *)struct_of(setting, owner) + form->kind;
    if (form->by_place) {
        const char *first = form->registry->rows;
        const int place = (int)(((const char *)kind - first) / (ptrdiff_t)form->registry->stride);
        memcpy(field, &place, sizeof place);
    } else {
        memcpy(field, &kind, sizeof kind);
    }
}

static const bool *given_in(const Setting *setting, const void *owner)
{
    const char *field = (const char *)setting_value(setting, owner) + setting->form->given;
    return setting->form->given ? (const bool *)(const void *)field : NULL;
}

static void set_given(const Setting *setting, void *owner, bool given)
{
    if (setting->form->given) {
        *(bool *)(void *)((char *)struct_of(setting, owner) + setting->form->given) = given;
    }
}

const Setting *setting_parts(const Setting *setting, const Kind *kind)
{
    const Setting *parts = NULL;
    if (setting->form->parts) {
        memcpy(&parts, (const char *)kind + setting->form->parts, sizeof parts);
    }
    return parts;
}

void setting_choose(const Setting *setting, void *owner, const Kind *kind)
{
    void *params = params_of(setting, owner);
    set_kind(setting, owner, kind);
    set_given(setting, owner, false);
    memset(params, 0, setting->form->params_size);
    param_defaults(kind->params, params);
    settings_reset(setting_parts(setting, kind), struct_of(setting, owner));
    settings_reset(setting->form->common, struct_of(setting, owner));
}

static const Kind *usual_kind(const Setting *setting)
{
    return registry_at(setting->form->registry, (size_t)setting->param.def);
}

static void kind_reset(const Setting *setting, void *owner)
{
    setting_choose(setting, owner, usual_kind(setting));
}

static void copy_all(const Setting *table, void *to, const void *from)
{
    for (const Setting *row = table; row && row->param.key; row++) {
        row->type->copy(row, to, from);
    }
}

static void kind_copy(const Setting *setting, void *to, const void *from)
{
    const Kind *kind = setting_kind_of(setting, from);
    const bool *given = given_in(setting, from);
    set_kind(setting, to, kind);
    set_given(setting, to, given && *given);
    memmove(params_of(setting, to), params_in(setting, from), setting->form->params_size);
    copy_all(setting_parts(setting, kind), struct_of(setting, to), setting_value(setting, from));
    copy_all(setting->form->common, struct_of(setting, to), setting_value(setting, from));
}

static bool same_params(const Param *table, const void *a, const void *b)
{
    bool same = true;
    for (const Param *p = table; p && p->key; p++) {
        same = same && param_value(p, a) == param_value(p, b);
    }
    return same;
}

static bool kind_same(const Setting *setting, const void *a, const void *b)
{
    const Kind *kind = setting_kind_of(setting, a);
    return kind == setting_kind_of(setting, b) &&
           same_params(kind->params, params_in(setting, a), params_in(setting, b)) &&
           settings_same(setting_parts(setting, kind), setting_value(setting, a),
                         setting_value(setting, b)) &&
           settings_same(setting->form->common, setting_value(setting, a),
                         setting_value(setting, b));
}

static bool all_usual(const Setting *table, const void *owner)
{
    bool usual = true;
    for (const Setting *row = table; row && row->param.key; row++) {
        usual = usual && row->type->usual(row, owner);
    }
    return usual;
}

// Whether a number of the kind's need not be written.
bool setting_keeps_given(const Form *form, const Kind *kind)
{
    const Param *first = kind->params;
    bool keeps = form->given && !form->given_keys;
    for (const char *const *key = form->given_keys; form->given && key && *key; key++) {
        keeps = keeps || (first && first->key && strcmp(*key, first->key) == 0);
    }
    return keeps;
}

static bool param_usual(const Setting *setting, const void *owner, const Param *param)
{
    const bool *given = given_in(setting, owner);
    const Kind *kind = setting_kind_of(setting, owner);
    return param == kind->params && !setting->brief && setting_keeps_given(setting->form, kind)
               ? !*given
               : param_value(param, params_in(setting, owner)) == param->def;
}

static bool kind_usual(const Setting *setting, const void *owner)
{
    const Kind *kind = setting_kind_of(setting, owner);
    bool usual = kind == usual_kind(setting);
    for (const Param *p = kind->params; p && p->key; p++) {
        usual = usual && param_usual(setting, owner, p);
    }
    return usual && all_usual(setting_parts(setting, kind), setting_value(setting, owner)) &&
           all_usual(setting->form->common, setting_value(setting, owner));
}

static bool kind_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    const Registry *registry = setting->form->registry;
    const int place = word_kind(word, setting->param.key, registry, err);
    if (place < 0) {
        return false;
    }
    const Kind *kind = registry_at(registry, (size_t)place);
    if (setting->accepts && !setting->accepts(kind, err)) {
        if (err) {
            err->at = word_value_at(word);
        }
        return false;
    }
    setting_choose(setting, owner, kind);
    return true;
}

// What is written so far goes on at text + used as long as that is inside.
typedef struct Out {
    char *text;
    size_t size, used;
} Out;

static void put(Out *out, const char *between, const char *key)
{
    if (out->used < out->size) {
        out->used +=
            (size_t)snprintf(out->text + out->used, out->size - out->used, "%s%s", between, key);
    }
}

static void put_settings(Out *out, const Setting *table, const void *owner)
{
    for (const Setting *row = table; row && row->param.key; row++) {
        if (!row->type->usual(row, owner)) {
            put(out, " ", row->param.key);
            put(out, "=", "");
            out->used += out->used < out->size ? row->type->write(row, owner, out->text + out->used,
                                                                  out->size - out->used)
                                               : 0;
        }
    }
}

static size_t kind_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    const Kind *kind = setting_kind_of(setting, owner);
    Out out = { text, size, 0 };
    put(&out, "", kind->key);
    put_settings(&out, setting_parts(setting, kind), setting_value(setting, owner));
    for (const Param *p = kind->params; p && p->key; p++) {
        char number[32];
        if (!param_usual(setting, owner, p)) {
            text_exact(number, sizeof number, param_value(p, params_in(setting, owner)));
            put(&out, " ", p->key);
            put(&out, "=", number);
        }
    }
    put_settings(&out, setting->form->common, setting_value(setting, owner));
    return out.used;
}

const SettingType setting_kind = { kind_reset, kind_copy,  kind_same, kind_usual,
                                   kind_read,  kind_write, NULL };
