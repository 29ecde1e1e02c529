// Where the keys of a spec lie while it is read (base/setting_parse.c): in the spec's own scope,
// and one for each kind that is named or there by default, opened where the kind is named.
#pragma once

#include "base/setting.h"
#include "base/spec.h"

enum { SCOPES_MAX = 24, KEY_MAX = 40, KEYS_MAX = 64 };

// The keys of a table, or those of a composition's kind: its parts, its numbers, what all have.
typedef struct Scope {
    const Setting *as; // the composition; NULL: the spec's own table
    const Kind *kind;  // its kind
    const Setting *parts, *common;
    const Param *params;
    void *owner, *numbers; // of the settings, of the params
    bool *given;           // whether the first of the params was typed; NULL: not kept
    SettingBits seen;      // bit i: the i-th key was typed
    int at[KEYS_MAX];      // and where
    int parent;            // the scope that `as` is a key of; -1: none
    int root;              // the row of the spec's own table that all this is within
    bool closed;           // another kind was named in its place
    bool named;            // this kind was named
} Scope;

typedef struct Parser {
    Scope scopes[SCOPES_MAX];
    int count;
    int only; // the row whose value alone is read, from 1; 0: the whole table's
} Parser;

// An empty parser with the scope of a table, or of a composition `setting` of `owner` with the kind
// that it has now, and those within it. parent: the scope that it is a key of, -1: none.
void scope_open_table(Parser *parser, const Setting *table, void *owner);
// One more table, behind what is open.
void scope_open_beside(Parser *parser, const Setting *table, void *owner);
void scope_open_kind(Parser *parser, const Setting *setting, void *owner, int parent, int root);
// The i-th key of a scope as a row, and whose it is; a number's row is made in `made`. NULL past
// the last.
const Setting *scope_row(const Scope *scope, size_t i, Setting *made, void **owner);
size_t scope_numbers(const Kind *kind);               // how many numbers it has
bool scope_key_is(const Word *word, const char *key); // '-' for '_' is allowed
bool scope_within(const Parser *parser, int scope, int outer);
// The open scope of a composition that is a key of scope `parent`.
int scope_of(const Parser *parser, const Setting *setting, int parent);
// Which scope of those that have the key it is of: a kind that is only there by default has it
// after the spec's own table. -1: none has it. *row is its place there.
int scope_with(const Parser *parser, const Word *word, size_t *row);
// Where a key of scope `outer`, or of a kind within it, was typed; -1: it was not.
int scope_typed_at(const Parser *parser, int outer, const char *key);
