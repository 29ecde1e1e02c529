// The inset's shapes, on a ground of their own above the picture.
#include "app/landscape/inset.h"

#include "app/landscape/hiding.h"
#include "app/landscape/path.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/axis.h"
#include "draw/plate.h"
#include "ui/ui.h"

#include <math.h>
#include <stdio.h>

static const float POINT = 2.8f, LINE = 2, DASH = 6, TICKS = 10;

static void frame(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                  const Inset *inset)
{
    const FitPoints *points = &workspace->scene.fit.points;
    const Rect head = inset->head;
    char title[96];
    canvas_box(canvas, inset->rect, 6, color_alpha(theme->panel, 0.94f), 1, theme->line);
    text_print(title, sizeof title,
               tr_n("Data: %d point", "Data: %d points", (unsigned long)points->count),
               points->count);
    canvas_text_fit(canvas, head.x + 10, head.y + 16, ALIGN_LEFT, FONT_SANS, 12, theme->text, title,
                    head.w - (scene_fit(&workspace->scene)->classes ? 84 : 40));
    canvas_rect(canvas, inset->plot, theme->background);
}

// A few ticks below and at the left, and the letters of the axes.
static void axes(Canvas *canvas, const Theme *theme, const Inset *inset)
{
    const Rect plot = inset->plot;
    Axis axis;
    float x, y;
    axis_linear(&axis, inset->box.x0, inset->box.x1, clampi((int)(plot.w / 36), 2, 6));
    for (int i = 0; i < axis.count; i++) {
        inset_px(inset, axis.ticks[i].value, inset->box.y0, &x, &y);
        if (x < plot.x + plot.w - 16) {
            canvas_rect(canvas, (Rect){ x - 0.5f, y, 1, 3 }, theme->muted);
            canvas_text(canvas, x, y + 13, ALIGN_CENTER, FONT_MONO, TICKS, theme->muted,
                        axis.ticks[i].label);
        }
    }
    canvas_text(canvas, plot.x + plot.w - 3, plot.y + plot.h + 13, ALIGN_RIGHT, FONT_SANS, 12,
                theme->text, "u");
    axis_linear(&axis, inset->box.y0, inset->box.y1, clampi((int)(plot.h / 26), 2, 6));
    for (int i = 0; i < axis.count; i++) {
        inset_px(inset, inset->box.x0, axis.ticks[i].value, &x, &y);
        if (y > plot.y + 18) {
            canvas_rect(canvas, (Rect){ x - 3, y - 0.5f, 3, 1 }, theme->muted);
            canvas_text_fit(canvas, x - 5, y + TEXT_MIDDLE * TICKS, ALIGN_RIGHT, FONT_MONO, TICKS,
                            theme->muted, axis.ticks[i].label, 28);
        }
    }
    canvas_text(canvas, plot.x - 8, plot.y + 10, ALIGN_RIGHT, FONT_SANS, 12, theme->text, "v");
}

// The batch that the step out of the cursor's row sees, of the first racer that sees one.
static int batch_shown(const Workspace *workspace, uint32_t *which)
{
    const Scene *scene = &workspace->scene;
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        const ObjectivePart part = { scene->seed, (uint64_t)workspace_step(workspace),
                                     scene_batch(scene, race_racer(workspace->race, run)) };
        const int count =
            fit_batch(scene->fit.points.count, (FitSampling)scene->fit.sampling, &part, which);
        if (count > 0) {
            return count;
        }
    }
    return 0;
}

static void points_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                        const Inset *inset)
{
    const FitModel *fit = scene_fit(&workspace->scene);
    const FitPoints *points = &workspace->scene.fit.points;
    uint32_t which[FIT_POINTS_MAX];
    const int batch = batch_shown(workspace, which);
    const float radius = points->count > 200 ? POINT - 0.8f : POINT;
    bool chosen[FIT_POINTS_MAX] = { false };
    for (int i = 0; i < batch; i++) {
        chosen[which[i]] = true;
    }
    for (int pass = 0; pass < 2; pass++) { // those of the batch on top
        for (int i = 0; i < points->count; i++) {
            float x, y;
            if (chosen[i] != (pass == 1)) {
                continue;
            }
            inset_px(inset, points->u[i], points->v[i], &x, &y);
            const Color color = fit->classes ? color_classes[points->upper[i]] : theme->text;
            canvas_circle(canvas, x, y, chosen[i] ? radius + 2 : radius,
                          batch && !chosen[i] ? color_alpha(color, 0.6f) : color,
                          chosen[i] ? 1.5f : 0.5f, chosen[i] ? theme->text : theme->background);
        }
    }
}

static void stroke(Canvas *canvas, float (*line)[2], int count, float width, Color color)
{
    for (int i = 1; i < count; i++) {
        canvas_line(canvas, line[i - 1][0], line[i - 1][1], line[i][0], line[i][1], width, color);
    }
}

// Dashes of one length all along.
static void dashes(Canvas *canvas, float (*line)[2], int count, Color color)
{
    float walked = 0;
    for (int i = 1; i < count; i++) {
        const float dx = line[i][0] - line[i - 1][0], dy = line[i][1] - line[i - 1][1];
        const float length = hypotf(dx, dy);
        if (!(length > 0) || length > 4000) {
            stroke(canvas, line + i - 1, length > 0 ? 2 : 0, 1.5f, color);
            continue;
        }
        for (float at = 0; at < length;) {
            const float left = DASH - fmodf(walked, DASH), to = fminf(at + left, length);
            if ((int)(walked / DASH) % 2 == 0) {
                canvas_line(canvas, line[i - 1][0] + dx * at / length,
                            line[i - 1][1] + dy * at / length, line[i - 1][0] + dx * to / length,
                            line[i - 1][1] + dy * to / length, 1.5f, color);
            }
            walked += fmaxf(to - at, 0.01f);
            at = to > at ? to : length;
        }
    }
}

static void lines_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace,
                       const Inset *inset, const double *hover)
{
    float line[FIT_LINE_MAX][2];
    for (int run = 0; run < race_run_count(workspace->race); run++) {
        Place at;
        if (workspace_hides_run(workspace, run) ||
            !path_point(race_trail(workspace->race, run), workspace->play.cursor, &at)) {
            continue;
        }
        const int count = inset_line(workspace, inset, (double[]){ at.x, at.y }, line);
        stroke(canvas, line, count, LINE + 1.6f, color_alpha(theme->background, 0.6f));
        stroke(canvas, line, count, LINE,
               racer_color(&workspace->scene, race_racer(workspace->race, run), theme));
    }
    if (hover) {
        dashes(canvas, line, inset_line(workspace, inset, hover, line), theme->text);
    }
}

void inset_draw(Canvas *canvas, const Theme *theme, const Workspace *workspace, const Inset *inset,
                const double *hover)
{
    const int16_t below = canvas->layer;
    canvas->layer = LAYER_OVER;
    frame(canvas, theme, workspace, inset);
    axes(canvas, theme, inset);
    canvas_clip_push(canvas, inset->plot);
    lines_draw(canvas, theme, workspace, inset, hover);
    points_draw(canvas, theme, workspace, inset);
    canvas_clip_pop(canvas);
    canvas->layer = below;
}
