// The data of a landscape that data make: how they are made or where they are from, how large a
// batch is, and whether they are shown. A row of the panel for each setting.
#include "app/landscape/room_landscape.h"
#include "app/parts/setting_rows.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/hiding.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROW = 26 };

static bool is_made(const FitSpec *fit)
{
    return !fit->painted && !fit->file[0];
}

// The points that the spec now says, unless its file is bad: then the mistake is told below it.
static void take(LandscapeRoom *room, const FitSpec *wanted)
{
    Workspace *w = &room->workspace;
    FitSpec filled = *wanted;
    room->data_mistake = (Error){ .at = -1 };
    if (fit_spec_fill(&filled, scene_fit(&w->scene), &room->data_mistake)) {
        w->scene.fit = filled;
        workspace_changed_params(w);
    }
}

static void tip_of(char *tip, size_t size, const Setting *row)
{
    char low[32], high[32];
    text_short(low, sizeof low, row->param.min, 4);
    text_short(high, sizeof high, row->param.max, 4);
    text_print(tip, size, tr("%s: from %s to %s"), tr(row->param.label), low, high);
}

// Of points that are made; of others these rows say nothing.
static bool only_of_made(const Setting *row)
{
    return strcmp(row->param.key, "n") == 0 || strcmp(row->param.key, "noise") == 0;
}

static void number(LandscapeRoom *room, Column *column, const Setting *row)
{
    Ui *ui = &room->shell->ui;
    FitSpec *fit = &room->workspace.scene.fit;
    const Param slider = setting_slider(row);
    const Theme *theme = ui->theme;
    char name[UI_NAME_MAX], tip[160];
    Theme dim;
    snprintf(name, sizeof name, "data.%s", row->param.key);
    tip_of(tip, sizeof tip, row);
    if (only_of_made(row) && !is_made(fit)) {
        ui_disable(ui, &dim);
    }
    const bool whole = row->type == &setting_count;
    double value = whole ? *(int *)setting_field(row, fit) : *(double *)setting_field(row, fit);
    if (strcmp(row->param.key, "n") == 0) { // of those that are given, too
        value = fit->points.count;
    }
    if (ui_slider_wide(
            ui, name, column_row(column, ROW, 0), &slider, &row->param, &value, row->param.def,
            NULL, ui->disabled ? tr("The data are given; this is for data that are made") : tip)) {
        FitSpec wanted = *fit;
        if (whole) {
            *(int *)setting_field(row, &wanted) = (int)round(value);
        } else {
            *(double *)setting_field(row, &wanted) = value;
        }
        take(room, &wanted);
    }
    ui_enable(ui, theme);
}

bool landscape_batch_row(Ui *ui, const char *name, Rect row, int count, int *batch, int reset,
                         const char *tip)
{
    const Param param = { "batch", N_("Batch"), "B", 0, count, 1, fmax(count, 2), PARAM_INTEGER };
    double value = *batch > 0 && *batch < count ? *batch : count;
    char label[80];
    text_print(label, sizeof label, value < count ? tr("Batch") : tr("Batch: all"));
    if (!ui_slider(ui, name, row, &param, &value, reset > 0 && reset < count ? reset : count, label,
                   tip)) {
        return false;
    }
    *batch = value >= count ? 0 : (int)round(value);
    return true;
}

float landscape_card_batch_height(const LandscapeRoom *room)
{
    return scene_fit(&room->workspace.scene) ? ROW : 0;
}

void landscape_card_batch(LandscapeRoom *room, Column *column, int racer)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Racer *it = &w->scene.racers[racer];
    char name[UI_NAME_MAX];
    if (!scene_fit(&w->scene)) {
        return;
    }
    Rect row = column_row(column, ROW, 0);
    if (scene_needs_all(it->spec.optim)) {
        ui_label(ui, row, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
                 tr("Sees all data in each step"));
        return;
    }
    int own = scene_batch(&w->scene, racer);
    snprintf(name, sizeof name, "racer.%d.batch", racer);
    if (landscape_batch_row(ui, name, row, w->scene.fit.points.count, &own, w->scene.fit.batch,
                            tr("How many points each of its steps sees. Double click: as many as "
                               "the landscape says."))) {
        it->batch = own;
        it->has_batch = own != w->scene.fit.batch;
        workspace_changed_race(w);
    }
}

static void batch(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    FitSpec *fit = &w->scene.fit;
    if (landscape_batch_row(&room->shell->ui, "data.batch", column_row(column, ROW, 0),
                            fit->points.count, &fit->batch, 0,
                            tr("How many points each step sees: from one, which is called online, "
                               "to all.\nA racer may have a batch of its own, on its card."))) {
        workspace_changed_params(w);
    }
}

static void sampling(LandscapeRoom *room, Column *column, const Setting *row)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const Rect rect = row_labelled(ui, column_row(column, 30, 2), 170, tr(row->param.label));
    if (ui_kinds(ui, "data.sampling", rect, &fit_samplings, true, &w->scene.fit.sampling,
                 tr("How a batch is drawn: every point once in an epoch, or any at any time"))) {
        workspace_changed_params(w);
    }
}

static void seed(LandscapeRoom *room, Column *column, const Setting *row)
{
    Ui *ui = &room->shell->ui;
    FitSpec wanted = room->workspace.scene.fit;
    if (!is_made(&wanted)) {
        return;
    }
    Rect rect = column_row(column, ROW, 2);
    const Rect dice = cut_right(&rect, 26, 8);
    bool changed = row_seed(ui, "data.seed", rect, 100, &row->param, &wanted.seed,
                            tr("Which points are made: the same seed gives the same."));
    if (ui_icon_button(ui, "data.new_seed", dice, ICON_DICE, false, tr("Other points"))) {
        wanted.seed++;
        changed = true;
    }
    if (changed) {
        take(room, &wanted);
    }
}

void landscape_take_file(LandscapeRoom *room, const char *path)
{
    FitSpec wanted = room->workspace.scene.fit;
    fit_spec_paint(&wanted, scene_fit(&room->workspace.scene)); // what made the others is no more
    wanted.painted = false;
    text_print(wanted.file, sizeof wanted.file, "%s", path);
    text_print(room->data_file, sizeof room->data_file, "%s", path);
    take(room, &wanted);
}

static void file(LandscapeRoom *room, Column *column, const Setting *row)
{
    Ui *ui = &room->shell->ui;
    const FitSpec *fit = &room->workspace.scene.fit;
    if (strcmp(room->data_file_of, fit->file) != 0) { // another one was opened
        memcpy(room->data_file_of, fit->file, sizeof room->data_file_of);
        memcpy(room->data_file, fit->file, sizeof room->data_file);
        room->data_mistake.text[0] = '\0';
    }
    const Rect rect = row_labelled(ui, column_row(column, 28, 2), 170, tr(row->param.label));
    char typed[FIT_PATH_MAX];
    memcpy(typed, room->data_file, sizeof typed);
    if (ui_text_entry(ui, "data.file", rect, typed, sizeof typed, NULL, NULL,
                      tr("Path of a CSV file with the points; or drop it on the window"))) {
        landscape_take_file(room, typed);
    }
    if (room->data_mistake.text[0]) {
        ui_paragraph(ui, column, FONT_SANS, 12, ui->theme->error, room->data_mistake.text);
    }
}

// What becomes of the points by hand.
static void points(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    Rect row = column_row(column, 28, 4);
    Rect left = cut_left(&row, (row.w - 8) / 2, 8);
    if (ui_button(ui, "data.clear", left, tr("Clear"),
                  tr("Takes all points away, to put others into the inset by clicks"))) {
        fit_spec_paint(&w->scene.fit, scene_fit(&w->scene));
        w->scene.fit.points.count = 0;
        w->show.on[SHOW_DATA] = true;
        workspace_changed_params(w);
    }
    if (!is_made(&w->scene.fit) &&
        ui_button(ui, "data.made", row, tr("Made points"), tr("Back to points that are made"))) {
        FitSpec wanted = w->scene.fit;
        fit_spec_paint(&wanted, scene_fit(&w->scene));
        wanted.painted = false;
        take(room, &wanted);
    }
}

void landscape_data(LandscapeRoom *room, Column *column)
{
    Workspace *w = &room->workspace;
    Ui *ui = &room->shell->ui;
    const FitModel *fit = scene_fit(&w->scene);
    if (!fit) {
        return;
    }
    ui_section(ui, column, "section.data", 6, tr("DATA"));
    for (const Setting *row = fit->settings; row->param.key; row++) {
        if (strcmp(row->param.key, "batch") == 0) {
            batch(room, column);
        } else if (row->type == &setting_choice) {
            sampling(room, column, row);
        } else if (row->type == &setting_whole) {
            seed(room, column, row);
        } else if (row->type == &fit_file_type) {
            file(room, column, row);
        } else if (row->type == &fit_points_type) {
            points(room, column);
        } else {
            number(room, column, row);
        }
    }
    ui_checkbox(ui, "show.data", column_row(column, 23, 10), tr("Data in the picture"),
                &w->show.on[SHOW_DATA],
                tr("An inset with the points and the line of every racer: click to add points."));
}
