// Tables out: first line the header, numbers that read back to the same bits ("%.17g"), lines
// ended by \n; fields with a comma, quote or line break are quoted (RFC 4180).
#pragma once

#include "io/output.h"

typedef struct Csv {
    FILE *out;
    bool row_begun;
} Csv;

void csv_text(Csv *csv, const char *text);
void csv_number(Csv *csv, double value); // nan, inf or -inf when it is none
void csv_integer(Csv *csv, long value);
void csv_end_row(Csv *csv);

// Where a table goes: stdout, or a file that is complete or not there.
typedef struct CsvFile {
    Csv csv;
    Output output;
} CsvFile;

// path NULL: stdout. err->at is 0: the path is at fault.
bool csv_open(CsvFile *file, const char *path, Error *err);
// Commits the file; false when writing failed.
bool csv_close(CsvFile *file, Error *err);
// Throws away what was written.
void csv_abandon(CsvFile *file);
