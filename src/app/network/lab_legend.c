// Keys along lines. Fewer words where they spare a line.
#include "app/network/lab_legend.h"

#include "app/network/lab_legend_keys.h"

#include <math.h>
#include <stdlib.h>

static const float ROUNDING = 0.5f; // what fits is not cut by it
enum { LINES_TOO_MANY = 1000 };     // of a place that is too narrow for a key

static void draw_key(Canvas *canvas, const LegendKeys *keys, const LegendKey *key, float x, float y,
                     float end)
{
    if (key->mark) {
        key->mark(canvas, keys, key, x, y);
        x += key->wide + LEGEND_AFTER_MARK;
    }
    if (key->text[0]) {
        canvas_text_fit(canvas, x, y + TEXT_MIDDLE * LEGEND_TEXT, ALIGN_LEFT, FONT_SANS,
                        LEGEND_TEXT, keys->theme->muted, key->text, end - x + ROUNDING);
    }
}

static float key_width(const LegendKey *key)
{
    const bool both = key->mark && key->text[0];
    return key->wide + (both ? LEGEND_AFTER_MARK : 0) + key->room;
}

// Along as many lines as it takes, the first at the top of `rect`; those that have room are drawn
// (canvas NULL: none). Returns how many there are; TOO_MANY: a key has no room.
static int along(Canvas *canvas, const LegendKeys *keys, Rect rect)
{
    float x = 0;
    int line = 0;
    bool narrow = false;
    for (int i = 0; i < keys->count; i++) {
        const LegendKey *key = &keys->items[i];
        narrow |= key_width(key) > keys->width + ROUNDING;
        if (x > 0 && x + key_width(key) > keys->width + ROUNDING) {
            x = 0;
            line++;
        }
        if (canvas && (float)((line + 1) * LAB_LEGEND) <= rect.h) {
            draw_key(canvas, keys, key, rect.x + x, rect.y + ((float)line + 0.5f) * LAB_LEGEND,
                     rect.x + keys->width);
        }
        x += key_width(key) + (key->tight ? LEGEND_TIGHT : LEGEND_APART);
    }
    return narrow ? LINES_TOO_MANY : keys->count > 0 ? line + 1 : 0;
}

static LegendKeys *keys_of(const Canvas *canvas, const LabSpace *space, int index, float width,
                           bool brief, const Theme *theme)
{
    LegendKeys *keys = memory_get(sizeof *keys);
    *keys = (LegendKeys){ .space = space,
                          .network = index,
                          .theme = theme,
                          .canvas = canvas,
                          .width = width,
                          .brief = brief };
    lab_legend_keys(keys);
    return keys;
}

// In as few words as spares a line; to be freed.
static LegendKeys *shortest(const Canvas *canvas, const LabSpace *space, int index, float width,
                            const Theme *theme, int *lines)
{
    LegendKeys *whole = keys_of(canvas, space, index, width, false, theme);
    LegendKeys *brief = keys_of(canvas, space, index, width, true, theme);
    const int lines_whole = along(NULL, whole, (Rect){ .w = width });
    const int lines_brief = along(NULL, brief, (Rect){ .w = width });
    const bool spares = lines_brief < lines_whole;
    *lines = spares ? lines_brief : lines_whole;
    free(spares ? whole : brief);
    return spares ? brief : whole;
}

void lab_legend_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    int lines;
    LegendKeys *keys = shortest(canvas, space, index, rect.w, theme, &lines);
    along(canvas, keys, rect);
    free(keys);
}

float lab_legend_height(const Canvas *canvas, const LabSpace *space, float width)
{
    int most = 0;
    for (int i = 0; space->shot && i < space->shot->network_count; i++) {
        int lines;
        free(shortest(canvas, space, i, width, &themes[0], &lines));
        most = lines > most ? lines : most;
    }
    return (float)(most * LAB_LEGEND);
}
