// Strips are drawn as boxes of equal colour, as few as there are, for there may be hundreds of
// layers; every so many of them has its name and its spread beside it.
#include "app/network/lab_strips.h"

#include "base/sort.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/layout.h"

#include <math.h>
#include <stdlib.h>

enum { SHADES = 16, LETTERS = 10, VALUES = 56, BARS_LEAST = 60 };
static const double REACH = 4; // times as far as half of the layers

// ---- the scale

typedef struct Reaches {
    double low, high;
    int count;
    double of[LAB_NETWORKS_MAX * INSPECT_LAYERS_MAX]; // how far each layer reaches from zero
} Reaches;

static void take_reaches(const NetShot *net, Reaches *all)
{
    for (int i = 0; i < net->layer_count; i++) {
        const double low = net->low_of[i], high = net->high_of[i];
        if (isfinite(low) && isfinite(high) && low < high) {
            all->low = fmin(all->low, low);
            all->high = fmax(all->high, high);
            all->of[all->count++] = fmax(fabs(low), fabs(high));
        }
    }
}

StripScale lab_strip_scale(const LabSpace *space, int index)
{
    const LabShot *shot = space->shot;
    Reaches *all = memory_get(sizeof *all);
    StripScale scale = { 0, 1, shot->log };
    all->low = INFINITY;
    all->high = -INFINITY;
    all->count = 0;
    for (int i = 0; i < shot->network_count; i++) {
        if (!space->wish.look.own || i == index) {
            take_reaches(&shot->networks[i], all);
        }
    }
    if (all->count > 0) {
        sort_doubles((size_t)all->count, all->of);
        const double most = shot->log ? INFINITY : REACH * all->of[all->count / 2];
        scale.low = fmax(all->low, -most);
        scale.high = fmin(all->high, most);
    }
    free(all);
    return scale;
}

static double place_of(const StripScale *scale, double value)
{
    return scale->log ? log(value / scale->low) / log(scale->high / scale->low)
                      : (value - scale->low) / (scale->high - scale->low);
}

// A bin's values lie evenly in it: over several cells where the scale is finer than the bins.
void lab_strip_cells(const NetShot *net, int layer, const StripScale *scale,
                     float cells[STRIP_CELLS])
{
    const double from = place_of(scale, net->low_of[layer]) * STRIP_CELLS;
    const double wide = (place_of(scale, net->high_of[layer]) * STRIP_CELLS - from) / SHOT_BINS;
    for (int i = 0; i < STRIP_CELLS; i++) {
        cells[i] = 0;
    }
    for (int bin = 0; bin < SHOT_BINS; bin++) {
        const double a = clamp(from + wide * bin, 0, STRIP_CELLS - 1e-6);
        const double b = clamp(from + wide * (bin + 1), 0, STRIP_CELLS - 1e-6);
        const float count = (float)net->counts[layer][bin];
        for (int cell = (int)a; count > 0 && cell <= (int)b; cell++) {
            const double part = fmin(b, cell + 1) - fmax(a, cell);
            cells[cell] += b - a > 1e-9 ? count * (float)(part / (b - a)) : count;
        }
    }
}

// ---- strips

// What is there at all can be seen, and the root lifts what is rare beside a tower of zeros.
static int shade_of(float count, float most)
{
    return count > 0 ? clampi(1 + (int)(sqrtf(count / most) * (SHADES - 1)), 1, SHADES - 1) : 0;
}

static void strip(Canvas *canvas, Rect bars, const float cells[STRIP_CELLS], Color color,
                  const Theme *t)
{
    const Color ground = color_mix(t->background, t->line, 0.35f);
    const float wide = bars.w / STRIP_CELLS;
    float most = 0;
    for (int i = 0; i < STRIP_CELLS; i++) {
        most = fmaxf(most, cells[i]);
    }
    for (int i = 0, end; i < STRIP_CELLS; i = end) {
        const int shade = shade_of(cells[i], most);
        for (end = i + 1; end < STRIP_CELLS && shade_of(cells[end], most) == shade; end++) {
        }
        if (shade > 0) {
            canvas_rect(canvas,
                        (Rect){ bars.x + wide * (float)i, bars.y, wide * (float)(end - i), bars.h },
                        color_mix(ground, color, 0.2f + 0.8f * (float)shade / (SHADES - 1)));
        }
    }
}

static void foot(Canvas *canvas, Rect place, const StripScale *scale, const Theme *t)
{
    const float size = fmaxf(LETTERS, canvas->least), baseline = place.y + place.h - 3;
    char low[24], high[24];
    text_short(low, sizeof low, scale->low, 2);
    text_short(high, sizeof high, scale->high, 2);
    if (canvas_text_width(canvas, FONT_MONO, size, low) +
            canvas_text_width(canvas, FONT_MONO, size, high) + 8 <=
        place.w) {
        canvas_text(canvas, place.x, baseline, ALIGN_LEFT, FONT_MONO, size, t->muted, low);
        canvas_text(canvas, place.x + place.w, baseline, ALIGN_RIGHT, FONT_MONO, size, t->muted,
                    high);
    }
}

// ---- names and numbers of some

static void spread(Canvas *canvas, Rect place, float y, const NetShot *net, int layer, float size,
                   const Theme *t)
{
    const LayerStats *stats = &net->stats[layer];
    char text[64];
    if (stats->bad > 0) {
        text_print(text, sizeof text, "%s", tr("not finite"));
    } else {
        lab_spread_text(net, layer, text, sizeof text);
    }
    if (canvas_text_width(canvas, FONT_MONO, size, text) <= place.w - 4) {
        canvas_text(canvas, place.x + place.w, y, ALIGN_RIGHT, FONT_MONO, size,
                    stats->bad > 0 ? t->error : t->text, text);
    }
}

void lab_strips_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    const StripScale scale = lab_strip_scale(space, index);
    const float size = fmaxf(LETTERS, canvas->least);
    const int rows = lab_histogram_rows(shot, index);
    const float row_h = lab_histogram_row(rect, rows, 0).h;
    const LayerName *all[INSPECT_LAYERS_MAX];
    bool named[INSPECT_LAYERS_MAX];
    for (int i = 0; i < net->layer_count; i++) {
        all[i] = &net->sights[i].name;
    }
    lab_layers_named(all, net->layer_count, (size + 3) / row_h, named);
    Rect place = rect;
    const Rect names = cut_left(&place, lab_layer_names_width(canvas, net, rect.w, size), 0);
    const float width = fmaxf(VALUES, lab_spreads_width(canvas, net, size) + 4);
    const bool values = place.w > width + BARS_LEAST;
    const Rect numbers = values ? cut_right(&place, width, 0) : place;
    canvas_rect(canvas, (Rect){ place.x, place.y, place.w, row_h * (float)net->layer_count },
                color_mix(theme->background, theme->line, 0.35f));
    float told = -INFINITY; // where the last name stands
    for (int layer = 0; layer < net->layer_count; layer++) {
        const Rect row = lab_histogram_row(rect, rows, layer);
        const bool lit = index == space->hover_network && layer == space->hover_layer;
        const float gap = row_h >= 4 ? 0.75f : 0;
        const float middle =
            fmaxf(row.y + row.h / 2 + TEXT_MIDDLE * size, rect.y + 2 * TEXT_MIDDLE * size);
        float cells[STRIP_CELLS];
        lab_strip_cells(net, layer, &scale, cells);
        strip(canvas, (Rect){ place.x, row.y, place.w, row.h - gap }, cells,
              lit ? theme->accent : labspace_color(space, index, theme), theme);
        if (named[layer] && middle >= told + size + 1 && row.y + size <= rect.y + rect.h) {
            told = middle;
            lab_layer_name_draw(canvas, net, layer, names, middle, size, theme);
            if (values) {
                spread(canvas, numbers, middle, net, layer, size, theme);
            }
        }
    }
    if (scale.low < 0 && scale.high > 0 && !scale.log) {
        const float x = place.x + place.w * (float)place_of(&scale, 0);
        canvas_rect(canvas, (Rect){ x, place.y, 1, row_h * (float)net->layer_count }, theme->muted);
    }
    foot(canvas, (Rect){ place.x, rect.y + row_h * (float)rows, place.w, STRIPS_FOOT }, &scale,
         theme);
}
