// What it is called stands at its left end: the curves come to it at the right.
#include "app/landscape/chart_border.h"

#include "base/text.h"
#include "base/words.h"
#include "draw/plate.h"

#include <math.h>
#include <stdlib.h>

static const float DASH = 5, SIZE = 11;
static const double SAME = 1e-9; // of its height

// Beside the line's left end, above it where there is room.
static void name(Canvas *canvas, const Plot *plot, const Theme *theme, double value,
                 const char *text)
{
    const float y = plot_y(plot, value);
    const bool above = y - plot->area.y > 24;
    plate_text(canvas, theme, plot->area.x + 8, above ? y - 8 : y + 17, ALIGN_LEFT, FONT_MONO, SIZE,
               text);
}

static void name_alone(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                       const Theme *theme, double border)
{
    char text[96], number[32];
    text_short(number, sizeof number, border, 4);
    text_print(text, sizeof text, "%s = %s", race_run(workspace->race, 0)->optim->edge.rule,
               number);
    name(canvas, plot, theme, border, text);
}

// The same all the way: dashed. One that a schedule moves: a thin line through all of it.
static void line(Canvas *canvas, const Plot *plot, const Theme *theme, double from, double to,
                 double value)
{
    const double ends[2] = { value, value };
    plot_series(canvas, plot, 2, ends, from, to - from, 1.5f, theme->text, DASH);
}

static void border_alone(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                         const ChartLook *look)
{
    const Trail *trail = race_trail(workspace->race, 0);
    const int step = workspace_step(workspace);
    const int count = look->hide && trail->count ? trail_index(trail, step) + 1 : trail->count;
    double *values = memory_get(sizeof *values * (size_t)(count + 1)), first = NAN;
    bool same = true;
    for (int i = 0; i < count; i++) {
        values[i] = gauge_at(workspace->gauge, 0, i).border;
        first = isnan(first) ? values[i] : first;
        same = same && !(fabs(values[i] - first) > SAME * first); // not known is no difference
    }
    if (!same) {
        plot_series(canvas, plot, count, values, 0, trail->stride, 1, look->theme->text, 0);
    } else if (first > plot->y.low) {
        line(canvas, plot, look->theme, plot->x.low, fmax((count - 1) * trail->stride, 1), first);
    }
    free(values);
    if (first > plot->y.low && first < plot->y.high) {
        name_alone(canvas, workspace, plot, look->theme, first);
    }
}

void chart_border(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                  const ChartLook *look)
{
    if (race_run_count(workspace->race) == 1) {
        border_alone(canvas, workspace, plot, look);
    } else if (plot->y.low < 1 && plot->y.high > 1) {
        line(canvas, plot, look->theme, plot->x.low, plot->x.high, 1);
        name(canvas, plot, look->theme, 1, tr("border"));
    }
}
