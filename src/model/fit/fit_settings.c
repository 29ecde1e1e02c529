// The two settings of points that are no numbers: the points themselves, and the file they are in.
#include "model/fit/fit.h"

#include "base/spec.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NONE[] = "none";

// points="u,v;u,v": the row's size is how many numbers a point has.

static FitSpec *spec_of(const Setting *setting, void *owner)
{
    return (FitSpec *)((char *)owner + setting->param.offset);
}

static const FitSpec *spec_in(const Setting *setting, const void *owner)
{
    return (const FitSpec *)((const char *)owner + setting->param.offset);
}

static void points_reset(const Setting *setting, void *owner)
{
    spec_of(setting, owner)->painted = false;
}

static void points_copy(const Setting *setting, void *to, const void *from)
{
    spec_of(setting, to)->painted = spec_in(setting, from)->painted;
    spec_of(setting, to)->points = spec_in(setting, from)->points;
}

static bool points_same(const Setting *setting, const void *a, const void *b)
{
    const FitSpec *one = spec_in(setting, a), *other = spec_in(setting, b);
    return one->painted == other->painted; // which they are fit_spec_equal() sees
}

static bool points_usual(const Setting *setting, const void *owner)
{
    return !spec_in(setting, owner)->painted;
}

// The numbers of one point, in text [length] at byte `at` of the spec.
static bool read_point(const Setting *setting, const char *text, size_t length, int at,
                       FitPoints *points, Error *err)
{
    double numbers[3] = { 0 };
    char copy[160];
    Error mistake = { .at = 0 };
    if (points->count == FIT_POINTS_MAX) {
        return fail_at(err, at, "points: at most %d can be given", FIT_POINTS_MAX);
    }
    if (length >= sizeof copy) {
        return fail_at(err, at, "points: a point is %s, with a semicolon behind it",
                       setting->size == 3 ? "u,v,class" : "u,v");
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (!text_numbers(copy, "points", setting->size, numbers, &mistake)) {
        return fail_said(err, at + mistake.at, mistake.text);
    }
    for (int i = 0; i < 2; i++) {
        if (!(numbers[i] >= -1e6 && numbers[i] <= 1e6)) {
            return fail_at(err, at, "points: %.*s: u and v must be within 1e6", (int)length, text);
        }
    }
    if (numbers[2] != 0 && numbers[2] != 1) {
        return fail_at(err, at, "points: %.*s: the class is 0 or 1", (int)length, text);
    }
    points->u[points->count] = numbers[0] + 0;
    points->v[points->count] = numbers[1] + 0;
    points->upper[points->count++] = numbers[2] == 1;
    return true;
}

// The value without its quotes; a point never needs any inside.
static const char *bare_value(const Word *word, int *at, size_t *length)
{
    const char *value = word->text + (word_value_at(word) - word->at);
    *at = word_value_at(word);
    *length = (size_t)word_value_length(word);
    if (*length >= 2 && value[0] == '"' && value[*length - 1] == '"') {
        value++;
        *at += 1;
        *length -= 2;
    }
    return value;
}

static bool points_read(const Setting *setting, void *owner, const Word *word, Error *err)
{
    FitSpec *spec = spec_of(setting, owner);
    int at;
    size_t length;
    const char *value = bare_value(word, &at, &length);
    spec->points.count = 0;
    spec->painted = true;
    if (length == strlen(NONE) && memcmp(value, NONE, length) == 0) {
        return true;
    }
    for (size_t from = 0; from <= length;) {
        const char *end = memchr(value + from, ';', length - from);
        const size_t bytes = end ? (size_t)(end - value) - from : length - from;
        if (bytes == 0 && from == length && from > 0) {
            break; // a semicolon behind the last
        }
        if (!read_point(setting, value + from, bytes, at + (int)from, &spec->points, err)) {
            return false;
        }
        from += bytes + 1;
    }
    return true;
}

static size_t points_write(const Setting *setting, const void *owner, char *text, size_t size)
{
    const FitPoints *points = &spec_in(setting, owner)->points;
    size_t used = 0;
    if (points->count == 0) {
        return (size_t)snprintf(text, size, "%s", NONE);
    }
    for (int i = 0; i < points->count && used < size; i++) {
        char u[32], v[32];
        text_exact(u, sizeof u, points->u[i]);
        text_exact(v, sizeof v, points->v[i]);
        used += (size_t)snprintf(text + used, size - used, "%s%s,%s%s", i ? ";" : "", u, v,
                                 setting->size < 3  ? ""
                                 : points->upper[i] ? ",1"
                                                    : ",0");
    }
    return used;
}

const SettingType fit_points_type = { points_reset, points_copy,  points_same, points_usual,
                                      points_read,  points_write, NULL };

// A text that may be missing.

static void file_reset(const Setting *setting, void *owner)
{
    *(char *)setting_field(setting, owner) = '\0';
}

static void file_copy(const Setting *setting, void *to, const void *from)
{
    setting_text.copy(setting, to, from);
}

static bool file_same(const Setting *setting, const void *a, const void *b)
{
    return setting_text.same(setting, a, b);
}

static bool file_usual(const Setting *setting, const void *owner)
{
    return !*(const char *)setting_value(setting, owner);
}

static bool file_read_word(const Setting *setting, void *owner, const Word *word, Error *err)
{
    return setting_text.read(setting, owner, word, err);
}

static size_t file_write_word(const Setting *setting, const void *owner, char *text, size_t size)
{
    return setting_text.write(setting, owner, text, size);
}

const SettingType fit_file_type = { file_reset,     file_copy,       file_same, file_usual,
                                    file_read_word, file_write_word, NULL };
