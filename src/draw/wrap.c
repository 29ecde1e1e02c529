// Lines break at blanks; a word that is wider than the line stands out of it.
#include "draw/wrap.h"

#include <string.h>

size_t wrap_line(const FontMetrics *metrics, Font font, float size, float width, const char *text)
{
    const size_t length = strcspn(text, "\n");
    size_t fits = 0, at = 0;
    while (at < length) {
        size_t next = at;
        while (next < length && text[next] != ' ') {
            next++;
        }
        if (fits && metrics->width(metrics->self, font, size, text, next) > width) {
            break;
        }
        fits = next;
        at = next + 1;
    }
    return fits;
}
