// A small network drawn with its weights: a column of units for each layer, a line for each weight,
// as wide as the weight is large beside the largest of its layer. The strongest come last, on top.
#include "app/network/lab_wiring.h"
#include "app/network/lab_blocks.h"
#include "app/network/lab_fit.h"
#include "app/network/lab_inputs.h"
#include "app/network/lab_legend.h"
#include "app/network/lab_surface_look.h"
#include "app/network/lab_wiring_legend.h"
#include "app/network/lab_wiring_pictures.h"
#include "app/network/lab_wiring_units.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    LINES_MAX = 1500,
    LINES_OF_ALL = 1800, // networks together
    LABEL = 11,
    OUTPUT_MOST = 76,
    COLUMN_LEAST = 14, // nearer to each other they cannot be told apart
};
enum { BANDS = 256 }; // of strength

static const float LINE_LEAST = 0.5f; // px; thinner lines are left out
static const float LABEL_SPACING = 11;

static void output_name(const Wiring *w, int unit, char *text, size_t size)
{
    if (w->shot->classes == 0) {
        text_print(text, size, "%s", tr("output"));
    } else { // one output is the probability of the second class
        snprintf(text, size, "%s", w->shot->class_names[w->net->outputs == 1 ? 1 : unit]);
    }
}

static void input_name(const Wiring *w, int unit, char *text, size_t size)
{
    if (w->shot->features == 2) {
        snprintf(text, size, "%s", input_features[lab_input_of(w->inputs, unit)].kind.name);
    } else if (lab_fits_curve(w->shot)) {
        snprintf(text, size, "x");
    } else {
        snprintf(text, size, "x%d", unit + 1);
    }
}

typedef void UnitName(const Wiring *w, int unit, char *text, size_t size);

// 0 if they have no room.
static float names_width(const Canvas *canvas, const Wiring *w, int layer, UnitName *name)
{
    float widest = 0;
    for (int unit = 0; unit < w->units[layer]; unit++) {
        char text[32];
        name(w, unit, text, sizeof text);
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, LABEL, text));
    }
    return wiring_spacing(w, layer) < LABEL_SPACING ? 0 : fminf(widest, OUTPUT_MOST) + 6;
}

static void lay_out(const Canvas *canvas, Wiring *w, bool pictures, Rect rect)
{
    const int last = w->layers - 1;
    bool marked = false;
    for (int layer = 1; layer < w->layers; layer++) {
        marked = marked || w->normed[layer] || w->dropped[layer];
    }
    const float above = 4 + (w->arc_count > 0 ? WIRING_ARC : 0),
                below = fmaxf((float)wiring_legend_lines(canvas, w, rect.w) * WIRING_LEGEND, 4) +
                        (marked ? WIRING_MARKS : 0);
    w->area = (Rect){ rect.x, rect.y + above, rect.w, fmaxf(rect.h - above - below, 1) };
    if (pictures) {
        wiring_choose_sides(w);
    }
    const float left = names_width(canvas, w, 0, input_name) + wiring_half(w, 0) + 3;
    const float right = names_width(canvas, w, last, output_name) + wiring_half(w, last) + 3;
    w->area.x += left;
    w->area.w = fmaxf(w->area.w - left - right, 1);
}

// ---- lines

typedef struct Wire {
    short layer, from, to; // to a unit of `layer`
    float part;            // of the layer's largest, signed
} Wire;

static int band_of(const Wire *wire)
{
    return clampi((int)(fabsf(wire->part) * BANDS), 0, BANDS - 1);
}

static int collect(const Wiring *w, Wire *wires)
{
    const float *weight = w->net->weights;
    int count = 0;
    for (int layer = 1; layer < w->layers; layer++) {
        for (int to = 0; to < w->units[layer]; to++) {
            for (int from = 0; from < w->units[layer - 1]; from++, weight++) {
                const float part = w->largest[layer] > 0 ? *weight / w->largest[layer] : 0;
                if (isfinite(part) && fabsf(part) * WIRING_LINE_MOST >= LINE_LEAST) {
                    wires[count++] = (Wire){ (short)layer, (short)from, (short)to, part };
                }
            }
        }
    }
    return count;
}

// The lowest band from which on no more than `most` lines are drawn.
static int lowest_band(const Wire *wires, int count, int most)
{
    int in[BANDS] = { 0 }, drawn = 0, band = BANDS;
    for (int i = 0; i < count; i++) {
        in[band_of(&wires[i])]++;
    }
    while (band > 0 && drawn + in[band - 1] <= most) {
        drawn += in[--band];
    }
    return band;
}

static int by_strength(const void *a, const void *b)
{
    const float p = fabsf(((const Wire *)a)->part), q = fabsf(((const Wire *)b)->part);
    return (p > q) - (p < q);
}

static void lines(Canvas *canvas, const Wiring *w, const Theme *t)
{
    Wire *wires = memory_get(sizeof *wires * SHOT_WEIGHTS_MAX);
    const int share = LINES_OF_ALL / w->shot->network_count;
    const int count = collect(w, wires);
    const int lowest = lowest_band(wires, count, share < LINES_MAX ? share : LINES_MAX);
    qsort(wires, (size_t)count, sizeof *wires, by_strength);
    for (int i = 0; i < count; i++) {
        const Wire *wire = &wires[i];
        if (band_of(wire) >= lowest) {
            // They end at pictures, which lie below all lines.
            canvas_line_butt(canvas, wiring_x(w, wire->layer - 1) + w->side[wire->layer - 1] / 2,
                             wiring_y(w, wire->layer - 1, wire->from),
                             wiring_x(w, wire->layer) - w->side[wire->layer] / 2,
                             wiring_y(w, wire->layer, wire->to),
                             WIRING_LINE_MOST * fabsf(wire->part), wiring_color(wire->part, t));
        }
    }
    free(wires);
}

// ---- units

static void units(Canvas *canvas, const Wiring *w, Color color, const Theme *t)
{
    const int last = w->layers - 1;
    for (int layer = 0; layer < w->layers; layer++) {
        for (int unit = 0; unit < w->units[layer]; unit++) {
            const bool hidden = layer > 0 && layer < last;
            const unsigned flags = wiring_flags(w, layer, unit);
            if (w->side[layer] > 0) {
                wiring_frame(canvas, wiring_unit(w, layer, unit), flags, t);
                continue;
            }
            const int class_index = w->net->outputs == 1 ? 1 : unit;
            const Color own = hidden ? color
                              : layer == last && w->shot->classes > 0
                                  ? lab_class_color(class_index, t)
                                  : t->muted;
            wiring_unit_mark(canvas, wiring_x(w, layer), wiring_y(w, layer, unit),
                             wiring_radius(w, layer), flags, own, t);
        }
    }
}

static void names(Canvas *canvas, const Wiring *w, int layer, UnitName *name, const Theme *t)
{
    const bool left = layer == 0;
    const float off = wiring_half(w, layer) + 6, x = wiring_x(w, layer) + (left ? -off : off);
    if (names_width(canvas, w, layer, name) <= 0) {
        return;
    }
    for (int unit = 0; unit < w->units[layer]; unit++) {
        char text[32];
        name(w, unit, text, sizeof text);
        canvas_text_fit(canvas, x, wiring_y(w, layer, unit) + TEXT_MIDDLE * LABEL,
                        left ? ALIGN_RIGHT : ALIGN_LEFT, FONT_MONO, LABEL, t->muted, text,
                        OUTPUT_MOST);
    }
}

// Every weight as a line.
static void weights(Canvas *canvas, const Wiring *w, int index, Rect rect, Color color,
                    const Theme *theme)
{
    wiring_pictures_draw(canvas, w, index, color, theme);
    lines(canvas, w, theme);
    units(canvas, w, color, theme);
    wiring_arcs(canvas, w, rect.y + 2, theme);
    wiring_marks(canvas, w, theme);
    names(canvas, w, 0, input_name, theme);
    names(canvas, w, w->layers - 1, output_name, theme);
    wiring_legend_draw(canvas, w, rect, color, theme);
}

// Whether every weight has a line of its own in the place.
static bool shows_weights(Wiring *w, const LayerPlan *plans, int count, Rect rect)
{
    return count > 0 && w->net->weight_total > 0 && wiring_read(w, plans, count) &&
           rect.w >= (float)(COLUMN_LEAST * w->layers);
}

static void read_seen(Wiring *w, const LabSpace *space, int index)
{
    for (int layer = 1; layer < w->layers; layer++) {
        w->seen[layer] = lab_seen_layer(space->shot, index, layer);
    }
}

bool lab_wiring_of(const Canvas *canvas, const LabSpace *space, int index, Rect rect, Wiring *w)
{
    const NetShot *net = &space->shot->networks[index];
    const Rect place = lab_wiring_place(canvas, space, rect).lines;
    LayerPlan *plans = memory_get(sizeof *plans * NET_LAYERS_MAX);
    *w = (Wiring){ .shot = space->shot, .net = net };
    const int count = net_plan(&net->spec, space->shot->shape, net->outputs, plans, NULL);
    const bool shows = shows_weights(w, plans, count, place);
    if (shows) {
        read_seen(w, space, index);
        lay_out(canvas, w, space->units && lab_wiring_sees(space->shot), place);
    }
    free(plans);
    return shows;
}

static void layers_alone(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                         const Theme *theme)
{
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    LayerPlan *plans = memory_get(sizeof *plans * NET_LAYERS_MAX);
    const int count = net_plan(&net->spec, shot->shape, net->outputs, plans, NULL);
    if (count > 0) {
        lab_blocks_draw(canvas, plans, count, shot->shape, rect,
                        labspace_color(space, index, theme), theme);
    }
    free(plans);
}

// Weights as lines where there are few enough, else layers alone; beside them the surface.
void lab_wiring_draw(Canvas *canvas, const LabSpace *space, int index, Rect rect,
                     const Theme *theme)
{
    const WiringPlace place = lab_wiring_place(canvas, space, rect);
    Wiring *w = memory_get(sizeof *w);
    if (lab_wiring_of(canvas, space, index, rect, w)) {
        weights(canvas, w, index, place.lines, labspace_color(space, index, theme), theme);
        wiring_enlarged_draw(canvas, w, space, index, theme);
    } else {
        layers_alone(canvas, space, index, place.lines, theme);
    }
    if (place.surface.w > 0) {
        lab_surface_draw(canvas, space, index, place.surface, theme);
        lab_legend_draw(canvas, space, index, place.legend, theme);
    }
    free(w);
}
