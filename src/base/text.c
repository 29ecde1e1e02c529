// Numbers without locale surprises, and an edit distance for suggestions.
#include "base/text.h"

#include "base/words.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 400, QUOTE_MAX = 40, NAME_MAX_BYTES = 64 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int quote_length(const char *text, size_t length)
{
    return (int)utf8_fit(text, length, QUOTE_MAX);
}

// Where strtod would stop if it knew neither hexadecimal nor "inf" and "nan".
static size_t decimal_length(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && strchr("+-.0123456789eE", text[at]) && text[at] != '\0') {
        at++;
    }
    return at;
}

bool text_number(const char *text, size_t length, const char *what, double *value, Error *err)
{
    size_t start = 0;
    while (start < length && is_blank(text[start])) {
        start++;
    }
    while (length > start && is_blank(text[length - 1])) {
        length--;
    }
    const char *number = text + start;
    const size_t size = length - start;
    if (size == 0) {
        return fail_at(err, (int)start, "%s: a number is missing", what);
    }
    char copy[NUMBER_MAX + 1];
    const size_t decimal = decimal_length(number, size);
    if (decimal > NUMBER_MAX) {
        return fail_at(err, (int)start, "%s: a number of more than %d characters", what,
                       NUMBER_MAX);
    }
    memcpy(copy, number, decimal);
    copy[decimal] = '\0';
    char *end = copy;
    const double parsed = strtod(copy, &end);
    if (end == copy || (size_t)(end - copy) < size) {
        return fail_at(err, (int)start + (int)(end - copy), "%s: '%.*s' is not a number", what,
                       quote_length(number, size), number);
    }
    if (!isfinite(parsed)) {
        return fail_at(err, (int)start, "%s: '%.*s' is too large for a number", what,
                       quote_length(number, size), number);
    }
    *value = parsed;
    return true;
}

bool text_whole(const char *text, size_t length, const char *what, uint64_t *value, Error *err)
{
    const int shown = quote_length(text, length);
    uint64_t whole = 0;
    size_t at = 0;
    for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
        const uint64_t digit = (uint64_t)(text[at] - '0');
        if (whole > ((uint64_t)INT64_MAX - digit) / 10) {
            return fail_at(err, 0, "%s: '%.*s' is larger than %lld", what, shown, text,
                           (long long)INT64_MAX);
        }
        whole = whole * 10 + digit;
    }
    if (at == 0 || at < length) {
        return fail_at(err, (int)at, "%s: '%.*s' is not a whole number from 0 to %lld", what, shown,
                       text, (long long)INT64_MAX);
    }
    *value = whole;
    return true;
}

bool text_numbers(const char *text, const char *what, size_t count, double *values, Error *err)
{
    const size_t length = strlen(text);
    size_t parts = 1;
    for (size_t i = 0; i < length; i++) {
        parts += text[i] == ',';
    }
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (at > length) {
            return fail_at(err, (int)length, "%s needs %zu numbers separated by commas, not %zu",
                           what, count, parts);
        }
        const size_t size = strcspn(text + at, ",");
        if (!text_number(text + at, size, what, &values[i], err)) {
            error_shift(err, (int)at);
            return false;
        }
        at += size + 1;
    }
    if (at <= length) {
        return fail_at(err, (int)at - 1,
                       count == 1 ? N_("%s needs %zu number, not %zu")
                                  : N_("%s needs %zu numbers separated by commas, not %zu"),
                       what, count, parts);
    }
    return true;
}

// printf's "1e-06" and "1e+20" as people write them: "1e-6", "1e20".
static void exponent_shorten(char *number)
{
    char *e = strchr(number, 'e');
    if (!e) {
        return;
    }
    char *to = e + 1, *from = e + 1;
    if (*from == '-') {
        to++;
    }
    from += *from == '-' || *from == '+';
    while (*from == '0' && from[1] != '\0') {
        from++;
    }
    memmove(to, from, strlen(from) + 1);
}

void text_exact(char *out, size_t size, double value)
{
    char number[40];
    // Below DBL_MIN a double has fewer than 15 digits.
    for (int digits = fabs(value) < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
        snprintf(number, sizeof number, "%.*g", digits, value);
        if (strtod(number, NULL) == value) {
            break;
        }
    }
    exponent_shorten(number);
    snprintf(out, size, "%s", number);
}

bool text_begins(const char *text, const char *const *begins, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count && !any; i++) {
        any = strncmp(text, begins[i], strlen(begins[i])) == 0;
    }
    return any;
}

// From a thousandth to ten thousand it is a decimal, which everybody reads at once and which is
// hardly longer than the power of ten: 0.95, 0.00109 and 1780, but 1.09e-4 and 1.78e4.
void text_short(char *out, size_t size, double value, int digits)
{
    char number[64];
    digits = clampi(digits, 1, 17);
    snprintf(number, sizeof number, "%.*e", digits - 1, value);
    const double rounded = strtod(number, NULL);
    if (rounded == 0) {
        snprintf(out, size, "0");
        return;
    }
    if (!isfinite(value)) {
        snprintf(out, size, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
        return;
    }
    char *e = strchr(number, 'e');
    const char *point = strchr(number, '.');
    const int exponent = atoi(e + 1);
    char *end = e; // behind the last significant digit
    while (point && end[-1] == '0') {
        end--;
    }
    end -= end[-1] == '.';
    const int significant = (int)(end - number) - (number[0] == '-') - (point && point < end);
    const int places = significant - 1 - exponent > 0 ? significant - 1 - exponent : 0;
    const bool large = exponent < 4 || exponent < digits || (exponent < 6 && rounded == value);
    if (exponent < 0 ? exponent >= -3 : large) {
        snprintf(out, size, "%.*f", places, rounded);
        return;
    }
    memmove(end, e, strlen(e) + 1);
    exponent_shorten(number);
    snprintf(out, size, "%s", number);
}

void text_grouped(char *out, size_t size, long value)
{
    char digits[32];
    const int length = snprintf(digits, sizeof digits, "%ld", value);
    size_t used = 0;
    for (int i = 0; i < length && used + 2 < size; i++) {
        if (i > 0 && digits[i - 1] != '-' && (length - i) % 3 == 0) {
            out[used++] = ',';
        }
        out[used++] = digits[i];
    }
    out[used] = '\0';
}

void text_short_inside(char *out, size_t size, double value, int digits, double low, double high)
{
    for (; digits <= 17; digits++) {
        text_short(out, size, value, digits);
        const double shown = strtod(out, NULL);
        if (shown >= low && shown <= high) {
            return;
        }
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

bool text_showable(const char *text, size_t length, const char *what, Error *err)
{
    bool blank = true;
    for (size_t at = 0; at < length;) {
        const size_t from = at;
        const uint32_t code = utf8_next(text, length, &at);
        if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
            return fail_at(err, (int)from, "%s: a control character cannot be shown", what);
        }
        if (code == 0xfffd && at == from + 1) {
            return fail_at(err, (int)from, "%s: this byte is no character (UTF-8)", what);
        }
        blank = blank && code == ' ';
    }
    return !blank || fail_at(err, 0, "%s: there is nothing to see in it", what);
}

void text_trim(char *text)
{
    const size_t lead = strspn(text, " ");
    size_t length = strlen(text + lead);
    while (length > 0 && text[lead + length - 1] == ' ') {
        length--;
    }
    memmove(text, text + lead, length);
    text[length] = '\0';
}

// Optimal string alignment (Damerau 1964): row i holds the distances from a's first i bytes.
int text_distance(const char *a, const char *b, int limit)
{
    const size_t a_length = strlen(a), b_length = strlen(b);
    if (a_length >= NAME_MAX_BYTES || b_length >= NAME_MAX_BYTES) {
        return strcmp(a, b) == 0 ? 0 : limit + 1; // longer than any name
    }
    int rows[3][NAME_MAX_BYTES];
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++) {
        row[j] = (int)j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        int *oldest = before;
        before = above;
        above = row;
        row = oldest;
        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            const int replaced = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
    }
    return least(row[b_length], limit + 1);
}

static bool lowered(char *out, const char *text)
{
    const size_t length = strlen(text);
    for (size_t i = 0; i <= length && i < NAME_MAX_BYTES; i++) {
        out[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
    }
    return length < NAME_MAX_BYTES;
}

void text_names(char *out, size_t size, size_t count, const char *(*name)(const void *, size_t),
                const void *context)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        // What is cut off can still be found by its nearest name.
        const bool fits = used + strlen(name(context, i)) + sizeof ", , ..." <= size;
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "",
                                 fits ? name(context, i) : "...");
        if (!fits) {
            break;
        }
    }
}

const char *text_nearest(const char *typed, size_t count, const char *(*name)(const void *, size_t),
                         const void *context)
{
    char wanted[NAME_MAX_BYTES], candidate[NAME_MAX_BYTES];
    if (!lowered(wanted, typed)) {
        return NULL;
    }
    // One mistake in a short word, up to three in a long one, and never all letters of it.
    const size_t length = strlen(wanted);
    int best = length < 2 ? 0 : length < 5 ? 1 : length < 9 ? 2 : 3;
    const char *nearest = NULL, *begun = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!lowered(candidate, name(context, i))) {
            continue;
        }
        const int distance = text_distance(wanted, candidate, best);
        if (distance < best || (distance == best && !nearest)) {
            best = distance;
            nearest = name(context, i);
        }
        if (!begun && length >= 2 && strncmp(candidate, wanted, length) == 0) {
            begun = name(context, i);
        }
    }
    return nearest ? nearest : begun;
}
