// Word by word: every other letter is doubled, and those that have a sister with an accent give way
// to her. What was made is kept in a table, for tr() promises texts that stay.
#include "base/pseudo.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const char *const accented[26 * 2] = {
    "Á", "Ɓ", "Ç", "Ď", "É", "Ƒ", "Ğ", "Ĥ", "Í", "Ĵ", "Ķ", "Ļ", "M", "Ñ", "Ó", "P", "Q", "Ř",
    "Š", "Ť", "Ú", "V", "Ŵ", "X", "Ý", "Ž", "á", "b", "ç", "ď", "é", "f", "ğ", "ĥ", "í", "ĵ",
    "ķ", "ļ", "m", "ñ", "ó", "p", "q", "ř", "š", "ť", "ú", "v", "ŵ", "x", "ý", "ž",
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The bytes of a printf directive at text, "%" included; "%%" is one.
static size_t directive_length(const char *text)
{
    size_t length = 1 + strspn(text + 1, "0123456789$-+ #.*'lhzjt");
    return length + (text[length] != '\0');
}

// A word up to the next blank stays when it is no prose: one letter alone (a symbol, mostly), or a
// digit or a sign in it, as in "f(x)".
static bool stays(const char *word, size_t length)
{
    size_t letters = 0;
    for (size_t i = 0; i < length; i++) {
        letters += is_letter(word[i]);
        if (strchr("0123456789+=_<>|^/", word[i]) || (word[i] == '-' && word[i + 1] == '-') ||
            (word[i] == '(' && i > 0)) {
            return true;
        }
    }
    return letters <= 1;
}

static char *put(char *to, const char *from, size_t length)
{
    memcpy(to, from, length);
    return to + length;
}

// Directives begin words of their own, so that "%s's" is half prose.
static size_t word_length(const char *text)
{
    return text[0] == '%' ? directive_length(text) : strcspn(text, " \t\n%");
}

static char *make(const char *english)
{
    char *made = malloc(4 * strlen(english) + 1), *to = made; // a letter becomes two of two bytes
    int letters = 0;
    while (made && *english) {
        const size_t blanks = strspn(english, " \t\n");
        to = put(to, english, blanks);
        english += blanks;
        const size_t length = word_length(english);
        const bool keep = english[0] == '%' || stays(english, length);
        for (size_t i = 0; i < length; i++, english++) {
            if (keep || !is_letter(*english)) {
                *to++ = *english;
                continue;
            }
            const char *letter = accented[*english >= 'a' ? 26 + *english - 'a' : *english - 'A'];
            to = put(to, letter, strlen(letter));
            if (letters++ % 2 == 0) {
                to = put(to, english, 1);
            }
        }
    }
    if (made) {
        *to = '\0';
    }
    return made;
}

enum { BUCKETS = 1024 };

typedef struct Made {
    struct Made *next;
    const char *english, *foreign;
} Made;

static size_t bucket_of(const char *english)
{
    uint32_t hash = 2166136261u; // FNV-1a
    for (; *english; english++) {
        hash = (hash ^ (unsigned char)*english) * 16777619u;
    }
    return hash % BUCKETS;
}

static Made *remember(Made *next, const char *english)
{
    Made *made = malloc(sizeof *made);
    char *copy = strdup(english), *foreign = make(english);
    if (!made || !copy || !foreign) {
        free(made);
        free(copy);
        free(foreign);
        return NULL;
    }
    *made = (Made){ next, copy, foreign };
    return made;
}

const char *pseudo(const char *english)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static Made *buckets[BUCKETS];
    pthread_mutex_lock(&lock);
    Made **bucket = &buckets[bucket_of(english)], *made = *bucket;
    while (made && strcmp(made->english, english) != 0) {
        made = made->next;
    }
    if (!made && (made = remember(*bucket, english))) {
        *bucket = made;
    }
    pthread_mutex_unlock(&lock);
    return made ? made->foreign : english;
}
