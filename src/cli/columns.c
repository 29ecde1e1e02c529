// Widths are those that terminals give the letters.
#include "cli/columns.h"

#include "io/csv.h"
#include "io/terminal.h"

#include <stdio.h>
#include <string.h>

void columns_text(Columns *table, const char *text)
{
    array_push(&table->cells, arena_text(&table->arena, text, strlen(text)));
}

void columns_header(Columns *table, const char *header)
{
    for (const char *end; *header; header = *end ? end + 1 : end) {
        end = header + strcspn(header, ",");
        array_push(&table->cells, arena_text(&table->arena, header, (size_t)(end - header)));
        table->columns++;
    }
}

static void print_csv(const Columns *table)
{
    Csv csv = { .out = stdout };
    for (size_t i = 0; i < table->cells.count; i++) {
        csv_text(&csv, table->cells.items[i]);
        if ((i + 1) % table->columns == 0) {
            csv_end_row(&csv);
        }
    }
}

static void print_aligned(const Columns *table)
{
    enum { COLUMNS_MAX = 16, BETWEEN = 2 };
    size_t widths[COLUMNS_MAX] = { 0 };
    assert(table->columns <= COLUMNS_MAX);
    for (size_t i = 0; i < table->cells.count; i++) {
        const char *cell = table->cells.items[i];
        const size_t columns = terminal_columns(cell, strlen(cell));
        size_t *width = &widths[i % table->columns];
        *width = columns > *width ? columns : *width;
    }
    for (size_t i = 0; i < table->cells.count; i++) {
        const char *cell = table->cells.items[i];
        const bool last = (i + 1) % table->columns == 0;
        const size_t pad = widths[i % table->columns] - terminal_columns(cell, strlen(cell));
        printf("%s%*s", cell, last ? 0 : (int)pad + BETWEEN, "");
        if (last) {
            putchar('\n');
        }
    }
}

void columns_print(const Columns *table)
{
    assert(table->cells.count % table->columns == 0);
    if (table->csv) {
        print_csv(table);
    } else {
        print_aligned(table);
    }
}

void columns_finish(Columns *table)
{
    array_free(&table->cells);
    arena_free(&table->arena);
}
