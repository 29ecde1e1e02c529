// A writer of comma-separated values; it never reads the locale.
#include "io/csv.h"

#include <math.h>
#include <string.h>

static void begin_field(Csv *csv)
{
    if (csv->row_begun) {
        fputc(',', csv->out);
    }
    csv->row_begun = true;
}

void csv_text(Csv *csv, const char *text)
{
    begin_field(csv);
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, csv->out);
        return;
    }
    fputc('"', csv->out);
    for (; *text; text++) {
        if (*text == '"') {
            fputc('"', csv->out);
        }
        fputc(*text, csv->out);
    }
    fputc('"', csv->out);
}

void csv_number(Csv *csv, double value)
{
    begin_field(csv);
    if (isnan(value)) {
        fputs("nan", csv->out); // printf would show the sign bit that NaN may carry
    } else {
        fprintf(csv->out, "%.17g", value);
    }
}

void csv_integer(Csv *csv, long value)
{
    begin_field(csv);
    fprintf(csv->out, "%ld", value);
}

void csv_end_row(Csv *csv)
{
    fputc('\n', csv->out);
    csv->row_begun = false;
}

bool csv_open(CsvFile *file, const char *path, Error *err)
{
    *file = (CsvFile){ 0 };
    if (!output_open(&file->output, path, err)) {
        return false;
    }
    file->csv.out = file->output.out;
    return true;
}

bool csv_close(CsvFile *file, Error *err)
{
    return output_close(&file->output, err);
}

void csv_abandon(CsvFile *file)
{
    output_abandon(&file->output);
}
