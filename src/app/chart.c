// Logarithmic in f − f_ref, f_ref the lowest value known; the label says so.
#include "app/chart.h"

#include "app/chart_below.h"
#include "app/racer_look.h"
#include "app/strings.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double POWERS_MOST = 1e-12, LOSS_MOST = 1e4; // of the loss at the start

static double height(const Workspace *workspace, const TrailRow *row)
{
    return row->loss - workspace->lowest;
}

static void loss_range(const Workspace *workspace, double *low, double *high)
{
    double first = NAN;
    *low = INFINITY;
    *high = 0;
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        for (int i = 0; i < trail->count; i++) {
            const double v = height(workspace, &trail->rows[i]);
            first = i == 0 ? v : first;
            if (isfinite(v) && v > 0) {
                *low = fmin(*low, v);
                *high = fmax(*high, v);
            }
        }
    }
    if (!(*high > 0)) {
        *low = 0.1;
        *high = 1;
    }
    if (first > 0 && isfinite(first)) {
        *high = fmin(*high, first * LOSS_MOST);
    }
    *high = pow(10, ceil(log10(*high) - 1e-9));
    *low = pow(10, floor(log10(fmax(*low, *high * POWERS_MOST)) + 1e-9));
    if (*low >= *high) {
        *low = *high / 10;
    }
}

Plot chart_plot(const Workspace *workspace, Rect rect, const Theme *theme)
{
    double low, high;
    loss_range(workspace, &low, &high);
    return (Plot){
        .area = { rect.x + 60, rect.y + 10, fmaxf(rect.w - 84, 1), fmaxf(rect.h - 32, 1) },
        .x = { 0, workspace_last_step(workspace), false },
        .y = { low, high, true },
        .line = theme->line,
        .muted = theme->muted,
        .text_size = 11,
    };
}

static void series_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                        const Theme *theme, int run, float width)
{
    const Trail *trail = race_trail(workspace->race, run);
    double *values = memory_get(sizeof *values * (size_t)(trail->count + 1));
    for (int i = 0; i < trail->count; i++) {
        const double v = height(workspace, &trail->rows[i]);
        values[i] = v < plot->y.low ? plot->y.low : v; // at the minimum: along the bottom
    }
    plot_series(canvas, plot, trail->count, values, 0, trail->stride, width,
                racer_color(&workspace->scene, race_racer(workspace->race, run), theme), 0);
    free(values);
}

static void heads(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme,
                  double step)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        if (trail->count == 0 || step > trail->last_step) {
            continue;
        }
        const double v = height(workspace, trail_at(trail, (int)step));
        if (isfinite(v) && v < plot->y.high * 1.001) {
            const int racer = race_racer(workspace->race, run);
            canvas_marker(canvas, racer_marker(&workspace->scene, racer), plot_x(plot, (int)step),
                          plot_y(plot, fmax(v, plot->y.low)), 3.4f,
                          racer_color(&workspace->scene, racer, theme), 1.2f, theme->panel);
        }
    }
}

static void label(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme)
{
    char text[80], reference[40];
    if (workspace->lowest == 0 || !isfinite(workspace->lowest)) {
        snprintf(text, sizeof text, "%s", str(STR_LOSS_LOG));
    } else {
        text_short(reference, sizeof reference, workspace->lowest, 4);
        snprintf(text, sizeof text, str(STR_LOSS_LOG_REF), reference);
    }
    const float w = canvas_text_width(canvas, FONT_SANS, 11, text);
    const Rect back = { plot->area.x + plot->area.w - w - 12, plot->area.y + 2, w + 12, 17 };
    canvas_box(canvas, back, 4, color_alpha(theme->panel, 0.85f), 0, theme->line);
    canvas_text(canvas, back.x + 6, back.y + 12.5f, ALIGN_LEFT, FONT_SANS, 11, theme->muted, text);
}

void chart_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme,
                int lit, int hover)
{
    plot_axes(canvas, plot);
    const Rect clip = { plot->area.x - 6, plot->area.y - 6, plot->area.w + 12, plot->area.h + 12 };
    canvas_clip_push(canvas, clip);
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        series_draw(canvas, workspace, plot, theme, run, run == lit ? 3 : 2);
    }
    const float x = plot_x(plot, workspace->play.cursor);
    canvas_rect(canvas, (Rect){ x - 0.75f, plot->area.y - 4, 1.5f, plot->area.h + 8 }, theme->text);
    heads(canvas, workspace, plot, theme, workspace_step(workspace));
    if (hover >= 0) {
        const float hx = plot_x(plot, hover);
        canvas_rect(canvas, (Rect){ hx - 0.5f, plot->area.y, 1, plot->area.h }, theme->muted);
        heads(canvas, workspace, plot, theme, hover);
    }
    chart_below(canvas, workspace, plot, theme);
    label(canvas, workspace, plot, theme);
    canvas_clip_pop(canvas);
}
