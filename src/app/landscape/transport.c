// The bottom: transport and chart; and the bar at the top.
#include "app/landscape/chart.h"
#include "app/landscape/racer_look.h"
#include "app/landscape/room_landscape.h"
#include "app/parts/chart_switches.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/card.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>

static void scrub_bar(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    const int last = workspace_last_step(w);
    double wanted;
    if (ui_scrub(&room->shell->ui, "transport.scrub", rect, w->play.cursor / last,
                 tr("Drag to any step"), &wanted)) {
        workspace_seek(w, round(wanted * last));
    }
}

void landscape_transport(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    canvas_rect(&room->shell->canvas, rect, ui->theme->panel);
    canvas_rect(&room->shell->canvas, (Rect){ rect.x, rect.y, rect.w, 1 }, ui->theme->line);
    Rect row = { rect.x + 14, rect.y + 7, rect.w - 28, 28 };
    const bool two_rows = rect.h > 50;
    if (ui_icon_button(ui, "transport.first", cut_left(&row, 30, 6), ICON_FIRST, false,
                       tr("To the start (Home)"))) {
        workspace_seek(w, 0);
    }
    if (ui_icon_button(ui, "transport.back", cut_left(&row, 30, 6), ICON_BACK, false,
                       tr("One step back (Left)"))) {
        workspace_seek(w, ceil(w->play.cursor - 1e-9) - 1);
    }
    if (ui_icon_button(ui, "transport.play", cut_left(&row, 44, 6),
                       w->play.playing ? ICON_PAUSE : ICON_PLAY, true,
                       tr(w->play.playing ? N_("Pause (Space)") : N_("Play (Space)")))) {
        workspace_play_toggle(w);
    }
    if (ui_icon_button(ui, "transport.forward", cut_left(&row, 30, 6), ICON_FORWARD, false,
                       tr("One step on (Right)"))) {
        workspace_seek(w, workspace_step(w) + 1);
    }
    if (ui_icon_button(ui, "transport.last", cut_left(&row, 30, 6), ICON_LAST, false,
                       tr("To the last step (End)"))) {
        workspace_seek(w, workspace_last_step(w));
    }
    if (ui_icon_button(ui, "transport.loop", cut_left(&row, 30, 16), ICON_LOOP, w->play.loop,
                       tr("Repeat: start again two seconds after the last step"))) {
        w->play.loop = !w->play.loop;
    }
    static const Kind bottom_rows[] = { { .key = "chart", .name = N_("Chart") },
                                        { .key = "table", .name = N_("Table") } };
    static const Registry bottoms = { REGISTRY(bottom_rows) };
    int bottom = room->table;
    if (two_rows) { // buttons above, the bar below
        Rect below = { row.x, rect.y + 7 + 36, 0, 28 };
        below.x = rect.x + 14;
        below.w = rect.w - 28;
        ui_kinds(ui, "transport.speed", cut_right(&row, fminf(168, row.w), 12), &playback_speeds,
                 false, &w->play.speed, tr("Speed: 1× is ten steps a second ([ and ])"));
        row = below;
    } else {
        ui_kinds(ui, "transport.speed", cut_right(&row, 168, 12), &playback_speeds, false,
                 &w->play.speed, tr("Speed: 1× is ten steps a second ([ and ])"));
    }
    if (ui_kinds(ui, "transport.bottom", cut_right(&row, 112, 12), &bottoms, false, &bottom,
                 tr("Loss curves, or the numbers of all runs"))) {
        room->table = bottom;
    }
    char text[256];
    const int done = race_steps_done(w->race);
    if (race_complete(w->race)) {
        text_print(text, sizeof text, tr("step %d / %d"), workspace_step(w),
                   workspace_last_step(w));
    } else {
        text_print(text, sizeof text, tr("computing: step %d of %d"), done, workspace_last_step(w));
    }
    const float width = fmaxf(canvas_text_width(&room->shell->canvas, FONT_MONO, 12, text), 120);
    ui_label(ui, cut_right(&row, width, 14), ALIGN_RIGHT, FONT_MONO, 12, ui->theme->text, text);
    scrub_bar(room, row);
}

// Every run's loss at the step below the pointer.
static void chart_reading(LandscapeRoom *room, const Plot *plot, int step)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Canvas *canvas = ui->canvas;
    const Theme *t = ui->theme;
    const int runs = race_run_count(w->race);
    const float line = 17, width = 224, h = line * (float)(runs + 1) + 12;
    const float at = plot_x(plot, step);
    const Rect box = card_beside(ui, at, at, 12, plot->area.y, width, h);
    const float x = box.x, y = box.y;
    char text[256], name[RACER_NAME_MAX];
    const int16_t below = card_begin(ui, LAYER_POPUP, box, t->line);
    text_print(text, sizeof text, tr("step %d"), step);
    canvas_text(canvas, x + 10, y + 17, ALIGN_LEFT, FONT_MONO, 12, t->muted, text);
    for (int run = 0; run < runs; run++) {
        const int racer = race_racer(w->race, run);
        const float row = y + line * (float)(run + 1) + 17;
        canvas_marker(canvas, racer_marker(&w->scene, racer), x + 15, row - 4, 4,
                      racer_color(&w->scene, racer, t), 0, t->line);
        workspace_loss_text(w, run, step, 5, text, sizeof text);
        const float loss =
            canvas_text(canvas, x + width - 10, row, ALIGN_RIGHT, FONT_MONO, 12, t->text, text);
        scene_racer_name(&w->scene, racer, name, sizeof name);
        canvas_text_fit(canvas, x + 26, row, ALIGN_LEFT, FONT_SANS, 12, t->text, name,
                        width - 44 - loss);
    }
    card_end(ui, below);
}

// Which run's curve passes within a few pixels of the pointer; -1 none.
static int curve_near(const LandscapeRoom *room, const Plot *plot, int step)
{
    const Workspace *w = &room->workspace;
    int best = -1;
    float nearest = 7;
    for (int run = 0; run < race_run_count(w->race); run++) {
        const Trail *trail = race_trail(w->race, run);
        if (trail->count && step <= trail->last_step) {
            const double v = chart_height(w, trail_at(trail, step));
            const float away = fabsf(plot_y(plot, fmax(v, plot->y.low)) - room->shell->ui.mouse_y);
            if (away < nearest) {
                nearest = away;
                best = run;
            }
        }
    }
    return best;
}

void landscape_chart(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    canvas_rect(&room->shell->canvas, rect, ui->theme->panel);
    canvas_rect(&room->shell->canvas, (Rect){ rect.x, rect.y, rect.w, 1 }, ui->theme->line);
    Rect rest = rect;
    const bool has_log = chart_has_reference(w);
    const ChartSwitch switches[] = {
        { "chart.log", N_("Log"),
          has_log
              ? N_("Logarithmic axis of the loss")
              : N_("No logarithm: f falls without end, there is no lowest value to measure from"),
          &room->chart_log, !has_log },
        { "chart.hide", N_("Hide future"),
          N_("Hide what comes after this step, so that it can be guessed"), &room->chart_hide,
          false },
    };
    chart_switches(ui, &rest, switches);
    const Plot plot = chart_plot(w, rest, room->chart_log, ui->theme);
    const UiPress press = ui_press(ui, "chart", rest, false);
    if (press.hovered || press.held) {
        const double at = plot_x_inverse(&plot, ui->mouse_x);
        const int step = (int)clamp(round(at), 0, workspace_last_step(w));
        if (press.held && ui->has_event) {
            workspace_seek(w, step);
        }
        if (!room->chart_hide || step <= workspace_step(w)) { // nothing is told of what is hidden
            room->hover_step = step;
            const int near = curve_near(room, &plot, step);
            room->lit_run = near >= 0 ? near : room->lit_run;
        }
    }
    const ChartLook look = { ui->theme, room->chart_hide, room->lit_run, room->hover_step };
    chart_draw(&room->shell->canvas, w, &plot, &look);
    if (room->hover_step >= 0 && !press.held) {
        chart_reading(room, &plot, room->hover_step);
    }
}
