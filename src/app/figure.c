// The same picture and chart as in the window, with a legend in place of the panels.
#include "app/figure.h"

#include "app/chart.h"
#include "app/picture.h"
#include "app/racer_look.h"
#include "app/strings.h"
#include "base/text.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { MARGIN = 28, TITLE = 62, LEGEND_ROW = 46, LEGEND_WIDTH = 236 };

static void title(App *app, Rect rect)
{
    const Workspace *w = &app->workspace;
    const Theme *t = &themes[app->theme];
    const Landscape *landscape = w->scene.landscape;
    char text[SCENE_FORMULA_MAX + 512];
    int n = snprintf(text, sizeof text, "f(x, y) = %s", scene_formula_text(&w->scene));
    for (int i = 0; i < w->scene.param_count && n < (int)sizeof text; i++) {
        char value[32];
        text_short(value, sizeof value, w->scene.params[i], 5);
        n += snprintf(text + n, sizeof text - (size_t)n, "%s%s = %s", i ? ", " : "     ",
                      w->scene.param_names[i], value);
    }
    canvas_text_fit(&app->canvas, rect.x, rect.y + 22, ALIGN_LEFT, FONT_BOLD, 22, t->text,
                    landscape ? landscape->name : str(STR_TYPED_FORMULA), rect.w);
    canvas_text_fit(&app->canvas, rect.x, rect.y + 46, ALIGN_LEFT, FONT_MONO, 14, t->muted, text,
                    rect.w);
}

static void legend_row(App *app, Rect row, int run)
{
    const Workspace *w = &app->workspace;
    const Theme *t = &themes[app->theme];
    const int racer = race_racer(w->race, run), step = workspace_step(w);
    OptimSpec spec = w->scene.racers[racer].spec;
    char text[96], params[SPEC_TEXT_MAX], name[RACER_NAME_MAX];
    scene_racer_name(&w->scene, racer, name, sizeof name);
    spec.params = scene_optim_params(&w->scene, racer);
    spec.has_rate = true;
    spec_write_optim(&spec, params, sizeof params);
    const char *numbers = params; // behind the optimizer's key
    while (*numbers && *numbers != ' ') {
        numbers++;
    }
    const bool lost = workspace_loss_text(w, run, step, 4, text, sizeof text);
    canvas_marker(&app->canvas, racer_marker(&w->scene, racer), row.x + 8, row.y + 12, 6.5f,
                  racer_color(&w->scene, racer, t), 0, t->line);
    const float loss = canvas_text(&app->canvas, row.x + row.w, row.y + 17, ALIGN_RIGHT, FONT_MONO,
                                   14, lost ? t->error : t->text, text);
    canvas_text_fit(&app->canvas, row.x + 26, row.y + 17, ALIGN_LEFT, FONT_BOLD, 15, t->text, name,
                    row.w - 36 - loss);
    canvas_text_fit(&app->canvas, row.x + 26, row.y + 35, ALIGN_LEFT, FONT_MONO, 12, t->muted,
                    *numbers ? numbers + 1 : "", row.w - 26);
}

static void legend(App *app, Rect rect)
{
    const Workspace *w = &app->workspace;
    const Theme *t = &themes[app->theme];
    char text[64];
    snprintf(text, sizeof text, str(STR_STEP_OF), workspace_step(w), workspace_last_step(w));
    canvas_text(&app->canvas, rect.x, rect.y + 14, ALIGN_LEFT, FONT_SANS, 13, t->muted, text);
    canvas_text(&app->canvas, rect.x + rect.w, rect.y + 14, ALIGN_RIGHT, FONT_SANS, 13, t->muted,
                "f(x, y)");
    rect.y += 30;
    for (int run = 0; run < race_run_count(w->race); run++) {
        legend_row(app, (Rect){ rect.x, rect.y, rect.w, LEGEND_ROW }, run);
        rect.y += LEGEND_ROW;
    }
}

void figure_draw(App *app)
{
    const Theme *theme = &themes[app->theme];
    const float width = (float)app->width_px / app->scale,
                height = (float)app->height_px / app->scale;
    Rect rest = rect_inset((Rect){ 0, 0, width, height }, MARGIN);
    const Rect head = cut_top(&rest, TITLE, 6);
    const Rect foot = cut_bottom(&rest, fmaxf(rest.h * 0.24f, 60), 10);
    const Rect side = cut_right(&rest, LEGEND_WIDTH, 24);
    app->layout.picture = rest;
    workspace_compute(&app->workspace, rest, app->scale, INFINITY);

    canvas_begin(&app->canvas, atlas_metrics(app->atlas, app->scale), width, height,
                 theme->background);
    title(app, head);
    const PictureLook look = { theme, false, -1 };
    picture_draw(&app->canvas, &app->workspace, rest, &look);
    legend(app, side);
    const Plot plot = chart_plot(&app->workspace,
                                 (Rect){ rest.x - 10, foot.y, width - rest.x - 4, foot.h }, theme);
    chart_draw(&app->canvas, &app->workspace, &plot, theme, -1, -1);
}
