// The program speaks English.
#include "base/words.h"

const char *tr(const char *english)
{
    return english;
}

const char *tr_n(const char *one, const char *many, long count)
{
    return count == 1 ? one : many;
}

const char *tr_plural(const Plural *text, long count)
{
    return tr_n(text->one, text->many, count);
}
