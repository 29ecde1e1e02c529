// The wiring of a network that has more weights than can be drawn, or pictures, pools and residual
// connections: a line for each layer from the top down, what is repeated in brackets, and an arc
// from where a branch begins to where it is added again.
#include "app/network/lab_blocks.h"
#include "app/network/lab_columns.h"

#include "base/words.h"
#include "ui/layout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_LEAST = 15, // height of one that can be read, ...
    LINE_MOST = 34,
    GLYPH = 26, // width of the small picture of a layer
    TIMES = 12, // of a bracket; its number stands beside it
    ARC = 13,   // of a level of arcs
    GAP = 6,
    MAPS_DRAWN = 4 // of a stack, the first ones
};

typedef struct Drawing {
    Canvas *canvas;
    const Theme *theme;
    Color color;
    const LayerPlan *plans;
    int count;
    const Blocks *blocks;
    float size;                      // of letters
    Rect times, glyphs, texts, arcs; // columns of the picture
    float line;                      // height
    bool brief, shapes;
} Drawing;

static float line_y(const Drawing *d, int line)
{
    return d->glyphs.y + d->line * ((float)line + 0.5f);
}

// ---- layers

static LayerRole role_of(const Drawing *d, const BlockLine *line)
{
    LayerRole role = ROLE_SHAPE;
    for (int i = line->first; i < line->first + line->count; i++) {
        const LayerRole next = layer_role(d->plans[i].kind);
        role = next == ROLE_WEIGHTS || next == ROLE_POOL || i == line->first ? next : role;
    }
    return role;
}

// Maps lie behind each other, as large as their height tells beside that of the input, and more of
// them the more channels there are.
static void stack(const Drawing *d, const BlockLine *line, float x, float y, Color fill)
{
    const float most = fminf(d->line * 0.72f, GLYPH - 6);
    const int input = d->blocks->lines[0].to.height;
    const float share = input > 1 ? sqrtf((float)line->to.height / (float)input) : 1;
    const int maps = line->to.channels < MAPS_DRAWN ? line->to.channels : MAPS_DRAWN;
    const float whole = clampf(most * share, 7, most), off = whole * 0.12f;
    const float reach = off * (float)(maps - 1), side = whole - reach;
    for (int i = maps - 1; i >= 0; i--) {
        const float shift = off * (float)i - reach / 2;
        canvas_box(d->canvas, (Rect){ x - side / 2 + shift, y - side / 2 - shift, side, side }, 1,
                   color_mix(fill, d->theme->background, 0.18f * (float)i), 1,
                   d->theme->background);
    }
}

static void glyph(const Drawing *d, int index)
{
    const BlockLine *line = &d->blocks->lines[index];
    const Theme *t = d->theme;
    const float x = d->glyphs.x + GLYPH / 2.0f, y = line_y(d, index);
    const LayerRole role = role_of(d, line);
    const Color fill = line->count == 0 || role == ROLE_POOL ? t->muted : d->color;
    if (line->layers_skipped > 0) {
        for (int i = -1; i <= 1; i++) {
            canvas_circle(d->canvas, x, y + 4 * (float)i, 1.3f, t->muted, 0, t->muted);
        }
    } else if (line->count > 0 && role == ROLE_ADD) {
        const float r = fminf(d->line * 0.3f, 8);
        canvas_circle(d->canvas, x, y, r, t->background, 1.5f, t->text);
        canvas_line(d->canvas, x - r * 0.5f, y, x + r * 0.5f, y, 1.5f, t->text);
        canvas_line(d->canvas, x, y - r * 0.5f, x, y + r * 0.5f, 1.5f, t->text);
    } else if (shape_area(line->to) > 1) {
        stack(d, line, x, y, fill);
    } else { // plain units: a bar, wider for more of them
        const float share = log2f((float)line->to.channels + 1) / 10;
        const float w = clampf(share * (GLYPH - 4), 6, GLYPH - 4), h = fminf(d->line * 0.4f, 9);
        canvas_box(d->canvas, (Rect){ x - w / 2, y - h / 2, w, h }, 2, fill, 0, fill);
    }
}

// What stands behind goes first, and says so.
static void shorten(const Drawing *d, char text[BLOCK_TEXT], float room)
{
    static const char apart[] = " · ", more[] = " …";
    while (canvas_text_width(d->canvas, FONT_SANS, d->size, text) > room) {
        char *last = NULL;
        for (char *at = strstr(text, apart); at; at = strstr(at + 1, apart)) {
            last = at;
        }
        if (!last) {
            return;
        }
        const size_t left = (size_t)(last - text);
        snprintf(last, BLOCK_TEXT - left, "%s", more);
    }
}

static void texts(const Drawing *d, int index)
{
    const BlockLine *line = &d->blocks->lines[index];
    const float baseline = line_y(d, index) + TEXT_MIDDLE * d->size;
    char text[BLOCK_TEXT], shape[TENSOR_SHAPE_TEXT];
    Rect place = d->texts;
    block_text(d->plans, d->count, line, d->brief, text);
    shape_write(line->to, shape);
    const float w = canvas_text_width(d->canvas, FONT_MONO, d->size, shape);
    const bool room = canvas_text_width(d->canvas, FONT_SANS, d->size, text) + GAP + w <= place.w;
    if ((d->shapes || room) && line->count > 0) {
        canvas_text(d->canvas, place.x + place.w, baseline, ALIGN_RIGHT, FONT_MONO, d->size,
                    d->theme->muted, shape);
        place.w -= w + GAP;
    }
    shorten(d, text, place.w);
    canvas_text_fit(d->canvas, place.x, baseline, ALIGN_LEFT, FONT_SANS, d->size,
                    line->count > 0 ? d->theme->text : d->theme->muted, text, place.w);
}

// ---- what is repeated, and what is added

static void bracket(const Drawing *d, const BlockGroup *group)
{
    const float top = line_y(d, group->first) - d->line * 0.42f;
    const float bottom = line_y(d, group->last) + d->line * 0.42f;
    const float wide = d->times.w / (float)d->blocks->group_depth;
    const float x = d->times.x + wide * (float)(group->depth + 1) - 5, lip = 4;
    const Color color = d->theme->muted;
    char text[16];
    canvas_line_butt(d->canvas, x, top, x, bottom, 1.5f, color);
    canvas_line_butt(d->canvas, x, top, x + lip, top, 1.5f, color);
    canvas_line_butt(d->canvas, x, bottom, x + lip, bottom, 1.5f, color);
    snprintf(text, sizeof text, "%d×", group->times);
    canvas_text(d->canvas, x - 4, (top + bottom) / 2 + TEXT_MIDDLE * d->size, ALIGN_RIGHT,
                FONT_BOLD, d->size, d->theme->text, text);
}

// From above the branch's first line to the line of its sum, round at both corners.
static void arc(const Drawing *d, const BlockArc *of)
{
    enum { CORNER = 6, STEPS = 4 };
    const Color color = d->theme->accent;
    const float top = line_y(d, of->from) - d->line / 2, bottom = line_y(d, of->to);
    const float x0 = d->arcs.x, x1 = x0 + ARC * (float)(of->level + 1) - 3;
    const float r = fminf(CORNER, fminf(x1 - x0, (bottom - top) / 2));
    const float head = fminf(5, d->line * 0.25f);
    float x = x1 - r, y = top;
    canvas_line_butt(d->canvas, x0, top, x1 - r, top, 2, color);
    for (int corner = 0; corner < 2; corner++) {
        const float cy = corner ? bottom - r : top + r;
        for (int i = corner ? 0 : 1; i <= STEPS; i++) {
            const float a = 1.5707963f * (float)i / STEPS;
            const float nx = x1 - r + r * (corner ? cosf(a) : sinf(a));
            const float ny = cy + r * (corner ? sinf(a) : -cosf(a));
            canvas_line(d->canvas, x, y, nx, ny, 2, color);
            x = nx;
            y = ny;
        }
    }
    canvas_line_butt(d->canvas, x1 - r, bottom, x0 + head, bottom, 2, color);
    canvas_polygon(d->canvas, 3, (float[]){ x0, x0 + head * 1.4f, x0 + head * 1.4f },
                   (float[]){ bottom, bottom - head, bottom + head }, color);
}

// ---- the picture

static float widest_text(const Drawing *d, bool brief, bool shapes)
{
    float widest = 0;
    for (int i = 0; i < d->blocks->line_count; i++) {
        const BlockLine *line = &d->blocks->lines[i];
        char text[BLOCK_TEXT], shape[TENSOR_SHAPE_TEXT];
        block_text(d->plans, d->count, line, brief, text);
        float w = canvas_text_width(d->canvas, FONT_SANS, d->size, text);
        if (shapes && line->count > 0) {
            w += GAP +
                 canvas_text_width(d->canvas, FONT_MONO, d->size, shape_write(line->to, shape));
        }
        widest = fmaxf(widest, w);
    }
    return widest;
}

static float times_width(const Drawing *d)
{
    int most = 1;
    char text[16];
    for (int i = 0; i < d->blocks->group_count; i++) {
        most = d->blocks->groups[i].times > most ? d->blocks->groups[i].times : most;
    }
    snprintf(text, sizeof text, "%d×", most);
    const float one = TIMES + canvas_text_width(d->canvas, FONT_BOLD, d->size, text);
    return one * (float)d->blocks->group_depth;
}

// Letters as small as they may be, until all words have room, with their shapes or without.
static bool shrink(Drawing *d, bool shapes)
{
    const float smallest = fmaxf(10, d->canvas->least), from = d->size;
    while (d->size - 0.5f >= smallest && widest_text(d, true, shapes) > d->texts.w) {
        d->size -= 0.5f;
    }
    if (shapes && widest_text(d, true, shapes) > d->texts.w) {
        d->size = from;
        return false;
    }
    return true;
}

// Words as long as they have room: words are shortened before shapes go. Where not all lines have
// room for their shapes, those that do have them.
static void choose_words(Drawing *d)
{
    d->shapes = shrink(d, true);
    if (!d->shapes) {
        shrink(d, false);
    }
    d->brief = widest_text(d, false, true) > d->texts.w;
}

static float line_height(const Blocks *blocks, Rect rect)
{
    return fminf(rect.h / (float)blocks->line_count, LINE_MOST);
}

static void lay_out(Drawing *d, Rect rect)
{
    d->line = line_height(d->blocks, rect);
    d->size = fmaxf(clampf(d->line * 0.52f, 10, 13), d->canvas->least);
    d->times = cut_left(&rect, times_width(d), 0);
    d->glyphs = cut_left(&rect, GLYPH, GAP);
    const int levels = d->blocks->arc_levels;
    d->arcs = cut_right(&rect, ARC * (float)levels, levels > 0 ? GAP : 0);
    d->texts = rect;
    choose_words(d);
    // Arcs stand beside the words, not far from them where there is much room.
    const float room = d->texts.w - widest_text(d, d->brief, d->shapes);
    if (room > 24) {
        d->texts.w -= room - 24;
        d->arcs.x -= room - 24;
    }
}

static void lines_between(const Drawing *d)
{
    const float x = d->glyphs.x + GLYPH / 2.0f;
    canvas_line_butt(d->canvas, x, line_y(d, 0), x, line_y(d, d->blocks->line_count - 1), 1.5f,
                     d->theme->line);
}

static float line_least(const Canvas *canvas)
{
    return fmaxf(LINE_LEAST, canvas->least + 4);
}

static int lines_most(const Canvas *canvas, Rect rect)
{
    return (int)(rect.h / line_least(canvas));
}

float lab_blocks_least(const Canvas *canvas)
{
    return BLOCK_LINES_FEWEST * line_least(canvas);
}

bool lab_blocks_tip(const Canvas *canvas, const LayerPlan *plans, int count, TensorShape input,
                    Rect rect, float y, Rect *line, char *text, size_t size)
{
    Blocks *blocks = memory_get(sizeof *blocks);
    blocks_of(plans, count, input, lines_most(canvas, rect), blocks);
    const float high = line_height(blocks, rect);
    const int at = (int)floorf((y - rect.y) / high);
    const bool there = at >= 0 && at < blocks->line_count && rect.h >= lab_blocks_least(canvas);
    if (there) {
        *line = (Rect){ rect.x, rect.y + high * (float)at, rect.w, high };
        block_tip(plans, count, &blocks->lines[at], text, size);
    }
    free(blocks);
    return there;
}

void lab_blocks_draw(Canvas *canvas, const LayerPlan *plans, int count, TensorShape input,
                     Rect rect, Color color, const Theme *theme)
{
    if (rect.h < lab_blocks_least(canvas)) { // lines would lie on each other
        return;
    }
    Blocks *blocks = memory_get(sizeof *blocks);
    blocks_of(plans, count, input, lines_most(canvas, rect), blocks);
    Drawing d = { .canvas = canvas,
                  .theme = theme,
                  .color = color,
                  .plans = plans,
                  .count = count,
                  .blocks = blocks };
    lay_out(&d, rect);
    lines_between(&d);
    for (int i = 0; i < blocks->line_count; i++) {
        glyph(&d, i);
        texts(&d, i);
    }
    for (int i = 0; i < blocks->group_count; i++) {
        bracket(&d, &blocks->groups[i]);
    }
    for (int i = 0; i < blocks->arc_count; i++) {
        arc(&d, &blocks->arcs[i]);
    }
    free(blocks);
}
