// Words of a spec string: blanks separate them, and most are key=value. Every mistake is reported
// at its own byte of the spec.
//
//     word  = key [ "=" value ]
//     value = number | name | '"' { any | \" | \\ } '"'
#pragma once

#include "base/registry.h"

typedef struct Word {
    const char *text; // into the spec, not zero-terminated
    int at;           // its place in the spec
    int length;
    int key_length; // bytes before the first '=', or all of them
} Word;

// The next word at or behind *at, which moves behind it; false at the end. In a value that begins
// with a quote, blanks are part of the word up to the closing quote, or to the end without one.
bool word_next(const char *text, int *at, Word *word);
// The key as a string, cut to what fits.
void word_key(const Word *word, char *out, size_t size);
// Whether the whole word is `name`; whether its key is.
bool word_is(const Word *word, const char *name);
bool word_key_is(const Word *word, const char *name);
// Where the value begins in the spec; the word's end if it has none.
int word_value_at(const Word *word);
int word_value_length(const Word *word);
// The value as a string, cut to what fits.
void word_value(const Word *word, char *out, size_t size);

// The value as a number within the row's range.
bool word_number(const Word *word, const Param *row, double *value, Error *err);
// The value as a whole number from 0 to INT64_MAX (a seed), without rounding.
bool word_whole(const Word *word, uint64_t *value, Error *err);
// The place in the registry of the kind that the value names; -1 with the error filled. `what` is
// what names it: "unknown optimizer 'adm'", "optimizer needs a name".
int word_kind(const Word *word, const char *what, const Registry *registry, Error *err);
// The value without its quotes; an error if it is empty or does not fit. as_in: "file=points.csv",
// what would be right.
bool word_text(const Word *word, const char *as_in, char *out, size_t size, Error *err);
// Marks `bit` in *seen; "n is given twice" if it was.
bool word_once(const Word *word, uint64_t bit, uint64_t *seen, Error *err);
// "WHAT 'typed', did you mean 'near'? (known: ...)" at the word; always false. WHAT is "unknown
// optimizer" or "adam: unknown key", translated; the i-th of the known names is name(context, i).
bool word_unknown(const Word *word, const char *what, size_t count,
                  const char *(*name)(const void *, size_t), const void *context, Error *err);

// Writes a value so that word_text() reads it: in quotes if it needs them. The bytes it takes
// without the zero, like snprintf.
size_t word_quote(char *out, size_t size, const char *value);
