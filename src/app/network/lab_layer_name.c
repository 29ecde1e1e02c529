// What stands before the row of a layer: its name, or in little room what tells it from the others.
#include "app/network/lab_columns.h"

#include <math.h>
#include <stdio.h>

enum { LEAST = 26, GAP = 8 };
static const float MOST = 0.32f; // of a row

static const LayerName *name_of(const NetShot *net, int layer)
{
    return &net->sights[layer].name;
}

float lab_layer_names_width(const Canvas *canvas, const NetShot *net, float row, float size)
{
    float widest = 0;
    for (int i = 0; i < net->layer_count; i++) {
        char text[LAYER_NAME_TEXT];
        layer_name(name_of(net, i), text);
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, size, text));
    }
    return fmaxf(fminf(widest + GAP, row * MOST), LEAST);
}

void lab_layer_name_draw(Canvas *canvas, const NetShot *net, int layer, Rect place, float baseline,
                         float size, const Theme *theme)
{
    char text[LAYER_NAME_TEXT];
    const LayerName *name = name_of(net, layer);
    layer_name(name, text);
    if (canvas_text_width(canvas, FONT_MONO, size, text) > place.w - 2) {
        snprintf(text, sizeof text, name->kind == LAYER_ADD ? "+%d" : "%d", name->number);
    }
    canvas_text(canvas, place.x, baseline, ALIGN_LEFT, FONT_MONO, size, theme->muted, text);
}
