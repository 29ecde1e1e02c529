// A reason the user can read. Functions that can meet a user's mistake take an Error, fill it
// with fail() or fail_at() and return false; callers pass it up until somebody shows it.
#pragma once

#include "base/base.h"

enum { ERROR_TEXT_MAX = 240 };

typedef struct Error {
    char text[ERROR_TEXT_MAX]; // what is wrong and what would be right; "" when all is well
    int at;                    // byte offset into what the user typed, -1 if it has no place there
} Error;

// Always return false, so that a caller can write `return fail(err, ...)`. err may be NULL.
bool fail(Error *err, const char *format, ...) PRINTF_LIKE(2, 3);
bool fail_at(Error *err, int at, const char *format, ...) PRINTF_LIKE(3, 4);

// Moves the place of an error right by `offset` bytes: a part of a text was parsed on its own.
void error_shift(Error *err, int offset);
