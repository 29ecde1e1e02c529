// Numbers to and from text, and the nearest known name for a mistyped one. Numbers are always read
// and written with a point: LC_NUMERIC is never set.
#pragma once

#include "base/error.h"
#include "base/utf8.h"

// Reads one finite number that must take up all of text [length bytes]; surrounding blanks are
// allowed. `what` names it in the message.
bool text_number(const char *text, size_t length, const char *what, double *value, Error *err);
// Digits alone, from 0 to INT64_MAX: not through a double, which would round the last ones away.
bool text_whole(const char *text, size_t length, const char *what, uint64_t *value, Error *err);
// Reads exactly `count` numbers separated by commas. err->at is relative to text.
bool text_numbers(const char *text, const char *what, size_t count, double *values, Error *err);
// Whether the text begins with one of them. begins [count].
bool text_begins(const char *text, const char *const *begins, size_t count);
// The shortest decimal that reads back as the same double (at most 25 bytes), e.g. "0.1".
void text_exact(char *out, size_t size, double value);
// A number for people, at most `digits` significant: "0.95", "0.0109", "1.09e-4"; "12,345" never.
void text_short(char *out, size_t size, double value, int digits);
// The same with as many digits as it takes to lie in low..high, as `value` does: the end of a range
// that is shown must be accepted when it is typed.
void text_short_inside(char *out, size_t size, double value, int digits, double low, double high);
// A whole number for people: "12,345".
void text_grouped(char *out, size_t size, long value);

// Whether a text may stand on screen as it is: a line with something to see in it, whole
// characters, none of them a control character. err->at is in text.
bool text_showable(const char *text, size_t length, const char *what, Error *err);

// Takes away the blanks around it, in place.
void text_trim(char *text);

// Edits (insert, delete, replace, swap neighbours) from a to b, at most `limit` + 1.
int text_distance(const char *a, const char *b, int limit);
// "sgd, momentum, adam": `count` names, the i-th name(context, i), as many as fit; then "..."
// stands for the rest.
void text_names(char *out, size_t size, size_t count, const char *(*name)(const void *, size_t),
                const void *context);
// Of `count` names (the i-th: name(context, i)) the one nearest to `typed`, or NULL if none is
// near enough to be worth suggesting.
const char *text_nearest(const char *typed, size_t count, const char *(*name)(const void *, size_t),
                         const void *context);
