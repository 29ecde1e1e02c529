// What is found by what was typed into a chooser.
#include "app/parts/chooser.h"
#include "base/words.h"

#include <ctype.h>
#include <string.h>

static bool begins(const char *text, const char *with, size_t length)
{
    size_t i = 0;
    while (i < length && tolower((unsigned char)text[i]) == tolower((unsigned char)with[i])) {
        i++; // a shorter text ends with its zero byte
    }
    return i == length;
}

static bool has(const char *text, const char *part, size_t length)
{
    bool found = false;
    for (; text && *text && !found; text++) {
        found = begins(text, part, length);
    }
    return found;
}

static bool matches(const ChooserItem *item, const char *group, const char *typed)
{
    bool all = true;
    for (typed += strspn(typed, " "); *typed && all; typed += strspn(typed, " ")) {
        const size_t length = strcspn(typed, " ");
        all = has(item->name, typed, length) || has(item->about, typed, length) ||
              has(item->key, typed, length) || has(group, typed, length);
        typed += length;
    }
    return all;
}

// The better, the likelier it was meant: its name begins so, has it in it, or something else does.
static int likelihood(const ChooserItem *item, const char *typed)
{
    const size_t length = strlen(typed);
    if (begins(item->name, typed, length) || (item->key && begins(item->key, typed, length))) {
        return 3;
    }
    return has(item->name, typed, length) ? 2 : 1;
}

int chooser_search(const Chooser *chooser, const char *typed, int *shown, int *best)
{
    int count = 0, likeliest = 0;
    assert(chooser->popup.count <= CHOOSER_ITEMS_MAX);
    *best = -1;
    for (int group = 0; group < chooser->groups; group++) {
        const char *name = chooser->group(group);
        for (int i = 0; i < chooser->popup.count; i++) {
            const ChooserItem item = chooser->item(chooser->context, i);
            if (!item.name || item.group != group || !matches(&item, name, typed)) {
                continue;
            }
            const int likely = likelihood(&item, typed);
            if (likely > likeliest) {
                likeliest = likely;
                *best = count;
            }
            shown[count++] = i;
        }
    }
    return count;
}
