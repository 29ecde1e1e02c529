// A press on a curve takes the rate below the pointer, with the digits that a pixel can tell.
#include "app/landscape/fair_panel.h"

#include "app/landscape/fair_plot.h"
#include "app/landscape/hiding.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SWITCH = 22, ROW = 26, BUTTON = 28, LINE = 16, TEXT = 11, SNAP = 5, MARGIN = 6 };

static const Param tolerance_row = {
    "within", N_("Tolerance"), "ε", 0, 1e-3, 1e-15, 1e6, PARAM_LOG
};

void fair_switch(LandscapeRoom *room, Rect row)
{
    Ui *ui = &room->shell->ui;
    const char *label = tr("Fair rates");
    const float width = canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE, label) + 32;
    Rect place = cut_right(&row, fminf(width, row.w / 2), 0);
    place.y += (place.h - SWITCH) / 2;
    place.h = SWITCH;
    ui_checkbox(ui, "fair.on", place, label, &room->workspace.fair.on,
                tr("What each rate comes to for every optimizer on this landscape, from this\n"
                   "start, in so many steps: races are fair when each has its best rate"));
}

// What is compared, and over what.
static void statement(const Workspace *w, char *text, size_t size)
{
    char what[320];
    fair_axis(w, FAIR_TUNE, what, sizeof what);
    if (w->fair.more) {
        text_print(text, size, tr("%s: %.0f %% tried"), what, 100 * tune_progress(w->fair.tune));
    } else {
        text_print(text, size, tr("%s; the best is marked"), what);
    }
}

static void criterion(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const bool within = w->fair.by == TUNE_WITHIN && !w->poles.low;
    int by = (int)(within || w->fair.by != TUNE_WITHIN ? w->fair.by : TUNE_FINAL);
    if (ui_kinds(ui, "fair.by", column_row(column, ROW, 6), &tune_by_kinds, false, &by,
                 tr("What makes a rate the best: the loss at the last step, the lowest of all\n"
                    "steps, or the number of steps to within ε of the lowest value. Where a run\n"
                    "is lost a rate is worse than any other; of two alike the smaller one is "
                    "the better"))) {
        w->fair.by = (TuneBy)by;
        if (by == TUNE_WITHIN && w->poles.low) {
            w->fair.by = TUNE_FINAL;
            shell_notice(room->shell, ui->now_s, "%s",
                         tr("f falls without end: there is no lowest value to be near to"));
        }
    }
    if (within) {
        ui_slider(ui, "fair.within", column_row(column, ROW, 4), &tolerance_row, &w->tolerance,
                  tolerance_row.def, NULL,
                  tr("ε: a run has arrived when f is this close to the lowest known value"));
    }
}

void fair_section(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Theme *theme = ui->theme;
    char text[400];
    if (!w->fair.on) {
        return;
    }
    criterion(room, column);
    statement(w, text, sizeof text);
    ui_paragraph(ui, column, FONT_SANS, TEXT, theme->muted, text);
    column_row(column, 0, 6);
    Theme dim;
    const bool ready = fair_ready(&w->fair);
    if (!ready) {
        ui_disable(ui, &dim);
    }
    const bool apply =
        ui_button(ui, "fair.apply", column_row(column, BUTTON, 10), tr("Take the best rates"),
                  tr("Every optimizer takes its best rate; Ctrl+Z takes them all back"));
    ui_enable(ui, theme);
    if (apply && ready) {
        if (fair_apply(&w->fair, &w->scene)) {
            workspace_changed_race(w);
        } else {
            shell_notice(room->shell, ui->now_s, "%s", tr("All have their best rates already"));
        }
    }
}

bool fair_has_curve(const LandscapeRoom *room, int racer)
{
    const Scene *scene = &room->workspace.scene;
    return room->workspace.fair.on && scene->racers[racer].on && scene_has_rate(scene, racer) &&
           !workspace_hides(&room->workspace, racer);
}

// Grounds below the curve: where a run is lost, and where it never comes near enough.
static void grounds(const Workspace *w, Ui *ui, const Plot *plot, Rect box, const TuneCurve *curve)
{
    for (int i = 0; i < curve->count; i++) {
        const TunePoint *point = &curve->points[i];
        if (!isnan(fair_height(w, FAIR_TUNE, point))) {
            continue;
        }
        const double before = i > 0 ? sqrt(point->rate * curve->points[i - 1].rate) : point->rate;
        const double after =
            i + 1 < curve->count ? sqrt(point->rate * curve->points[i + 1].rate) : point->rate;
        const float x0 = plot_x(plot, before), x1 = plot_x(plot, after);
        canvas_rect(ui->canvas, (Rect){ x0, box.y, x1 - x0, box.h },
                    point->lost ? color_alpha(ui->theme->error, 0.14f)
                                : color_alpha(ui->theme->muted, 0.12f));
    }
}

// The rate below the pointer: the best one where that is near.
static double rate_below(const Ui *ui, const Plot *plot, const TuneCurve *curve)
{
    const float x = clampf(ui->mouse_x, plot->area.x, plot->area.x + plot->area.w);
    if (curve->best >= 0 && fabsf(plot_x(plot, curve->points[curve->best].rate) - x) < SNAP) {
        return curve->points[curve->best].rate;
    }
    char text[32];
    snprintf(text, sizeof text, "%.2e", plot_x_inverse(plot, x));
    return strtod(text, NULL);
}

// "0.73: 1.6e-8" of the best; in the tip the same of what is pointed at.
static void head(const Workspace *w, Ui *ui, Rect row, const TuneCurve *curve)
{
    char rate[32], value[96], text[160];
    if (curve->best < 0) {
        ui_label(ui, row, ALIGN_LEFT, FONT_SANS, TEXT, ui->theme->muted,
                 curve->done ? tr("lost at every rate") : "…");
        return;
    }
    const TunePoint *best = &curve->points[curve->best];
    text_short(rate, sizeof rate, best->rate, 4);
    fair_say(w, FAIR_TUNE, best, value, sizeof value);
    text_print(text, sizeof text, tr("best %s: %s"), rate, value);
    const bool own = scene_rate(&w->scene, curve->racer) == best->rate;
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, TEXT, own ? ui->theme->good : ui->theme->muted, text);
}

static void take_rate(LandscapeRoom *room, int racer, double rate)
{
    Workspace *w = &room->workspace;
    if (scene_rate(&w->scene, racer) != rate) {
        fair_set_rate(&w->scene, racer, rate);
        workspace_changed_race(w);
    }
}

static void hands(LandscapeRoom *room, const Plot *plot, Rect rect, const TuneCurve *curve)
{
    const Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX], rate[32], value[96], tip[320];
    snprintf(name, sizeof name, "racer.%d.curve", curve->racer);
    const UiPress press = ui_press(ui, name, rect, true);
    const double below = rate_below(ui, plot, curve);
    const TunePoint *point =
        fair_nearest(curve, press.hovered ? below : scene_rate(&w->scene, curve->racer));
    text_short(rate, sizeof rate, point->rate, 4);
    fair_say(w, FAIR_TUNE, point, value, sizeof value);
    text_print(tip, sizeof tip,
               tr("Rate %s: %s. A click takes the rate there, Enter the best one;\n"
                  "the upright line is the rate it has, red ground is where it is lost, grey\n"
                  "where it never comes within ε"),
               rate, value);
    ui_tip(ui, tip);
    ui_show_press(ui, &press, rect, 4);
    if (press.held && ui->has_event) {
        take_rate(room, curve->racer, below);
    } else if (press.focused && curve->best >= 0 && ui_key(ui, KEY_ENTER, 0)) {
        take_rate(room, curve->racer, curve->points[curve->best].rate);
    }
}

void fair_card(LandscapeRoom *room, Rect rect, int racer)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    FairCurve shown;
    const Rect row = cut_top(&rect, LINE, 2);
    rect.h -= 4;
    canvas_box(ui->canvas, rect, 4, ui->theme->background, 1, ui->theme->line);
    if (!fair_shown(w, FAIR_TUNE, racer, &shown)) {
        return;
    }
    const TuneCurve *curve = &shown.points;
    const Rect inside = { rect.x + 1, rect.y + MARGIN, rect.w - 2, rect.h - 2 * MARGIN };
    const Plot plot = fair_plot(w, FAIR_TUNE, inside, racer, true, ui->theme);
    const double own = scene_rate(&w->scene, racer);
    head(w, ui, row, curve);
    canvas_clip_push(ui->canvas, rect_inset(rect, 1));
    grounds(w, ui, &plot, rect, curve);
    if (own >= plot.x.low && own <= plot.x.high) {
        const float x = plot_x(&plot, own);
        canvas_line_butt(ui->canvas, x, rect.y, x, rect.y + rect.h, 1.6f, ui->theme->text);
    }
    fair_draw(ui->canvas, w, &plot, &shown, 1.8f, ui->theme);
    canvas_clip_pop(ui->canvas);
    hands(room, &plot, rect, curve);
}
