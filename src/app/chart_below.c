// The curve runs along the floor there, as if it had stopped; the number says how far it went.
#include "app/chart_below.h"

#include "app/racer_look.h"
#include "base/text.h"

#include <math.h>

static const float REACH = 5, LINE = 13, SIZE = 11;

static void mark(Canvas *canvas, const Plot *plot, float x, double value, int line, Color color)
{
    const Rect a = plot->area;
    const float floor_y = a.y + a.h;
    const float xs[3] = { x - REACH, x + REACH, x },
                ys[3] = { floor_y - 3, floor_y - 3, floor_y + 5 };
    char text[24];
    text_short(text, sizeof text, value, 3);
    canvas_polygon(canvas, 3, xs, ys, color);
    const bool right = x + REACH + 4 + canvas_text_width(canvas, FONT_MONO, SIZE, text) < a.x + a.w;
    canvas_text(canvas, right ? x + REACH + 4 : x - REACH - 4, floor_y - 4 - LINE * (float)line,
                right ? ALIGN_LEFT : ALIGN_RIGHT, FONT_MONO, SIZE, color, text);
}

void chart_below(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme)
{
    const double until = workspace_step(workspace);
    int lines = 0;
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        double least = plot->y.low;
        int at = -1;
        for (int i = 0; i < trail->count && (double)i * trail->stride <= until; i++) {
            const double v = trail->rows[i].loss - workspace->lowest;
            if (v < least) {
                least = v;
                at = i;
            }
        }
        if (at >= 0) {
            const int racer = race_racer(workspace->race, run);
            mark(canvas, plot, plot_x(plot, (double)at * trail->stride), least, lines++,
                 racer_color(&workspace->scene, racer, theme));
        }
    }
}
