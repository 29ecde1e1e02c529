// Reads conditions: a word after the other, each mistake at its own byte.
#include "sim/lesson/condition_reader.h"

#include "base/spec.h"
#include "base/words.h"

#include <string.h>

// clang-format off
const Verdict verdicts[] = {
    { "lost",       true,  LEARNING_LOST,      -1, NULL },
    { "diverges",   false, LEARNING_DIVERGES,  -1, "diverge" },
    { "untrained",  false, LEARNING_UNTRAINED, -1, NULL },
    { "solved",     false, LEARNING_SOLVED,    -1, NULL },
    { "overfits",   false, LEARNING_OVERFITS,  -1, "overfit" },
    { "settled",    false, LEARNING_SETTLED,   -1, "settle" },
    { "stuck",      false, LEARNING_STUCK,     -1, NULL },
    { "slow",       false, LEARNING_SLOW,      -1, NULL },
    { "learns",     false, LEARNING_LEARNS,    -1, "learn" },
    { "kept",       false, -1, SIGNAL_KEPT,      NULL },
    { "shrinks",    false, -1, SIGNAL_SHRINKS,   "shrink" },
    { "grows",      false, -1, SIGNAL_GROWS,     "grow" },
    { "collapses",  false, -1, SIGNAL_COLLAPSES, "collapse" },
    { "explodes",   false, -1, SIGNAL_EXPLODES,  "explode" },
    { "saturated",  false, -1, SIGNAL_SATURATED, NULL },
    { "dead",       false, -1, SIGNAL_DEAD,      NULL },
    { "alike",      false, -1, SIGNAL_ALIKE,     NULL },
    { "symmetric",  false, -1, SIGNAL_SYMMETRIC, NULL },
    { "few",        false, -1, SIGNAL_FEW,       NULL },
    { "idle",       false, -1, SIGNAL_IDLE,      NULL },
    { "line",       false, -1, SIGNAL_LINE,      NULL },
};
// clang-format on
const int verdict_count = COUNT(verdicts);
static_assert(COUNT(verdicts) == (size_t)LEARNING_COUNT + SIGNAL_COUNT, "a word each");

const Verdict *verdict_find(const char *word, int length, bool verb)
{
    for (int i = 0; i < verdict_count; i++) {
        if (reader_same(verb ? verdicts[i].verb : verdicts[i].word, word, length)) {
            return &verdicts[i];
        }
    }
    return NULL;
}

static const char *verdict_word(const void *context, size_t index)
{
    (void)context;
    return verdicts[index].word;
}

// ---- the right side

static bool read_compare(Reader *reader, Compare *compare)
{
    // Longer signs first.
    static const struct {
        const char *sign;
        Compare compare;
    } signs[] = {
        { "<=", COMPARE_LESS_EQUAL }, { "≤", COMPARE_LESS_EQUAL }, { ">=", COMPARE_MORE_EQUAL },
        { "≥", COMPARE_MORE_EQUAL },  { "<", COMPARE_LESS },       { ">", COMPARE_MORE },
        { "==", COMPARE_EQUAL },      { "=", COMPARE_EQUAL },
    };
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (reader_takes_sign(reader, signs[i].sign)) {
            *compare = signs[i].compare;
            return true;
        }
    }
    return fail_at(reader->err, reader->at, "what it is compared by is missing: =, <, <=, > or >=");
}

static bool read_near(Reader *reader, Part *part)
{
    if (!reader_takes_sign(reader, "±") && !reader_takes_sign(reader, "+-")) {
        return true;
    }
    reader_skip(reader);
    const int begin = reader->at;
    double near;
    if (!reader_number(reader, &near, NULL)) {
        return false;
    }
    if (near < 0) {
        return fail_at(reader->err, begin, "how near it must be is not below 0");
    }
    if (part->kind == PART_COMPARE && part->compare != COMPARE_EQUAL) {
        return fail_at(reader->err, begin, "only = is asked with ±");
    }
    if (reader_takes_sign(reader, "%")) {
        part->near[0] = part->near[1] = 0;
        part->share = near / 100;
    } else {
        part->near[0] = part->near[1] = near;
    }
    return true;
}

static bool read_value(Reader *reader, Part *part)
{
    part->factor = 1;
    part->of = true;
    if (reader_sees_number(reader)) {
        if (!reader_number(reader, &part->factor, &part->near[0])) {
            return false;
        }
        part->of = reader_takes_sign(reader, "*") || reader_takes_sign(reader, "×");
    }
    if (!part->of) {
        return read_near(reader, part);
    }
    part->near[0] = 0;
    return who_read(reader->text, &reader->at, reader->arena, &part->right.who, reader->err) &&
           reader_when(reader, &part->right_when, &part->has_when) &&
           reader_amount(reader, &part->right) && reader_fits(reader, &part->right) &&
           reader_when(reader, &part->right_when, &part->has_when) && read_near(reader, part);
}

static bool read_comparison(Reader *reader, Part *part, bool *has_when)
{
    part->kind = PART_COMPARE;
    if (!reader_amount(reader, &part->left) || !reader_fits(reader, &part->left) ||
        !reader_when(reader, &part->when, has_when) || !read_compare(reader, &part->compare) ||
        !read_value(reader, part)) {
        return false;
    }
    if (part->has_when && part->right_when.kind != WHEN_AT && part->right_when.kind != WHEN_END) {
        return fail_at(reader->err, part->right_when.at,
                       "the right side can be asked at a step or at the end alone");
    }
    if (part->of && part->right.layer <= LAYER_EVERY) {
        return fail_at(reader->err, part->right.layer_at,
                       "the right side can be of one layer alone");
    }
    return true;
}

// ---- parts

static bool read_place(Reader *reader, Part *part)
{
    part->kind = PART_PLACE;
    if (!reader_takes_sign(reader, "(")) {
        return fail_at(reader->err, reader->at, "a place is missing, as in (0.5, -1)");
    }
    if (!reader_number(reader, &part->place[0], &part->near[0])) {
        return false;
    }
    if (!reader_takes_sign(reader, ",")) {
        return fail_at(reader->err, reader->at, "a comma stands between x and y");
    }
    if (!reader_number(reader, &part->place[1], &part->near[1])) {
        return false;
    }
    return (reader_takes_sign(reader, ")") ||
            fail_at(reader->err, reader->at, "the closing ) is missing")) &&
           read_near(reader, part);
}

static bool read_verdict(Reader *reader, Part *part, bool verb)
{
    reader_skip(reader);
    const int end = reader_word_end(reader, reader->at), length = end - reader->at;
    const char *word = reader->text + reader->at;
    part->kind = PART_VERDICT;
    part->verdict = verdict_find(word, length, verb);
    if (!part->verdict) {
        const Word unknown = { word, reader->at, length, length };
        return length > 0 ? word_unknown(&unknown, tr("unknown judgement"), (size_t)verdict_count,
                                         verdict_word, NULL, reader->err)
                          : fail_at(reader->err, reader->at,
                                    "a judgement is missing, as in `is lost` or `learns`");
    }
    if (part->left.who.kind == WHO_OPTIMIZER && !part->verdict->race) {
        return fail_at(reader->err, reader->at,
                       "of optimizers only `lost` is judged; networks can be called %s",
                       part->verdict->word);
    }
    reader->at = end;
    return true;
}

static bool is_verdict(Reader *reader)
{
    reader_skip(reader);
    return verdict_find(reader->text + reader->at, reader_word_end(reader, reader->at) - reader->at,
                        false) != NULL;
}

// A word that is a quantity as well ("dead", "saturated") is one where a comparison follows.
static bool compares(Reader *reader)
{
    Error unread;
    Reader ahead = *reader;
    ahead.err = &unread;
    ahead.at = reader_word_end(&ahead, ahead.at);
    When when;
    bool there;
    Compare compare;
    return reader_sees(&ahead, "of") ||
           (reader_any_when(&ahead, &when, &there) && read_compare(&ahead, &compare));
}

static bool read_said(Reader *reader, Part *part, bool *has_when)
{
    if (reader_takes(reader, "is")) {
        part->not = reader_takes(reader, "not");
        return reader_takes(reader, "at") ? read_place(reader, part)
                                          : read_verdict(reader, part, false);
    }
    if (reader_takes(reader, "does")) {
        part->not = true;
        return (reader_takes(reader, "not") ||
                fail_at(reader->err, reader->at, "`does` is followed by `not`")) &&
               read_verdict(reader, part, true);
    }
    return is_verdict(reader) && !compares(reader) ? read_verdict(reader, part, false)
                                                   : read_comparison(reader, part, has_when);
}

static bool read_part(Reader *reader, Part *part)
{
    bool has_when = false;
    reader_skip(reader);
    part->at = reader->at;
    return who_read(reader->text, &reader->at, reader->arena, &part->left.who, reader->err) &&
           reader_when(reader, &part->when, &has_when) && read_said(reader, part, &has_when) &&
           reader_when(reader, &part->when, &has_when);
}

bool condition_parse(const char *text, Arena *arena, const Condition **condition, Error *err)
{
    Error unread;
    Condition *read = arena_new(arena, Condition, 1);
    read->text = arena_text(arena, text, strlen(text));
    Reader reader = { .text = read->text, .arena = arena, .err = err ? err : &unread };
    do {
        reader_skip(&reader);
        if (read->count == CONDITION_PARTS_MAX) {
            return fail_at(err, reader.at, "a condition has at most %d parts", CONDITION_PARTS_MAX);
        }
        if (!read_part(&reader, &read->parts[read->count++])) {
            return false;
        }
    } while (reader_takes(&reader, "and"));
    reader_skip(&reader);
    if (reader.text[reader.at]) {
        return fail_at(err, reader.at, "nothing follows here but `and` with another condition");
    }
    *condition = read;
    return true;
}
