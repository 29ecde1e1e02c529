// Which language is spoken is one pointer, so that threads may ask for texts while it changes. What
// was ever loaded stays, for tr() promises texts that stay.
#include "base/words.h"

#include "base/catalogue.h"
#include "base/place.h"
#include "base/pseudo.h"
#include "base/utf8.h"

#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_MAX = 24 };

typedef struct Language {
    struct Language *next;
    char code[CODE_MAX];
    const Catalogue *catalogue; // NULL: the made-up one
} Language;

static _Atomic(const Language *) spoken; // NULL: English
static atomic_uint changes;

static const Catalogue *catalogue_in(const char *folder, const char *code)
{
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%.*s/%s/LC_MESSAGES/thalweg.mo", PATH_MAX, folder, code);
    return catalogue_load(path);
}

static const Catalogue *find_catalogue(const char *code)
{
    char beside[PATH_MAX];
    place_beside_program(beside, sizeof beside, "../share/locale");
    const char *const folders[] = { beside, THALWEG_LOCALE_DIR, THALWEG_BUILT_LOCALE_DIR };
    const Catalogue *found = NULL;
    for (size_t i = 0; i < COUNT(folders) && !found; i++) {
        found = folders[i][0] ? catalogue_in(folders[i], code) : NULL;
    }
    return found;
}

// One that was loaded, or a new one; NULL if there is none.
static const Language *language_of(const char *code)
{
    static Language *first;
    Language *known = first;
    while (known && strcmp(known->code, code) != 0) {
        known = known->next;
    }
    if (known) {
        return known;
    }
    const bool made_up = strcmp(code, "xx") == 0;
    const Catalogue *catalogue = made_up ? NULL : find_catalogue(code);
    Language *language = made_up || catalogue ? malloc(sizeof *language) : NULL;
    if (language) {
        *language = (Language){ .next = first, .catalogue = catalogue };
        snprintf(language->code, sizeof language->code, "%s", code);
        first = language;
    }
    return language;
}

// The language of a locale's name, "ko_KR.UTF-8" or "ko", without its place if need be; English
// needs no translation. Whether there is one.
static bool speak(const char *locale, size_t length)
{
    char code[CODE_MAX] = "";
    for (size_t i = 0; i < length && i + 1 < sizeof code; i++) {
        const bool plain = (locale[i] | 0x20) >= 'a' && (locale[i] | 0x20) <= 'z';
        if (!plain && locale[i] != '_') {
            break;
        }
        code[i] = locale[i];
        code[i + 1] = '\0';
    }
    const Language *language = language_of(code);
    char *place = strchr(code, '_');
    if (!language && place) {
        *place = '\0';
        language = language_of(code);
    }
    if (atomic_exchange(&spoken, language) != language) {
        atomic_fetch_add(&changes, 1);
    }
    return language || !strcmp(code, "en") || !strcmp(code, "C") || !strcmp(code, "POSIX");
}

// The first of a list as LANGUAGE is one, "ko:de:en".
static bool speak_first(const char *list)
{
    while (*list) {
        const size_t length = strcspn(list, ":");
        if (length > 0 && speak(list, length)) {
            return true;
        }
        list += length + (list[length] == ':');
    }
    return speak("en", 2);
}

// As gettext does it: the list counts where there is a locale other than C.
static bool speak_as_environment(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *locale = NULL, *list = getenv("LANGUAGE");
    for (size_t i = 0; i < COUNT(names) && !(locale && *locale); i++) {
        locale = getenv(names[i]);
    }
    const bool plain = !locale || !*locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX");
    return speak_first(plain ? "en" : list && *list ? list : locale);
}

bool words_asked(void)
{
    const char *wanted = getenv("THALWEG_LANGUAGE");
    return wanted && *wanted;
}

void words_begin(void)
{
    if (words_asked()) {
        speak_first(getenv("THALWEG_LANGUAGE"));
    } else {
        speak_as_environment();
    }
}

bool words_set(const char *code)
{
    return strcmp(code, "auto") == 0 ? speak_as_environment() : speak(code, strlen(code));
}

unsigned words_changes(void)
{
    return atomic_load(&changes);
}

const char *words_language(void)
{
    const Language *language = atomic_load(&spoken);
    return language ? language->code : "en";
}

const char *tr(const char *english)
{
    const Language *language = atomic_load_explicit(&spoken, memory_order_acquire);
    if (!language || english[0] == '\0') {
        return english;
    }
    const char *found =
        language->catalogue ? catalogue_find(language->catalogue, NULL, english) : pseudo(english);
    return found ? found : english;
}

const char *tr_n(const char *one, const char *many, long count)
{
    const Language *language = atomic_load_explicit(&spoken, memory_order_acquire);
    const unsigned long number = (unsigned long)(count < 0 ? -count : count);
    const char *found = language && language->catalogue
                            ? catalogue_find_plural(language->catalogue, one, number)
                            : NULL;
    return found ? found : tr(count == 1 ? one : many);
}

const char *tr_plural(const Plural *text, long count)
{
    return tr_n(text->one, text->many, count);
}

const char *tr_c(const char *context, const char *english)
{
    const Language *language = atomic_load_explicit(&spoken, memory_order_acquire);
    if (!language || !language->catalogue) {
        return tr(english);
    }
    const char *found = catalogue_find(language->catalogue, context, english);
    return found ? found : english;
}

// What systems say most often, in their words.
static const struct {
    int error;
    const char *text;
} reasons[] = {
    { EACCES, N_("Permission denied") },
    { EPERM, N_("Operation not permitted") },
    { ENOENT, N_("No such file or directory") },
    { EISDIR, N_("Is a directory") },
    { ENOTDIR, N_("Not a directory") },
    { EEXIST, N_("File exists") },
    { EFBIG, N_("File too large") },
    { ENAMETOOLONG, N_("File name too long") },
    { ENOSPC, N_("No space left on device") },
    { EDQUOT, N_("Disk quota exceeded") },
    { EROFS, N_("Read-only file system") },
    { ETXTBSY, N_("Text file busy") },
    { EBUSY, N_("Device or resource busy") },
    { ENOTEMPTY, N_("Directory not empty") },
    { ELOOP, N_("Too many levels of symbolic links") },
    { EMFILE, N_("Too many open files") },
    { ENOMEM, N_("Cannot allocate memory") },
    { EIO, N_("Input/output error") },
    { EINVAL, N_("Invalid argument") },
    { EBADF, N_("Bad file descriptor") },
    { EPIPE, N_("Broken pipe") },
    { ENOEXEC, N_("Exec format error") },
    { ENXIO, N_("No such device or address") },
};

const char *tr_reason(int error)
{
    for (size_t i = 0; i < COUNT(reasons); i++) {
        if (reasons[i].error == error) {
            return tr(reasons[i].text);
        }
    }
    return strerror(error);
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
