// A language that nobody speaks, for finding out whether the program could speak another one: every
// letter has an accent and every text is half as long again, so that what was not translated and
// what has no room for longer words is seen at once.
#pragma once

#include "base/base.h"

// "Learning rate: %d" as "Ļéářňíňģ ..." does; format directives, line breaks and words with a digit
// or a sign in them (Ctrl+S, F1, --seed, lr=0.05) stay. The same text for the same English, kept as
// long as the program runs; the English itself when there is no memory. Any thread.
const char *pseudo(const char *english) __attribute__((format_arg(1)));
