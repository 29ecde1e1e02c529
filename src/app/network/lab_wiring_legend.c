#include "app/network/lab_wiring_legend.h"

#include "app/network/lab_wiring_pictures.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>

enum { KEYS_MAX = 5, TEXT = 10, APART = 8 };

typedef struct WiringKey {
    float part;     // of a line; 0: ...
    unsigned flags; // ... of a unit; 0: text alone
    float room;     // that the text takes at most
    char text[48];
} WiringKey;

static float mark_width(const WiringKey *key)
{
    return key->part != 0 ? 17 : key->flags ? 15 : 0;
}

static unsigned flags_of(const Wiring *w)
{
    unsigned flags = 0;
    for (int layer = 1; layer < w->layers - 1; layer++) {
        for (int unit = 0; unit < w->units[layer]; unit++) {
            flags |= wiring_flags(w, layer, unit);
        }
    }
    return flags;
}

// Lines are as thick as their share of the largest weight, which is told.
static void largest_key(const Canvas *canvas, const Wiring *w, WiringKey *key)
{
    char value[24], widest[48];
    float most = 0;
    for (int layer = 1; layer < w->layers; layer++) {
        most = fmaxf(most, w->largest[layer]);
    }
    text_short(value, sizeof value, most, 2);
    text_print(key->text, sizeof key->text, tr("|w| ≤ %s"), value);
    text_print(widest, sizeof widest, tr("|w| ≤ %s"), "0.000");
    key->room = fmaxf(canvas_text_width(canvas, FONT_SANS, TEXT, key->text),
                      canvas_text_width(canvas, FONT_SANS, TEXT, widest));
}

// flags: those of units that are there.
static int keys_of(const Canvas *canvas, const Wiring *w, unsigned flags, WiringKey keys[KEYS_MAX])
{
    static const struct {
        const char *text;
        float part;
        unsigned flags;
    } all[] = { { N_("w>0"), 0.8f, 0 },
                { N_("w<0"), -0.8f, 0 },
                { N_("dead"), 0, WIRING_DEAD },
                { N_("saturated"), 0, WIRING_SATURATED } };
    int count = 0;
    for (size_t i = 0; i < COUNT(all); i++) {
        if (!all[i].flags || flags & all[i].flags) {
            WiringKey *key = &keys[count++];
            *key = (WiringKey){ .part = all[i].part, .flags = all[i].flags };
            text_print(key->text, sizeof key->text, "%s", tr(all[i].text));
            key->room = canvas_text_width(canvas, FONT_SANS, TEXT, key->text);
        }
    }
    keys[count] = (WiringKey){ .part = 0 };
    largest_key(canvas, w, &keys[count++]);
    return count;
}

// Where each begins, in lines of that width. Returns how many lines.
static int place_keys(const WiringKey *keys, int count, float width, float x[KEYS_MAX],
                      int line[KEYS_MAX])
{
    float at = 0;
    int lines = 0;
    for (int i = 0; i < count; i++) {
        const float wide = mark_width(&keys[i]) + keys[i].room;
        if (wide > width) {
            return 0;
        }
        const bool next = at > 0 && at + wide > width;
        lines += next;
        x[i] = next ? 0 : at;
        line[i] = lines;
        at = x[i] + wide + APART;
    }
    return lines + 1;
}

int wiring_legend_lines(const Canvas *canvas, const Wiring *w, float width)
{
    WiringKey keys[KEYS_MAX];
    float x[KEYS_MAX];
    int line[KEYS_MAX];
    const int count = keys_of(canvas, w, WIRING_DEAD | WIRING_SATURATED, keys);
    return place_keys(keys, count, width, x, line);
}

static void draw_key(Canvas *canvas, const WiringKey *key, float x, float y, Color color,
                     const Theme *t)
{
    const float middle = y - 4;
    if (key->flags) {
        wiring_unit_mark(canvas, x + 5, middle, 3.5f, key->flags, color, t);
    } else if (key->part != 0) {
        canvas_line(canvas, x + 1, middle, x + 12, middle, WIRING_LINE_MOST * 0.8f,
                    wiring_color(key->part, t));
    }
    canvas_text(canvas, x + mark_width(key), y, ALIGN_LEFT, FONT_SANS, TEXT, t->muted, key->text);
}

void wiring_legend_draw(Canvas *canvas, const Wiring *w, Rect rect, Color color, const Theme *theme)
{
    WiringKey keys[KEYS_MAX];
    float x[KEYS_MAX];
    int line[KEYS_MAX];
    const int all = wiring_legend_lines(canvas, w, rect.w);
    const int count = keys_of(canvas, w, flags_of(w), keys);
    place_keys(keys, count, rect.w, x, line);
    for (int i = 0; i < count && all > 0; i++) {
        const float up = (float)(WIRING_LEGEND * (all - 1 - line[i]));
        draw_key(canvas, &keys[i], rect.x + x[i], rect.y + rect.h - 4 - up, color, theme);
    }
}
