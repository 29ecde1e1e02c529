// Words, signs, numbers and moments of a condition.
#include "sim/lesson/condition_reader.h"

#include "base/text.h"
#include "base/words.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool reader_same(const char *word, const char *text, int length)
{
    return word && strlen(word) == (size_t)length && strncmp(word, text, (size_t)length) == 0;
}

// ---- words, signs, numbers

void reader_skip(Reader *reader)
{
    reader->at += (int)strspn(reader->text + reader->at, " \t\r\n");
}

int reader_word_end(const Reader *reader, int at)
{
    while (isalnum((unsigned char)reader->text[at]) || reader->text[at] == '_') {
        at++;
    }
    return at;
}

bool reader_sees(Reader *reader, const char *word)
{
    reader_skip(reader);
    const int end = reader_word_end(reader, reader->at);
    return reader_same(word, reader->text + reader->at, end - reader->at);
}

bool reader_takes(Reader *reader, const char *word)
{
    if (!reader_sees(reader, word)) {
        return false;
    }
    reader->at = reader_word_end(reader, reader->at);
    return true;
}

bool reader_takes_sign(Reader *reader, const char *sign)
{
    reader_skip(reader);
    const size_t length = strlen(sign);
    if (strncmp(reader->text + reader->at, sign, length) != 0) {
        return false;
    }
    reader->at += (int)length;
    return true;
}

bool reader_sees_number(Reader *reader)
{
    reader_skip(reader);
    const char *text = reader->text + reader->at;
    text += *text == '-' || *text == '+';
    return isdigit((unsigned char)*text) || (*text == '.' && isdigit((unsigned char)text[1]));
}

// Half a unit of the last digit that is written: how near "0.136" or "7.2e-5" must be met.
static double half_a_digit(const char *text, int length)
{
    int decimals = 0, exponent = 0;
    bool point = false;
    for (int i = 0; i < length && text[i] != 'e' && text[i] != 'E'; i++) {
        decimals += point && isdigit((unsigned char)text[i]);
        point = point || text[i] == '.';
    }
    const int e = (int)strcspn(text, "eE");
    if (e < length) {
        exponent = atoi(text + e + 1);
    }
    return 0.5 * pow(10, exponent - decimals);
}

bool reader_number(Reader *reader, double *value, double *half)
{
    reader_skip(reader);
    const char *text = reader->text + reader->at;
    int length = 0;
    while (isdigit((unsigned char)text[length]) || text[length] == '.' ||
           ((text[length] == '-' || text[length] == '+') &&
            (length == 0 || text[length - 1] == 'e' || text[length - 1] == 'E')) ||
           ((text[length] == 'e' || text[length] == 'E') && length > 0)) {
        length++;
    }
    if (!reader_sees_number(reader)) {
        return fail_at(reader->err, reader->at, "a number is missing");
    }
    if (!text_number(text, (size_t)length, tr("a condition"), value, reader->err)) {
        reader->err->at = reader->at;
        return false;
    }
    if (half) {
        *half = half_a_digit(text, length);
    }
    reader->at += length;
    return true;
}

bool reader_whole(Reader *reader, long *value)
{
    reader_skip(reader);
    const int begin = reader->at;
    double number;
    if (!reader_number(reader, &number, NULL)) {
        return fail_at(reader->err, begin, "a step is missing, as in `at 30`");
    }
    *value = (long)fmin(fmax(number, -1), 1e9);
    return (number >= 0 && number <= 1e9 && number == floor(number)) ||
           fail_at(reader->err, begin, "steps and epochs are whole numbers from 0 on");
}

// ---- when

static bool read_step(Reader *reader, When *when)
{
    when->epoch = reader_takes(reader, "epoch");
    return reader_whole(reader, &when->step);
}

bool reader_any_when(Reader *reader, When *when, bool *there)
{
    reader_skip(reader);
    *there = true;
    when->at = reader->at;
    if (reader_takes(reader, "always")) {
        when->kind = WHEN_ALWAYS;
    } else if (reader_takes(reader, "ever")) {
        when->kind = WHEN_EVER;
    } else if (reader_takes(reader, "until")) {
        when->kind = WHEN_UNTIL;
        return read_step(reader, when);
    } else if (reader_takes(reader, "at")) {
        if (reader_takes(reader, "the")) {
            when->kind = WHEN_END;
            return reader_takes(reader, "end") ||
                   fail_at(reader->err, reader->at, "`at the` is followed by `end`");
        }
        when->kind = WHEN_AT;
        return read_step(reader, when);
    } else {
        *there = false;
    }
    return true;
}

bool reader_when(Reader *reader, When *when, bool *has)
{
    When read = { .kind = WHEN_NOW };
    bool there;
    if (!reader_any_when(reader, &read, &there)) {
        return false;
    }
    if (there && *has) {
        return fail_at(reader->err, read.at, "when it is asked is said twice");
    }
    if (there) {
        *when = read;
        *has = true;
    }
    return true;
}
