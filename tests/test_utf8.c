// Texts that are cut end with a whole character.
#include "base/utf8.h"

#include "base/error.h"

#include <criterion/criterion.h>
#include <string.h>

static const char letters[] = "a\xc3\xa9\xed\x95\x9c\xf0\x9f\x98\x80z"; // 1, 2, 3, 4 and 1 bytes

Test(utf8, fits_whole_characters)
{
    static const size_t fits[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11 };
    for (size_t room = 0; room < COUNT(fits); room++) {
        cr_expect_eq(utf8_fit(letters, strlen(letters), room), fits[room], "%zu bytes", room);
    }
    cr_expect_eq(utf8_fit("\x80\x80\x80\x80\x80\x80", 6, 5), 5, "what is no text is cut anywhere");
    cr_expect_eq(utf8_fit("ab\xed", 3, 3), 3, "and is not lost when there is room");
}

Test(utf8, prints_like_snprintf_but_ends_with_a_whole_character)
{
    static const size_t lengths[] = { 0, 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11 };
    for (size_t size = 1; size < COUNT(lengths); size++) {
        char out[16] = "before";
        cr_expect_eq((size_t)text_print(out, size, "%s", letters), strlen(letters),
                     "the whole's length");
        cr_expect_eq(strlen(out), lengths[size], "%zu bytes give '%s'", size, out);
        cr_expect_eq(memcmp(out, letters, lengths[size]), 0);
    }
}

// Hangul takes three bytes a letter.
Test(utf8, messages_hold_hundreds_of_letters_of_any_script)
{
    char text[2000] = "";
    for (int i = 0; i < 300; i++) {
        strcat(text, "\xed\x95\x9c");
    }
    Error err = { .at = -1 };
    cr_expect_not(fail_at(&err, 3, "%s", text));
    cr_expect_str_eq(err.text, text, "300 letters fit");
    cr_expect_eq(err.at, 3);
    for (int i = 0; i < 100; i++) {
        strcat(text, "\xed\x95\x9c");
    }
    cr_expect_not(fail(&err, "x%s", text));
    const size_t length = strlen(err.text);
    cr_expect_eq(length % 3, 1, "an x and whole letters, not %zu bytes", length);
    cr_expect_geq(length, ERROR_TEXT_MAX - 3);
    cr_expect_not(fail_said(&err, 7, "100 %s"));
    cr_expect_str_eq(err.text, "100 %s", "what was said is no format");
    cr_expect_eq(err.at, 7);
    cr_expect_not(fail_said(&err, 9, err.text));
    cr_expect_str_eq(err.text, "100 %s", "an error says its own text again");
    cr_expect_eq(err.at, 9);
}
