// Curves, cursor and heads of the loss chart.
#include "app/landscape/chart.h"

#include "app/landscape/chart_beyond.h"
#include "app/landscape/chart_border.h"
#include "app/landscape/hiding.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

// Up to the cursor's step when the future is hidden; what it has gone through is no secret.
static void series_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                        const ChartLook *look, int run)
{
    const Trail *trail = race_trail(workspace->race, run);
    double *values = memory_get(sizeof *values * (size_t)(trail->count + 1));
    int count = trail->count;
    if (look->hide && count > 0) {
        count = trail_index(trail, workspace_step(workspace)) + 1;
    }
    for (int i = 0; i < count; i++) {
        const double v = chart_height(workspace, run, i);
        values[i] = v < plot->y.low ? plot->y.low : v; // at the minimum: along the bottom
    }
    plot_series(canvas, plot, count, values, 0, trail->stride,
                (run == look->lit ? 3 : 2) * look->theme->thick,
                racer_color(&workspace->scene, race_racer(workspace->race, run), look->theme), 0);
    free(values);
}

static void heads(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme,
                  int step)
{
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const Trail *trail = race_trail(workspace->race, run);
        if (workspace_hides_run(workspace, run) || trail->count == 0 || step > trail->last_step) {
            continue;
        }
        const double v = chart_height(workspace, run, trail_index(trail, step));
        if (isfinite(v) && v < plot->y.high + 1e-3 * fabs(plot->y.high)) {
            const int racer = race_racer(workspace->race, run);
            canvas_marker(canvas, racer_marker(&workspace->scene, racer), plot_x(plot, step),
                          plot_y(plot, fmax(v, plot->y.low)), 3.4f,
                          racer_color(&workspace->scene, racer, theme), 1.2f, theme->panel);
        }
    }
}

// What is drawn upwards, above the plot, where no curve comes.
static void axis_name(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                      const Theme *theme)
{
    char text[256];
    charts[workspace->chart].axis(workspace, text, sizeof text);
    canvas_text_fit(canvas, plot->area.x, plot->area.y - 5, ALIGN_LEFT, FONT_SANS, 11, theme->muted,
                    text, plot->area.w);
}

void chart_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot, const ChartLook *look)
{
    const Theme *theme = look->theme;
    // Line, markers and the end of hidden curves stand at one whole step.
    const int step = workspace_step(workspace);
    plot_axes(canvas, plot);
    axis_name(canvas, workspace, plot, theme);
    plot_clip_push(canvas, plot);
    if (look->hide) {
        plot_veil(canvas, plot, step, theme);
    }
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        if (!workspace_hides_run(workspace, run)) {
            series_draw(canvas, workspace, plot, look, run);
        }
    }
    const bool alone = race_run_count(workspace->race) == 1;
    if (charts[workspace->chart].border && !(alone && workspace_hides_run(workspace, 0))) {
        chart_border(canvas, workspace, plot, look);
    }
    plot_cursor(canvas, plot, step, theme);
    heads(canvas, workspace, plot, theme, step);
    if (look->hover >= 0) {
        plot_pointer(canvas, plot, look->hover, theme);
        heads(canvas, workspace, plot, theme, look->hover);
    }
    chart_beyond(canvas, workspace, plot, theme);
    canvas_clip_pop(canvas);
}
