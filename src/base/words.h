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

// Chooses the language: THALWEG_LANGUAGE (`en`, `ko`, or `xx`, base/pseudo.h), else the first of
// LANGUAGE, LC_ALL, LC_MESSAGES and LANG that has one, whether or not the system has a locale of
// that name. Once, when the program begins; without it the program speaks English. The C library's
// locale stays as it is: numbers keep their point.
void words_begin(void);
// Whether THALWEG_LANGUAGE chose, which goes before what is remembered of the last time.
bool words_asked(void);
// Changes the language at once: a code as above, or "auto" for what the environment says. False:
// there is no such translation, and it is English. What was handed out before stays as it was: who
// keeps texts looks at words_changes(). One thread alone calls it.
bool words_set(const char *code);
// How often the language has changed.
unsigned words_changes(void);

// The language of the program: "en", "ko" ...; "xx", the made-up one. For texts that bring their
// translations along.
const char *words_language(void);

// The text in the language of the program, kept for ever; the English itself if it has none in that
// language. Returns at once in English. Any thread.
const char *tr(const char *english) __attribute__((format_arg(1)));
// The same for a count, in the form that the language has for that many.
const char *tr_n(const char *one, const char *many, long count)
    __attribute__((format_arg(1), format_arg(2)));
const char *tr_plural(const Plural *text, long count);
// The same for a word with two meanings in English: `context` tells which, and stands beside it in
// the table of translations.
const char *tr_c(const char *context, const char *english) __attribute__((format_arg(2)));
// Why the system refused something, in the language of the program: errno's text. Until the next.
const char *tr_reason(int error);
// "a, b and c", as the language lists them; the i-th name is name(of, i). "" of none.
void tr_list(char *out, size_t size, size_t count, const char *(*name)(const void *of, size_t i),
             const void *of);
