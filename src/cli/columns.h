// A table that is printed whole: in aligned columns for people, or as CSV.
#pragma once

#include "base/arena.h"
#include "base/array.h"

// Zeroed, but for csv, is empty.
typedef struct Columns {
    size_t columns;
    bool csv;
    Array(const char *) cells; // row by row, the header first; texts live in the arena
    Arena arena;
} Columns;

// The columns' names, split by commas: first.
void columns_header(Columns *table, const char *header);
// The next cell; it is copied.
void columns_text(Columns *table, const char *text);
// To stdout; rows are whole.
void columns_print(const Columns *table);
void columns_finish(Columns *table);
