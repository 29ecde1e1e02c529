// One row of `kinds` for each kind of box: how it is laid out and what it draws itself.
#include "draw/math.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

// In sizes of letters: what stands above and below the baseline, the height of bars and of the
// middle of signs, the strength of lines.
static const float HIGH = 0.74f, LOW = 0.55f, TAIL = 0.2f, AXIS = 0.3f, STROKE = 0.075f;
static const float SMALLER = 0.72f, LEAST_SIZE = 8.5f; // of powers

MathBox *math_text(Arena *arena, const char *text, size_t length)
{
    MathBox *box = arena_new(arena, MathBox, 1);
    box->kind = MATH_TEXT;
    box->text = arena_text(arena, text, length);
    return box;
}

MathBox *math_operator(Arena *arena, const char *text, float pad, MathBond bond)
{
    MathBox *box = math_text(arena, text, strlen(text));
    box->kind = MATH_OPERATOR;
    box->close = *text ? box->text : "·";
    box->pad = pad;
    box->bond = bond;
    return box;
}

MathBox *math_add(MathBox *row, MathBox *box)
{
    if (row->first) {
        row->last->next = box;
    } else {
        row->first = box;
    }
    row->last = box;
    return row;
}

MathBox *math_of(Arena *arena, MathKind kind, MathBox *a, MathBox *b)
{
    MathBox *box = math_text(arena, "", 0);
    box->kind = kind;
    if (a) {
        math_add(box, a);
    }
    if (b) {
        math_add(box, b);
    }
    return box;
}

MathBox *math_fence(Arena *arena, const char *open, const char *close, MathBox *inside)
{
    MathBox *box = math_of(arena, MATH_FENCE, inside, NULL);
    box->text = open;
    box->close = close;
    return box;
}

static float text_width(const Canvas *canvas, float size, const char *text)
{
    return canvas_text_width(canvas, FONT_SANS, size, text);
}

static void place(MathBox *child, float x, float y)
{
    child->x = x;
    child->y = y;
}

// Grows with what stands in it.
static void include(MathBox *box, const MathBox *child)
{
    box->up = fmaxf(box->up, child->up - child->y);
    box->down = fmaxf(box->down, child->down + child->y);
    box->w = fmaxf(box->w, child->x + child->w);
}

// --- texts ---

static bool has_any(const char *text, const char *letters)
{
    for (size_t at = 0, length = strlen(text); at < length;) {
        const size_t start = at;
        utf8_next(text, length, &at);
        for (size_t i = 0, end = strlen(letters); i < end;) {
            const size_t from = i;
            utf8_next(letters, end, &i);
            if (i - from == at - start && memcmp(text + start, letters + from, at - start) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void text_layout(MathBox *box, const Canvas *canvas)
{
    static const char *const tails = "gjpqyβγζημξρφχψQ,";
    static const char *const low = "acegmnopqrsuvwxyzαγεηικμνπρστυφχψω";
    bool high = false;
    for (size_t at = 0, length = strlen(box->text); at < length;) {
        const size_t from = at;
        char letter[8] = { 0 };
        utf8_next(box->text, length, &at);
        memcpy(letter, box->text + from, at - from);
        high = high || !has_any(letter, low);
    }
    box->w = text_width(canvas, box->size, box->text);
    box->up = box->size * (high ? HIGH : LOW);
    box->down = box->size * (has_any(box->text, tails) ? TAIL : 0.02f);
}

static void text_draw(const MathBox *box, Canvas *canvas, float x, float y, Color color)
{
    canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, box->size, color, box->text);
}

static void operator_layout(MathBox *box, const Canvas *canvas)
{
    box->w = (*box->text ? text_width(canvas, box->size, box->text) : 0) + 2 * box->pad * box->size;
    box->up = LOW * box->size;
}

static void operator_draw(const MathBox *box, Canvas *canvas, float x, float y, Color color)
{
    if (*box->text) {
        text_draw(box, canvas, x + box->pad * box->size, y, color);
    }
}

// --- what is made of others ---

static void row_layout(MathBox *box, const Canvas *canvas)
{
    for (MathBox *child = box->first; child; child = child->next) {
        math_layout(child, canvas, box->size);
        place(child, box->w, 0);
        include(box, child);
    }
}

static void fraction_layout(MathBox *box, const Canvas *canvas)
{
    MathBox *above = box->first, *below = above->next;
    const float size = box->size, gap = 0.16f * size;
    math_layout(above, canvas, fmaxf(0.9f * size, LEAST_SIZE));
    math_layout(below, canvas, fmaxf(0.9f * size, LEAST_SIZE));
    const float w = fmaxf(above->w, below->w) + 0.3f * size;
    place(above, (w - above->w) / 2, -AXIS * size - gap - above->down);
    place(below, (w - below->w) / 2, -AXIS * size + gap + below->up);
    include(box, above);
    include(box, below);
    box->w = w;
}

static void fraction_draw(const MathBox *box, Canvas *canvas, float x, float y, Color color)
{
    const float thick = fmaxf(1, STROKE * box->size), edge = 0.05f * box->size;
    canvas_rect(canvas,
                (Rect){ x + edge, y - AXIS * box->size - thick / 2, box->w - 2 * edge, thick },
                color);
}

static void super_layout(MathBox *box, const Canvas *canvas)
{
    MathBox *base = box->first, *power = base->next;
    math_layout(base, canvas, box->size);
    math_layout(power, canvas, fmaxf(SMALLER * box->size, LEAST_SIZE));
    // Above the base's shoulder; what hangs down stays above the middle of letters.
    const float lift = fmaxf(fmaxf(0.4f * box->size, base->up - 0.38f * box->size),
                             power->down + 0.28f * box->size);
    place(base, 0, 0);
    place(power, base->w + 0.04f * box->size, -lift);
    include(box, base);
    include(box, power);
}

static void sub_layout(MathBox *box, const Canvas *canvas)
{
    MathBox *base = box->first, *index = base->next;
    math_layout(base, canvas, box->size);
    math_layout(index, canvas, fmaxf(SMALLER * box->size, LEAST_SIZE));
    place(base, 0, 0);
    place(index, base->w + 0.02f * box->size, 0.18f * box->size);
    include(box, base);
    include(box, index);
}

static const float ROOT_SIGN = 0.62f, ROOF_GAP = 0.14f;

static void root_layout(MathBox *box, const Canvas *canvas)
{
    MathBox *inside = box->first, *index = inside->next;
    math_layout(inside, canvas, box->size);
    float left = 0;
    if (index) {
        math_layout(index, canvas, fmaxf(0.6f * box->size, LEAST_SIZE));
        left = fmaxf(0, index->w - 0.25f * box->size);
        place(index, 0, -0.45f * box->size);
        include(box, index);
    }
    place(inside, left + ROOT_SIGN * box->size, 0);
    include(box, inside);
    box->up = fmaxf(box->up, inside->up + (ROOF_GAP + STROKE) * box->size);
    box->down = fmaxf(box->down, 0.05f * box->size);
    box->w += 0.1f * box->size;
}

static void root_draw(const MathBox *box, Canvas *canvas, float x, float y, Color color)
{
    const MathBox *inside = box->first;
    const float s = box->size, thin = fmaxf(1, STROKE * s), left = x + inside->x - ROOT_SIGN * s;
    const float foot = y + box->down - thin / 2;
    const float roof = y - inside->up - ROOF_GAP * s - thin / 2, corner = left + 0.55f * s;
    canvas_line(canvas, left + 0.06f * s, y - 0.26f * s, left + 0.16f * s, y - 0.32f * s, thin,
                color);
    canvas_line(canvas, left + 0.16f * s, y - 0.32f * s, left + 0.32f * s, foot, 1.5f * thin,
                color);
    canvas_line(canvas, left + 0.32f * s, foot, corner, roof, thin, color);
    canvas_line(canvas, corner, roof, x + box->w, roof, thin, color);
}

// A fence is the letter itself around what is as high as letters, else it is drawn.
static bool is_letter_high(const MathBox *fence)
{
    const MathBox *inside = fence->first;
    return inside->up <= 0.98f * fence->size && inside->down <= 0.3f * fence->size;
}

float math_fence_half(const MathBox *fence, const Canvas *canvas, bool open)
{
    const bool bar = *fence->text == '|';
    return is_letter_high(fence) && !bar
               ? text_width(canvas, fence->size, open ? fence->text : fence->close)
               : (bar ? 0.34f : 0.46f) * fence->size;
}

static void fence_layout(MathBox *box, const Canvas *canvas)
{
    MathBox *inside = box->first;
    math_layout(inside, canvas, box->size);
    place(inside, math_fence_half(box, canvas, true), 0);
    include(box, inside);
    box->w += math_fence_half(box, canvas, false);
    box->up = fmaxf(box->up + (is_letter_high(box) ? 0 : 0.06f * box->size), HIGH * box->size);
    box->down = fmaxf(box->down + (is_letter_high(box) ? 0 : 0.06f * box->size), TAIL * box->size);
}

// Half a fence as a line through points: of a parenthesis an arc, of a floor an angle.
void math_draw_half(const MathBox *fence, Canvas *canvas, float x, float y, bool open, Color color)
{
    const bool bar = *fence->text == '|', arc = *fence->text == '(';
    if (is_letter_high(fence) && !bar) {
        canvas_text(canvas, x, y, ALIGN_LEFT, FONT_SANS, fence->size, color,
                    open ? fence->text : fence->close);
        return;
    }
    const int steps = arc ? 8 : 1;
    const float w = math_fence_half(fence, canvas, open), thin = fmaxf(1, STROKE * fence->size);
    const float top = y - fence->up + thin / 2, bottom = y + fence->down - thin / 2;
    const float side = open ? 1 : -1, middle = x + w / 2;
    const float depth = arc ? 0.22f * w : 0;
    float px = middle + side * depth, py = top;
    for (int i = 1; i <= steps; i++) {
        const float t = 2.0f * (float)i / (float)steps - 1;
        const float to_x = middle + side * depth * (2 * t * t - 1);
        const float to_y = top + (bottom - top) * (t + 1) / 2;
        canvas_line(canvas, px, py, to_x, to_y, thin, color);
        px = to_x;
        py = to_y;
    }
    if (!bar && !arc) {
        canvas_line(canvas, px, py, px + side * 0.3f * w, py, thin, color);
    }
}

static void fence_draw(const MathBox *box, Canvas *canvas, float x, float y, Color color)
{
    math_draw_half(box, canvas, x, y, true, color);
    math_draw_half(box, canvas, x + box->w - math_fence_half(box, canvas, false), y, false, color);
}

// clang-format off
static const struct {
    void (*layout)(MathBox *box, const Canvas *canvas);
    void (*draw)(const MathBox *box, Canvas *canvas, float x, float y, Color color); // or NULL
    const char *read_first, *read_next, *read_end; // read before, between and behind its boxes
} kinds[MATH_KIND_COUNT] = {
    [MATH_TEXT]     = { text_layout,     text_draw,     "",   "",    "" },
    [MATH_OPERATOR] = { operator_layout, operator_draw, " ",  "",    " " },
    [MATH_ROW]      = { row_layout,      NULL,          "",   "",    "" },
    [MATH_FRACTION] = { fraction_layout, fraction_draw, "(",  ")/(", ")" },
    [MATH_SUPER]    = { super_layout,    NULL,          "",   "^(",  ")" },
    [MATH_SUB]      = { sub_layout,      NULL,          "",   "",    "" },
    [MATH_ROOT]     = { root_layout,     root_draw,     "√(", ";",  ")" },
    [MATH_FENCE]    = { fence_layout,    fence_draw,    "",   "",    "" },
};
// clang-format on

void math_layout(MathBox *box, const Canvas *canvas, float size)
{
    box->size = size;
    box->w = box->up = box->down = 0;
    kinds[box->kind].layout(box, canvas);
}

void math_draw(const MathBox *box, Canvas *canvas, float x, float y, Color color)
{
    if (kinds[box->kind].draw) {
        kinds[box->kind].draw(box, canvas, x, y, color);
    }
    for (const MathBox *child = box->first; child; child = child->next) {
        math_draw(child, canvas, x + child->x, y + child->y, color);
    }
}

static void say(char *out, size_t size, size_t *used, const char *text)
{
    const size_t room = *used < size ? size - *used : 0;
    *used += (size_t)text_print(room > 0 ? out + *used : NULL, room, "%s", text);
}

static void read_box(const MathBox *box, char *out, size_t size, size_t *used)
{
    say(out, size, used, kinds[box->kind].read_first);
    say(out, size, used, box->kind == MATH_OPERATOR ? box->close : box->text);
    for (const MathBox *child = box->first; child; child = child->next) {
        say(out, size, used, child == box->first ? "" : kinds[box->kind].read_next);
        read_box(child, out, size, used);
    }
    if (box->kind == MATH_FENCE) {
        say(out, size, used, box->close);
    }
    say(out, size, used, kinds[box->kind].read_end);
}

size_t math_reading(const MathBox *box, char *out, size_t size)
{
    size_t used = 0;
    read_box(box, out, size, &used);
    return used;
}
