// What the program says in which language: English, one that is made up, and one from a catalogue.
#include "base/error.h"
#include "base/place.h"
#include "base/utf8.h"
#include "base/words.h"

#include <criterion/criterion.h>
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
Test(languages, a_catalogue_says_it_with_its_own_order_and_plurals)
{
    char folder[1000];
    place_beside_program(folder, sizeof folder, "../share/locale/tlh/LC_MESSAGES");
    cr_assert(folder[0]);
    write_catalogue(folder);
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
