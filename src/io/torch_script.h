// Python as it is put together: a body that somebody wrote, and before it what it uses of the
// definitions in python/*.py, which stand in the program line by line.
#pragma once

#include "sim/subject.h"

#include <stddef.h>
#include <stdio.h>

// Imports, the classes and functions that `body` calls, with those that these call in turn, in the
// order of the files, then the body. `keys` are words with blanks around them, " data noise ": a
// line of a definition that ends in "#? data" stands there only with that key, one that ends in
// "#! data" only without.
void torch_script_write(FILE *out, const char *body, const char *keys);

// A number as Python reads it back to the same bits, always a float: "1.0", "1e-08", "math.inf".
void torch_number(FILE *out, double value);
// A whole number as an int where it is one: "5"; else as torch_number() has it.
void torch_count(FILE *out, double value);
// A text whose every {} becomes a number of `owner`, in the order of the table, the last one again
// where there are more.
void torch_numbered(FILE *out, const char *text, const Param *table, const void *owner);
// Text between double quotes.
void torch_string(FILE *out, const char *text);
// A text of Python in parentheses, behind `margin`; what is too long for a line goes on in the next
// one behind a comma, further in.
void torch_wrap(FILE *out, const char *margin, const char *text);
// Each line of `text` behind `margin` and "# "; UTF-8. Python takes \r for a line's end as well.
void torch_comment(FILE *out, const char *margin, const char *text);
// The command with its subject's flags, as comments.
void torch_command(FILE *out, const char *command, const Subject *subject);
