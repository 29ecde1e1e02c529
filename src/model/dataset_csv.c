// A CSV file as data: numbers as they are, the last column the target. Whether that is a class or
// a value is told from the whole column.
#include "model/dataset_kinds.h"

#include "base/file.h"
#include "base/text.h"
#include "model/dataset_fields.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WHOLE_CLASSES_MAX = 20, PLACE_MAX = 140, QUOTE_MAX = 40 };

static const size_t FILE_MAX_BYTES = (size_t)256 << 20;
static const double WHOLE_MAX = 16777216; // 2^24: beyond it a float skips whole numbers

typedef struct Target {
    Field field;
    bool is_number;
    double number;
} Target;

typedef struct Table {
    Csv csv;
    Fields fields; // of the record being read
    size_t columns;
    long first_line; // where that many columns stood first
    Array(float) values;
    Array(Target) targets;
} Table;

static bool is_number(const Field *field)
{
    double number;
    return text_number(field->text, field->length, "", &number, NULL);
}

static int quote_length(const Field *field)
{
    return field->length < QUOTE_MAX ? (int)field->length : QUOTE_MAX;
}

// Whether the first line, already in fields, is a header: most columns that are numbers in the
// second line are not in the first. Without a second line: none of its fields is a number.
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
    array_free(&second);
    return alone ? words == numbers : 2 * words > numbers;
}

// Says why the field is no number, or none that fits a float.
static bool number_mistake(const Table *table, const Field *field, Error *err)
{
    char place[PLACE_MAX];
    double value = 0;
    Error mistake;
    csv_place(&table->csv, field, place, sizeof place);
    if (!text_number(field->text, field->length, place, &value, &mistake)) {
        return fail(err, "%s", mistake.text);
    }
    return fail(err, "%s: '%.*s' is too large for a number", place, quote_length(field),
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

static bool take_target(Table *table, const Field *field, Error *err)
{
    Target target = { .field = *field };
    if (field->length == 0) {
        char place[PLACE_MAX];
        csv_place(&table->csv, field, place, sizeof place);
        return fail(err, "%s: the target is missing", place);
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
        return fail(err, "%.80s, line %ld: %zu column%s, where line %ld has %zu", table->csv.name,
                    fields[0].line, count, count == 1 ? "" : "s", table->first_line,
                    table->columns);
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

// The different targets in order, at most `limit`; more are counted as limit + 1 and not kept.
typedef struct Labels {
    const Target *items[DATASET_CLASSES_MAX];
    size_t count, limit;
    bool numbers;
} Labels;

static int target_compare(const Labels *labels, const Target *a, const Target *b)
{
    if (labels->numbers) {
        return (a->number > b->number) - (a->number < b->number);
    }
    const size_t shorter = a->field.length < b->field.length ? a->field.length : b->field.length;
    const int order = memcmp(a->field.text, b->field.text, shorter);
    return order != 0 ? order
                      : (a->field.length > b->field.length) - (a->field.length < b->field.length);
}

// The place of the first label that is not before the target.
static size_t label_place(const Labels *labels, const Target *target)
{
    size_t low = 0, high = labels->count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (target_compare(labels, labels->items[middle], target) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void labels_collect(Labels *labels, const Target *targets, size_t rows)
{
    for (size_t i = 0; i < rows && labels->count <= labels->limit; i++) {
        const size_t at = label_place(labels, &targets[i]);
        if (at < labels->count && target_compare(labels, labels->items[at], &targets[i]) == 0) {
            continue;
        }
        if (labels->count < labels->limit) {
            memmove(labels->items + at + 1, labels->items + at,
                    (labels->count - at) * sizeof *labels->items);
            labels->items[at] = &targets[i];
        }
        labels->count++;
    }
}

// As much of the text as fits, ending between two characters.
static void cut_name(char *out, size_t size, const Field *field)
{
    size_t end = 0, at = 0;
    while (at < field->length && at < size) {
        utf8_next(field->text, field->length, &at);
        end = at < size ? at : end;
    }
    snprintf(out, size, "%.*s", (int)end, field->text);
}

static void name_classes(Dataset *data, const Labels *labels, Arena *arena)
{
    bool counted = labels->numbers; // 0, 1, ...: need no names
    for (size_t k = 0; k < labels->count; k++) {
        counted = counted && labels->items[k]->number == (double)k;
    }
    if (counted) {
        return;
    }
    data->class_names = arena_alloc(arena, labels->count * sizeof *data->class_names);
    for (size_t k = 0; k < labels->count; k++) {
        char *name = data->class_names[k];
        if (labels->numbers) {
            snprintf(name, sizeof *data->class_names, "%.0f", labels->items[k]->number);
        } else {
            cut_name(name, sizeof *data->class_names, &labels->items[k]->field);
        }
    }
}

// Every target gets its label's place; a single label is no classification.
static bool take_classes(Dataset *data, const Labels *labels, const Table *table, Arena *arena,
                         Error *err)
{
    const Field *first = &table->targets.items[0].field;
    if (labels->count < 2) {
        return fail(err, "%.80s: every row is of class '%.*s'; at least two are needed",
                    table->csv.name, quote_length(first), first->text);
    }
    data->classes = (int)labels->count;
    for (size_t i = 0; i < table->targets.count; i++) {
        data->target[i] = (float)label_place(labels, &table->targets.items[i]);
    }
    name_classes(data, labels, arena);
    return true;
}

static bool take_texts(Dataset *data, const Table *table, Arena *arena, Error *err)
{
    Labels labels = { .limit = DATASET_CLASSES_MAX };
    labels_collect(&labels, table->targets.items, table->targets.count);
    if (labels.count > labels.limit) {
        return fail(err,
                    "%.80s, column %zu: more than %d different texts; at most that many "
                    "classes can be learnt",
                    table->csv.name, table->columns, DATASET_CLASSES_MAX);
    }
    return take_classes(data, &labels, table, arena, err);
}

static bool take_numbers(Dataset *data, const Table *table, Arena *arena, Error *err)
{
    const size_t rows = table->targets.count;
    bool whole = true;
    for (size_t i = 0; i < rows; i++) {
        const double number = table->targets.items[i].number;
        whole = whole && number == floor(number) && fabs(number) <= WHOLE_MAX;
        data->target[i] = (float)number;
    }
    Labels labels = { .limit = WHOLE_CLASSES_MAX, .numbers = true };
    if (whole) {
        labels_collect(&labels, table->targets.items, rows);
    }
    const bool few = whole && labels.count <= labels.limit && 2 * labels.count <= rows;
    return !few || take_classes(data, &labels, table, arena, err);
}

// Numbers, or texts. Among many numbers a text is a mistake; among many texts a number is a text.
static bool take_targets(Dataset *data, const Table *table, Arena *arena, Error *err)
{
    const Target *text = NULL;
    size_t numbers = 0;
    for (size_t i = 0; i < table->targets.count; i++) {
        const Target *target = &table->targets.items[i];
        numbers += target->is_number;
        text = text || target->is_number ? text : target;
    }
    if (!text) {
        return take_numbers(data, table, arena, err);
    }
    if (2 * numbers >= table->targets.count) {
        char place[PLACE_MAX];
        csv_place(&table->csv, &text->field, place, sizeof place);
        return fail(err, "%s: '%.*s' is not a number, as most targets are", place,
                    quote_length(&text->field), text->field.text);
    }
    return take_texts(data, table, arena, err);
}

static bool take_table(Dataset *data, const Table *table, Arena *arena, Error *err)
{
    *data = (Dataset){ .rows = (int)table->targets.count,
                       .features = (int)table->columns - 1,
                       .train_count = (int)table->targets.count };
    data->x = arena_new(arena, float, table->values.count);
    data->target = arena_new(arena, float, table->targets.count);
    memcpy(data->x, table->values.items, table->values.count * sizeof *data->x);
    data_frame(data, 0.1);
    return take_targets(data, table, arena, err);
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
    const bool ok = read_records(&table, err) && take_table(data, &table, arena, err);
    array_free(&table.fields);
    array_free(&table.values);
    array_free(&table.targets);
    arena_free(&doubled);
    return ok;
}

bool data_load_csv(Dataset *data, const DataSpec *spec, Arena *arena, Error *err)
{
    const char *path = spec->files[0];
    Arena file = { 0 };
    char *text = NULL;
    size_t length = 0;
    const bool ok = file_read(path, FILE_MAX_BYTES, &file, &text, &length, err) &&
                    dataset_read_csv(data, text, length, data_file_name(path), arena, err);
    arena_free(&file);
    return ok;
}
