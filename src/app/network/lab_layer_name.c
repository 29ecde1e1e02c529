// What stands before the row of a layer: its name, in little room a short one, and in rows lower
// than letters that of every so many layers.
#include "app/network/lab_columns.h"

#include <math.h>
#include <stdio.h>

enum { LEAST = 26, GAP = 8 };
static const float MOST = 0.32f; // of a row

static const LayerName *name_of(const NetShot *net, int layer)
{
    return &net->sights[layer].name;
}

// Never narrower than short names are, within half of the row.
float lab_layer_names_width(const Canvas *canvas, const NetShot *net, float row, float size)
{
    float widest = LEAST - GAP, brief = LEAST - GAP;
    for (int i = 0; i < net->layer_count; i++) {
        char text[LAYER_NAME_TEXT];
        layer_name(name_of(net, i), text);
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, size, text));
        layer_name_brief(name_of(net, i), text);
        brief = fmaxf(brief, canvas_text_width(canvas, FONT_MONO, size, text));
    }
    return fmaxf(fminf(widest + GAP, row * MOST), fminf(brief + GAP, row / 2));
}

void lab_layer_name_draw(Canvas *canvas, const NetShot *net, int layer, Rect place, float baseline,
                         float size, const Theme *theme)
{
    char text[LAYER_NAME_TEXT];
    const LayerName *name = name_of(net, layer);
    layer_name(name, text);
    if (canvas_text_width(canvas, FONT_MONO, size, text) > place.w - 2) {
        layer_name_brief(name, text);
    }
    if (canvas_text_width(canvas, FONT_MONO, size, text) <= place.w) {
        canvas_text(canvas, place.x, baseline, ALIGN_LEFT, FONT_MONO, size, theme->muted, text);
    }
}

static bool one_kind(const LayerName *a, const LayerName *b)
{
    return a->kind == b->kind && a->twin == b->twin &&
           (a->kind != LAYER_ACTIVATION || a->activation == b->activation);
}

// Of which kind names are, where not every row has room for one: sums, whose rows are the way
// through the network; else what most rows are.
static int kind_named(const LayerName *const *names, int rows, int *count)
{
    int best = 0;
    *count = 0;
    for (int i = 0; i < rows; i++) {
        int same = 0;
        for (int k = i; k < rows; k++) {
            same += one_kind(names[k], names[i]);
        }
        const bool sums = names[i]->kind == LAYER_ADD && same > 1;
        if (same > *count || (sums && names[best]->kind != LAYER_ADD)) {
            best = i;
            *count = same;
        }
        if (sums) {
            break;
        }
    }
    return best;
}

// Every row, or every so many of one kind, so that no number seems to be missing.
void lab_layers_named(const LayerName *const *names, int rows, float every, bool *named)
{
    int of_kind, seen = 0;
    const int kind = kind_named(names, rows, &of_kind);
    const float apart = (float)rows / (float)(of_kind > 0 ? of_kind : 1);
    const int step = (int)fmaxf(ceilf(every / apart - 0.01f), 1);
    for (int i = 0; i < rows; i++) {
        const bool same = one_kind(names[i], names[kind]);
        named[i] = every <= 1 || (same && seen % step == 0);
        seen += same;
    }
}
