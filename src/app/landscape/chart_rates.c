// Curves go over rates here; the pointer reads what they come to, and steps have no part in it.
#include "app/landscape/chart_rates.h"

#include "app/landscape/fair_plot.h"
#include "app/landscape/hiding.h"
#include "app/landscape/racer_card.h"
#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/labels.h"
#include "draw/plate.h"
#include "ui/card.h"

#include <math.h>

static const float NAME_ROOM = 20, NAME_SIZE = 11, NAME_GAP = 8, NEAR = 7, MARK = 6;
static const double BESIDE = 1.3; // times as large a rate is another one

static FairKind kind_of(const Workspace *workspace)
{
    return workspace->chart == CHART_RANGE ? FAIR_RAMP : FAIR_TUNE;
}

static bool shown(const Workspace *workspace, int racer, FairCurve *curve)
{
    return !workspace_hides(workspace, racer) &&
           fair_shown(workspace, kind_of(workspace), racer, curve);
}

static double height_of(const Workspace *workspace, const TunePoint *point)
{
    return fair_height(workspace, kind_of(workspace), point);
}

Plot chart_rates_plot(const Workspace *workspace, Rect rect, bool log, const Theme *theme)
{
    const Rect area = { rect.x + 60, rect.y + NAME_ROOM, fmaxf(rect.w - 84, 1),
                        fmaxf(rect.h - NAME_ROOM - 22, 1) };
    return fair_plot(workspace, kind_of(workspace), area, -1, log, theme);
}

// Each racer's name beside its best rate.
static void names(Canvas *canvas, const Workspace *workspace, const Plot *plot, const Theme *theme)
{
    char texts[SCENE_RACERS_MAX][RACER_NAME_MAX];
    Label labels[SCENE_RACERS_MAX];
    Taken taken = { .count = 0 };
    int count = 0;
    for (int racer = 0; racer < workspace->scene.racer_count; racer++) {
        FairCurve curve;
        if (!shown(workspace, racer, &curve) || !curve.has_rate || curve.points.best < 0) {
            continue;
        }
        const TunePoint *best = &curve.points.points[curve.points.best];
        const double height = fmax(height_of(workspace, best), plot->y.low);
        if (isnan(height_of(workspace, best))) {
            continue; // it never is within the tolerance
        }
        const float x = plot_x(plot, best->rate), y = plot_y(plot, height);
        taken_add(&taken, (Rect){ x - MARK, y - MARK, 2 * MARK, 2 * MARK });
        scene_racer_name(&workspace->scene, racer, texts[count], sizeof texts[count]);
        const Rect size = plate_size(canvas, FONT_SANS, NAME_SIZE, texts[count]);
        labels[count++] = (Label){ .x = x, .y = y, .w = size.w, .h = size.h };
    }
    labels_around(labels, count, plot->area, NAME_GAP, taken.rects, taken.count);
    for (int i = 0; i < count; i++) {
        if (labels[i].placed) {
            plate_text_in(canvas, theme, labels[i].rect, FONT_SANS, NAME_SIZE, texts[i]);
        }
    }
}

static void axis_name(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                      const Theme *theme)
{
    char what[320], text[400];
    fair_axis(workspace, kind_of(workspace), what, sizeof what);
    if (workspace->fair.more && kind_of(workspace) == FAIR_TUNE) {
        text_print(text, sizeof text, tr("%s: %.0f %% tried"), what,
                   100 * tune_progress(workspace->fair.tune));
    } else {
        text_print(text, sizeof text, "%s", what);
    }
    canvas_text_fit(canvas, plot->area.x, plot->area.y - 7, ALIGN_LEFT, FONT_SANS, 11, theme->muted,
                    text, plot->area.w);
}

void chart_rates_draw(Canvas *canvas, const Workspace *workspace, const Plot *plot,
                      const RatesLook *look)
{
    FairCurve curve;
    plot_axes(canvas, plot);
    axis_name(canvas, workspace, plot, look->theme);
    plot_clip_push(canvas, plot);
    for (int racer = 0; racer < workspace->scene.racer_count; racer++) {
        if (shown(workspace, racer, &curve)) {
            fair_draw_own(canvas, workspace, plot, &curve, look->theme);
        }
    }
    for (int racer = 0; racer < workspace->scene.racer_count; racer++) {
        if (shown(workspace, racer, &curve)) {
            fair_draw(canvas, workspace, plot, &curve, racer == look->lit ? 3 : 2, look->theme);
        }
    }
    if (look->pointed) {
        plot_pointer(canvas, plot, look->rate, look->theme);
    }
    canvas_clip_pop(canvas);
    names(canvas, workspace, plot, look->theme);
}

// What a racer comes to about that rate; false: it was not tried thereabouts. Without a rate it is
// the same everywhere.
static bool point_at(const Workspace *w, int racer, double rate, TunePoint *point)
{
    FairCurve curve;
    if (!shown(w, racer, &curve)) {
        return false;
    }
    *point = *fair_nearest(&curve.points, rate);
    return !curve.has_rate || (point->rate < rate * BESIDE && point->rate > rate / BESIDE);
}

static int curve_near(const Workspace *w, const Plot *plot, double rate, float y)
{
    int best = -1;
    float nearest = NEAR;
    for (int racer = 0; racer < w->scene.racer_count; racer++) {
        TunePoint point;
        const bool known = point_at(w, racer, rate, &point) && !isnan(point.rate);
        const double height = known ? height_of(w, &point) : NAN;
        const float away = fabsf(plot_y(plot, fmax(height, plot->y.low)) - y);
        if (isfinite(height) && away < nearest) {
            nearest = away;
            best = racer;
        }
    }
    return best;
}

// What every racer comes to at the rate below the pointer.
static void reading(LandscapeRoom *room, const Plot *plot, double rate)
{
    const Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Canvas *canvas = ui->canvas;
    const Theme *t = ui->theme;
    const float line = 17, width = 240;
    int rows = 0;
    FairCurve curve;
    for (int racer = 0; racer < w->scene.racer_count; racer++) {
        rows += shown(w, racer, &curve);
    }
    const float at = plot_x(plot, rate);
    const Rect box =
        card_beside(ui, at, at, 12, plot->area.y, width, line * (float)(rows + 1) + 12);
    char number[32], text[128], name[RACER_NAME_MAX];
    const int16_t below = card_begin(ui, LAYER_POPUP, box, t->line);
    text_short(number, sizeof number, rate, 3);
    text_print(text, sizeof text, tr("about rate %s"), number);
    canvas_text(canvas, box.x + 10, box.y + 17, ALIGN_LEFT, FONT_MONO, 12, t->muted, text);
    float row = box.y + line + 17;
    for (int racer = 0; racer < w->scene.racer_count; racer++) {
        if (!shown(w, racer, &curve)) {
            continue;
        }
        TunePoint point;
        text_print(text, sizeof text, "–");
        if (point_at(w, racer, rate, &point)) {
            fair_say(w, kind_of(w), &point, text, sizeof text);
        }
        canvas_marker(canvas, racer_marker(&w->scene, racer), box.x + 15, row - 4, 4,
                      racer_color(&w->scene, racer, t), 0, t->line);
        const float value =
            canvas_text(canvas, box.x + width - 10, row, ALIGN_RIGHT, FONT_MONO, 12, t->text, text);
        scene_racer_name(&w->scene, racer, name, sizeof name);
        canvas_text_fit(canvas, box.x + 26, row, ALIGN_LEFT, FONT_SANS, 12, t->text, name,
                        width - 44 - value);
        row += line;
    }
    card_end(ui, below);
}

void landscape_chart_rates(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Plot plot = chart_rates_plot(w, rect, room->chart_log[w->chart], ui->theme);
    const UiPress press = ui_press(ui, "chart.rates", rect, false);
    RatesLook look = { ui->theme, room->chart_log[w->chart], -1, press.hovered, 0 };
    if (press.hovered) {
        const float x = clampf(ui->mouse_x, plot.area.x, plot.area.x + plot.area.w);
        look.rate = plot_x_inverse(&plot, x);
        look.lit = curve_near(w, &plot, look.rate, ui->mouse_y);
        room->lit_run = look.lit >= 0 ? racer_run(w->race, look.lit) : room->lit_run;
    }
    chart_rates_draw(ui->canvas, w, &plot, &look);
    if (look.pointed) {
        reading(room, &plot, look.rate);
    }
}
