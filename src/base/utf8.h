// UTF-8: characters one after the other, and printing that never ends in the middle of one.
#pragma once

#include "base/base.h"

#include <stdarg.h>

// The code point at text[*at], which must be before the end; moves *at behind it. An invalid
// byte is read as U+FFFD and one byte long.
uint32_t utf8_next(const char *text, size_t length, size_t *at);
// The start of the code point before `at` (> 0).
size_t utf8_previous(const char *text, size_t at);
// Writes the code point to out [4 bytes]; the number of bytes.
size_t utf8_put(uint32_t code, char *out);

// How much of the text [length] ends between two characters within `bytes`.
size_t utf8_fit(const char *text, size_t length, size_t bytes);
// snprintf and vsnprintf, but what does not fit is cut between two characters. They return the
// bytes that the whole would have taken.
int text_print(char *out, size_t size, const char *format, ...) PRINTF_LIKE(3, 4);
int text_vprint(char *out, size_t size, const char *format, va_list args) PRINTF_LIKE(3, 0);
