// GNU gettext behind tr(), asked only when there is a catalogue in the user's language. The
// language is the process's own, as its locale is: chosen once, by words_begin().
#include "base/words.h"

#include "base/place.h"
#include "base/pseudo.h"
#include "base/utf8.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum { ENGLISH, CATALOGUE, PSEUDO } language;

static const char domain[] = "thalweg";

// gettext answers "" with what stands at a catalogue's beginning, and with "" where it has none.
static bool has_catalogue(const char *folder)
{
    return bindtextdomain(domain, folder) && dgettext(domain, "")[0] != '\0';
}

static bool find_catalogue(void)
{
    char beside[PATH_MAX];
    place_beside_program(beside, sizeof beside, "../share/locale");
    return (beside[0] && has_catalogue(beside)) || has_catalogue(THALWEG_LOCALE_DIR) ||
           has_catalogue(THALWEG_BUILT_LOCALE_DIR);
}

// gettext translates nothing in the locale C, whatever language is asked for.
static void leave_locale_c(const char *wanted)
{
    char name[64];
    snprintf(name, sizeof name, "%.40s.UTF-8", wanted);
    const char *const locales[] = { name, "C.UTF-8", "en_US.UTF-8" };
    const char *now = setlocale(LC_MESSAGES, NULL);
    for (size_t i = 0; i < COUNT(locales) && (!now || !strcmp(now, "C") || !strcmp(now, "POSIX"));
         i++) {
        now = setlocale(LC_MESSAGES, locales[i]);
    }
}

void words_begin(void)
{
    const char *wanted = getenv("THALWEG_LANGUAGE");
    if (wanted && strcmp(wanted, "xx") == 0) {
        language = PSEUDO;
        return;
    }
    if (wanted && (strcmp(wanted, "en") == 0 || strcmp(wanted, "C") == 0)) {
        return;
    }
    setlocale(LC_MESSAGES, "");
    if (wanted && wanted[0]) {
        setenv("LANGUAGE", wanted, 1);
        leave_locale_c(wanted);
    }
    // Not in the locale's own letters: texts are UTF-8 throughout, the system's reasons too.
    bind_textdomain_codeset(domain, "UTF-8");
    bind_textdomain_codeset("libc", "UTF-8");
    if (find_catalogue()) {
        language = CATALOGUE;
    } else {
        setlocale(LC_MESSAGES, "C"); // the system's reasons stay English, as all else does
    }
}

const char *words_language(void)
{
    static char found[8]; // as the catalogue says of itself, for as long as the program runs
    if (language != CATALOGUE) {
        return language == PSEUDO ? "xx" : "en";
    }
    const char *head = strstr(dgettext(domain, ""), "Language: ");
    if (!found[0] && head) {
        snprintf(found, sizeof found, "%.*s", (int)strcspn(head + 10, "_.@\n "), head + 10);
    }
    return found[0] ? found : "en";
}

const char *tr(const char *english)
{
    if (language == ENGLISH || english[0] == '\0') {
        return english;
    }
    return language == PSEUDO ? pseudo(english) : dgettext(domain, english);
}

const char *tr_n(const char *one, const char *many, long count)
{
    if (language == CATALOGUE) {
        return dngettext(domain, one, many, (unsigned long)(count < 0 ? -count : count));
    }
    return tr(count == 1 ? one : many);
}

const char *tr_plural(const Plural *text, long count)
{
    return tr_n(text->one, text->many, count);
}

const char *tr_c(const char *context, const char *english)
{
    char id[256]; // as gettext files it
    if (language != CATALOGUE ||
        snprintf(id, sizeof id, "%s\004%s", context, english) >= (int)sizeof id) {
        return tr(english);
    }
    const char *found = dgettext(domain, id);
    return found == id ? english : found;
}

// Both texts take the list so far and one more name.
void tr_list(char *out, size_t size, size_t count, const char *(*name)(const void *of, size_t i),
             const void *of)
{
    char *so_far = malloc(size);
    out[0] = '\0';
    for (size_t i = 0; so_far && i < count; i++) {
        memcpy(so_far, out, size);
        text_print(out, size,
                   i == 0           ? "%s%s"
                   : i == count - 1 ? tr("%s and %s")
                                    : tr("%s, %s"),
                   so_far, name(of, i));
    }
    free(so_far);
}
