// Words for people: everything a person reads is English in the source and goes through tr(), so
// that another language is a table of translations and no other text. What scripts read (keys,
// flags, headers) does not.
#pragma once

#include "base/base.h"

// A text that reads differently of one: "%d unit", "%d units".
typedef struct Plural {
    const char *one, *many;
} Plural;

// Marks a text in a table, to be handed to tr() or tr_plural() where it is shown.
#define N_(english) english
#define NN_(one, many)                                                                             \
    {                                                                                              \
        one, many                                                                                  \
    }

// The text in the language of the program; the English itself if it has none in that language.
const char *tr(const char *english) __attribute__((format_arg(1)));
// The same for a count, in the form that the language has for that many.
const char *tr_n(const char *one, const char *many, long count)
    __attribute__((format_arg(1), format_arg(2)));
const char *tr_plural(const Plural *text, long count);
