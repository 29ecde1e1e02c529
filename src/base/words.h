// Words for people: everything a person reads is English in the source and goes through tr(), so
// that another language is a table of translations (po/) and no other text. What scripts read
// (keys, flags, headers, spec words) does not. A sentence is one text with its numbers and names in
// it, never put together from pieces: a translation may take them in another order (`%2$s`).
#pragma once

#include "base/base.h"

// A text that reads differently of one: "%d unit", "%d units".
typedef struct Plural {
    const char *one, *many;
} Plural;

// Mark a text in a table, to be handed to tr(), tr_plural() or tr_c() where it is shown.
#define N_(english) english
#define NN_(one, many)                                                                             \
    {                                                                                              \
        one, many                                                                                  \
    }
#define NC_(context, english) english

// Chooses the language: THALWEG_LANGUAGE (`en`, `ko`, or `xx`, base/pseudo.h), else what the locale
// says of messages. Once, before there are threads; without it the program speaks English.
// LC_MESSAGES alone is set, and only when there are translations: numbers keep their point.
void words_begin(void);

// The language of the program: "en", "ko" ...; "xx", the made-up one. For texts that bring their
// translations along.
const char *words_language(void);

// The text in the language of the program, for ever; the English itself if it has none in that
// language. Returns at once where there are no translations. Any thread.
const char *tr(const char *english) __attribute__((format_arg(1)));
// The same for a count, in the form that the language has for that many.
const char *tr_n(const char *one, const char *many, long count)
    __attribute__((format_arg(1), format_arg(2)));
const char *tr_plural(const Plural *text, long count);
// The same for a word with two meanings in English: `context` tells which, and stands beside it in
// the table of translations.
const char *tr_c(const char *context, const char *english) __attribute__((format_arg(2)));
// "a, b and c", as the language lists them; the i-th name is name(of, i). "" of none.
void tr_list(char *out, size_t size, size_t count, const char *(*name)(const void *of, size_t i),
             const void *of);
