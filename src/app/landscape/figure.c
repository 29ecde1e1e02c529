// The same picture and chart as in the window, with a legend in place of the panels.
#include "app/landscape/figure.h"

#include "app/landscape/chart.h"
#include "app/landscape/chart_rates.h"
#include "app/landscape/hiding.h"
#include "app/landscape/penalties.h"
#include "app/landscape/picture.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

enum { MARGIN = 28, TITLE = 62, LEGEND_ROW = 46, LEGEND_TWO_LINES = 40, LEGEND_WIDTH = 236 };

static void title(LandscapeRoom *room, Rect rect)
{
    const Workspace *w = &room->workspace;
    const Theme *t = &themes[room->shell->theme];
    const Landscape *landscape = w->scene.landscape;
    char text[SCENE_FORMULA_MAX + 1024];
    char penalties[96];
    penalties_text(&w->scene, penalties, sizeof penalties);
    int n = snprintf(text, sizeof text, "f(x, y) = %s%s", scene_formula_text(&w->scene), penalties);
    for (int i = 0; i < w->scene.param_count && n < (int)sizeof text; i++) {
        char value[32];
        text_short(value, sizeof value, w->scene.params[i], 5);
        n += snprintf(text + n, sizeof text - (size_t)n, "%s%s = %s", i ? ", " : "     ",
                      w->scene.param_names[i], value);
    }
    canvas_text_fit(&room->shell->canvas, rect.x, rect.y + 22, ALIGN_LEFT, FONT_BOLD, 22, t->text,
                    landscape ? tr(landscape->kind.name) : tr("Your formula"), rect.w);
    canvas_text_fit(&room->shell->canvas, rect.x, rect.y + 46, ALIGN_LEFT, FONT_MONO, 14, t->muted,
                    text, rect.w);
}

// "lr=0.1 beta1=0.5 clip=1": the rate, what is not as it comes, and what goes around.
static void numbers_text(const Scene *scene, int racer, char *text, size_t size)
{
    const OptimParams params = scene_optim_params(scene, racer);
    const Optim *optim = scene->racers[racer].spec.optim;
    size_t used = 0;
    for (const Param *param = optim->kind.params; param->key && used < size; param++) {
        const double value = param_value(param, &params);
        if (param == optim_rate(optim) || value != param->def) {
            char number[32];
            text_short(number, sizeof number, value, 6);
            used += (size_t)snprintf(text + used, size - used, "%s%s=%s", used == 0 ? "" : " ",
                                     param->key, number);
        }
    }
    const OptimSpec *spec = &scene->racers[racer].spec;
    for (const Setting *row = optim_settings; row->param.key && used < size; row++) {
        if (!row->type->usual(row, spec) && optim_setting_matters(spec, row->param.key)) {
            char value[SPEC_TEXT_MAX];
            row->type->write(row, spec, value, sizeof value);
            used += (size_t)snprintf(text + used, size - used, "%s%s=%s", used == 0 ? "" : " ",
                                     row->param.key, value);
        }
    }
}

static void legend_row(LandscapeRoom *room, Rect row, int run)
{
    const Workspace *w = &room->workspace;
    const Theme *t = &themes[room->shell->theme];
    const int racer = race_racer(w->race, run), step = workspace_step(w);
    char text[SPEC_TEXT_MAX], name[RACER_NAME_MAX];
    scene_racer_name(&w->scene, racer, name, sizeof name);
    const bool hidden = workspace_hides(w, racer);
    const bool lost = !hidden && workspace_loss_text(w, run, step, 4, text, sizeof text);
    if (hidden) {
        text_print(text, sizeof text, "?");
    }
    canvas_marker(&room->shell->canvas, racer_marker(&w->scene, racer), row.x + 8, row.y + 12, 6.5f,
                  racer_color_told(w, racer, t), 0, t->line);
    const float loss = canvas_text(&room->shell->canvas, row.x + row.w, row.y + 17, ALIGN_RIGHT,
                                   FONT_MONO, 14, lost ? t->error : t->text, text);
    canvas_text_fit(&room->shell->canvas, row.x + 26, row.y + 17, ALIGN_LEFT, FONT_BOLD, 15,
                    hidden ? t->muted : t->text, name, row.w - 36 - loss);
    if (row.h >= LEGEND_TWO_LINES) {
        numbers_text(&w->scene, racer, text, sizeof text);
        canvas_text_fit(&room->shell->canvas, row.x + 26, row.y + 35, ALIGN_LEFT, FONT_MONO, 12,
                        t->muted, text, row.w - 26);
    }
}

// All runs, closer together and at last without their numbers where the legend is short.
static void legend(LandscapeRoom *room, Rect rect)
{
    const Workspace *w = &room->workspace;
    const Theme *t = &themes[room->shell->theme];
    const int runs = race_run_count(w->race);
    char text[256];
    text_print(text, sizeof text, tr("step %d / %d"), workspace_step(w), workspace_last_step(w));
    canvas_text(&room->shell->canvas, rect.x, rect.y + 14, ALIGN_LEFT, FONT_SANS, 13, t->muted,
                text);
    canvas_text(&room->shell->canvas, rect.x + rect.w, rect.y + 14, ALIGN_RIGHT, FONT_SANS, 13,
                t->muted, "f(x, y)");
    cut_top(&rect, 30, 0);
    const float height = fminf(LEGEND_ROW, rect.h / fmaxf((float)runs, 1));
    for (int run = 0; run < runs; run++) {
        legend_row(room, cut_top(&rect, height, 0), run);
    }
}

void figure_draw(LandscapeRoom *room)
{
    const Theme *theme = &themes[room->shell->theme];
    const float width = (float)room->shell->width_px / room->shell->scale,
                height = (float)room->shell->height_px / room->shell->scale;
    Rect rest = rect_inset((Rect){ 0, 0, width, height }, MARGIN);
    const Rect head = cut_top(&rest, TITLE, 6);
    const Rect foot = cut_bottom(&rest, fmaxf(rest.h * 0.24f, 60), 10);
    const Rect side = cut_right(&rest, LEGEND_WIDTH, 24);
    room->shell->layout.picture = rest;
    workspace_compute(&room->workspace, rest, room->shell->scale, INFINITY);

    canvas_begin(&room->shell->canvas, atlas_metrics(room->shell->atlas, room->shell->scale), width,
                 height, theme->background);
    title(room, head);
    const PictureLook look = { .theme = theme, .lit = -1, .step = -1, .clear = rest };
    picture_draw(&room->shell->canvas, &room->workspace, rest, &look);
    legend(room, side);
    const Rect place = { rest.x - 10, foot.y, width - rest.x - 4, foot.h };
    const bool log = room->chart_log[room->workspace.chart];
    if (charts[room->workspace.chart].over_rates) {
        const Plot plot = chart_rates_plot(&room->workspace, place, log, theme);
        chart_rates_draw(&room->shell->canvas, &room->workspace, &plot,
                         &(RatesLook){ theme, log, -1, false, 0 });
        return;
    }
    const Plot plot = chart_plot(&room->workspace, place, log, theme);
    chart_draw(&room->shell->canvas, &room->workspace, &plot,
               &(ChartLook){ theme, room->chart_hide, -1, -1 });
}
