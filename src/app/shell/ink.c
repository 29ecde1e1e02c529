// Deeds are numbered: a line is there while the one that added it is not taken back and the one
// that cleared it, if any, is. Curves run through the middles between the pen's points.
#include "app/shell/ink.h"

#include "base/words.h"

#include <math.h>
#include <stdlib.h>

// clang-format off
static const struct { Kind kind; Color color[2]; } rows[] = { // on dark, on light
    [INK_RED]    = { { .key = "red",    .name = N_("Red ink") },    { RGB_ROW(0xff4d6d), RGB_ROW(0xd0103a) } },
    [INK_YELLOW] = { { .key = "yellow", .name = N_("Yellow ink") }, { RGB_ROW(0xffd84a), RGB_ROW(0xb07a00) } },
    [INK_GREEN]  = { { .key = "green",  .name = N_("Green ink") },  { RGB_ROW(0x4be08c), RGB_ROW(0x0a8043) } },
    [INK_BLUE]   = { { .key = "blue",   .name = N_("Blue ink") },   { RGB_ROW(0x5cb3ff), RGB_ROW(0x0b5fd0) } },
    [INK_PLAIN]  = { { .key = "plain",  .name = N_("White or black ink") }, { RGB_ROW(0xffffff), RGB_ROW(0x101216) } },
};
// clang-format on
static_assert(COUNT(rows) == INK_COUNT, "a row for each colour");
const Registry ink_kinds = { REGISTRY(rows) };

static const float LEAST = 1.2f, RIM = 1.2f;            // pixels: between two points; around a line
static const float STRAIGHT = 0.2f, STRAIGHT_MOST = 40; // pixels
static const float TURN = 0.3f; // radians: how much a piece of a curve may turn

Color ink_color(InkColor color, const Theme *theme)
{
    return rows[color].color[theme->series == THEME_DARK ? 0 : 1];
}

void ink_finish(Ink *ink)
{
    for (size_t i = 0; i < ink->lines.count; i++) {
        array_free(&ink->lines.items[i].points);
    }
    array_free(&ink->lines);
    *ink = (Ink){ .at = 0 };
}

// A deed follows: those that were taken back are gone.
static int deed(Ink *ink)
{
    size_t kept = 0;
    for (size_t i = 0; i < ink->lines.count; i++) {
        InkLine *line = &ink->lines.items[i];
        if (line->added >= ink->at) {
            array_free(&line->points);
            continue;
        }
        line->cleared = line->cleared >= ink->at ? -1 : line->cleared;
        ink->lines.items[kept++] = *line;
    }
    ink->lines.count = kept;
    ink->deeds = ink->at + 1;
    return ink->at++;
}

static InkLine *last_line(const Ink *ink)
{
    return ink->lines.count ? &ink->lines.items[ink->lines.count - 1] : NULL;
}

bool ink_drawing(const Ink *ink)
{
    const InkLine *line = last_line(ink);
    return line && isinf(line->ended_s);
}

void ink_begin(Ink *ink, InkPoint at, InkColor color, float width, bool fades)
{
    InkLine line = { color, width, fades, INFINITY, deed(ink), -1, { 0 } };
    array_push(&line.points, at);
    array_push(&ink->lines, line);
}

// Whether b lies so near to the way from a to c that it need not be kept.
static bool straight(InkPoint a, InkPoint b, InkPoint c)
{
    const float x = c.x - a.x, y = c.y - a.y, length = hypotf(x, y);
    const float away = fabsf(x * (b.y - a.y) - y * (b.x - a.x)) / fmaxf(length, LEAST);
    const bool on = x * (c.x - b.x) + y * (c.y - b.y) > 0;
    return on && away < STRAIGHT && length < STRAIGHT_MOST;
}

void ink_to(Ink *ink, InkPoint at)
{
    InkLine *line = last_line(ink);
    const size_t count = line->points.count;
    const InkPoint from = line->points.items[count - 1];
    if (hypotf(at.x - from.x, at.y - from.y) < LEAST) {
        return;
    }
    if (count >= 3 && straight(line->points.items[count - 2], from, at)) {
        line->points.items[count - 1] = at; // the one before says nothing
    } else {
        array_push(&line->points, at);
    }
}

void ink_end(Ink *ink, double now_s)
{
    last_line(ink)->ended_s = now_s;
}

static bool faded(const InkLine *line, double now_s)
{
    return line->fades && now_s >= line->ended_s + INK_STAYS_S + INK_FADES_S;
}

static bool shown(const Ink *ink, const InkLine *line, double now_s)
{
    return line->added < ink->at && (line->cleared < 0 || line->cleared >= ink->at) &&
           !faded(line, now_s);
}

int ink_count(const Ink *ink, double now_s)
{
    int count = 0;
    for (size_t i = 0; i < ink->lines.count; i++) {
        count += shown(ink, &ink->lines.items[i], now_s);
    }
    return count;
}

bool ink_undo(Ink *ink, int direction, double now_s)
{
    const int before = ink_count(ink, now_s);
    while (ink_count(ink, now_s) == before) {
        if (direction < 0 ? ink->at == 0 : ink->at == ink->deeds) {
            return false;
        }
        ink->at += direction;
    }
    return true;
}

bool ink_clear(Ink *ink, double now_s)
{
    if (ink_count(ink, now_s) == 0) {
        return false;
    }
    const int clearing = deed(ink);
    for (size_t i = 0; i < ink->lines.count; i++) {
        InkLine *line = &ink->lines.items[i];
        line->cleared = line->cleared < 0 ? clearing : line->cleared;
    }
    return true;
}

// ---- drawing

static InkPoint middle(InkPoint a, InkPoint b)
{
    return (InkPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

// A parabola that leaves a towards b and comes from there to c.
static void curve(Canvas *canvas, InkPoint a, InkPoint b, InkPoint c, float width, Color color)
{
    const float turn = fabsf(
        remainderf(atan2f(c.y - b.y, c.x - b.x) - atan2f(b.y - a.y, b.x - a.x), 2 * 3.14159265f));
    const int pieces = clampi((int)ceilf(turn / TURN), 1, 12);
    InkPoint from = a;
    for (int i = 1; i <= pieces; i++) {
        const float t = (float)i / (float)pieces, s = 1 - t;
        const InkPoint to = { s * s * a.x + 2 * s * t * b.x + t * t * c.x,
                              s * s * a.y + 2 * s * t * b.y + t * t * c.y };
        canvas_line(canvas, from.x, from.y, to.x, to.y, width, color);
        from = to;
    }
}

static void draw_line(Canvas *canvas, const InkLine *line, float width, Color color)
{
    const InkPoint *p = line->points.items;
    const size_t count = line->points.count;
    if (count == 1) {
        canvas_circle(canvas, p[0].x, p[0].y, width / 2, color, 0, color);
        return;
    }
    InkPoint from = p[0];
    for (size_t i = 1; i + 1 < count; i++) {
        const InkPoint to = middle(p[i], p[i + 1]);
        curve(canvas, from, p[i], to, width, color);
        from = to;
    }
    canvas_line(canvas, from.x, from.y, p[count - 1].x, p[count - 1].y, width, color);
}

// How much of its width is left.
static float share(const InkLine *line, bool still, double now_s)
{
    const double left = (line->ended_s + INK_STAYS_S + INK_FADES_S - now_s) / INK_FADES_S;
    return !line->fades ? 1 : still ? (float)(left >= 1) : clampf((float)left, 0, 1);
}

double ink_draw(const Ink *ink, Canvas *canvas, const Theme *theme, bool still, double now_s)
{
    double wake_s = INFINITY;
    for (size_t i = 0; i < ink->lines.count; i++) {
        const InkLine *line = &ink->lines.items[i];
        const float left = share(line, still, now_s);
        if (!shown(ink, line, now_s) || left <= 0) {
            continue;
        }
        Color rim = theme->background;
        rim.a = 255;
        draw_line(canvas, line, (line->width + 2 * RIM) * left, rim);
        draw_line(canvas, line, line->width * left, ink_color(line->color, theme));
        if (line->fades) {
            wake_s = fmin(wake_s, fmax(line->ended_s + INK_STAYS_S, now_s));
        }
    }
    return wake_s;
}
