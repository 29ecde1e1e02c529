// Scopes of the keys of a spec: which there are, and which one a word belongs to.
#include "base/setting_scope.h"

#include <string.h>

static size_t numbers_of(const Param *table)
{
    size_t count = 0;
    while (table && table[count].key) {
        count++;
    }
    return count;
}

const Setting *scope_row(const Scope *scope, size_t i, Setting *made, void **owner)
{
    const size_t parts = settings_count(scope->parts), params = numbers_of(scope->params);
    *owner = scope->owner;
    if (i < parts) {
        return &scope->parts[i];
    }
    if (i < parts + params) {
        *owner = scope->numbers;
        *made = (Setting){ .param = scope->params[i - parts], .type = &setting_number };
        return made;
    }
    return i - parts - params < settings_count(scope->common) ? &scope->common[i - parts - params]
                                                              : NULL;
}

bool scope_key_is(const Word *word, const char *key)
{
    char typed[KEY_MAX];
    if (word->key_length == 0 || word->text[0] != key[0]) {
        return false; // most of them, at once
    }
    word_key(word, typed, sizeof typed);
    for (char *c = typed; *c; c++) {
        *c = *c == '-' ? '_' : *c;
    }
    return strcmp(typed, key) == 0;
}

static void open_scope(Parser *parser, const Scope *scope);

// A scope for the kind that a composition has now, and for those within it.
void scope_open_kind(Parser *parser, const Setting *setting, void *owner, int parent, int root)
{
    const Kind *kind = setting_kind_of(setting, owner);
    const Form *form = setting->form;
    char *spec = setting_field(setting, owner);
    const Scope scope = { .as = setting,
                          .kind = kind,
                          .parts = setting_parts(setting, kind),
                          .params = kind->params,
                          .common = form->common,
                          .owner = spec,
                          .numbers = spec + form->params,
                          .given = setting_keeps_given(form, kind)
                                       ? (bool *)(void *)(spec + form->given)
                                       : NULL,
                          .parent = parent,
                          .root = root };
    open_scope(parser, &scope);
}

static void open_scope(Parser *parser, const Scope *scope)
{
    const int place = parser->count++;
    const Setting *row;
    Setting made;
    void *owner;
    assert(parser->count <= SCOPES_MAX);
    parser->scopes[place] = *scope;
    for (size_t i = 0; (row = scope_row(scope, i, &made, &owner)); i++) {
        assert(i < KEYS_MAX);
        if (row->type == &setting_kind) {
            scope_open_kind(parser, row, owner, place, scope->as ? scope->root : (int)i);
        }
    }
}

bool scope_within(const Parser *parser, int scope, int outer)
{
    while (scope >= 0 && scope != outer) {
        scope = parser->scopes[scope].parent;
    }
    return scope >= 0;
}

int scope_of(const Parser *parser, const Setting *setting, int parent)
{
    int found = parser->count - 1;
    while (found > 0 && (parser->scopes[found].closed || parser->scopes[found].as != setting ||
                         parser->scopes[found].parent != parent)) {
        found--;
    }
    return found;
}

// Whether this kind, or one that it is within, was named.
static bool is_named(const Parser *parser, int scope)
{
    while (scope >= 0 && !parser->scopes[scope].named) {
        scope = parser->scopes[scope].parent;
    }
    return scope >= 0;
}

int scope_with(const Parser *parser, const Word *word, size_t *row)
{
    int found = -1;
    for (int s = parser->count - 1; s >= 0; s--) {
        const Scope *scope = &parser->scopes[s];
        const Setting *at;
        Setting made;
        void *owner;
        for (size_t i = 0; !scope->closed && (at = scope_row(scope, i, &made, &owner)); i++) {
            if (scope_key_is(word, at->param.key) && (found < 0 || s == 0)) {
                found = s;
                *row = i;
            }
        }
        if (found > 0 && (is_named(parser, found) || parser->scopes[0].as)) {
            break;
        }
    }
    return found;
}

int scope_typed_at(const Parser *parser, int outer, const char *key)
{
    int at = -1;
    for (int s = outer; s < parser->count; s++) {
        const Scope *scope = &parser->scopes[s];
        const Setting *row;
        Setting made;
        void *owner;
        for (size_t i = 0; scope_within(parser, s, outer) && !scope->closed &&
                           (row = scope_row(scope, i, &made, &owner));
             i++) {
            if (scope->seen & SETTING_BIT(i) && strcmp(row->param.key, key) == 0) {
                at = scope->at[i];
            }
        }
    }
    return at;
}

void scope_open_beside(Parser *parser, const Setting *table, void *owner)
{
    open_scope(parser, &(Scope){ .parts = table, .owner = owner, .parent = -1 });
}

void scope_open_table(Parser *parser, const Setting *table, void *owner)
{
    parser->count = parser->only = 0;
    open_scope(parser, &(Scope){ .parts = table, .owner = owner, .parent = -1 });
}

size_t scope_numbers(const Kind *kind)
{
    return numbers_of(kind->params);
}
