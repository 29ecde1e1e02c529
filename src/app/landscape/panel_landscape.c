// Left panel: what is being looked at, its numbers, and the values below the pointer.
#include "app/landscape/choosers.h"
#include "app/landscape/room_landscape.h"
#include "app/parts/hidden_foot.h"
#include "app/parts/setting_rows.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/hiding.h"
#include "ui/text_area.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FOOT = 130, SECTIONS_LEAST = 260 };

// The mistake in the formula field, over several lines, and the offer of a slider.
static void formula_mistake(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    ui_paragraph(&room->shell->ui, column, FONT_SANS, 12, room->shell->ui.theme->error,
                 w->mistake.text);
    if (w->offer[0]) {
        char label[sizeof w->offer + 32];
        text_print(label, sizeof label,
                   tr(strchr(w->offer, ',') ? N_("Add sliders %s") : N_("Add slider %s")),
                   w->offer);
        column_row(column, 2, 0);
        if (ui_button(&room->shell->ui, "formula.offer", column_row(column, 26, 2), label,
                      tr("Gives each of these names a value that you can slide"))) {
            workspace_accept_offer(w);
        }
    }
}

// A start at which every run is lost, and the offer of another.
static void formula_start(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    ui_paragraph(&room->shell->ui, column, FONT_SANS, 12, room->shell->ui.theme->error,
                 tr("At the start f has no finite value or gradient: every run is lost there"));
    column_row(column, 2, 0);
    if (ui_button(&room->shell->ui, "start.move", column_row(column, 26, 8), tr("Move the start"),
                  tr("To the nearest point, of a lattice over the domain, that has both,\nand has "
                     "them all around")) &&
        !workspace_move_start(w)) {
        shell_notice(room->shell, room->shell->ui.now_s, "%s",
                     tr("No point with a finite value and gradient was found"));
    }
}

// What is typed acts at once; once it is again what stood there before, so is the landscape.
static void formula_typed(LandscapeRoom *room)
{
    Workspace *w = &room->workspace;
    const LandscapeMoment *before = room->shell->before; // this room's, as it is the one shown
    if (before && room->shell->trying == ui_id("formula") &&
        strcmp(w->typed, before->workspace.typed) == 0) {
        workspace_typed(w);
        workspace_restore(w, &before->workspace);
    } else {
        workspace_typed(w);
    }
}

// The formula that is shown, as in a book; dimmed while what is typed is another, with a mistake.
// False if there is no room for it.
static bool formula_printed(LandscapeRoom *room, Column *column)
{
    const Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const MathPage *page =
        formula_sheet_page(&room->sheet, scene_formula_text(&w->scene), ui->canvas, column->w);
    if (page->lines > 0) {
        const Rect row = column_row(column, page->h + 4, 6);
        const Color color = w->mistake.text[0] ? color_mix(ui->theme->panel, ui->theme->text, 0.4f)
                                               : ui->theme->text;
        math_page_draw(page, ui->canvas, row.x, row.y + 2, color);
    }
    return page->lines > 0;
}

static void section_landscape(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    ui_section(&room->shell->ui, column, "section.landscape", 8, tr("LANDSCAPE"));
    int chosen = w->scene.landscape ? (int)(w->scene.landscape - landscapes) : landscape_count;
    if (choose_landscape(room, column_row(column, 32, 8), &chosen, tr("Choose a landscape"))) {
        if (chosen < landscape_count) {
            workspace_set_landscape(w, chosen);
        } else {
            workspace_set_typed(w);
        }
    } else if (ui_chose(&room->shell->ui, LANDSCAPE_CHOICE) && w->mistake.text[0]) {
        workspace_typed_back(w);
    }
    if (!scene_is_formula(&w->scene)) { // there is nothing to type
        if (landscape_shows(room, SCENE_HIDE_FORMULA) && !formula_printed(room, column)) {
            ui_paragraph(&room->shell->ui, column, FONT_MONO, 12, room->shell->ui.theme->muted,
                         scene_formula_text(&w->scene));
        }
        column_row(column, 14, 0);
        return;
    }
    const int mistake = w->mistake.text[0] ? (w->mistake.at < 0 ? 0 : w->mistake.at) : -1;
    const float height = text_area_height(&room->shell->ui, "formula", w->typed, column->w, 32);
    if (ui_text_field(&room->shell->ui, "formula", column_row(column, height, 6), w->typed,
                      sizeof w->typed, mistake,
                      tr("f(x, y). Type to change it; any other name becomes a slider."))) {
        formula_typed(room);
    }
    if (w->mistake.text[0]) {
        formula_mistake(room, column);
        column_row(column, 6, 0);
    } else if (workspace_start_lost(w)) {
        formula_start(room, column);
    }
    if (landscape_shows(room, SCENE_HIDE_FORMULA)) {
        formula_printed(room, column);
    }
    column_row(column, 8, 0);
}

// "Rotation t (θ)": what stands in the formula, and what books call it.
static void label_of(char *label, size_t size, const Param *param)
{
    const char *symbol =
        param->symbol && strcmp(param->symbol, param->key) != 0 ? param->symbol : "";
    if (strcmp(param->label, param->key) == 0) {
        snprintf(label, size, "%s", param->key);
    } else {
        text_print(label, size, *symbol ? "%s %s (%s)" : "%s %s", tr(param->label), param->key,
                   symbol);
    }
}

static void tip_of(char *tip, size_t size, const Param *param)
{
    char low[32], high[32], label[96];
    label_of(label, sizeof label, param);
    const double unit = param->scale == PARAM_ANGLE ? 57.29577951308232 : 1;
    text_short(low, sizeof low, param->min * unit, 4);
    text_short(high, sizeof high, param->max * unit, 4);
    const char *degrees = param->scale == PARAM_ANGLE ? "°" : "";
    text_print(tip, size, tr("%s: from %s%s to %s%s"), label, low, degrees, high, degrees);
}

static void section_shape(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    if (w->scene.param_count == 0) {
        return;
    }
    ui_section(&room->shell->ui, column, "section.shape", 6, tr("SHAPE"));
    for (int i = 0; i < w->scene.param_count; i++) {
        char name[UI_NAME_MAX], tip[256], label[96];
        Param accepted = scene_accepted_param(&w->scene, i);
        accepted.label = w->params[i].label;
        snprintf(name, sizeof name, "shape.%s", w->params[i].key);
        tip_of(tip, sizeof tip, &w->params[i]);
        label_of(label, sizeof label, &w->params[i]);
        if (ui_slider_wide(&room->shell->ui, name, column_row(column, 26, 0), &w->params[i],
                           &accepted, &w->scene.params[i], w->params[i].def, label, tip)) {
            workspace_changed_params(w);
        }
    }
    column_row(column, 12, 0);
}

// What is put on both coordinates, as on a network's weights.
static void section_penalties(LandscapeRoom *room, Column *column)
{
    static const char *const tips[] = {
        N_("Adds λ₁ (|x| + |y|) to f: it pulls each coordinate to 0 with the same force, and so "
           "all the way; the diamond touches f's contours where the minimum now is. From 0 to "
           "1000."),
        N_("Adds λ₂ (x² + y²) to f: it pulls in proportion to the coordinate; the circle touches "
           "f's contours where the minimum now is. From 0 to 1000."),
    };
    Workspace *w = &room->workspace;
    ui_section(&room->shell->ui, column, "section.penalties", 6, tr("PENALTIES"));
    for (int i = 0; i < 2; i++) {
        const Setting *setting = &scene_settings[SCENE_L1 + i];
        const Param slider = setting_slider(setting);
        char name[UI_NAME_MAX];
        snprintf(name, sizeof name, "penalty.%s", setting->param.key);
        if (ui_slider_wide(&room->shell->ui, name, column_row(column, 26, 0), &slider,
                           &setting->param, param_field(&setting->param, &w->scene), 0, NULL,
                           tr(tips[i]))) {
            workspace_changed_params(w);
        }
    }
    column_row(column, 12, 0);
}

static void section_race(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Param *noise = &scene_settings[SCENE_NOISE].param;
    const Param slider = setting_slider(&scene_settings[SCENE_STEPS]);
    ui_section(ui, column, "section.race", 6, tr("RACE"));
    if (ui_slider(ui, "race.noise", column_row(column, 26, 0), noise, &w->scene.noise, noise->def,
                  NULL,
                  tr("Gradient noise S: every optimizer gets g + S·N(0,1) in each coordinate,\nthe "
                     "same draws for all. 0 to 10."))) {
        workspace_changed_race(w);
    }
    double steps = w->scene.steps;
    if (ui_slider_wide(ui, "race.steps", column_row(column, 26, 0), &slider,
                       &scene_settings[SCENE_STEPS].param, &steps,
                       w->scene.landscape ? w->scene.landscape->steps : slider.def, NULL,
                       tr("How many steps every optimizer takes. 1 to 1,000,000."))) {
        w->scene.steps = (int)round(steps);
        workspace_changed_race(w);
    }
    Rect row = column_row(column, 26, 12);
    const Rect dice = cut_right(&row, 26, 8);
    if (row_seed(ui, "race.seed", row, 100, &scene_settings[SCENE_SEED].param, &w->scene.seed,
                 tr("Seed of the noise: the same seed gives the same draws."))) {
        workspace_changed_race(w);
    }
    if (ui_icon_button(ui, "race.new_seed", dice, ICON_DICE, false, tr("New seed (R)"))) {
        w->scene.seed++;
        workspace_changed_race(w);
    }
}

static void section_start(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    ui_section(ui, column, "", 0, NULL);
    Rect row = column_row(column, 26, 12);
    double x = w->scene.start[0], y = w->scene.start[1];
    const Rect y_rect = cut_right(&row, 72, 4), x_rect = cut_right(&row, 72, 6);
    ui_heading(ui, row, tr("START x, y"));
    const Param start_x = scene_start_row(&w->scene, 0), start_y = scene_start_row(&w->scene, 1);
    const bool moved_x =
        ui_number(ui, "start.x", rect_inset(x_rect, 2), &start_x, &x,
                  tr("Where all paths begin, x. Click to type; or drag the start in the picture."));
    const bool moved_y =
        ui_number(ui, "start.y", rect_inset(y_rect, 2), &start_y, &y,
                  tr("Where all paths begin, y. Click to type; or drag the start in the picture."));
    if (moved_x || moved_y) {
        workspace_set_start(w, x, y);
    }
}

// clang-format off
enum { SHOWN = SHOW_FLOOR };
static const Kind shows[SHOWN] = {
    [SHOW_CONTOURS] = { "show.contours", N_("Contours"),   N_("Lines of equal f, at even steps of what is coloured."), NULL, NULL },
    [SHOW_MINIMA]   = { "show.minima",   N_("Minima"),     N_("Mark the minima: points where the gradient vanishes and f curves up all around."), NULL, NULL },
    [SHOW_SADDLES]  = { "show.saddles",  N_("Saddles, maxima"),    N_("Mark the other points where the gradient vanishes: × a saddle, ▵ a maximum."), NULL, NULL },
    [SHOW_VECTORS]  = { "show.vectors",  N_("Vectors"),    N_("At each run's point the parts of its next step, end to end: momentum's, the gradient's, weight decay's. They end where the step does."), NULL, NULL },
    [SHOW_FIELD]    = { "show.field",    N_("Gradient field"),      N_("Arrows of −∇f: where plain gradient descent would go."), NULL, NULL },
    [SHOW_LOG]      = { "show.log",      N_("Log colour"), N_("Colour by the logarithm of f, which shows the valley's floor and its walls at once."), NULL, NULL },
    [SHOW_DOTS]     = { "show.dots",     N_("Step dots"),  N_("A dot at every step of a path."), NULL, NULL },
    [SHOW_GHOSTS]   = { "show.ghosts",   N_("Ghost paths"),     N_("The race before the last change stays, faint, so that its effect is seen."), NULL, NULL },
};
// clang-format on

static const ShowKind show_order[SHOWN] = { SHOW_CONTOURS, SHOW_LOG,     SHOW_DOTS,   SHOW_MINIMA,
                                            SHOW_VECTORS,  SHOW_SADDLES, SHOW_GHOSTS, SHOW_FIELD };
static const float SHOW_LEFT = 0.44f; // of a row's width, where two are side by side

// Where a label is too long for that, each has a row of its own.
static bool shows_in_pairs(const Ui *ui, float width)
{
    enum { BOX = 23 };
    bool fit = true;
    for (int i = 0; i < SHOWN; i++) {
        const float room = width * (i % 2 ? 1 - SHOW_LEFT : SHOW_LEFT) - BOX;
        fit = fit && canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE,
                                       tr(shows[show_order[i]].name)) <= room;
    }
    return fit;
}

static void section_show(LandscapeRoom *room, Column *column)
{
    Show *show = &room->workspace.show;
    Ui *ui = &room->shell->ui;
    ui_section(ui, column, "section.show", 6, tr("SHOW"));
    const bool pairs = shows_in_pairs(ui, column->w);
    Rect row = { 0 };
    for (int i = 0; i < SHOWN; i++) {
        const ShowKind kind = show_order[i];
        row = pairs && i % 2 ? row : column_row(column, 23, 0);
        const Rect place = !pairs || i % 2 ? row : cut_left(&row, row.w * SHOW_LEFT, 0);
        ui_checkbox(ui, shows[kind].key, place, tr(shows[kind].name), &show->on[kind],
                    tr(shows[kind].about));
    }
    column_row(column, 6, 0);
    ui_kinds(ui, "show.colours", column_row(column, 28, 12), &colormap_kinds, false,
             &show->colormap, tr("Colours of the landscape, low to high."));
}

// At the panel's foot, in sight whatever is scrolled to above.
static void foot_cursor(LandscapeRoom *room, Rect rect)
{
    canvas_rect(&room->shell->canvas, (Rect){ rect.x, rect.y, rect.w, 1 },
                room->shell->ui.theme->line);
    Column column = column_begin(rect, 12);
    column.y -= 2;
    column.x += 2;
    column.w -= 4;
    landscape_cursor(room, &column);
}

void landscape_panel(LandscapeRoom *room, Rect rect)
{
    canvas_rect(&room->shell->canvas, rect, room->shell->ui.theme->panel);
    // In a low window it is the last of the sections, else nothing of them could be seen.
    const bool cursor = landscape_shows(room, SCENE_HIDE_CURSOR);
    const bool pinned = cursor && rect.h >= FOOT + SECTIONS_LEAST;
    const Rect foot = cut_bottom(&rect, pinned ? FOOT : 0, 0);
    Column column = column_begin_scroll(&room->shell->ui, "left", rect, 14);
    section_landscape(room, &column);
    section_shape(room, &column);
    landscape_data(room, &column);
    section_penalties(room, &column);
    landscape_relief(room, &column);
    section_race(room, &column);
    section_start(room, &column);
    section_show(room, &column);
    if (cursor && !pinned) {
        landscape_cursor(room, &column);
    }
    hidden_foot(&room->shell->ui, &column, room->workspace.hide, SCENE_HIDE_COUNT,
                &room->shell->hiding);
    column_end(&room->shell->ui, &column);
    if (pinned) {
        foot_cursor(room, foot);
    }
}
