// Words of spec strings: where they are, what their values are, and where a mistake is.
#include "base/spec.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

static Word only_word(const char *text)
{
    Word word;
    int at = 0;
    cr_assert(word_next(text, &at, &word), "%s", text);
    return word;
}

Test(words, stand_between_blanks_and_know_their_places)
{
    static const char text[] = "  spiral\tnoise=0.1 \n n= =5 a=b=c\r";
    static const struct {
        int at, length, key_length, value_at, value_length;
    } expected[] = {
        { 2, 6, 6, 8, 0 },   { 9, 9, 5, 15, 3 },  { 21, 2, 1, 23, 0 },
        { 24, 2, 0, 25, 1 }, { 27, 5, 1, 29, 3 },
    };
    Word word;
    int at = 0;
    for (size_t i = 0; i < COUNT(expected); i++) {
        cr_assert(word_next(text, &at, &word));
        cr_expect_eq(word.at, expected[i].at, "word %zu at %d", i, word.at);
        cr_expect_eq(word.length, expected[i].length, "word %zu", i);
        cr_expect_eq(word.key_length, expected[i].key_length, "word %zu", i);
        cr_expect_eq(word_value_at(&word), expected[i].value_at, "word %zu", i);
        cr_expect_eq(word_value_length(&word), expected[i].value_length, "word %zu", i);
    }
    cr_expect_not(word_next(text, &at, &word));
    cr_expect_not(word_next(text, &at, &word), "and it stays the end");
}

Test(words, are_compared_whole)
{
    Word word = only_word("noise=off");
    cr_expect(word_key_is(&word, "noise"));
    cr_expect_not(word_key_is(&word, "noise="));
    cr_expect_not(word_key_is(&word, "nois"));
    cr_expect(word_is(&word, "noise=off"));
    cr_expect_not(word_is(&word, "noise"));
}

static const struct {
    const char *text, *value; // NULL: a mistake
    int at;
    const char *message;
} texts[] = {
    { "f=points.csv", "points.csv", 0, NULL },
    { "f=\"my points.csv\"", "my points.csv", 0, NULL },
    { "f=\"a \\\"b\\\" \\\\c \\d\"", "a \"b\" \\c \\d", 0, NULL },
    { "f=a\"b\\", "a\"b\\", 0, NULL },
    { "f=a=b", "a=b", 0, NULL },
    { "f=\"a=b c=\"", "a=b c=", 0, NULL },
    { "f", NULL, 1, "f needs a value, as in f=FILE" },
    { "f=", NULL, 2, "f needs a value, as in f=FILE" },
    { "f=\"\"", NULL, 2, "f needs a value, as in f=FILE" },
    { "f=\"a b", NULL, 2, "f: the closing quote is missing" },
    { "f=\"a b\\\"", NULL, 2, "f: the closing quote is missing" },
    { "f=\"a b\\", NULL, 2, "f: the closing quote is missing" },
    { "f=\"a b\"c", NULL, 7, "f: a blank must follow the closing quote" },
    { "f=aaaaaaaaaaaaaaaaaaaaaaaaa", NULL, 2, "f: longer than 23 bytes" },
};

Test(words, give_texts_with_and_without_quotes)
{
    for (size_t i = 0; i < COUNT(texts); i++) {
        char value[24];
        Error err = { .at = -1 };
        const Word word = only_word(texts[i].text);
        const bool ok = word_text(&word, "f=FILE", value, sizeof value, &err);
        cr_expect_eq(word.length, (int)strlen(texts[i].text), "%s is one word", texts[i].text);
        cr_expect_eq(ok, texts[i].value != NULL, "%s", texts[i].text);
        if (ok) {
            cr_expect_str_eq(value, texts[i].value);
        } else {
            cr_expect_str_eq(err.text, texts[i].message);
            cr_expect_eq(err.at, texts[i].at, "%s: at %d", texts[i].text, err.at);
        }
    }
}

Test(words, read_back_what_was_quoted)
{
    static const char *const values[] = { "plain", "two words", "\"",    "\\",   "a\"b",  "\"a b\"",
                                          "a\tb",  "a\\ b",     "a b\\", "=",    "a=\"b", "\n",
                                          " ",     "é ü",       "\\\"",  "C:\\x" };
    for (size_t i = 0; i < COUNT(values); i++) {
        char text[64] = "f=", value[64];
        const size_t length = word_quote(text + 2, sizeof text - 2, values[i]);
        cr_expect_eq(length, strlen(text + 2));
        const Word word = only_word(text);
        cr_assert(word_text(&word, "", value, sizeof value, NULL), "%s", text);
        cr_expect_str_eq(value, values[i]);
        cr_expect_eq(word_quote(value, 4, values[i]), length, "the length does not need the room");
        cr_expect_leq(strlen(value), 3);
    }
}

Test(words, give_whole_numbers_without_rounding)
{
    uint64_t seed = 0;
    Error err = { .at = -1 };
    Word word = only_word("seed=9007199254740993"); // 2^53 + 1: no double
    cr_assert(word_whole(&word, &seed, &err), "%s", err.text);
    cr_expect_eq(seed, UINT64_C(9007199254740993));
    word = only_word("seed=9223372036854775807");
    cr_assert(word_whole(&word, &seed, &err), "%s", err.text);
    cr_expect_eq(seed, (uint64_t)INT64_MAX);
}

static const struct {
    const char *text;
    int at;
    const char *message;
} wholes[] = {
    { "seed", 4, "seed needs a whole number, as in seed=1" },
    { "seed=", 5, "seed needs a whole number, as in seed=1" },
    { "seed=-1", 5, "seed: '-1' is not a whole number from 0 to 9223372036854775807" },
    { "seed=12e3", 7, "seed: '12e3' is not a whole number from 0 to 9223372036854775807" },
    { "seed=9223372036854775808", 5,
      "seed: '9223372036854775808' is larger than "
      "9223372036854775807" },
    { "seed=99999999999999999999", 5,
      "seed: '99999999999999999999' is larger than "
      "9223372036854775807" },
};

Test(words, point_at_what_is_no_whole_number)
{
    for (size_t i = 0; i < COUNT(wholes); i++) {
        uint64_t seed = 7;
        Error err = { .at = -1 };
        const Word word = only_word(wholes[i].text);
        cr_expect_not(word_whole(&word, &seed, &err), "%s", wholes[i].text);
        cr_expect_str_eq(err.text, wholes[i].message);
        cr_expect_eq(err.at, wholes[i].at, "%s: at %d", wholes[i].text, err.at);
        cr_expect_eq(seed, 7);
    }
}

static const char *long_name(const void *context, size_t index)
{
    return ((const char *const *)context)[index];
}

Test(words, list_only_as_many_known_names_as_a_message_holds)
{
    static const char *const names[] = { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                         "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                                         "cccccccccccccccccccccccccccccccccccccccccccccccccc",
                                         "spiral" };
    Error err;
    const Word word = only_word("spirl=1");
    cr_expect_not(word_unknown(&word, "unknown key", COUNT(names), long_name, names, &err));
    cr_expect_str_eq(err.text, "unknown key 'spirl', did you mean 'spiral'? (known: "
                               "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, "
                               "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, ...)");
    cr_expect_eq(err.at, 0);
}
