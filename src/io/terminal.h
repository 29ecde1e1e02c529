// Text that came from a user, made safe to show in a terminal, and how many columns it takes there.
#pragma once

#include "base/base.h"

#include <stdio.h>

// The code point to show in its place: a blank for a tab, U+FFFD for what a terminal would obey
// (control characters, changes of direction), else itself.
uint32_t terminal_safe(uint32_t code);
// Columns of one (safe) code point: 0 for a combining mark, 2 for a wide one, else 1.
int terminal_columns_of(uint32_t code);
// Columns of a text shown by terminal_print().
size_t terminal_columns(const char *text, size_t length);
void terminal_print(FILE *out, const char *text, size_t length);
