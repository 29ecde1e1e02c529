// Right panel: a card for each optimizer with its colour, its loss now, its rate, and, opened, all
// its parameters and its update rule.
#include "app/app.h"
#include "app/racer_look.h"
#include "app/strings.h"
#include "base/text.h"
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
    while (optim->params[count].key) {
        count++;
    }
    return count;
}

// The loss at the cursor, or where it was lost (true), or "off".
static bool loss_text(const App *app, int racer, char *text, size_t size)
{
    const Race *race = app->workspace.race;
    const int run = run_of(race, racer), step = workspace_step(&app->workspace);
    if (run < 0 || race_trail(race, run)->count == 0) {
        snprintf(text, size, "%s", str(STR_OFF));
        return false;
    }
    return workspace_loss_text(&app->workspace, run, step, 4, text, size);
}

static void card_head(App *app, Rect row, int racer, bool open)
{
    Workspace *w = &app->workspace;
    Ui *ui = &app->ui;
    Racer *r = &w->scene.racers[racer];
    char name[UI_NAME_MAX], title[RACER_NAME_MAX], tip[RACER_NAME_MAX + 96], loss[48];
    scene_racer_name(&w->scene, racer, title, sizeof title);
    const Color color = racer_color(&app->workspace.scene, racer, ui->theme);
    const bool lost = loss_text(app, racer, loss, sizeof loss);

    snprintf(name, sizeof name, "racer.%d.open", racer);
    const Rect fold = cut_right(&row, 20, 6);
    const UiPress folded = ui_press(ui, name, fold, true);
    ui_icon(ui->canvas, open ? ICON_UP : ICON_DOWN, fold.x + 10, fold.y + fold.h / 2, 13,
            folded.hovered ? ui->theme->text : ui->theme->muted);
    if (folded.focused && ui->focus_visible) {
        ui_focus_ring(ui, fold, 4);
    }
    ui_tip(ui, str(open ? STR_CLOSE_TIP : STR_OPEN_TIP));
    if (ui_activated(ui, &folded)) {
        app->cards_open ^= 1u << racer;
    }

    snprintf(name, sizeof name, "racer.%d.on", racer);
    snprintf(tip, sizeof tip, str(STR_TOGGLE_TIP), title, racer + 1);
    const Rect toggle = cut_left(&row, row.w - 100, 4);
    const UiPress press = ui_press(ui, name, toggle, true);
    const float x = toggle.x + 8, y = toggle.y + toggle.h / 2;
    canvas_marker(ui->canvas, racer_marker(&app->workspace.scene, racer), x, y, 6,
                  r->on ? color : ui->theme->track, 0, color);
    Rect label = toggle;
    cut_left(&label, 16, 8);
    ui_label(ui, label, ALIGN_LEFT, FONT_BOLD, UI_TEXT_SIZE,
             r->on ? ui->theme->text : ui->theme->muted, title);
    if (press.focused && ui->focus_visible) {
        ui_focus_ring(ui, toggle, 4);
    }
    if (press.hovered || folded.hovered) {
        ui->cursor = UI_CURSOR_HAND;
    }
    ui_tip(ui, tip);
    if (ui_activated(ui, &press)) {
        r->on = !r->on;
        workspace_changed_race(w);
    }
    ui_label(ui, row, ALIGN_RIGHT, FONT_MONO, 12, lost ? ui->theme->error : ui->theme->muted, loss);
}

// A slider for each of the optimizer's parameters, the rate first.
static void card_params(App *app, Column *column, int racer, int count)
{
    Workspace *w = &app->workspace;
    OptimSpec *spec = &w->scene.racers[racer].spec;
    OptimParams now = scene_optim_params(&w->scene, racer);
    for (int i = 0; i < count; i++) {
        const Param *param = &spec->optim->params[i];
        char name[UI_NAME_MAX], tip[160], low[32], high[32];
        text_short(low, sizeof low, param->min, 4);
        text_short(high, sizeof high, param->max, 4);
        snprintf(name, sizeof name, "racer.%d.%s", racer, param->key);
        snprintf(tip, sizeof tip, "%s, %s in the rule below: from %s to %s", param->label,
                 param->symbol ? param->symbol : param->key, low, high);
        double *value = param_field(param, &now);
        double reset = param->def;
        if (i == 0) { // the rate's default is the landscape's
            reset = scene_default_rate(&w->scene, spec->optim);
        }
        if (ui_slider(&app->ui, name, column_row(column, ROW, 0), param, value, reset, NULL, tip)) {
            spec->params = now;
            spec->has_rate = i == 0 ? *value != reset : spec->has_rate;
            workspace_changed_race(w);
        }
    }
}

static void card(App *app, Column *column, int racer)
{
    const Optim *optim = app->workspace.scene.racers[racer].spec.optim;
    Ui *ui = &app->ui;
    const bool open = app->cards_open & 1u << racer;
    const int params = open ? param_count(optim) : 1;
    const float rule = open ? (float)(rule_lines(optim) * RULE_LINE + 22) : 0;
    const float height = 2 * PAD - 4 + HEAD + (float)params * ROW + rule;
    const Rect box = column_row(column, height, 8);
    const int run = run_of(app->workspace.race, racer);
    const bool lit = ui_hovers(ui, box);
    if (lit && run >= 0) {
        app->lit_run = run;
    }
    canvas_box(
        ui->canvas, box, 8, ui->theme->panel, 1,
        lit ? color_mix(ui->theme->line, racer_color(&app->workspace.scene, racer, ui->theme), 0.6f)
            : ui->theme->line);
    Column inside = column_begin(box, PAD);
    inside.y -= 2;
    card_head(app, column_row(&inside, HEAD, 0), racer, open);
    card_params(app, &inside, racer, params);
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
                 optim->source);
    }
}

void app_panel_optimizers(App *app, Rect rect)
{
    canvas_rect(&app->canvas, rect, app->ui.theme->panel);
    Column column = column_begin_scroll(&app->ui, "right", rect, 14);
    ui_heading(&app->ui, column_row(&column, 14, 8), str(STR_OPTIMIZERS));
    for (int racer = 0; racer < app->workspace.scene.racer_count; racer++) {
        card(app, &column, racer);
    }
    column_end(&app->ui, &column);
}
