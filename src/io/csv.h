// Tables out: first line the header, numbers that read back to the same bits ("%.17g"), lines
// ended by \n; fields with a comma, quote or line break are quoted (RFC 4180).
#pragma once

#include "base/error.h"

#include <stdio.h>

typedef struct Csv {
    FILE *out;
    bool row_begun;
} Csv;

void csv_text(Csv *csv, const char *text);
void csv_number(Csv *csv, double value);
void csv_integer(Csv *csv, long value);
void csv_end_row(Csv *csv);

// Where a table goes: stdout, or a file that is complete or not there.
typedef struct CsvFile {
    Csv csv;
    char *path, *temporary; // NULL for stdout
} CsvFile;

// path NULL: stdout.
bool csv_open(CsvFile *file, const char *path, Error *err);
// Commits the file; false when writing failed.
bool csv_close(CsvFile *file, Error *err);
// Throws away what was written.
void csv_abandon(CsvFile *file);
