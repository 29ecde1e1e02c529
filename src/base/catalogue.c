// The file: seven numbers, of which are read the magic, how many texts there are and where the two
// tables of their lengths and places stand; numbers may have either order of bytes. Of what counts
// something the English is "one\0many", the translation its forms one behind the other.
#include "base/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER = 28, BYTES_MAX = 1 << 24, RULE_MAX = 200 };
static const uint32_t MAGIC = 0x950412de, CONTEXT_END = '\004';

typedef struct Entry {
    const char *english, *words; // english NULL: empty
    size_t length;               // of all forms of the words, with their zero bytes
} Entry;

struct Catalogue {
    char *bytes;
    size_t length;
    Entry *entries;  // open addressing
    size_t capacity; // a power of two
    char rule[RULE_MAX];
};

static uint32_t number_at(const Catalogue *catalogue, size_t at)
{
    unsigned char b[4];
    memcpy(b, catalogue->bytes + at, sizeof b);
    const uint32_t little =
        b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    const uint32_t big = b[3] | (uint32_t)b[2] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[0] << 24;
    return (unsigned char)catalogue->bytes[0] == (MAGIC & 0xff) ? little : big;
}

static uint32_t hash_more(uint32_t hash, const char *text) // FNV-1a
{
    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    }
    return hash;
}

static uint32_t hash_of(const char *context, const char *english)
{
    uint32_t hash = 2166136261u;
    if (context) {
        hash = (hash_more(hash, context) ^ CONTEXT_END) * 16777619u;
    }
    return hash_more(hash, english);
}

static bool is_it(const char *known, const char *context, const char *english)
{
    const size_t length = context ? strlen(context) : 0;
    if (context && (strncmp(known, context, length) != 0 || known[length] != (char)CONTEXT_END)) {
        return false;
    }
    return strcmp(known + (context ? length + 1 : 0), english) == 0;
}

static Entry *entry_for(const Catalogue *catalogue, const char *context, const char *english)
{
    size_t at = hash_of(context, english) & (catalogue->capacity - 1);
    while (catalogue->entries[at].english &&
           !is_it(catalogue->entries[at].english, context, english)) {
        at = (at + 1) & (catalogue->capacity - 1);
    }
    return &catalogue->entries[at];
}

// Text i of the table at `table`, which must lie in the file with its zero byte; NULL if not.
static const char *text_of(const Catalogue *catalogue, size_t table, size_t i, size_t *length)
{
    *length = number_at(catalogue, table + 8 * i);
    const size_t at = number_at(catalogue, table + 8 * i + 4);
    const bool inside = *length < catalogue->length && at < catalogue->length - *length;
    return inside && catalogue->bytes[at + *length] == '\0' ? catalogue->bytes + at : NULL;
}

static bool take_all(Catalogue *catalogue, size_t count, size_t english_at, size_t words_at)
{
    for (size_t i = 0; i < count; i++) {
        size_t length;
        const char *english = text_of(catalogue, english_at, i, &length);
        const char *words = text_of(catalogue, words_at, i, &length);
        if (!english || !words) {
            return false;
        }
        *entry_for(catalogue, NULL, english) = (Entry){ english, words, length + 1 };
    }
    return true;
}

static void take_rule(Catalogue *catalogue)
{
    const Entry *head = entry_for(catalogue, NULL, "");
    const char *rule = head->english ? strstr(head->words, "plural=") : NULL;
    snprintf(catalogue->rule, sizeof catalogue->rule, "%s", rule ? rule + strlen("plural=") : "0");
}

static bool fill(Catalogue *catalogue)
{
    const uint32_t magic = catalogue->length < HEADER ? 0 : number_at(catalogue, 0);
    if (magic != MAGIC) {
        return false;
    }
    const size_t count = number_at(catalogue, 8), english_at = number_at(catalogue, 12),
                 words_at = number_at(catalogue, 16), length = catalogue->length;
    if (count > length / 16 || english_at > length - 8 * count || words_at > length - 8 * count) {
        return false;
    }
    catalogue->capacity = 16;
    while (catalogue->capacity < 2 * count) {
        catalogue->capacity *= 2;
    }
    catalogue->entries = calloc(catalogue->capacity, sizeof *catalogue->entries);
    if (!catalogue->entries || !take_all(catalogue, count, english_at, words_at)) {
        return false;
    }
    take_rule(catalogue);
    return true;
}

void catalogue_free(Catalogue *catalogue)
{
    if (catalogue) {
        free(catalogue->entries);
        free(catalogue->bytes);
        free(catalogue);
    }
}

// Takes the bytes over.
static Catalogue *make(char *bytes, size_t length)
{
    Catalogue *catalogue = bytes ? calloc(1, sizeof *catalogue) : NULL;
    if (catalogue) {
        catalogue->bytes = bytes;
        catalogue->length = length;
    }
    if (!catalogue || !fill(catalogue)) {
        free(catalogue ? NULL : bytes);
        catalogue_free(catalogue);
        return NULL;
    }
    return catalogue;
}

Catalogue *catalogue_parse(const void *bytes, size_t length)
{
    char *copy = malloc(length ? length : 1);
    if (copy && length) {
        memcpy(copy, bytes, length);
    }
    return make(copy, length);
}

Catalogue *catalogue_load(const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (!file) {
        return NULL;
    }
    char *bytes = NULL;
    size_t length = 0;
    if (fseek(file, 0, SEEK_END) == 0) {
        const long end = ftell(file);
        bytes = end > 0 && end < BYTES_MAX && fseek(file, 0, SEEK_SET) == 0 ? malloc((size_t)end)
                                                                            : NULL;
        length = bytes ? fread(bytes, 1, (size_t)end, file) : 0;
    }
    fclose(file);
    return make(bytes, length);
}

const char *catalogue_find(const Catalogue *catalogue, const char *context, const char *english)
{
    const char *words = entry_for(catalogue, context, english)->words;
    return words && words[0] ? words : NULL;
}

const char *catalogue_find_plural(const Catalogue *catalogue, const char *one, unsigned long count)
{
    const Entry *entry = entry_for(catalogue, NULL, one);
    if (!entry->english || !entry->words[0]) {
        return NULL;
    }
    unsigned long form = plural_form(catalogue->rule, count);
    const char *words = entry->words, *end = entry->words + entry->length;
    for (; form > 0 && words + strlen(words) + 1 < end; form--) {
        words += strlen(words) + 1;
    }
    return form == 0 ? words : entry->words;
}
