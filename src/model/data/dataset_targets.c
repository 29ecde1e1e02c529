// Targets told apart: the different ones are kept in order, and a class is its place among them.
#include "model/data/dataset_targets.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WHOLE_CLASSES_MAX = 20, PLACE_MAX = 400 };

static const double WHOLE_MAX = 16777216; // 2^24: beyond it a float skips whole numbers

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

static void labels_collect(Labels *labels, const Targets *targets)
{
    for (size_t i = 0; i < targets->count && labels->count <= labels->limit; i++) {
        const size_t at = label_place(labels, &targets->items[i]);
        if (at < labels->count &&
            target_compare(labels, labels->items[at], &targets->items[i]) == 0) {
            continue;
        }
        if (labels->count < labels->limit) {
            memmove(labels->items + at + 1, labels->items + at,
                    (labels->count - at) * sizeof *labels->items);
            labels->items[at] = &targets->items[i];
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
static bool take_classes(Dataset *data, const Labels *labels, const Targets *targets,
                         const Csv *csv, Arena *arena, Error *err)
{
    const Field *first = &targets->items[0].field;
    if (labels->count < 2) {
        return fail(err, "%.80s: every row is of class '%.*s'; at least two are needed", csv->name,
                    field_quote_length(first), first->text);
    }
    data->classes = (int)labels->count;
    for (size_t i = 0; i < targets->count; i++) {
        data->target[i] = (float)label_place(labels, &targets->items[i]);
    }
    name_classes(data, labels, arena);
    return true;
}

static bool take_texts(Dataset *data, const Targets *targets, const Csv *csv, Arena *arena,
                       Error *err)
{
    Labels labels = { .limit = DATASET_CLASSES_MAX };
    labels_collect(&labels, targets);
    if (labels.count > labels.limit) {
        return fail(err,
                    "%.80s, column %d: more than %d different texts; at most that many "
                    "classes can be learnt",
                    csv->name, targets->items[0].field.column, DATASET_CLASSES_MAX);
    }
    return take_classes(data, &labels, targets, csv, arena, err);
}

static bool take_numbers(Dataset *data, const Targets *targets, const Csv *csv, Arena *arena,
                         Error *err)
{
    const size_t rows = targets->count;
    bool whole = true;
    for (size_t i = 0; i < rows; i++) {
        const double number = targets->items[i].number;
        whole = whole && number == floor(number) && fabs(number) <= WHOLE_MAX;
        data->target[i] = (float)number;
    }
    Labels labels = { .limit = WHOLE_CLASSES_MAX, .numbers = true };
    if (whole) {
        labels_collect(&labels, targets);
    }
    const bool few = whole && labels.count <= labels.limit && 2 * labels.count <= rows;
    return !few || take_classes(data, &labels, targets, csv, arena, err);
}

// Numbers, or texts. Among many numbers a text is a mistake; among many texts a number is a text.
bool targets_take(Dataset *data, const Targets *targets, const Csv *csv, Arena *arena, Error *err)
{
    const Target *text = NULL;
    size_t numbers = 0;
    for (size_t i = 0; i < targets->count; i++) {
        const Target *target = &targets->items[i];
        numbers += target->is_number;
        text = text || target->is_number ? text : target;
    }
    if (!text) {
        return take_numbers(data, targets, csv, arena, err);
    }
    if (2 * numbers >= targets->count) {
        char place[PLACE_MAX];
        csv_place(csv, &text->field, place, sizeof place);
        return fail(err, "%s: '%.*s' is not a number, as most targets are", place,
                    field_quote_length(&text->field), text->field.text);
    }
    return take_texts(data, targets, csv, arena, err);
}
