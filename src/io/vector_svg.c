// What cairo leaves out of an SVG: title, description, and texts that can be found and copied, for
// its letters are outlines; and names that do not depend on what was drawn before.
#include "base/utf8.h"
#include "io/vector_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void vector_add(VectorBytes *bytes, const char *data, size_t length)
{
    array_reserve(bytes, bytes->count + length);
    memcpy(bytes->items + bytes->count, data, length);
    bytes->count += length;
}

static void add(VectorBytes *bytes, const char *text)
{
    vector_add(bytes, text, strlen(text));
}

// What XML has no place for (bytes that are no UTF-8, control characters) is shown as on the screen
// or left blank.
static void add_escaped(VectorBytes *bytes, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        const uint32_t code = utf8_next(text, length, &at);
        char one[5] = "";
        one[utf8_put(code < ' ' || code == 0xfffe || code == 0xffff ? ' ' : code, one)] = '\0';
        add(bytes, code == '<' ? "&lt;" : code == '>' ? "&gt;" : code == '&' ? "&amp;" : one);
    }
}

// Every text once more, unseen.
static void add_texts(VectorBytes *bytes, const VectorPage *page, double unit)
{
    char begin[200];
    add(bytes, "<g fill=\"none\" font-family=\"Inter, sans-serif\">\n");
    for (size_t i = 0; i < page->canvas->shapes.count; i++) {
        const Shape *shape = &page->canvas->shapes.items[i];
        const bool seen =
            shape->kind == SHAPE_TEXT && shape->fill.a > 0 && shape->text.length > 0 &&
            rect_has(page->canvas->clips.items[shape->clip], shape->text.x, shape->text.y);
        if (seen) {
            snprintf(begin, sizeof begin, "<text x=\"%.2f\" y=\"%.2f\" font-size=\"%.2f\">",
                     shape->text.x * unit, shape->text.y * unit, shape->text.size * unit);
            add(bytes, begin);
            add_escaped(bytes, canvas_text_of(page->canvas, shape), shape->text.length);
            add(bytes, "</text>\n");
        }
    }
    add(bytes, "</g>\n");
}

// cairo numbers images and groups on through all of a program's files: here from 1, in the order
// they come.
typedef struct Numbers {
    const char *name;  // how their ids begin, behind a quote or a #
    Array(long) known; // cairo's number of the first, the second, ...
} Numbers;

static int number_of(Numbers *numbers, long number)
{
    for (size_t i = 0; i < numbers->known.count; i++) {
        if (numbers->known.items[i] == number) {
            return (int)i + 1;
        }
    }
    array_push(&numbers->known, number);
    return (int)numbers->known.count;
}

// The name that stands at `at`, with a digit behind it; NULL: none does.
static Numbers *numbered(Numbers *all, size_t count, const char *at)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(all[i].name);
        if (strncmp(at, all[i].name, length) == 0 && isdigit((unsigned char)at[length])) {
            return &all[i];
        }
    }
    return NULL;
}

// Adds the text from `at` to `end`, numbered anew.
static void add_numbered(VectorBytes *bytes, const char *at, const char *end)
{
    Numbers all[] = { { "image", { 0 } }, { "surface", { 0 } }, { "source-", { 0 } } };
    const char *done = at;
    for (; at < end; at++) {
        Numbers *numbers = *at == '"' || *at == '#' ? numbered(all, COUNT(all), at + 1) : NULL;
        if (numbers) {
            char number[24], *behind;
            const char *digits = at + 1 + strlen(numbers->name);
            snprintf(number, sizeof number, "%d", number_of(numbers, strtol(digits, &behind, 10)));
            vector_add(bytes, done, (size_t)(digits - done));
            add(bytes, number);
            done = behind;
        }
    }
    vector_add(bytes, done, (size_t)(end - done));
    for (size_t i = 0; i < COUNT(all); i++) {
        array_free(&all[i].known);
    }
}

void vector_complete_svg(VectorBytes *drawn, const VectorPage *page, double unit, VectorBytes *out)
{
    array_push(drawn, '\0'); // ends the text for the searches below
    const char *tag = strstr(drawn->items, "<svg");
    const char *open = tag ? strchr(tag, '>') : NULL;
    const char *close = open ? strstr(open, "</svg>") : NULL;
    assert(close);
    vector_add(out, drawn->items, (size_t)(open + 1 - drawn->items));
    add(out, "\n<title>");
    add_escaped(out, page->title, strlen(page->title));
    add(out, "</title>\n<desc>");
    add_escaped(out, page->about, strlen(page->about));
    add(out, "</desc>");
    add_numbered(out, open + 1, close);
    add_texts(out, page, unit);
    add(out, close);
}
