// The languages that can be chosen, by their own names. To add one: a row, and po/CODE.po.
#pragma once

#include "base/registry.h"

enum { LANGUAGE_AUTO, LANGUAGE_EN, LANGUAGE_KO, LANGUAGE_COUNT };

typedef struct LanguageRow {
    Kind kind;           // key: what words_set() takes; name: in the language itself
    uint32_t letter;     // one that a font must have to show it; 0: any font does
    const char *package; // with such a font, as Debian and Ubuntu call it
} LanguageRow;

extern const Registry languages;
// The row of what is spoken now; NULL: it is none of them.
const LanguageRow *language_spoken(void);
