// Numbers are as they are painted, to the bit.
#include "io/points_csv.h"

#include "io/csv.h"

#include <stdio.h>

bool points_csv_write(const LabPoints *points, int classes, const char *path, Error *err)
{
    CsvFile file;
    if (!csv_open(&file, path, err)) {
        return false;
    }
    csv_text(&file.csv, "x");
    csv_text(&file.csv, "y");
    csv_text(&file.csv, classes ? "class" : "value");
    csv_end_row(&file.csv);
    for (int i = 0; i < points->count; i++) {
        const LabPoint *point = &points->items[i];
        char name[24];
        csv_number(&file.csv, point->x);
        csv_number(&file.csv, point->y);
        snprintf(name, sizeof name, "class %d", (int)point->target);
        if (classes) {
            csv_text(&file.csv, name);
        } else {
            csv_number(&file.csv, point->target);
        }
        csv_end_row(&file.csv);
    }
    return csv_close(&file, err);
}
