// Specs made of settings: words in any order, each the key of a row or of something within one.
//
//     spec = { blank+ key "=" value }                         of a table of settings
//     spec = kind { blank+ key "=" value }                    of a composition
//
// A key belongs to the kind named last that has it, else to the one before, else to the spec
// itself: "adam lr=0.1 schedule=cosine t_max=100 clip=1"; what is there without being named comes
// behind the spec itself. A kind stands before its own keys. '-' may be typed for '_'. Every
// mistake is told at its own byte.
#pragma once

#include "base/setting.h"
#include "base/spec.h"

// What may stand in a spec though it is none of its settings.
typedef struct SettingBeside {
    const Setting *table; // rows of another struct; NULL: none
    void *owner;          // that struct
    // Takes a word that is no setting: *taken. False: a mistake. NULL: all words are settings, as
    // those of a table always are.
    bool (*word)(void *owner, const Word *word, bool *taken, Error *err);
} SettingBeside;

// Words of a table. *given: bit i is set when row i or anything within it was typed. After a
// mistake the owner has what was read before it.
bool settings_read(const Setting *table, void *owner, const char *text, SettingBits *given,
                   Error *err);
// The same with the rows of another struct's table beside it, which have no bit.
bool settings_read_beside(const Setting *table, void *owner, const SettingBeside *beside,
                          const char *text, SettingBits *given, Error *err);
// The value of one row alone, for a flag or a text field: "all", "adam lr=0.1". err->at is in text.
bool settings_set(const Setting *table, size_t index, void *owner, const char *text, Error *err);

// A composition, which begins with its kind. beside NULL: all words are settings of its own.
bool setting_parse(const Setting *setting, void *owner, const char *text,
                   const SettingBeside *beside, Error *err);
