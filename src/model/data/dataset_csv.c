// A CSV file as data: numbers as they are, the last column the target. Whether that is a class or
// a value is told from the whole column (dataset_targets.h).
#include "model/data/dataset_kinds.h"
#include "model/data/dataset_parts.h"

#include "base/file.h"
#include "base/text.h"
#include "model/data/dataset_targets.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PLACE_MAX = 400 };

static const size_t FILE_MAX_BYTES = (size_t)256 << 20;

typedef struct Table {
    Csv csv;
    Fields fields; // of the record being read
    size_t columns;
    long first_line; // where that many columns stood first
    Array(float) values;
    Targets targets;
} Table;

static bool is_number(const Field *field)
{
    double number;
    return text_number(field->text, field->length, "", &number, NULL);
}

// Whether every target from the record in `fields` on is a text. `csv` stands behind it.
static bool all_texts(Csv *csv, Fields *fields, size_t columns)
{
    bool more = true;
    for (; more; more = csv_next(csv, fields)) {
        if (fields->count != columns || is_number(&fields->items[columns - 1])) {
            return false;
        }
    }
    return true;
}

// Whether the first line, already in fields, is a header: most columns that are numbers in the
// second line are not in the first, or its target is a number where all others are texts. Without a
// second line: none of its fields is a number.
static bool is_header(const Table *table)
{
    Csv ahead = table->csv;
    Fields second = { 0 };
    Error ignored;
    ahead.err = &ignored;
    const bool alone = !csv_next(&ahead, &second);
    size_t numbers = 0, words = 0;
    for (size_t i = 0; i < table->fields.count; i++) {
        if (alone || (i < second.count && is_number(&second.items[i]))) {
            numbers++;
            words += !is_number(&table->fields.items[i]);
        }
    }
    const size_t last = table->fields.count - 1;
    const bool above_texts = !alone && is_number(&table->fields.items[last]) &&
                             all_texts(&ahead, &second, table->fields.count);
    array_free(&second);
    return alone ? words == numbers : 2 * words > numbers || above_texts;
}

// Says why the field is no number, or none that fits a float.
static bool number_mistake(const Table *table, const Field *field, Error *err)
{
    char place[PLACE_MAX];
    double value = 0;
    Error mistake;
    csv_place(&table->csv, field, place, sizeof place);
    if (!text_number(field->text, field->length, place, &value, &mistake)) {
        return fail_said(err, -1, mistake.text);
    }
    return fail(err, "%s: '%.*s' is too large for a number", place, field_quote_length(field),
                field->text);
}

static bool take_feature(Table *table, const Field *field, Error *err)
{
    double value = 0;
    if (!text_number(field->text, field->length, "", &value, NULL) || fabs(value) > FLT_MAX) {
        return number_mistake(table, field, err);
    }
    array_push(&table->values, (float)value);
    return true;
}

// "5;0": what is left of 1,5;0 when its comma is taken for the separator.
static bool is_cut_at_decimal_comma(const Field *field)
{
    const char *mark = memchr(field->text, ';', field->length);
    const size_t before = mark ? (size_t)(mark - field->text) : 0;
    return mark && text_number(field->text, before, "", &(double){ 0 }, NULL) &&
           field->length > before + 1;
}

static bool take_target(Table *table, const Field *field, Error *err)
{
    Target target = { .field = *field };
    if (field->length == 0) {
        char place[PLACE_MAX];
        csv_place(&table->csv, field, place, sizeof place);
        return fail(err, "%s: the target is missing", place);
    }
    if (is_cut_at_decimal_comma(field)) {
        char place[PLACE_MAX];
        csv_place(&table->csv, field, place, sizeof place);
        return fail(err,
                    "%s: '%.*s' has a semicolon behind a number: where semicolons separate, "
                    "numbers need a decimal point, as in 1.5;0",
                    place, field_quote_length(field), field->text);
    }
    target.is_number = text_number(field->text, field->length, "", &target.number, NULL);
    target.number += 0; // no -0
    if (fabs(target.number) > FLT_MAX) {
        return number_mistake(table, field, err);
    }
    array_push(&table->targets, target);
    return true;
}

static bool take_record(Table *table, Error *err)
{
    const Field *fields = table->fields.items;
    const size_t count = table->fields.count;
    if (count != table->columns) {
        return fail_n(err, -1, (long)count, "%.80s, line %ld: %zu column, where line %ld has %zu",
                      "%.80s, line %ld: %zu columns, where line %ld has %zu", table->csv.name,
                      fields[0].line, count, table->first_line, table->columns);
    }
    if (table->targets.count == DATASET_ROWS_MAX) {
        return fail(err, "%.80s, line %ld: at most %d rows can be read", table->csv.name,
                    fields[0].line, DATASET_ROWS_MAX);
    }
    for (size_t i = 0; i + 1 < count; i++) {
        if (!take_feature(table, &fields[i], err)) {
            return false;
        }
    }
    return take_target(table, &fields[count - 1], err);
}

static bool read_records(Table *table, Error *err)
{
    bool more = csv_next(&table->csv, &table->fields);
    if (more) {
        table->columns = table->fields.count;
        table->first_line = table->fields.items[0].line;
        if (table->columns < 2) {
            return fail(err,
                        "%.80s, line %ld: one column only; at least one feature and the "
                        "target are needed",
                        table->csv.name, table->first_line);
        }
        if (is_header(table)) {
            more = csv_next(&table->csv, &table->fields);
        }
    }
    for (; more; more = csv_next(&table->csv, &table->fields)) {
        if (!take_record(table, err)) {
            return false;
        }
    }
    return !table->csv.failed &&
           (table->targets.count > 0 || fail(err, "%.80s has no rows", table->csv.name));
}

static bool take_table(Dataset *data, const Table *table, Arena *arena, Error *err)
{
    *data = (Dataset){ .rows = (int)table->targets.count,
                       .features = (int)table->columns - 1,
                       .shape = shape_features((int)table->columns - 1),
                       .train_count = (int)table->targets.count };
    data->x = arena_new(arena, float, table->values.count);
    data->target = arena_new(arena, float, table->targets.count);
    memcpy(data->x, table->values.items, table->values.count * sizeof *data->x);
    if (!targets_take(data, &table->targets, &table->csv, arena, err)) {
        return false;
    }
    data_frame(data, 0.1);
    return true;
}

bool dataset_read_csv(Dataset *data, const char *text, size_t length, const char *name,
                      Arena *arena, Error *err)
{
    if (!data_unpacked(text, length, name, err)) {
        return false;
    }
    if (memchr(text, '\0', length)) {
        return fail(err, "%.80s is not a text file", name);
    }
    Arena doubled = { 0 };
    Table table = { .first_line = 1 };
    csv_begin(&table.csv, text, length, name, &doubled, err);
    Dataset made;
    const bool ok = read_records(&table, err) && take_table(&made, &table, arena, err);
    if (ok) {
        *data = made;
    }
    array_free(&table.fields);
    array_free(&table.values);
    array_free(&table.targets);
    arena_free(&doubled);
    return ok;
}

// Pictures of these rows; their darkest and brightest values are what is paper and ink.
static bool take_shape(Dataset *data, const char *text, const char *name, Error *err)
{
    TensorShape shape;
    if (!data_shape_read(&shape, text, err)) {
        return false;
    }
    if (shape_size(shape) != data->features) {
        return fail_n(
            err, -1, data->features,
            "%.80s has %d feature, where shape=%s needs %d; the last column is the target",
            "%.80s has %d features, where shape=%s needs %d; the last column is the "
            "target",
            name, data->features, text, shape_size(shape));
    }
    const size_t values = (size_t)data->rows * (size_t)data->features;
    float low = data->x[0], high = low;
    for (size_t i = 1; i < values; i++) {
        low = fminf(low, data->x[i]);
        high = fmaxf(high, data->x[i]);
    }
    data_is_pictures(data, shape, low, high);
    return true;
}

bool data_load_csv(Dataset *data, const DataSpec *spec, Arena *arena, Error *err)
{
    const char *path = spec->files[0];
    Arena file = { 0 };
    char *text = NULL;
    size_t length = 0;
    const bool ok = file_read(path, FILE_MAX_BYTES, &file, &text, &length, err) &&
                    dataset_read_csv(data, text, length, file_bare_name(path), arena, err) &&
                    (!spec->shape[0] || take_shape(data, spec->shape, file_bare_name(path), err));
    arena_free(&file);
    return ok;
}
