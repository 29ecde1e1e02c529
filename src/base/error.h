// A reason the user can read. Functions that can meet a user's mistake take an Error, fill it
// with fail() or fail_at() and return false; callers pass it up until somebody shows it.
#pragma once

#include "base/base.h"

// Room for the longest message with the longest names in any language; what might be longer yet is
// cut between two characters.
enum { ERROR_TEXT_MAX = 1024 };

typedef struct Error {
    char text[ERROR_TEXT_MAX]; // what is wrong and what would be right; "" when all is well
    int at;                    // byte offset into what the user typed, -1 if it has no place there
} Error;

// Always return false, so that a caller can write `return fail(err, ...)`. err may be NULL. The
// format is English and translated here.
bool fail(Error *err, const char *format, ...) PRINTF_LIKE(2, 3);
bool fail_at(Error *err, int at, const char *format, ...) PRINTF_LIKE(3, 4);
// The same where the text reads differently of one, as tr_n() has it.
bool fail_n(Error *err, int at, long count, const char *one, const char *many, ...)
    PRINTF_LIKE(4, 6) PRINTF_LIKE(5, 6);
// The same with what has been said already: another error's text, this one's own, a library's.
bool fail_said(Error *err, int at, const char *said);

// Moves the place of an error right by `offset` bytes: a part of a text was parsed on its own.
void error_shift(Error *err, int offset);
