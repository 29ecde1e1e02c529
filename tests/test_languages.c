// What the program says in which language: English, one that is made up, and one from a catalogue.
#include "base/catalogue.h"
#include "base/error.h"
#include "base/place.h"
#include "base/utf8.h"
#include "base/words.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void speak(const char *language)
{
    setenv("THALWEG_LANGUAGE", language, 1);
    words_begin();
}

static size_t characters(const char *text)
{
    size_t count = 0;
    for (size_t at = 0; text[at]; count++) {
        cr_assert_neq(utf8_next(text, strlen(text), &at), 0xfffd, "'%s' is text", text);
    }
    return count;
}

Test(languages, english_is_itself_and_costs_no_lookup)
{
    static const char text[] = "no such text %d";
    cr_expect_eq(tr(text), (const char *)text, "before anything was chosen");
    speak("en");
    cr_expect_eq(tr(text), (const char *)text);
    cr_expect_eq(tr_c("a verb", text), (const char *)text);
    cr_expect_str_eq(tr_n("%d unit", "%d units", 1), "%d unit");
    cr_expect_str_eq(tr_n("%d unit", "%d units", 0), "%d units");
    cr_expect_str_eq(tr_n("%d unit", "%d units", 2), "%d units");
}

Test(languages, an_unknown_one_is_english)
{
    static const char text[] = "Learning rate";
    speak("qq");
    cr_expect_eq(tr(text), (const char *)text);
}

static const struct {
    const char *english, *kept; // what must stand in the made text as it is
} kept[] = {
    { "%d of %ld units, %5.2f %% of %-8s: %zu", "%d" },
    { "%d of %ld units, %5.2f %% of %-8s: %zu", "%ld" },
    { "%d of %ld units, %5.2f %% of %-8s: %zu", "%5.2f %%" },
    { "%d of %ld units, %5.2f %% of %-8s: %zu", "%-8s" },
    { "%d of %ld units, %5.2f %% of %-8s: %zu", "%zu" },
    { "%2$s before %1$.*3$s", "%2$s" },
    { "%2$s before %1$.*3$s", "%1$.*3$s" },
    { "one line\nanother line\n", "\n" },
    { "Undo the last change (Ctrl+Z)", "(Ctrl+Z)" },
    { "All keys (F1)", "(F1)" },
    { "give --start X,Y as in lr=0.05", "--start " },
    { "give --start X,Y as in lr=0.05", " lr=0.05" },
    { "σ of the weights, β₁", "β₁" },
};

Test(languages, the_made_one_is_half_as_long_again_and_keeps_what_is_no_prose)
{
    speak("xx");
    for (size_t i = 0; i < COUNT(kept); i++) {
        const char *made = tr(kept[i].english);
        cr_expect(strstr(made, kept[i].kept), "'%s' keeps '%s'", made, kept[i].kept);
        cr_expect_str_neq(made, kept[i].english);
        cr_expect_eq(tr(kept[i].english), made, "it is made once");
    }
    static const char text[] = "Learning rate of the selected network";
    const double longer = (double)characters(tr(text)) / (double)strlen(text);
    cr_expect(longer > 1.4 && longer < 1.6, "%g times as long: '%s'", longer, tr(text));
    cr_expect_str_eq(tr(""), "");
    cr_expect_str_eq(tr("%s=%s 100"), "%s=%s 100", "nothing in it is prose");
    char line[200];
    snprintf(line, sizeof line, tr("%d of %s"), 7, "nine");
    cr_expect(strstr(line, "7 ") == line && strstr(line, " nine"), "'%s'", line);
}

Test(languages, errors_are_translated_where_they_are_made)
{
    speak("xx");
    Error err = { .at = -1 };
    fail(&err, "%s is no number", "seven");
    cr_expect(strncmp(err.text, "seven ", 6) == 0, "names stay: '%s'", err.text);
    cr_expect_str_neq(err.text, "seven is no number");
}

// Three forms, as Polish has them, and a word with two meanings.
static const char catalogue[] =
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Plural-Forms: nplurals=3; plural=n==1?0:n<5?1:2;\\n\"\n\n"
    "msgid \"%s at %d\"\nmsgstr \"%2$d \xed\x95\x9c %1$s\"\n\n"
    "msgid \"%d unit\"\nmsgid_plural \"%d units\"\n"
    "msgstr[0] \"%d one\"\nmsgstr[1] \"%d few\"\nmsgstr[2] \"%d many\"\n\n"
    "msgctxt \"a verb\"\nmsgid \"step\"\nmsgstr \"walk\"\n\n"
    "msgid \"step\"\nmsgstr \"stair\"\n";

static void write_catalogue(const char *folder)
{
    char command[3000];
    snprintf(command, sizeof command, "mkdir -p '%s' && msgfmt -o '%s/thalweg.mo' -", folder,
             folder);
    FILE *msgfmt = popen(command, "w");
    cr_assert(msgfmt);
    fputs(catalogue, msgfmt);
    cr_assert_eq(pclose(msgfmt), 0, "%s", command);
}

// The catalogue lies where an installed program beside the test would have it.
static void make_language(const char *code)
{
    char folder[1000], inner[100];
    snprintf(inner, sizeof inner, "../share/locale/%s/LC_MESSAGES", code);
    place_beside_program(folder, sizeof folder, inner);
    cr_assert(folder[0]);
    write_catalogue(folder);
}

Test(languages, a_catalogue_says_it_with_its_own_order_and_plurals)
{
    make_language("tlh");
    speak("tlh");
    char text[80];
    snprintf(text, sizeof text, tr("%s at %d"), "loss", 7);
    cr_expect_str_eq(text, "7 \xed\x95\x9c loss", "UTF-8 whatever the locale's letters are");
    cr_expect_str_eq(tr_n("%d unit", "%d units", 1), "%d one");
    cr_expect_str_eq(tr_n("%d unit", "%d units", 3), "%d few");
    cr_expect_str_eq(tr_n("%d unit", "%d units", 7), "%d many");
    cr_expect_str_eq(tr_plural(&(Plural)NN_("%d unit", "%d units"), 0), "%d few");
    cr_expect_str_eq(tr_c("a verb", "step"), "walk");
    cr_expect_str_eq(tr_c("a noun", "step"), "step", "no such meaning is known");
    cr_expect_str_eq(tr("step"), "stair");
    cr_expect_str_eq(tr("not in it"), "not in it");
    cr_expect_eq(strtod("1.5", NULL), 1.5, "numbers keep their point");
}

Test(languages, a_text_that_is_not_filled_in_is_english_and_so_are_forms_of_it)
{
    make_language("tlh");
    speak("tlh");
    cr_expect_str_eq(tr_n("%d step", "%d steps", 1), "%d step");
    cr_expect_str_eq(tr_n("%d step", "%d steps", 2), "%d steps");
    cr_expect_str_eq(tr_c("not in it", "at all"), "at all");
    cr_expect_str_eq(tr("a verb"), "a verb", "a context is no text");
}

Test(languages, change_at_once_and_leave_what_they_handed_out)
{
    make_language("tlh");
    speak("en");
    const unsigned before = words_changes();
    const char *english = tr("step");
    cr_expect(words_set("tlh"));
    cr_expect_str_eq(words_language(), "tlh");
    const char *stair = tr("step");
    cr_expect_str_eq(stair, "stair");
    cr_expect_eq(words_changes(), before + 1);
    cr_expect(words_set("tlh"));
    cr_expect_eq(words_changes(), before + 1, "it is the same one");
    cr_expect(words_set("xx"));
    cr_expect_str_neq(tr("a step"), "a step");
    cr_expect_not(words_set("qq"), "there is no such");
    cr_expect_str_eq(words_language(), "en");
    cr_expect_eq(tr("step"), english);
    cr_expect_str_eq(stair, "stair", "it stays");
    cr_expect(words_set("tlh"));
    cr_expect_eq(tr("step"), stair);
    cr_expect(words_set("en"));
    cr_expect_str_eq(words_language(), "en");
}

// What the environment says, and what is spoken then.
static const struct {
    const char *asked, *list, *all, *messages, *lang, *spoken;
} environments[] = {
    { NULL, NULL, NULL, NULL, NULL, "en" },
    { NULL, NULL, NULL, NULL, "tlh_XX.UTF-8", "tlh" },
    { NULL, NULL, NULL, NULL, "tlh", "tlh" },
    { NULL, NULL, NULL, "tlh_XX.UTF-8@x", "C", "tlh" },
    { NULL, NULL, "C", "tlh_XX.UTF-8", "tlh_XX.UTF-8", "en" },
    { NULL, NULL, "C.UTF-8", NULL, "tlh_XX.UTF-8", "en" },
    { NULL, NULL, "", "", "tlh_XX.UTF-8", "tlh" },
    { NULL, NULL, NULL, NULL, "qq_XX.UTF-8", "en" },
    { NULL, "qq:tlh:xx", NULL, NULL, "de_DE.UTF-8", "tlh" },
    { NULL, "qq:en:tlh", NULL, NULL, "tlh", "en" },
    { NULL, "tlh", "C", NULL, "tlh", "en" },
    { NULL, "tlh", "C.UTF-8", NULL, NULL, "tlh" },
    { "tlh", NULL, "C", NULL, NULL, "tlh" },
    { "tlh", NULL, "C.UTF-8", NULL, NULL, "tlh" },
    { "tlh", "xx", NULL, NULL, "tlh_XX.UTF-8", "tlh" },
    { "en", "tlh", NULL, NULL, "tlh_XX.UTF-8", "en" },
    { "C", "tlh", NULL, NULL, "tlh_XX.UTF-8", "en" },
    { "", NULL, NULL, NULL, "tlh_XX.UTF-8", "tlh" },
};

static void set(const char *name, const char *value)
{
    value ? setenv(name, value, 1) : unsetenv(name);
}

Test(languages, go_by_the_environment_and_by_no_locale_of_the_system)
{
    make_language("tlh");
    for (size_t i = 0; i < COUNT(environments); i++) {
        set("THALWEG_LANGUAGE", environments[i].asked);
        set("LANGUAGE", environments[i].list);
        set("LC_ALL", environments[i].all);
        set("LC_MESSAGES", environments[i].messages);
        set("LANG", environments[i].lang);
        words_begin();
        cr_expect_str_eq(words_language(), environments[i].spoken, "row %zu", i);
        cr_expect_eq(words_asked(), environments[i].asked && environments[i].asked[0]);
        words_set("xx");
        if (!words_asked()) {
            words_set("auto");
            cr_expect_str_eq(words_language(), environments[i].spoken, "row %zu again", i);
        }
    }
}

Test(languages, reasons_of_the_system_are_texts_as_others)
{
    speak("en");
    cr_expect_str_eq(tr_reason(ENOENT), "No such file or directory");
    cr_expect_str_eq(tr_reason(ENOTTY), strerror(ENOTTY));
    speak("xx");
    cr_expect_str_neq(tr_reason(EACCES), strerror(EACCES));
}

// As GNU gettext's manual lists them, and others: form of n = 0, 1, 2, 5, 11, 21, 101.
static const struct {
    const char *rule;
    unsigned long forms[7];
} rules[] = {
    { "0", { 0, 0, 0, 0, 0, 0, 0 } },
    { "n != 1;", { 1, 0, 1, 1, 1, 1, 1 } },
    { "n>1;\n", { 0, 0, 1, 1, 1, 1, 1 } },
    { "n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2;", { 2, 0, 1, 1, 1, 0, 0 } },
    { "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
      { 2, 0, 1, 2, 2, 0, 0 } },
    { "(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2", { 2, 0, 1, 2, 2, 2, 2 } },
    { "!n", { 1, 0, 0, 0, 0, 0, 0 } },
    { "n - 1 + 2 * 3 - 6 / 2", { 2, 3, 4, 7, 13, 23, 103 } },
    { "10 - 4 - 3", { 3, 3, 3, 3, 3, 3, 3 } },
    { "n < 2 == 1", { 1, 1, 0, 0, 0, 0, 0 } },
    { "", { 0 } },
    { "n ==", { 0 } },
    { "n / 0", { 0 } },
    { "n != 1 rest", { 0 } },
    { "((n)", { 0 } },
    { "n ? 1", { 0 } },
};

Test(languages, count_by_the_rule_of_their_catalogue)
{
    static const unsigned long numbers[] = { 0, 1, 2, 5, 11, 21, 101 };
    for (size_t i = 0; i < COUNT(rules); i++) {
        for (size_t k = 0; k < COUNT(numbers); k++) {
            cr_expect_eq(plural_form(rules[i].rule, numbers[k]), rules[i].forms[k], "%s of %lu",
                         rules[i].rule, numbers[k]);
        }
    }
    char deep[4000];
    memset(deep, '(', sizeof deep);
    deep[sizeof deep - 1] = '\0';
    cr_expect_eq(plural_form(deep, 7), 0, "nested beyond all reason");
    memset(deep, '!', sizeof deep - 1);
    cr_expect_eq(plural_form(deep, 7), 0);
}

static size_t read_mo(char *bytes, size_t size)
{
    char path[1000];
    make_language("tlh");
    place_beside_program(path, sizeof path, "../share/locale/tlh/LC_MESSAGES/thalweg.mo");
    FILE *file = fopen(path, "rb");
    cr_assert(file);
    const size_t length = fread(bytes, 1, size, file);
    fclose(file);
    return length;
}

Test(languages, a_damaged_catalogue_is_none_or_says_something_else)
{
    char bytes[4000], damaged[4000];
    const size_t length = read_mo(bytes, sizeof bytes);
    Catalogue *whole = catalogue_parse(bytes, length);
    cr_assert(whole);
    cr_expect_str_eq(catalogue_find(whole, NULL, "step"), "stair");
    cr_expect_str_eq(catalogue_find(whole, "a verb", "step"), "walk");
    catalogue_free(whole);
    for (size_t cut = 0; cut < length; cut++) {
        cr_expect_null(catalogue_parse(bytes, cut), "the first %zu bytes", cut);
    }
    for (size_t at = 0; at < 28 + 16 * 5; at++) {
        for (int bit = 0; bit < 8; bit++) {
            memcpy(damaged, bytes, length);
            damaged[at] ^= (char)(1 << bit);
            Catalogue *made = catalogue_parse(damaged, length);
            if (made) { // what it says lies in it
                catalogue_find(made, NULL, "step");
                catalogue_find_plural(made, "%d unit", 7);
                catalogue_free(made);
            }
        }
    }
}

// Every number of the file with its bytes turned about: as written on another machine.
Test(languages, a_catalogue_of_the_other_order_of_bytes_is_read_too)
{
    char bytes[4000];
    const size_t length = read_mo(bytes, sizeof bytes);
    uint32_t count, tables[2];
    memcpy(&count, bytes + 8, 4);
    memcpy(tables, bytes + 12, 8);
    for (size_t at = 0; at < length; at += 4) {
        const bool table = (at >= tables[0] && at < tables[0] + 8 * count) ||
                           (at >= tables[1] && at < tables[1] + 8 * count);
        if (at < 28 || table) {
            const char turned[] = { bytes[at + 3], bytes[at + 2], bytes[at + 1], bytes[at] };
            memcpy(bytes + at, turned, 4);
        }
    }
    Catalogue *made = catalogue_parse(bytes, length);
    cr_assert(made);
    cr_expect_str_eq(catalogue_find(made, NULL, "step"), "stair");
    cr_expect_str_eq(catalogue_find_plural(made, "%d unit", 3), "%d few");
    catalogue_free(made);
}
