// The legend is who races, with marker, name and loss now: a press switches one off or on, as its
// digit does. It scrolls where there are too many.
#include "app/landscape/present_landscape.h"

#include "app/landscape/hiding.h"
#include "app/landscape/racer_card.h"
#include "app/landscape/racer_look.h"
#include "app/parts/transport.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { PAD = 14, HEAD = 28, ROW = 34, ROW_LEAST = 24, MARKER_SIDE = 24, LEGEND_LEAST = 190 };
static const float SHARE = 0.26f, LEGEND_MOST = 250, NAME_SIZE = 14, VALUE_SIZE = 13,
                   HEAD_SIZE = 12;

float landscape_present_legend_width(float width)
{
    return clampf(SHARE * width, LEGEND_LEAST, LEGEND_MOST);
}

static void racer_toggle(Workspace *w, int racer)
{
    w->scene.racers[racer].on = !w->scene.racers[racer].on;
    workspace_changed_race(w);
}

// Its loss at the step shown, "lost at 3", or that it does not race: whether it was lost.
static bool value_text(const Workspace *w, int racer, char *text, size_t size)
{
    const int run = racer_run(w->race, racer);
    if (workspace_hides(w, racer)) {
        text_print(text, size, "?");
        return false;
    }
    if (run < 0 || race_trail(w->race, run)->count == 0) {
        text_print(text, size, "%s", tr_c("an optimizer that does not race", "off"));
        return false;
    }
    return workspace_loss_text(w, run, workspace_step(w), 3, text, size);
}

static void legend_row(LandscapeRoom *room, Rect row, int racer)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Theme *t = ui->theme;
    char name[UI_NAME_MAX], title[RACER_NAME_MAX], value[48], tip[RACER_NAME_MAX + 320];
    scene_racer_name(&w->scene, racer, title, sizeof title);
    snprintf(name, sizeof name, "legend.%d", racer);
    text_print(tip, sizeof tip, tr(racer < 9 ? N_("%s: on or off (%d)") : N_("%s: on or off")),
               title, racer + 1);
    const bool hidden = workspace_hides(w, racer);
    const bool on = w->scene.racers[racer].on && !hidden,
               lost = value_text(w, racer, value, sizeof value);
    const UiPress press = ui_press(ui, name, row, true);
    const Color color = racer_color_told(w, racer, t);
    canvas_marker(ui->canvas, racer_marker(&w->scene, racer), row.x + 8, row.y + row.h / 2, 7,
                  on || hidden ? color : t->track, on || hidden ? 0 : 1.5f, color);
    Rect rest = { row.x + MARKER_SIDE, row.y, row.w - MARKER_SIDE, row.h };
    const float width = canvas_text_width(ui->canvas, FONT_MONO, VALUE_SIZE, value) + 1;
    ui_label(ui, cut_right(&rest, width, 8), ALIGN_RIGHT, FONT_MONO, VALUE_SIZE,
             lost ? t->error
             : on ? t->text
                  : t->muted,
             value);
    ui_label(ui, rest, ALIGN_LEFT, FONT_BOLD, NAME_SIZE, on ? t->text : t->muted, title);
    ui_show_press(ui, &press, row, 4);
    ui_tip(ui, tip);
    if (press.hovered && !hidden) {
        room->lit_run = racer_run(w->race, racer);
    }
    if (ui_activated(ui, &press)) {
        racer_toggle(w, racer);
    }
}

static void legend(LandscapeRoom *room, Rect rect, const char *const panels[2])
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    char text[256];
    canvas_rect(ui->canvas, rect, ui->theme->panel);
    canvas_rect(ui->canvas, (Rect){ rect.x, rect.y, 1, rect.h }, ui->theme->line);
    Rect rows = rect, head = cut_top(&rows, PAD + HEAD, 0);
    head = (Rect){ head.x + PAD, head.y + PAD / 2, head.w - 2 * PAD, HEAD };
    shell_present_buttons(room->shell, &head, panels);
    workspace_step_text(w, text, sizeof text);
    ui_label(ui, head, ALIGN_LEFT, FONT_SANS, HEAD_SIZE, ui->theme->muted, text);
    Column column = column_begin_scroll(ui, "legend", rows, PAD);
    column.y -= PAD / 2;
    const float left = rows.y + rows.h - PAD - column.y;
    const float high = clampf(left / (float)w->scene.racer_count, ROW_LEAST, ROW);
    for (int racer = 0; racer < w->scene.racer_count; racer++) {
        legend_row(room, column_row(&column, high, 0), racer);
    }
    column_end(ui, &column);
    ui_press(ui, "legend.ground", rect, false);
}

// Play, and a knob that goes to any step.
static void time_row(LandscapeRoom *room, Rect rect)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const bool playing = w->play.playing;
    double wanted;
    shell_bottom_ground(room->shell, rect);
    Transport bar = transport_begin(ui, rect);
    const TransportButton play[] = {
        { "transport.play", 44, 8, playing ? ICON_PAUSE : ICON_PLAY, true,
          tr(playing ? N_("Pause (Space)") : N_("Play (Space)")) },
    };
    if (transport_buttons(&bar, play, COUNT(play)) == 0) {
        workspace_play_toggle(w);
    }
    const int last = workspace_last_step(w);
    if (ui_scrub(ui, "transport.scrub", bar.row, w->play.cursor / last, tr("Drag to any step"),
                 &wanted)) {
        workspace_seek(w, round(wanted * last));
    }
}

void landscape_present(LandscapeRoom *room, const char *const panels[2])
{
    const ShellLayout *layout = &room->shell->layout;
    time_row(room, layout->transport);
    legend(room, layout->legend, panels);
}
