// A card: its head, a slider for each number, the rule with its source.
#include "app/landscape/racer_card.h"

#include "app/landscape/racer_look.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PAD = 10, HEAD = 24, ROW = 26, RULE_LINE = 17 };

static int run_of(const Race *race, int racer)
{
    for (int run = 0; run < race_run_count(race); run++) {
        if (race_racer(race, run) == racer) {
            return run;
        }
    }
    return -1;
}

static int rule_lines(const Optim *optim)
{
    int lines = 1;
    for (const char *c = optim->rule; *c; c++) {
        lines += *c == '\n';
    }
    return lines;
}

static int param_count(const Optim *optim)
{
    int count = 0;
    while (optim->kind.params[count].key) {
        count++;
    }
    return count;
}

// The loss at the cursor, or where it was lost (true), or "off".
static bool loss_text(const LandscapeRoom *room, int racer, char *text, size_t size)
{
    const Race *race = room->workspace.race;
    const int run = run_of(race, racer), step = workspace_step(&room->workspace);
    if (run < 0 || race_trail(race, run)->count == 0) {
        text_print(text, size, "%s", tr_c("an optimizer that does not race", "off"));
        return false;
    }
    return workspace_loss_text(&room->workspace, run, step, 4, text, size);
}

enum { BUTTON = 20 };

// A small icon without a frame, in the head of a card.
static bool head_button(LandscapeRoom *room, const char *name, Rect rect, Icon icon,
                        const char *tip)
{
    Ui *ui = &room->shell->ui;
    const UiPress press = ui_press(ui, name, rect, true);
    ui_icon(ui->canvas, icon, rect.x + rect.w / 2, rect.y + rect.h / 2, 13,
            press.hovered ? ui->theme->text : ui->theme->muted);
    ui_show_press(ui, &press, rect, 4);
    ui_tip(ui, tip);
    return ui_activated(ui, &press);
}

// Duplicate, remove and open, from the right end of the head.
static void head_buttons(LandscapeRoom *room, Rect *row, int racer, const char *title, bool open,
                         CardWish *wish)
{
    char name[UI_NAME_MAX], tip[RACER_NAME_MAX + 320];
    snprintf(name, sizeof name, "racer.%d.open", racer);
    if (head_button(room, name, cut_right(row, BUTTON, 0), open ? ICON_UP : ICON_DOWN,
                    tr(open ? N_("Show less") : N_("Show all parameters and the update rule")))) {
        room->cards_open ^= 1u << racer;
    }
    snprintf(name, sizeof name, "racer.%d.remove", racer);
    text_print(tip, sizeof tip, tr("Take %s out of the race"), title);
    if (head_button(room, name, cut_right(row, BUTTON, 0), ICON_CLOSE, tip)) {
        *wish = (CardWish){ CARD_REMOVE, racer };
    }
    snprintf(name, sizeof name, "racer.%d.duplicate", racer);
    text_print(tip, sizeof tip, tr("Another one just like %s, to change a number of"), title);
    if (head_button(room, name, cut_right(row, BUTTON, 4), ICON_COPY, tip)) {
        *wish = (CardWish){ CARD_DUPLICATE, racer };
    }
}

// "lost at 3" says why when it is pointed at.
static void lost_tip(LandscapeRoom *room, Rect rect, int racer)
{
    const Race *race = room->workspace.race;
    const int run = run_of(race, racer);
    const Trail *trail = race_trail(race, run);
    const TrailRow *row = &trail->rows[trail->count - 1];
    char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX], x[32], y[32];
    text_short(x, sizeof x, row->x, 4);
    text_short(y, sizeof y, row->y, 4);
    text_print(
        tip, sizeof tip,
        tr(race_loss(race, run) == RACE_LOST_OUTSIDE
               ? N_("Step %d led to (%s, %s): farther out than ten times the domain\na run is "
                    "lost, and stops for good.")
               : N_("At step %d, at (%s, %s), f or its gradient is no finite number:\nthere a "
                    "run is lost, and stops for good.")),
        trail->last_step, x, y);
    snprintf(name, sizeof name, "racer.%d.lost", racer);
    ui_press(&room->shell->ui, name, rect, false);
    ui_tip(&room->shell->ui, tip);
}

static void card_head(LandscapeRoom *room, Rect row, int racer, bool open, CardWish *wish)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Racer *r = &w->scene.racers[racer];
    char name[UI_NAME_MAX], title[RACER_NAME_MAX], tip[RACER_NAME_MAX + 320], loss[48];
    scene_racer_name(&w->scene, racer, title, sizeof title);
    const Color color = racer_color(&w->scene, racer, ui->theme);
    const bool lost = loss_text(room, racer, loss, sizeof loss);

    head_buttons(room, &row, racer, title, open, wish);
    const Rect value = cut_right(&row, canvas_text_width(ui->canvas, FONT_MONO, 12, loss), 6);
    ui_label(ui, value, ALIGN_RIGHT, FONT_MONO, 12, lost ? ui->theme->error : ui->theme->muted,
             loss);
    if (lost) {
        lost_tip(room, value, racer);
    }
    snprintf(name, sizeof name, "racer.%d.on", racer);
    text_print(tip, sizeof tip, tr(racer < 9 ? N_("%s: on or off (%d)") : N_("%s: on or off")),
               title, racer + 1);
    const UiPress press = ui_press(ui, name, row, true);
    const float x = row.x + 8, y = row.y + row.h / 2;
    canvas_marker(ui->canvas, racer_marker(&w->scene, racer), x, y, 6,
                  r->on ? color : ui->theme->track, 0, color);
    Rect label = row;
    cut_left(&label, 16, 8);
    canvas_text_fit(ui->canvas, label.x, y + TEXT_MIDDLE * UI_TEXT_SIZE, ALIGN_LEFT, FONT_BOLD,
                    UI_TEXT_SIZE, r->on ? ui->theme->text : ui->theme->muted, title, label.w);
    ui_show_press(ui, &press, row, 4);
    ui_tip_whole(ui, tip);
    if (ui_activated(ui, &press)) {
        r->on = !r->on;
        workspace_changed_race(w);
    }
}

// A slider for each of the optimizer's parameters, the rate first.
static void card_params(LandscapeRoom *room, Column *column, int racer, int count)
{
    Workspace *w = &room->workspace;
    OptimSpec *spec = &w->scene.racers[racer].spec;
    OptimParams now = scene_optim_params(&w->scene, racer);
    for (int i = 0; i < count; i++) {
        const Param *param = &spec->optim->kind.params[i];
        char name[UI_NAME_MAX], tip[256], low[32], high[32];
        text_short(low, sizeof low, param->min, 4);
        text_short(high, sizeof high, param->max, 4);
        snprintf(name, sizeof name, "racer.%d.%s", racer, param->key);
        text_print(tip, sizeof tip, tr("%s, %s in the rule below: from %s to %s"), tr(param->label),
                   param->symbol ? param->symbol : param->key, low, high);
        double *value = param_field(param, &now);
        const bool rate = param == optim_rate(spec->optim);
        const Param row = rate ? scene_rate_row(&w->scene, racer) : *param;
        if (ui_slider_wide(&room->shell->ui, name, column_row(column, ROW, 0), &row, param, value,
                           row.def, NULL, tip)) {
            spec->params = now;
            spec->has_rate = rate ? *value != row.def : spec->has_rate;
            workspace_changed_race(w);
        }
    }
}

void racer_card(LandscapeRoom *room, Column *column, int racer, CardWish *wish)
{
    const Optim *optim = room->workspace.scene.racers[racer].spec.optim;
    Ui *ui = &room->shell->ui;
    const bool open = room->cards_open & 1u << racer;
    const int params = open ? param_count(optim) : 1;
    const float rule = open ? (float)(rule_lines(optim) * RULE_LINE + 22) : 0;
    const float height = 2 * PAD - 4 + HEAD + (float)params * ROW + rule;
    const Rect box = column_row(column, height, 8);
    const int run = run_of(room->workspace.race, racer);
    const bool lit = ui_hovers(ui, box);
    if (lit && run >= 0) {
        room->lit_run = run;
    }
    canvas_box(ui->canvas, box, 8, ui->theme->panel, 1,
               lit ? color_mix(ui->theme->line,
                               racer_color(&room->workspace.scene, racer, ui->theme), 0.6f)
                   : ui->theme->line);
    Column inside = column_begin(box, PAD);
    inside.y -= 2;
    card_head(room, column_row(&inside, HEAD, 0), racer, open, wish);
    card_params(room, &inside, racer, params);
    if (open) {
        const char *line = optim->rule;
        inside.y += 4;
        while (*line) {
            char text[128];
            const size_t length = strcspn(line, "\n");
            snprintf(text, sizeof text, "%.*s", (int)length, line);
            ui_label(ui, column_row(&inside, RULE_LINE, 0), ALIGN_LEFT, FONT_MONO, 12,
                     ui->theme->text, text);
            line += length + (line[length] == '\n');
        }
        ui_label(ui, column_row(&inside, 17, 0), ALIGN_LEFT, FONT_SANS, 11, ui->theme->muted,
                 tr(optim->kind.source));
    }
}
