// A CSV text as records of fields, each with its place for messages. Private to the data files.
#pragma once

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"

typedef struct Field {
    const char *text; // without quotes, not zero-terminated
    size_t length;
    long line; // from 1
    int column;
} Field;

typedef Array(Field) Fields;

typedef struct Csv {
    const char *text;
    size_t length, at;
    long line;
    char delimiter;
    const char *name;
    Arena *arena; // for fields that had doubled quotes
    Error *err;
    bool failed;
} Csv;

// text, name, arena and err must outlive it. Finds the delimiter in the first line that is not
// blank: a comma, or without one a semicolon, or a tab.
void csv_begin(Csv *csv, const char *text, size_t length, const char *name, Arena *arena,
               Error *err);
// The fields of the next line that is not blank; false at the end, or with csv->failed when a
// mistake was met.
bool csv_next(Csv *csv, Fields *fields);
// "points.csv, line 3, column 2".
void csv_place(const Csv *csv, const Field *field, char *out, size_t size);
// How much of the field a message shows.
int field_quote_length(const Field *field);
