// A card below its head: a slider for each number, the rule with its source.
#include "app/landscape/racer_card.h"

#include "app/landscape/card_schedule.h"
#include "app/landscape/fair_panel.h"
#include "app/landscape/hiding.h"
#include "app/landscape/racer_border.h"
#include "app/landscape/racer_look.h"
#include "app/parts/optim_rows.h"
#include "app/parts/setting_rows.h"
#include "base/text.h"
#include "base/words.h"
#include "sim/race/param_range.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PAD = 10, HEAD = 24, ROW = 26, RULE_LINE = 17, SOURCE = 11, FOLD = 24, SCHEDULE_GAP = 4 };

static int rule_lines(const Optim *optim)
{
    int lines = 1;
    for (const char *c = tr(optim->rule); *c; c++) {
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

// Its rate is not to be seen.
static bool rate_hidden(const LandscapeRoom *room, int racer)
{
    const Optim *optim = room->workspace.scene.racers[racer].spec.optim;
    const Param *rate = optim_rate(optim);
    return rate && strcmp(rate->key, "lr") == 0 && rate == optim->kind.params &&
           !landscape_shows(room, SCENE_HIDE_RATES);
}

// A slider for each of the optimizer's parameters, the rate first.
static void card_params(LandscapeRoom *room, Column *column, int racer, int count)
{
    Workspace *w = &room->workspace;
    OptimSpec *spec = &w->scene.racers[racer].spec;
    OptimParams now = scene_optim_params(&w->scene, racer);
    for (int i = rate_hidden(room, racer); i < count; i++) {
        const Param *param = &spec->optim->kind.params[i];
        char name[UI_NAME_MAX], tip[UI_MESSAGE_MAX], border[256], low[32], high[32];
        text_short(low, sizeof low, param->min, 4);
        text_short(high, sizeof high, param->max, 4);
        snprintf(name, sizeof name, "racer.%d.%s", racer, param->key);
        double *value = param_field(param, &now), mark;
        const bool rate = param == optim_rate(spec->optim);
        if (rate && !scene_has_rate(&w->scene, racer)) {
            card_curvatures(room, column_row(column, ROW, 0), racer);
            continue;
        }
        const int used =
            text_print(tip, sizeof tip, tr("%s, %s in the rule below: from %s to %s"),
                       tr(param->label), param->symbol ? param->symbol : param->key, low, high);
        if (rate) {
            mark = racer_border(w, racer, border, sizeof border);
            room->shell->ui.mark = isfinite(mark) ? &mark : NULL;
            text_print(tip + used, sizeof tip - (size_t)used, "%s", border);
        }
        const bool lowest = scene_takes_lowest(spec->optim, param);
        Param row = rate ? scene_rate_row(&w->scene, racer) : *param;
        if (lowest) {
            param_range_around(&row, scene_lowest(&w->scene));
        }
        if (ui_slider_wide(&room->shell->ui, name, column_row(column, ROW, 0), &row, param, value,
                           row.def, NULL, tip)) {
            spec->params = now;
            spec->has_rate = rate || lowest ? *value != row.def : spec->has_rate;
            workspace_changed_race(w);
        }
    }
}

// What goes around the optimizer: what there is, and all that there can be once it is asked for.
static SpecRows around_rows(LandscapeRoom *room, int racer, char *prefix, size_t size)
{
    snprintf(prefix, size, "racer.%d", racer);
    Scene *scene = &room->workspace.scene;
    return optim_rows_of(&scene->racers[racer].spec, prefix, room->around_open,
                         scene_rate(scene, racer), scene->steps);
}

static void card_around(LandscapeRoom *room, Column *column, int racer)
{
    char prefix[UI_NAME_MAX], name[UI_NAME_MAX];
    const SpecRows rows = around_rows(room, racer, prefix, sizeof prefix);
    snprintf(name, sizeof name, "racer.%d.around", racer);
    row_fold(&room->shell->ui, name, column_row(column, FOLD, 0), tr("Around it"),
             N_("What can go around an optimizer: a schedule of its rate, L2, SAM, clipping, "
                "lookahead, a mean of its points"),
             &room->around_open);
    if (optim_rows(&room->shell->ui, column, &rows)) {
        workspace_changed_race(&room->workspace);
    }
}

// What a closed card would hide: "clip 1 · lookahead 5", as it is typed; a schedule has its curve.
static bool around_text(const Scene *scene, int racer, char *text, size_t size)
{
    const OptimSpec *spec = &scene->racers[racer].spec;
    size_t used = 0;
    text[0] = '\0';
    for (const Setting *row = optim_settings; row->param.key; row++) {
        const bool curve =
            strcmp(row->param.key, "schedule") == 0 || strcmp(row->param.key, "warmup") == 0;
        if (!curve && !row->type->usual(row, spec) && optim_setting_matters(spec, row->param.key)) {
            char said[SPEC_TEXT_MAX];
            setting_say(row, spec, said, sizeof said);
            used += (size_t)text_print(text + used, size - used, "%s%s", used ? " · " : "", said);
        }
    }
    return text[0];
}

// How many lines it takes on a card so wide; 0: it says nothing.
static int around_lines(const LandscapeRoom *room, int racer, float width)
{
    char text[SPEC_TEXT_MAX];
    const bool open = room->cards_open & 1u << racer;
    return !open && around_text(&room->workspace.scene, racer, text, sizeof text)
               ? ui_line_count(&room->shell->ui, FONT_MONO, SOURCE, width - 2 * PAD, text)
               : 0;
}

static void around_line(LandscapeRoom *room, Rect row, int racer)
{
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX], text[SPEC_TEXT_MAX];
    around_text(&room->workspace.scene, racer, text, sizeof text);
    ui_lines(ui, row, ALIGN_LEFT, FONT_MONO, SOURCE, RULE_LINE, ui->theme->muted, text);
    snprintf(name, sizeof name, "racer.%d.beside", racer);
    ui_press(ui, name, row, false);
    ui_tip(ui, tr("What goes around it"));
}

float racer_card_height(LandscapeRoom *room, int racer, float width)
{
    const Ui *ui = &room->shell->ui;
    const Optim *optim = room->workspace.scene.racers[racer].spec.optim;
    const bool open = room->cards_open & 1u << racer;
    const int params = (open ? param_count(optim) : 1) - rate_hidden(room, racer);
    const int lines = rule_lines(optim) +
                      ui_line_count(ui, FONT_SANS, SOURCE, width - 2 * PAD, tr(optim->kind.source));
    const float rule = open ? (float)(lines * RULE_LINE + 5) : 0;
    char prefix[UI_NAME_MAX];
    const SpecRows rows = around_rows(room, racer, prefix, sizeof prefix);
    const float around = open ? spec_rows_height(&rows) + FOLD : 0;
    const float curve = fair_has_curve(room, racer) ? FAIR_CURVE : 0;
    const float schedule = card_has_schedule(room, racer) ? SCHEDULE_CURVE + SCHEDULE_GAP : 0;
    const float batch = open ? landscape_card_batch_height(room) : 0;
    const float beside = (float)(around_lines(room, racer, width) * RULE_LINE);
    return 2 * PAD - 4 + HEAD + (float)params * ROW + curve + schedule + batch + around + rule +
           beside;
}

void racer_card(LandscapeRoom *room, Rect box, int racer, CardWish *wish)
{
    const Optim *optim = room->workspace.scene.racers[racer].spec.optim;
    Ui *ui = &room->shell->ui;
    const bool open = room->cards_open & 1u << racer;
    const int run = racer_run(room->workspace.race, racer);
    const bool dragged = racer_dragged(room, racer), lit = dragged || ui_hovers(ui, box);
    if (lit && run >= 0 && !workspace_hides(&room->workspace, racer)) {
        room->lit_run = run;
    }
    canvas_box(
        ui->canvas, box, 8, dragged ? ui->theme->raised : ui->theme->panel, 1,
        lit ? color_mix(ui->theme->line, racer_color_told(&room->workspace, racer, ui->theme), 0.6f)
            : ui->theme->line);
    Column inside = column_begin(box, PAD);
    inside.y -= 2;
    racer_head(room, box, column_row(&inside, HEAD, 0), racer, wish);
    card_params(room, &inside, racer, open ? param_count(optim) : 1);
    const int lines = around_lines(room, racer, box.w);
    if (lines > 0) {
        around_line(room, column_row(&inside, (float)(lines * RULE_LINE), 0), racer);
    }
    if (fair_has_curve(room, racer)) {
        fair_card(room, column_row(&inside, FAIR_CURVE, 0), racer);
    }
    if (card_has_schedule(room, racer)) {
        card_schedule(room, column_row(&inside, SCHEDULE_CURVE, SCHEDULE_GAP), racer);
    }
    if (open) {
        landscape_card_batch(room, &inside, racer);
        card_around(room, &inside, racer);
        const char *line = tr(optim->rule);
        inside.y += 4;
        while (*line) {
            char text[128];
            const size_t length = strcspn(line, "\n");
            snprintf(text, sizeof text, "%.*s", (int)length, line);
            ui_label(ui, column_row(&inside, RULE_LINE, 0), ALIGN_LEFT, FONT_MONO, 12,
                     ui->theme->text, text);
            line += length + (line[length] == '\n');
        }
        ui_lines(ui, column_row(&inside, RULE_LINE, 0), ALIGN_LEFT, FONT_SANS, SOURCE, RULE_LINE,
                 ui->theme->muted, tr(optim->kind.source));
    }
}
