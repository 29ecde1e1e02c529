// Manual pages: text with the few marks of man(7) that every reader of manuals knows. All texts are
// UTF-8, and none of their characters is taken for a mark.
#pragma once

#include "base/base.h"

#include <stdio.h>

typedef struct Roff {
    FILE *out;
    bool headed; // the last line was a heading, which is space enough
} Roff;

void roff_title(Roff *page, const char *name, int section, const char *date, const char *version);
// What manuals are searched by: the one line of the section NAME.
void roff_name(Roff *page, const char *name, const char *summary);
// A section, and one inside it.
void roff_section(Roff *page, const char *title);
void roff_subsection(Roff *page, const char *title);
// A paragraph; \n begins a new line of it.
void roff_paragraph(Roff *page, const char *text);
// A line "thalweg trace [scene flags] [-o FILE]": names bold, flags too, CAPITALS in italics.
void roff_usage(Roff *page, const char *name, const char *usage);
// What is spoken of (as in a usage, its first word bold), and what is said about it, filled anew
// whatever its lines.
void roff_item(Roff *page, const char *head, const char *text);
// Lines to copy, as they are.
void roff_example(Roff *page, const char *lines);
