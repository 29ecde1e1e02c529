// What stands around the columns of a wiring: residual connections, norms and dropout.
#include "app/network/lab_wiring.h"

#include "base/words.h"

#include <math.h>
#include <stdio.h>

static float unit_top(const Wiring *w, int layer)
{
    return wiring_y(w, layer, 0) - wiring_half(w, layer);
}

// Over the columns of the branch, from the first to the last, with a head.
void wiring_arcs(Canvas *canvas, const Wiring *w, float top, const Theme *theme)
{
    enum { STEPS = 16 };
    for (int i = 0; i < w->arc_count; i++) {
        const WiringArc *arc = &w->arcs[i];
        const float x0 = wiring_x(w, arc->from), x1 = wiring_x(w, arc->to), lift = 4;
        const float y0 = unit_top(w, arc->from) - 1, y1 = unit_top(w, arc->to) - lift;
        float x = x0, y = y0;
        for (int k = 1; k <= STEPS; k++) { // a Bezier curve; its middle reaches up to `top`
            const float s = (float)k / STEPS, r = 1 - s;
            const float peak = top - (fminf(y0, y1) - top) / 3;
            const float nx = r * r * (1 + 2 * s) * x0 + s * s * (1 + 2 * r) * x1;
            const float ny = r * r * r * y0 + 3 * r * s * peak + s * s * s * y1;
            canvas_line(canvas, x, y, nx, ny, 2, theme->accent);
            x = nx;
            y = ny;
        }
        canvas_polygon(canvas, 3, (float[]){ x1, x1 - 4, x1 + 4 },
                       (float[]){ y1 + lift, y1 - 2, y1 - 2 }, theme->accent);
    }
}

// Below a column: that there is a norm, and dropout.
void wiring_marks(Canvas *canvas, const Wiring *w, const Theme *theme)
{
    const float size = fmaxf(9, canvas->least), y = w->area.y + w->area.h + WIRING_MARKS - 3;
    const float room = w->area.w / (float)(w->layers - 1);
    for (int layer = 1; layer < w->layers; layer++) {
        char text[64];
        snprintf(text, sizeof text, "%s%s%s", w->normed[layer] ? tr("norm") : "",
                 w->normed[layer] && w->dropped[layer] ? " " : "",
                 w->dropped[layer] ? tr("drop") : "");
        if (text[0] && canvas_text_width(canvas, FONT_SANS, size, text) <= room - 2) {
            canvas_text(canvas, wiring_x(w, layer), y, ALIGN_CENTER, FONT_SANS, size, theme->muted,
                        text);
        }
    }
}
