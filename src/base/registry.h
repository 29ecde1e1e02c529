// A table of rows that each begin with a Kind, whatever else they hold: one way to find a row, to
// name the nearest to a mistyped key, and to fill lists, for all kinds of things.
#pragma once

#include "base/kind.h"

typedef struct Registry {
    const void *rows; // [count] of stride bytes; the first member of each is its Kind
    size_t count, stride;
    bool plain; // the keys say it all: completion tells no names beside them
} Registry;

// The first fields of a Registry of a whole table, in whose file it stands.
#define REGISTRY(table) .rows = (table), .count = COUNT(table), .stride = sizeof(table)[0]

// The kind of row `index` < count; the row itself begins at the same place.
const Kind *registry_at(const Registry *registry, size_t index);
// The place of a key; -1 if no row has it.
int registry_find(const Registry *registry, const char *key);
// The row of a key, to be assigned to a pointer to the rows' own type; NULL if no row has it.
const void *registry_row(const Registry *registry, const char *key);
// The key nearest to a mistyped one; NULL if none is near enough to be worth suggesting.
const char *registry_nearest(const Registry *registry, const char *typed);

// The key of a row, in the form in which text_nearest(), text_names() and word_unknown() ask.
const char *registry_key(const void *registry, size_t index);
// The name of a row in the reader's language, in the form in which a list of the window asks.
const char *registry_name(const void *registry, int index);
