// The text is read into atoms (a run of letters in one style, a formula), atoms that no blank parts
// are a word, words are put on lines. Letters of one style that follow each other on a line become
// one piece.
#include "draw/rich_text.h"

#include "base/utf8.h"
#include "draw/math_read.h"

#include <math.h>
#include <string.h>

// In sizes: what a line has above and below its baseline at least; between lines and paragraphs.
static const float UP = 0.95f, DOWN = 0.3f, LEADING = 0.18f, PARAGRAPH = 0.5f;
static const float SMALLEST = 0.7f; // a formula that is too long, in letters so much smaller

typedef enum AtomGap { GAP_NONE, GAP_BLANK, GAP_PARAGRAPH } AtomGap;

typedef struct Atom {
    MathBox *box;        // a formula; NULL: letters, ...
    uint32_t at, length; // ... of RichText.letters
    bool strong;
    AtomGap gap; // before it
    float w;
} Atom;

typedef struct Reading {
    RichText *rich;
    const char *text;
    size_t at, length;
    bool strong;
    AtomGap gap;
    Array(Atom) atoms;
} Reading;

void rich_text_finish(RichText *rich)
{
    arena_free(&rich->arena);
    array_free(&rich->letters);
    array_free(&rich->pieces);
}

// ---- reading

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Where the formula or the emphasis ends that begins at `from`, behind its mark; 0: it does not.
static size_t end_of(const char *text, size_t length, size_t from, char mark)
{
    if (mark == '*' && (from >= length || is_blank(text[from]) || text[from] == '*')) {
        return 0;
    }
    for (size_t i = from; i < length; i++) {
        if (text[i] == '\\') {
            i++;
        } else if (text[i] == '\n' && i + 1 < length && text[i + 1] == '\n') {
            return 0; // the paragraph ends
        } else if (text[i] == mark && i > from && (mark == '$' || !is_blank(text[i - 1]))) {
            return i;
        }
    }
    return 0;
}

static void add_letter(Reading *r, const char *bytes, size_t count)
{
    RichText *rich = r->rich;
    Atom *last = r->atoms.count ? &r->atoms.items[r->atoms.count - 1] : NULL;
    if (!last || last->box || last->strong != r->strong || r->gap != GAP_NONE) {
        if (r->gap == GAP_BLANK && r->atoms.count) {
            array_push(&rich->letters, ' ');
        }
        array_push(
            &r->atoms,
            (Atom){ .at = (uint32_t)rich->letters.count, .strong = r->strong, .gap = r->gap });
        last = &r->atoms.items[r->atoms.count - 1];
    }
    for (size_t i = 0; i < count; i++) {
        array_push(&rich->letters, bytes[i]);
    }
    last->length += (uint32_t)count;
    r->gap = GAP_NONE;
}

static void blanks(Reading *r)
{
    int breaks = 0;
    for (; r->at < r->length && is_blank(r->text[r->at]); r->at++) {
        breaks += r->text[r->at] == '\n';
    }
    r->gap = breaks > 1 ? GAP_PARAGRAPH : GAP_BLANK;
}

static void read_next(Reading *r, size_t *strong_ends)
{
    const char c = r->text[r->at];
    if (is_blank(c)) {
        blanks(r);
        return;
    }
    if (c == '*' && r->strong && r->at == *strong_ends) {
        r->strong = false;
        r->at++;
        return;
    }
    const size_t end =
        c == '$' || (c == '*' && !r->strong) ? end_of(r->text, r->length, r->at + 1, c) : 0;
    if (end && c == '*') {
        r->strong = true;
        *strong_ends = end;
        r->at++;
    } else if (end) {
        MathBox *box = math_read(&r->rich->arena, r->text + r->at + 1, (size_t)(end - r->at - 1));
        array_push(&r->atoms, (Atom){ .box = box, .strong = r->strong, .gap = r->gap });
        r->gap = GAP_NONE;
        r->at = end + 1;
    } else {
        const char next = r->at + 1 < r->length ? r->text[r->at + 1] : '\0';
        r->at += c == '\\' && (next == '*' || next == '$' || next == '\\');
        const size_t from = r->at;
        utf8_next(r->text, r->length, &r->at);
        add_letter(r, r->text + from, r->at - from);
    }
}

static void read_all(Reading *r)
{
    size_t strong_ends = 0;
    while (r->at < r->length) {
        read_next(r, &strong_ends);
    }
    if (r->atoms.count) {
        r->atoms.items[0].gap = GAP_NONE;
    }
}

// ---- lines

typedef struct Setting {
    RichText *rich;
    const Canvas *canvas;
    float width, blank; // of a line; of a blank
    float x;            // where the next piece comes
} Setting;

static Font font_of(const RichText *rich, bool strong)
{
    return strong ? FONT_BOLD : rich->font;
}

static float letters_width(const Setting *s, uint32_t at, uint32_t length, bool strong)
{
    const FontMetrics *metrics = s->canvas->metrics;
    return metrics->width(metrics->self, font_of(s->rich, strong), s->rich->size,
                          s->rich->letters.items + at, length);
}

static void measure(const Setting *s, Atom *atom)
{
    if (!atom->box) {
        atom->w = letters_width(s, atom->at, atom->length, atom->strong);
        return;
    }
    float size = s->rich->size;
    math_layout(atom->box, s->canvas, size);
    if (atom->box->w > s->width) {
        size *= fmaxf(s->width / atom->box->w, SMALLEST);
        math_layout(atom->box, s->canvas, size);
    }
    atom->w = atom->box->w;
}

static void new_line(Setting *s)
{
    s->rich->lines++;
    s->x = 0;
}

// Letters that go on where the last piece ends become part of it.
static bool joins(const Setting *s, const Atom *atom, bool blank)
{
    const RichText *rich = s->rich;
    if (atom->box || !rich->pieces.count) {
        return false;
    }
    const RichPiece *last = &rich->pieces.items[rich->pieces.count - 1];
    return !last->box && last->strong == atom->strong && last->line == rich->lines &&
           last->at + last->length + (blank ? 1 : 0) == atom->at;
}

static void put(Setting *s, const Atom *atom, bool blank)
{
    RichText *rich = s->rich;
    if (joins(s, atom, blank)) {
        RichPiece *last = &rich->pieces.items[rich->pieces.count - 1];
        last->length = atom->at + atom->length - last->at;
        last->w = letters_width(s, last->at, last->length, last->strong);
        s->x = last->x + last->w;
        return;
    }
    s->x += blank ? s->blank : 0;
    array_push(&rich->pieces, (RichPiece){ .box = atom->box,
                                           .at = atom->at,
                                           .length = atom->length,
                                           .strong = atom->strong,
                                           .x = s->x,
                                           .w = atom->w,
                                           .line = rich->lines });
    s->x += atom->w;
}

// A word that no line can hold, letter by letter.
static void put_by_letters(Setting *s, const Atom *atom)
{
    Atom rest = *atom;
    while (!rest.box && s->x + rest.w > s->width) {
        Atom part = rest;
        size_t end = rest.at;
        part.length = 0;
        while (end < rest.at + rest.length) {
            size_t next = end;
            utf8_next(s->rich->letters.items, rest.at + rest.length, &next);
            if (s->x + letters_width(s, rest.at, (uint32_t)(next - rest.at), rest.strong) >
                    s->width &&
                (part.length > 0 || s->x > 0)) {
                break;
            }
            end = next;
            part.length = (uint32_t)(end - rest.at);
        }
        if (part.length > 0) {
            measure(s, &part);
            put(s, &part, false);
        }
        rest.at += part.length;
        rest.length -= part.length;
        if (rest.length == 0) {
            return;
        }
        measure(s, &rest);
        new_line(s);
    }
    if (s->x > 0 && s->x + rest.w > s->width) {
        new_line(s);
    }
    put(s, &rest, false);
}

static void put_word(Setting *s, const Atom *atoms, size_t count)
{
    const bool blank = atoms->gap == GAP_BLANK && s->x > 0;
    float w = blank ? s->blank : 0;
    for (size_t i = 0; i < count; i++) {
        w += atoms[i].w;
    }
    const bool fits = s->x + w <= s->width;
    if (!fits && s->x > 0) {
        new_line(s);
    }
    for (size_t i = 0; i < count; i++) {
        if (s->x + atoms[i].w > s->width) {
            put_by_letters(s, &atoms[i]);
        } else {
            put(s, &atoms[i], fits && blank && i == 0);
        }
    }
}

// Each line as high as what stands on it.
static void stack(RichText *rich, const bool *paragraph)
{
    float y = 0;
    size_t first = 0;
    for (int line = 0; line < rich->lines; line++) {
        float up = UP * rich->size, down = DOWN * rich->size;
        size_t end = first;
        for (; end < rich->pieces.count && rich->pieces.items[end].line == line; end++) {
            const RichPiece *piece = &rich->pieces.items[end];
            up = fmaxf(up, piece->box ? piece->box->up : 0);
            down = fmaxf(down, piece->box ? piece->box->down : 0);
            rich->w = fmaxf(rich->w, piece->x + piece->w);
        }
        y += line > 0 ? LEADING * rich->size + (paragraph[line] ? PARAGRAPH * rich->size : 0) : 0;
        for (; first < end; first++) {
            rich->pieces.items[first].y = y + up;
        }
        y += up + down;
    }
    rich->h = y;
}

static void set_lines(RichText *rich, const Canvas *canvas, float width, Atom *atoms, size_t count)
{
    Setting s = { .rich = rich, .canvas = canvas, .width = fmaxf(width, rich->size) };
    Array(bool) paragraph = { 0 };
    s.blank = canvas_text_width(canvas, rich->font, rich->size, " ");
    for (size_t i = 0; i < count; i++) {
        measure(&s, &atoms[i]);
    }
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && atoms[to].gap == GAP_NONE;) {
            to++;
        }
        const bool begins = atoms[from].gap == GAP_PARAGRAPH;
        if (begins) {
            new_line(&s);
        }
        const int line = rich->lines;
        put_word(&s, &atoms[from], to - from);
        while ((int)paragraph.count <= rich->lines) {
            const bool here = begins && (int)paragraph.count == line;
            array_push(&paragraph, here);
        }
    }
    rich->lines += count > 0;
    stack(rich, paragraph.items);
    array_free(&paragraph);
}

void rich_text_lay_out(RichText *rich, const Canvas *canvas, Font font, float size, float width,
                       const char *text)
{
    arena_free(&rich->arena);
    rich->letters.count = rich->pieces.count = 0;
    rich->lines = 0;
    rich->w = rich->h = 0;
    rich->font = font;
    rich->size = size;
    Reading reading = { .rich = rich, .text = text, .length = strlen(text) };
    read_all(&reading);
    set_lines(rich, canvas, width, reading.atoms.items, reading.atoms.count);
    array_free(&reading.atoms);
}

void rich_text_draw(const RichText *rich, Canvas *canvas, float x, float y, Color color,
                    Color strong)
{
    for (size_t i = 0; i < rich->pieces.count; i++) {
        const RichPiece *piece = &rich->pieces.items[i];
        const Color ink = piece->strong ? strong : color;
        if (piece->box) {
            math_draw(piece->box, canvas, x + piece->x, y + piece->y, ink);
            continue;
        }
        char letters[1024];
        for (uint32_t at = 0; at < piece->length;) { // one piece is seldom longer than a line
            const size_t bytes = utf8_fit(rich->letters.items + piece->at + at, piece->length - at,
                                          sizeof letters - 1);
            memcpy(letters, rich->letters.items + piece->at + at, bytes);
            letters[bytes] = '\0';
            const float w = canvas_text(canvas, x + piece->x, y + piece->y, ALIGN_LEFT,
                                        font_of(rich, piece->strong), rich->size, ink, letters);
            at += (uint32_t)bytes;
            x += at < piece->length ? w : 0;
        }
    }
}

size_t rich_text_plain(const char *text, char *out, size_t size)
{
    RichText rich = { .lines = 0 };
    Reading r = { .rich = &rich, .text = text, .length = strlen(text) };
    size_t used = 0;
    read_all(&r);
    for (size_t i = 0; i < r.atoms.count; i++) {
        const Atom *atom = &r.atoms.items[i];
        const size_t left = used < size ? size - used : 0;
        char formula[1024];
        if (atom->box) {
            math_reading(atom->box, formula, sizeof formula);
        }
        used += (size_t)text_print(left ? out + used : NULL, left, "%s%.*s",
                                   atom->gap != GAP_NONE ? " " : "",
                                   atom->box ? (int)strlen(formula) : (int)atom->length,
                                   atom->box ? formula : rich.letters.items + atom->at);
    }
    if (r.atoms.count == 0 && size > 0) {
        out[0] = '\0';
    }
    array_free(&r.atoms);
    rich_text_finish(&rich);
    return used;
}
