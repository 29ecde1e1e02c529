// Lines break at blanks; a word that is wider than the line breaks between its letters where they
// are such as Korean's, else it stands out of the line.
#include "draw/wrap.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

// Of the letters' size: the height of a line; the smallest letters that a text may come to.
static const float LINE = 1.15f, SMALLEST = 0.7f;

// As many whole words as fit, at least one.
static size_t words_fit(const FontMetrics *metrics, Font font, float size, float width,
                        const char *text)
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

// Letters that stand for syllables or words: between any two of them a line may end.
static bool is_syllable(uint32_t code)
{
    return (code >= 0x1100 && code < 0x1200) || (code >= 0x2e80 && code < 0xd800) ||
           (code >= 0xf900 && code < 0xfb00);
}

static bool closes(uint32_t code)
{
    return code < 0x80 && strchr(".,:;!?)]}%'\"", (char)code) != NULL;
}

// How much of a word [length] that is too wide fits, ending beside such a letter, but before
// nothing that closes; all of it if there is no such place.
static size_t letters_fit(const FontMetrics *metrics, Font font, float size, float width,
                          const char *text, size_t length)
{
    size_t fits = 0;
    bool behind = false; // a syllable
    for (size_t at = 0; at < length;) {
        const size_t before = at;
        const uint32_t code = utf8_next(text, length, &at);
        const bool breaks = before > 0 && (behind || is_syllable(code)) && !closes(code);
        behind = is_syllable(code);
        if (breaks && fits && metrics->width(metrics->self, font, size, text, before) > width) {
            break;
        }
        fits = breaks ? before : fits;
    }
    return fits && metrics->width(metrics->self, font, size, text, length) > width ? fits : length;
}

size_t wrap_line(const FontMetrics *metrics, Font font, float size, float width, const char *text)
{
    const size_t words = words_fit(metrics, font, size, width, text);
    return metrics->width(metrics->self, font, size, text, words) > width
               ? letters_fit(metrics, font, size, width, text, words)
               : words;
}

static const char *behind(const char *text, size_t length)
{
    return text + length + (text[length] == ' ' || text[length] == '\n');
}

// How many lines it takes with letters of that size; 0: some word is too wide.
static int lines_of(const Canvas *canvas, Font font, float size, float width, const char *text)
{
    const FontMetrics *metrics = canvas->metrics;
    int lines = 0;
    for (; *text; lines++) {
        const size_t length = words_fit(metrics, font, size, width, text);
        if (metrics->width(metrics->self, font, size, text, length) > width) {
            return 0;
        }
        text = behind(text, length);
    }
    return lines;
}

// x of the alignment's end of a place.
static float end_of(Rect place, Align align)
{
    return align == ALIGN_LEFT     ? place.x
           : align == ALIGN_CENTER ? place.x + place.w / 2
                                   : place.x + place.w;
}

static void lines_draw(Canvas *canvas, Rect place, Align align, Font font, float size, Color color,
                       const char *text, int lines)
{
    const float line = size * LINE;
    float y = place.y + (place.h - line * (float)(lines - 1)) / 2 + TEXT_MIDDLE * size;
    for (char part[256]; *text; y += line) {
        const size_t length = wrap_line(canvas->metrics, font, size, place.w, text);
        const size_t kept = length < sizeof part ? length : sizeof part - 1;
        memcpy(part, text, kept);
        part[kept] = '\0';
        canvas_text(canvas, end_of(place, align), y, align, font, size, color, part);
        text = behind(text, length);
    }
}

// Letters go down by half a pixel.
static float smallest(const Canvas *canvas, float size)
{
    return fmaxf(size - floorf(2 * size * (1 - SMALLEST)) / 2, fminf(size, canvas->least));
}

float wrap_least(const Canvas *canvas, Font font, float size, const char *text)
{
    return canvas_text_width(canvas, font, smallest(canvas, size), text);
}

// The largest letters with which it fits, and on how many lines then; 0: with none.
static int lines_fit(const Canvas *canvas, Rect place, Font font, float *size, const char *text)
{
    const float least = smallest(canvas, *size);
    for (; *size >= least; *size -= 0.5f) {
        const int lines = lines_of(canvas, font, *size, place.w, text);
        if (lines == 1 || (lines > 1 && LINE * *size * (float)lines <= place.h)) {
            return lines;
        }
    }
    return 0;
}

bool wrap_fits(const Canvas *canvas, Rect place, Font font, float size, const char *text)
{
    return !*text || lines_fit(canvas, place, font, &size, text) > 0;
}

bool wrap_text(Canvas *canvas, Rect place, Align align, Font font, float size, Color color,
               const char *text)
{
    const float x = end_of(place, align), y = place.y + place.h / 2 + TEXT_MIDDLE * size;
    if (canvas_text_width(canvas, font, size, text) <= place.w) {
        canvas_text(canvas, x, y, align, font, size, color, text);
        return true;
    }
    float smaller = size;
    const int lines = lines_fit(canvas, place, font, &smaller, text);
    if (lines > 0) {
        lines_draw(canvas, place, align, font, smaller, color, text, lines);
    } else {
        canvas_text_fit(canvas, x, y, align, font, size, color, text, place.w);
    }
    return lines > 0;
}
