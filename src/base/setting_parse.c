// Reads specs word by word. The keys that may stand at a word lie in scopes: the spec's own, and
// one for each kind that is named or there by default, opened where the kind is named.
#include "base/setting_parse.h"

#include "base/setting_scope.h"
#include "base/text.h"
#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A named kind brings settings of its own: any that were typed before it would be lost.
static bool read_kind(Parser *parser, int in, const Setting *setting, void *owner, const Word *word,
                      Error *err)
{
    const int old = scope_of(parser, setting, in), count = parser->count;
    bool late = false;
    for (int s = old; s < count; s++) {
        late = late || (scope_within(parser, s, old) && parser->scopes[s].seen);
    }
    if (late) {
        return fail_at(err, word->at, "%s= must stand before its own numbers", setting->param.key);
    }
    if (!setting->type->read(setting, owner, word, err)) {
        return false;
    }
    const int root = parser->scopes[old].root;
    for (int s = old; s < count; s++) {
        parser->scopes[s].closed |= scope_within(parser, s, old);
    }
    scope_open_kind(parser, setting, owner, in, root);
    parser->scopes[count].named = true;
    return true;
}

// The value of the i-th key of scope `in`.
static bool read_key(Parser *parser, int in, size_t i, const Word *word, Error *err)
{
    Scope *scope = &parser->scopes[in];
    Setting made;
    void *owner;
    const Setting *row = scope_row(scope, i, &made, &owner);
    if (!word_once(word, SETTING_BIT(i), &scope->seen, err)) {
        return false;
    }
    scope->at[i] = word->at;
    if (row->type == &setting_kind) {
        return read_kind(parser, in, row, owner, word, err);
    }
    if (!row->type->read(row, owner, word, err)) {
        return false;
    }
    if (scope->given && i == settings_count(scope->parts) && row == &made) {
        *scope->given = true;
    }
    return true;
}

static bool kind_has(const Setting *setting, const Kind *kind, const Word *word)
{
    bool has = false;
    for (const Param *p = kind->params; p && p->key; p++) {
        has = has || scope_key_is(word, p->key);
    }
    for (const Setting *row = setting_parts(setting, kind); row && row->param.key; row++) {
        has = has || scope_key_is(word, row->param.key);
    }
    return has;
}

static bool all_have_numbers(const Registry *registry)
{
    bool all = true;
    for (size_t i = 0; i < registry->count; i++) {
        all = all && scope_numbers(registry_at(registry, i)) > 0;
    }
    return all;
}

// A key that another kind would have. True if the error was filled.
static bool fail_foreign(const Parser *parser, const Word *word, Error *err)
{
    char typed[KEY_MAX];
    word_key(word, typed, sizeof typed);
    for (int s = 1; s < parser->count; s++) {
        const Scope *scope = &parser->scopes[s];
        if (!scope->as || scope->closed) {
            continue;
        }
        const Registry *registry = scope->as->form->registry;
        const char *key = scope->as->param.key;
        for (size_t i = 0; i < registry->count; i++) {
            const Kind *kind = scope->kind, *other = registry_at(registry, i);
            if (!kind_has(scope->as, other, word)) {
                continue;
            }
            return all_have_numbers(registry)
                       ? !fail_at(err, word->at, "%s has no %s (%s=%s has)", kind->key, typed, key,
                                  other->key)
                       : !fail_at(err, word->at, "%s belongs to %s=%s, and this is %s=%s", typed,
                                  key, other->key, key, kind->key);
        }
    }
    return false;
}

static bool is_of_row(const Scope *scope, int row)
{
    return scope->as && scope->root == row;
}

// What may be typed: of a table its own keys and those beside it, of a composition those of the
// kinds within it, too; of one row's value those within that.
static const char *known_key(const void *context, size_t index)
{
    const Parser *parser = context;
    const bool within = parser->scopes[0].as;
    for (int s = 0; s < parser->count; s++) {
        const Scope *scope = &parser->scopes[s];
        if (parser->only ? !is_of_row(scope, parser->only - 1) : scope->as && !within) {
            continue;
        }
        Setting made;
        void *owner;
        const Setting *row;
        for (size_t i = 0; !scope->closed && (row = scope_row(scope, i, &made, &owner)); i++) {
            if (index-- == 0) {
                return row->param.key;
            }
        }
    }
    return NULL;
}

static bool fail_unknown(const Parser *parser, const Word *word, Error *err)
{
    const Scope *scope = &parser->scopes[0];
    char what[KEY_MAX + 80], typed[KEY_MAX];
    size_t count = 0;
    while (known_key(parser, count)) {
        count++;
    }
    if (count == 0) {
        word_key(word, typed, sizeof typed);
        return fail_at(err, word->at, "unknown key '%.40s': there is nothing to set here", typed);
    }
    if (scope->as) {
        text_print(what, sizeof what, tr("%s: unknown key"), scope->kind->key);
    } else {
        text_print(what, sizeof what, "%s", tr("unknown key"));
    }
    return word_unknown(word, what, count, known_key, parser, err);
}

// Reads one word; *root is the row of the spec's own table that it belongs to, -1: of another one
// beside it.
static bool read_word(Parser *parser, const Word *word, int *root, Error *err)
{
    size_t row = 0;
    const int found = scope_with(parser, word, &row);
    if (found >= 0) {
        *root = parser->scopes[found].as ? parser->scopes[found].root : found == 0 ? (int)row : -1;
        return read_key(parser, found, row, word, err);
    }
    return !fail_foreign(parser, word, err) && fail_unknown(parser, word, err);
}

// What goes together by itself need not go together with the rest.
static bool check_kinds(const Parser *parser, Error *err)
{
    for (int s = 0; s < parser->count; s++) {
        const Scope *scope = &parser->scopes[s];
        SettingRefuse *refuse = scope->as ? scope->as->form->refuse : NULL;
        Error why = { .at = -1 };
        const char *key = refuse && !scope->closed ? refuse(scope->owner, &why) : NULL;
        if (key) {
            const int at = scope_typed_at(parser, s, key);
            return fail_said(err, at < 0 ? 0 : at, why.text);
        }
    }
    return true;
}

bool settings_read(const Setting *table, void *owner, const char *text, SettingBits *given,
                   Error *err)
{
    return settings_read_beside(table, owner, NULL, text, given, err);
}

bool settings_read_beside(const Setting *table, void *owner, const SettingBeside *beside,
                          const char *text, SettingBits *given, Error *err)
{
    Parser parser;
    Word word;
    int at = 0, root = 0;
    scope_open_table(&parser, table, owner);
    if (beside) {
        assert(!beside->word);
        scope_open_beside(&parser, beside->table, beside->owner);
    }
    *given = 0;
    while (word_next(text, &at, &word)) {
        if (!read_word(&parser, &word, &root, err)) {
            return false;
        }
        *given |= root >= 0 ? SETTING_BIT(root) : 0;
    }
    return check_kinds(&parser, err);
}

bool settings_set(const Setting *table, size_t index, void *owner, const char *text, Error *err)
{
    const char *key = table[index].param.key;
    const size_t before = strlen(key) + 1, size = before + strlen(text) + 1;
    const int lead = (int)strspn(text, " \t");
    char *whole = memory_get(size);
    Error mistake = { .at = -1 };
    Parser parser;
    Word word;
    int at = 0, root = 0;
    bool good = true;
    snprintf(whole, size, "%s=%s", key, text + lead);
    scope_open_table(&parser, table, owner);
    parser.only = (int)index + 1;
    while (good && word_next(whole, &at, &word)) {
        good = read_word(&parser, &word, &root, &mistake) &&
               (root == (int)index ||
                fail_at(&mistake, word.at, "%.*s is not part of %s; give it on its own",
                        (int)word.key_length, word.text, key));
    }
    good = good && check_kinds(&parser, &mistake);
    free(whole);
    const int place = mistake.at - (int)before;
    return good || fail_said(err, place < 0 ? 0 : place + lead, mistake.text);
}

static bool fail_unnamed(const Setting *setting, Error *err)
{
    const Registry *registry = setting->form->registry;
    char known[240];
    if (setting->form->nothing) {
        return fail_said(err, 0, tr(setting->form->nothing));
    }
    text_names(known, sizeof known, registry->count, registry_key, registry);
    return fail_at(err, 0, "no %s is named (known: %s)", setting->param.key, known);
}

// The kind that a composition begins with.
static bool begin(const Setting *setting, void *owner, const char *text, int *at, Error *err)
{
    const Registry *registry = setting->form->registry;
    char typed[KEY_MAX], unknown[KEY_MAX + 80];
    Word word;
    if (!word_next(text, at, &word)) {
        return fail_unnamed(setting, err);
    }
    word.key_length = word.length; // "adam=1" is no kind
    word_key(&word, typed, sizeof typed);
    const int place = registry_find(registry, typed);
    if (place < 0) {
        text_print(unknown, sizeof unknown, tr("unknown %s"), setting->param.key);
        return word_unknown(&word, unknown, registry->count, registry_key, registry, err);
    }
    const Kind *kind = registry_at(registry, (size_t)place);
    if (setting->accepts && !setting->accepts(kind, err)) {
        if (err) {
            err->at = word.at;
        }
        return false;
    }
    setting_choose(setting, owner, kind);
    return true;
}

// A text cannot be left out.
static bool check_texts(const Parser *parser, const char *text, Error *err)
{
    const Scope *scope = &parser->scopes[0];
    for (const Setting *row = scope->parts; row && row->param.key; row++) {
        if (row->type == &setting_text && !*(const char *)setting_value(row, scope->owner)) {
            return fail_at(err, (int)strlen(text), "%s needs %s=%s", scope->kind->key,
                           row->param.key, row->flag.value);
        }
    }
    return true;
}

bool setting_parse(const Setting *setting, void *owner, const char *text,
                   const SettingBeside *beside, Error *err)
{
    Parser parser = { .count = 0 };
    Word word;
    int at = 0, root = 0;
    if (!begin(setting, owner, text, &at, err)) {
        return false;
    }
    scope_open_kind(&parser, setting, owner, -1, 0);
    if (beside && beside->table) {
        scope_open_beside(&parser, beside->table, beside->owner);
    }
    while (word_next(text, &at, &word)) {
        bool taken = false;
        if ((beside && beside->word && !beside->word(beside->owner, &word, &taken, err)) ||
            (!taken && !read_word(&parser, &word, &root, err))) {
            return false;
        }
    }
    return check_texts(&parser, text, err) && check_kinds(&parser, err);
}
