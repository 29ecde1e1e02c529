// Numbers to text and back, UTF-8, and suggestions for mistyped names.
#include "base/rng.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Any bit pattern that is a finite number.
static double any_double(Rng *rng)
{
    double value;
    do {
        const uint64_t bits = rng_bits(rng);
        memcpy(&value, &bits, sizeof value);
    } while (!isfinite(value));
    return value;
}

Test(text, exact_numbers_read_back_to_the_same_bits)
{
    Rng rng;
    rng_init(&rng, 1, 0);
    for (int i = 0; i < 20000; i++) {
        double value = any_double(&rng), back = 0;
        if (i % 2) {
            value = rng_normal(&rng);
        }
        char text[32];
        text_exact(text, sizeof text, value);
        cr_expect_leq(strlen(text), 24, "%s", text);
        cr_expect(text_number(text, strlen(text), "x", &back, NULL), "%s", text);
        cr_expect_eq(memcmp(&value, &back, sizeof value), 0, "%s is %a", text, value);
    }
}

Test(text, exact_numbers_are_as_short_as_they_can_be)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        { 0.1, "0.1" },
        { 1, "1" },
        { -0.0, "-0" },
        { 100000, "100000" },
        { 1e20, "1e20" },
        { 1e-6, "1e-6" },
        { 1.0 / 3, "0.3333333333333333" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 5e-324, "5e-324" },
        { DBL_MAX, "1.797693134862316e308" },
        { -2.5e-10, "-2.5e-10" },
        { 123456789, "123456789" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[32];
        text_exact(text, sizeof text, rows[i].value);
        if (rows[i].value == DBL_MAX) { // 17 digits are needed here
            cr_expect_str_eq(text, "1.7976931348623157e308");
        } else {
            cr_expect_str_eq(text, rows[i].text);
        }
    }
}

Test(text, begins_with_one_of_some)
{
    static const char *const begins[] = { "lab.", "data" };
    cr_expect(text_begins("lab.chart", begins, 2) && text_begins("data", begins, 2));
    cr_expect_not(text_begins("lab", begins, 2) || text_begins("x.data", begins, 2));
    cr_expect_not(text_begins("lab.chart", begins, 0));
}

Test(text, short_numbers_are_for_people)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } rows[] = {
        { 0.95, 3, "0.95" },
        { 0.0109, 3, "0.0109" },
        { 0.025, 3, "0.025" },
        { 0.001, 3, "0.001" },
        { 0.0001, 3, "1e-4" },
        { 0.0001, 6, "1e-4" },
        { 0.00025, 4, "2.5e-4" },
        { 1e-6, 6, "1e-6" },
        { 0, 3, "0" },
        { -0.0, 3, "0" },
        { -0.5, 3, "-0.5" },
        { 12345, 3, "1.23e4" },
        { 1000, 3, "1000" },
        { 100000, 3, "100000" },
        { 1e6, 3, "1e6" },
        { 1234567, 7, "1234567" },
        { 181.617, 6, "181.617" },
        { 181.617, 3, "182" },
        { 9.999, 3, "10" },
        { 0.9999, 3, "1" },
        { 99.96, 3, "100" },
        { 999.96, 3, "1000" },
        { 1e-300, 3, "1e-300" },
        { -1.5e20, 3, "-1.5e20" },
        { 3.14159265, 3, "3.14" },
        { 20, 1, "20" },
        { 2, 1, "2" },
        { 0.5, 1, "0.5" },
        { 0.05, 1, "0.05" },
        { 0.1 + 0.2, 16, "0.3" },
        { NAN, 3, "nan" },
        { INFINITY, 3, "inf" },
        { -INFINITY, 3, "-inf" },
        { DBL_MAX, 3, "1.8e308" },
        { 1.5, 99, "1.5" },
        { 0.00109, 3, "0.00109" },
        { 0.00099951, 3, "0.001" },
        { 0.0009991, 3, "9.99e-4" },
        { 9996, 3, "1e4" },
        { 1782.7, 3, "1780" },
        { 822, 2, "820" },
        { 12499, 2, "1.2e4" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[32];
        text_short(text, sizeof text, rows[i].value, rows[i].digits);
        cr_expect_str_eq(text, rows[i].text, "%s, not %s (%g to %d digits)", rows[i].text, text,
                         rows[i].value, rows[i].digits);
    }
}

Test(text, short_numbers_are_the_nearest_with_so_many_digits)
{
    Rng rng;
    rng_init(&rng, 2, 0);
    for (int i = 0; i < 20000; i++) {
        const double value = any_double(&rng) * (i % 2 ? 1 : 0x1p-900);
        const int digits = 1 + (int)rng_below(&rng, 8);
        char text[40], reference[40];
        text_short(text, sizeof text, value, digits);
        snprintf(reference, sizeof reference, "%.*e", digits - 1, value);
        if (isfinite(strtod(reference, NULL))) {
            cr_expect_eq(strtod(text, NULL), strtod(reference, NULL), "%s is not %s", text,
                         reference);
        }
        cr_expect_leq(strlen(text), (size_t)digits + 7, "%s", text);
    }
}

Test(text, whole_numbers_are_in_groups_of_three)
{
    static const struct {
        long value;
        const char *text;
    } rows[] = { { 0, "0" },
                 { 999, "999" },
                 { 1000, "1,000" },
                 { 123456, "123,456" },
                 { 1234567, "1,234,567" },
                 { -5, "-5" },
                 { -123, "-123" },
                 { -1234, "-1,234" },
                 { -123456, "-123,456" } };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[32];
        text_grouped(text, sizeof text, rows[i].value);
        cr_expect_str_eq(text, rows[i].text);
    }
}

Test(text, output_is_cut_to_its_buffer)
{
    char text[4] = "xxx";
    text_exact(text, sizeof text, 0.123456);
    cr_expect_str_eq(text, "0.1");
    text_short(text, sizeof text, 0.123456, 5);
    cr_expect_str_eq(text, "0.1");
}

Test(text, numbers_are_read_as_people_write_them)
{
    static const struct {
        const char *text;
        double value;
    } rows[] = {
        { "1", 1 },  { " 2.5 ", 2.5 },    { "-3e-2", -0.03 }, { ".5", 0.5 },   { "5.", 5 },
        { "+7", 7 }, { "\t1E3\n", 1000 }, { "-0", 0 },        { "1e-400", 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double value = -99;
        cr_expect(text_number(rows[i].text, strlen(rows[i].text), "x", &value, NULL), "'%s'",
                  rows[i].text);
        cr_expect_eq(value, rows[i].value, "'%s'", rows[i].text);
    }
}

Test(text, only_the_given_length_is_read)
{
    double value = 0;
    cr_expect(text_number("12345", 2, "x", &value, NULL));
    cr_expect_eq(value, 12);
}

Test(text, what_is_not_a_number_is_pointed_at)
{
    static const struct {
        const char *text, *message;
        int at;
    } rows[] = {
        { "", "lr: a number is missing", 0 },
        { "  ", "lr: a number is missing", 2 },
        { "abc", "lr: 'abc' is not a number", 0 },
        { " 0.5x", "lr: '0.5x' is not a number", 4 },
        { "1e", "lr: '1e' is not a number", 1 },
        { "1,5", "lr: '1,5' is not a number", 1 },
        { "0x10", "lr: '0x10' is not a number", 1 },
        { "nan", "lr: 'nan' is not a number", 0 },
        { "inf", "lr: 'inf' is not a number", 0 },
        { "-", "lr: '-' is not a number", 0 },
        { "1 2", "lr: '1 2' is not a number", 1 },
        { "1e999", "lr: '1e999' is too large for a number", 0 },
        { "ηηηηηηηηηηηηηηηηηηηηηηηηηηηηηη", "lr: 'ηηηηηηηηηηηηηηηηηηηη' is not a number", 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double value = -99;
        Error err = { "", -1 };
        cr_expect_not(text_number(rows[i].text, strlen(rows[i].text), "lr", &value, &err));
        cr_expect_str_eq(err.text, rows[i].message);
        cr_expect_eq(err.at, rows[i].at, "'%s' at %d", rows[i].text, err.at);
        cr_expect_eq(value, -99, "nothing is written");
    }
    Error err;
    double value;
    cr_expect_not(text_number("1\0002", 3, "lr", &value, &err), "a zero byte ends no number");
    char digits[1000];
    memset(digits, '1', sizeof digits);
    cr_expect_not(text_number(digits, sizeof digits, "lr", &value, &err));
    cr_expect_str_eq(err.text, "lr: a number of more than 400 characters");
}

Test(text, lists_have_exactly_the_numbers_asked_for)
{
    double xy[2] = { 0, 0 };
    cr_expect(text_numbers("1.5, -2", "--at", 2, xy, NULL));
    cr_expect(xy[0] == 1.5 && xy[1] == -2);

    static const struct {
        const char *text;
        size_t count;
        const char *message;
        int at;
    } rows[] = {
        { "1", 2, "--at needs 2 numbers separated by commas, not 1", 1 },
        { "1,2,3", 2, "--at needs 2 numbers separated by commas, not 3", 3 },
        { "1,2", 1, "--at needs 1 number, not 2", 1 },
        { "1,", 2, "--at: a number is missing", 2 },
        { "1,2x", 2, "--at: '2x' is not a number", 3 },
        { "", 1, "--at: a number is missing", 0 },
        { "1,2,", 2, "--at needs 2 numbers separated by commas, not 3", 3 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Error err;
        cr_expect_not(text_numbers(rows[i].text, "--at", rows[i].count, xy, &err));
        cr_expect_str_eq(err.text, rows[i].message);
        cr_expect_eq(err.at, rows[i].at, "'%s' at %d", rows[i].text, err.at);
    }
}

Test(text, every_code_point_survives_utf8)
{
    for (uint32_t code = 1; code <= 0x10ffff; code += code < 0x3000 ? 1 : 37) {
        char bytes[4];
        const size_t size = utf8_put(code, bytes);
        size_t at = 0;
        const uint32_t back = utf8_next(bytes, size, &at);
        const bool surrogate = code >= 0xd800 && code <= 0xdfff;
        cr_assert_eq(back, surrogate ? 0xfffd : code, "U+%04X", code);
        cr_assert_eq(at, size, "U+%04X", code);
        cr_assert_eq(utf8_previous(bytes, size), 0, "U+%04X", code);
    }
}

Test(text, invalid_utf8_is_one_replacement_a_byte)
{
    static const char *const rows[] = {
        "\x80",         "\xff",         "\xc3",         "\xe2\x82",         "\xc0\xaf",
        "\xed\xa0\x80", "\xe0\x80\xaf", "\xf8\x88\x80", "\xf4\x90\x80\x80", "\xf0\x80\x80\x80",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const size_t length = strlen(rows[i]);
        for (size_t at = 0, before = 0; at < length; before = at) {
            cr_expect_eq(utf8_next(rows[i], length, &at), 0xfffd, "row %zu", i);
            cr_expect_eq(at, before + 1, "row %zu", i);
        }
        for (size_t at = length; at > 0;) {
            const size_t previous = utf8_previous(rows[i], at);
            cr_expect_eq(previous, at - 1, "row %zu", i);
            at = previous;
        }
    }
}

Test(text, steps_back_over_mixed_text_are_the_steps_forward)
{
    const char text[] = "a\u00b2\u221a(\U0001d400)\x80z\xe2\x82";
    const size_t length = sizeof text - 1;
    size_t starts[32], count = 0;
    for (size_t at = 0; at < length; utf8_next(text, length, &at)) {
        starts[count++] = at;
    }
    for (size_t at = length; at > 0;) {
        at = utf8_previous(text, at);
        cr_expect_eq(at, starts[--count]);
    }
    cr_expect_eq(count, 0);
}

Test(text, distance_counts_edits_up_to_a_limit)
{
    static const struct {
        const char *a, *b;
        int limit, distance;
    } rows[] = {
        { "adam", "adam", 3, 0 },  { "adma", "adam", 3, 1 },      { "adm", "adam", 3, 1 },
        { "addam", "adam", 3, 1 }, { "adim", "adam", 3, 1 },      { "", "adam", 9, 4 },
        { "", "", 3, 0 },          { "kitten", "sitting", 9, 3 }, { "kitten", "sitting", 2, 3 },
        { "abc", "xyz", 1, 2 },    { "ca", "abc", 9, 3 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        cr_expect_eq(text_distance(rows[i].a, rows[i].b, rows[i].limit), rows[i].distance, "%s, %s",
                     rows[i].a, rows[i].b);
        cr_expect_eq(text_distance(rows[i].b, rows[i].a, rows[i].limit), rows[i].distance, "%s, %s",
                     rows[i].b, rows[i].a);
    }
}

static const char *name_at(const void *names, size_t index)
{
    return ((const char *const *)names)[index];
}

Test(text, the_nearest_name_is_suggested_only_when_it_is_near)
{
    static const char *const names[] = { "sgd",     "momentum", "nesterov", "adagrad",
                                         "rmsprop", "adam",     "lr",       "rosenbrock" };
    static const char *const rows[][2] = {
        { "adma", "adam" },
        { "ADAM", "adam" },
        { "adagard", "adagrad" },
        { "rmsprob", "rmsprop" },
        { "momentun", "momentum" },
        { "sdg", "sgd" },
        { "lt", "lr" },
        { "rosen", "rosenbrock" },
        { "nestrov", "nesterov" },
        { "x", NULL },
        { "", NULL },
        { "xyz", NULL },
        { "backpropagation", NULL },
        { "a_very_long_word_that_is_longer_than_any_name_could_sensibly_be_in_a_table", NULL },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *nearest = text_nearest(rows[i][0], COUNT(names), name_at, names);
        cr_expect_str_eq(nearest ? nearest : "(none)", rows[i][1] ? rows[i][1] : "(none)", "for %s",
                         rows[i][0]);
    }
}

Test(text, names_stand_in_a_row_as_far_as_there_is_room)
{
    static const char *const names[] = { "sgd", "momentum", "nesterov", "adagrad" };
    char all[64], some[24], none[8];
    text_names(all, sizeof all, COUNT(names), name_at, names);
    cr_expect_str_eq(all, "sgd, momentum, nesterov, adagrad");
    text_names(some, sizeof some, COUNT(names), name_at, names);
    cr_expect_str_eq(some, "sgd, momentum, ...");
    text_names(none, sizeof none, 0, name_at, names);
    cr_expect_str_empty(none);
}

Test(text, short_numbers_stay_inside_their_range)
{
    static const struct {
        double value, low, high;
        const char *text;
    } rows[] = {
        { 34.55751918948772, -28.3, 34.55751918948772, "34.55751919" },
        { 100, -100, 100, "100" },
        { -1.0 / 3, -1.0 / 3, 1, "-0.3333" },
        { 2.0 / 3, 0, 2.0 / 3, "0.666666667" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[40];
        text_short_inside(text, sizeof text, rows[i].value, 4, rows[i].low, rows[i].high);
        const double shown = strtod(text, NULL);
        cr_expect(shown >= rows[i].low && shown <= rows[i].high, "%s", text);
        cr_expect_float_eq(shown, rows[i].value, 1e-3 * fabs(rows[i].value), "%s", text);
    }
}
