// A row comes apart into pieces, and so do the rows in its fences where lines must end there.
#include "draw/math_page.h"

#include <math.h>

static const float LEADING = 0.45f, INDENT = 1.2f; // between lines; of all but the first; in sizes
enum { LEVELS = 4 * BOND_COUNT };                  // fences within each other that are opened

void math_page_finish(MathPage *page)
{
    array_free(&page->pieces);
}

static void add(MathPage *page, const MathBox *box, MathHalf half, int level)
{
    array_push(&page->pieces, (MathPiece){ .box = box, .half = half, .level = level });
}

// depth: of fences around it; all whose lines may end at `most` are opened.
static void collect(MathPage *page, const MathBox *box, int depth, int most)
{
    if (box->kind == MATH_ROW) {
        for (const MathBox *child = box->first; child; child = child->next) {
            collect(page, child, depth, most);
        }
    } else if (box->kind == MATH_FENCE && (depth + 1) * BOND_COUNT <= most) {
        add(page, box, MATH_OPENS, -1);
        collect(page, box->first, depth + 1, most);
        add(page, box, MATH_CLOSES, -1);
    } else {
        const int level = depth * BOND_COUNT + (int)box->bond;
        const bool ends = box->kind == MATH_OPERATOR && level <= most;
        add(page, box, MATH_WHOLE, ends ? level : -1);
    }
}

static float piece_width(const MathPiece *piece, const Canvas *canvas)
{
    const MathBox *box = piece->box;
    switch (piece->half) {
    case MATH_OPENS:
    case MATH_CLOSES: return math_fence_half(box, canvas, piece->half == MATH_OPENS);
    case MATH_BEGINS:
        return canvas_text_width(canvas, FONT_SANS, box->size, box->close) + box->size * 0.2f;
    default: return box->w;
    }
}

// Where the line that is full at piece `i` best ends: the last place of the most natural kind in
// its second half, else the last place at all; -1 if there is none.
static int line_end(const MathPage *page, int from, int i, float width)
{
    int best = -1;
    for (int at = from + 1; at <= i; at++) {
        const MathPiece *piece = &page->pieces.items[at];
        if (piece->level < 0) {
            continue;
        }
        const bool late = at == i || piece->x > width / 2;
        if (best < 0 || !late || piece->level <= page->pieces.items[best].level ||
            page->pieces.items[best].x <= width / 2) {
            best = at;
        }
    }
    return best;
}

static bool break_lines(MathPage *page, const Canvas *canvas, float size, float width)
{
    int from = 0;
    float x = 0;
    page->lines = 1;
    page->w = 0;
    for (int i = 0; i < (int)page->pieces.count; i++) {
        MathPiece *piece = &page->pieces.items[i];
        piece->x = x;
        piece->line = page->lines - 1;
        x += piece_width(piece, canvas);
        if (x <= width) {
            page->w = fmaxf(page->w, x);
            continue;
        }
        const int end = line_end(page, from, i, width);
        if (end < 0 || page->lines == MATH_LINES_MAX) {
            return false;
        }
        page->pieces.items[end].half = MATH_BEGINS;
        page->lines++;
        from = end;
        x = INDENT * size;
        i = end - 1;
    }
    return true;
}

// Each line as high as what stands in it.
static void stack_lines(MathPage *page, float size)
{
    float y = 0;
    for (int line = 0; line < page->lines; line++) {
        float up = 0, down = 0;
        for (size_t i = 0; i < page->pieces.count; i++) {
            const MathPiece *piece = &page->pieces.items[i];
            up = piece->line == line ? fmaxf(up, piece->box->up) : up;
            down = piece->line == line ? fmaxf(down, piece->box->down) : down;
        }
        y += (line > 0 ? LEADING * size : 0) + up;
        for (size_t i = 0; i < page->pieces.count; i++) {
            MathPiece *piece = &page->pieces.items[i];
            piece->y = piece->line == line ? y : piece->y;
        }
        y += down;
    }
    page->h = y;
}

static bool fit_at(MathPage *page, MathBox *box, const Canvas *canvas, float width, int level)
{
    for (float size = MATH_SIZE; size >= MATH_SIZE_LEAST; size--) {
        math_layout(box, canvas, size);
        page->pieces.count = 0;
        collect(page, box, 0, level);
        if (break_lines(page, canvas, size, width)) {
            stack_lines(page, size);
            return true;
        }
    }
    return false;
}

bool math_page_fit(MathPage *page, MathBox *box, const Canvas *canvas, float width)
{
    for (int level = 0; level < LEVELS; level++) {
        if (fit_at(page, box, canvas, width, level)) {
            return true;
        }
    }
    page->pieces.count = 0;
    page->lines = 0;
    page->w = page->h = 0;
    return false;
}

void math_page_draw(const MathPage *page, Canvas *canvas, float x, float y, Color color)
{
    for (size_t i = 0; i < page->pieces.count; i++) {
        const MathPiece *piece = &page->pieces.items[i];
        const MathBox *box = piece->box;
        const float at_x = x + piece->x, at_y = y + piece->y;
        if (piece->half == MATH_WHOLE) {
            math_draw(box, canvas, at_x, at_y, color);
        } else if (piece->half == MATH_BEGINS) {
            canvas_text(canvas, at_x, at_y, ALIGN_LEFT, FONT_SANS, box->size, color, box->close);
        } else {
            math_draw_half(box, canvas, at_x, at_y, piece->half == MATH_OPENS, color);
        }
    }
}
