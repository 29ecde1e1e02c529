// What stands before the row of a layer: its name, in little room a short one.
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
