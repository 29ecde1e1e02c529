// Left panel of the Network room: the data, what is the selected network's own, and what all
// networks share. A network's own, which lessons turn on, comes before what is shared: it is in
// sight in any window.
#include "app/network/lab_rows.h"
#include "app/network/lab_say.h"
#include "app/network/lab_schedule.h"
#include "app/network/lab_shelf.h"
#include "app/network/lab_views.h"
#include "app/parts/hidden_foot.h"
#include "app/parts/optim_rows.h"
#include "app/parts/setting_rows.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/hiding.h"

#include <stdio.h>
#include <string.h>

// Why a network's settings were refused: of its batches, or of anything else but a place in its
// layers, under which it stands.
static void refusal(NetworkRoom *room, Column *column, bool batch)
{
    const LabShot *shot = room->lab.shot;
    if (shot && shot->error.text[0] && shot->error_network >= 0 && shot->error_batch == batch &&
        shot->error.at < 0) {
        ui_paragraph(&room->shell->ui, column, FONT_SANS, 12, room->shell->ui.theme->error,
                     shot->error.text);
        column_row(column, 4, 0);
    }
}

static void optimizer_rows(NetworkRoom *room, Column *column)
{
    Ui *ui = &room->shell->ui;
    lab_row_choice(room, column, NET_OPTIMIZER, NULL,
                   tr("What moves the weights; another kind begins anew"));
    NetSpec *spec = lab_target(room, NET_OPTIMIZER);
    for (const Param *p = spec->optimizer.optim->kind.params; p->key; p++) {
        char name[UI_NAME_MAX], tip[160];
        const bool rate = p == optim_rate(spec->optimizer.optim);
        if (!rate && !room->lab.training_open) {
            break;
        }
        snprintf(name, sizeof name, "lab.optimizer.%s", p->key);
        lab_param_tip(p, tip, sizeof tip);
        Rect rect = column_row(column, 26, 0);
        if (rate) { // shared or own together with the optimizer, but looked for here
            lab_own_toggle_as(room, &rect, NET_OPTIMIZER, "lab.own.optimizer.lr",
                              N_("Rate (with its optimizer)"));
            spec = lab_target(room, NET_OPTIMIZER);
        }
        double *value = param_field(p, &spec->optimizer.params);
        const Param row = rate ? optim_rate_row(spec->optimizer.optim, p->def, *value) : *p;
        if (ui_slider_wide(ui, name, rect, &row, p, value, p->def, NULL, tip)) {
            spec->optimizer.has_rate |= rate;
            lab_row_changed(room, NET_OPTIMIZER);
        }
    }
    lab_schedule(room, column);
}

// The numbers that belong to a kind: an init's, an activation's.
static void kind_numbers(NetworkRoom *room, Column *column, NetKey key)
{
    const Setting *setting = &net_settings[key];
    NetSpec *spec = lab_target(room, key);
    char *params = (char *)setting_field(setting, spec) + setting->form->params;
    char name[UI_NAME_MAX], tip[160];
    const Param *first = setting_kind_of(setting, spec)->params;
    const bool in_vain = lab_in_vain(&room->lab, key);
    for (const Param *p = first; !in_vain && p && p->key; p++) {
        snprintf(name, sizeof name, "lab.%s.%s", setting->param.key,
                 p == first ? "number" : p->key);
        lab_param_tip(p, tip, sizeof tip);
        if (ui_slider(&room->shell->ui, name, column_row(column, 26, 0), p, param_field(p, params),
                      p->def, NULL, tip)) {
            lab_row_changed(room, key);
        }
    }
}

// A network has a clip of its own beside its optimizer's.
static bool has_row(const void *spec, const char *key)
{
    return strcmp(key, "clip") != 0 && optim_setting_matters(spec, key);
}

static void around_rows(NetworkRoom *room, Column *column)
{
    OptimSpec *spec = &lab_target(room, NET_OPTIMIZER)->optimizer;
    SpecRows rows = optim_rows_of(spec, "lab.optimizer", room->lab.training_open, spec->params.lr,
                                  lab_schedule_steps(room));
    rows.has = has_row;
    if (optim_rows(&room->shell->ui, column, &rows)) {
        lab_row_changed(room, NET_OPTIMIZER);
    }
}

// What random masks do to a method that compares one step with the next.
static void masks_note(NetworkRoom *room, Column *column)
{
    const NetSpec net = lab_network(&room->lab.wish.spec, room->lab.selected);
    if (net.optimizer.optim->all_data && (net.numbers.dropout > 0 || net.numbers.dropconnect > 0)) {
        ui_paragraph(&room->shell->ui, column, FONT_SANS, 12, room->shell->ui.theme->muted,
                     tr("Dropout draws new masks in every step, and this optimizer compares its "
                        "steps: what it learns of the curvature is another network's."));
        column_row(column, 4, 0);
    }
}

static void batch_row(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    const int rows = space->shot ? space->shot->train_count : 256;
    Param range = net_settings[NET_BATCH].param;
    range.max = rows < 2 ? 2 : rows > 512 ? 512 : rows;
    double *batch = net_spec_number(lab_target(room, NET_BATCH), NET_BATCH);
    bool all = *batch == 0;
    if (!all) {
        lab_row_number(room, column, NET_BATCH, &range);
    }
    if (space->training_open || all) {
        Rect row = column_row(column, 24, 0);
        if (all) { // the slider, which has it otherwise, is not there
            lab_own_toggle(room, &row, NET_BATCH);
            batch = net_spec_number(lab_target(room, NET_BATCH), NET_BATCH);
        }
        if (ui_checkbox(&room->shell->ui, "lab.batch.all", row, tr("All rows in one batch"), &all,
                        tr("Every step sees all training rows"))) {
            *batch = all ? 0 : range.def;
            lab_row_changed(room, NET_BATCH);
        }
    }
}

static void seed_row(NetworkRoom *room, Column *column)
{
    if (row_seed(&room->shell->ui, "lab.seed.number", column_row(column, 26, 0), 90,
                 &net_settings[NET_SEED].param, &room->lab.wish.spec.shared.seed,
                 tr("Which weights, data and batches; the same seed gives the same bits"))) {
        labspace_edited(&room->lab);
    }
}

// What it computes stands in its tip: "...: z > 0 ? z : 0.2 z".
static void activation_rows(NetworkRoom *room, Column *column)
{
    const NetSpec *spec = lab_target(room, NET_ACTIVATION);
    char formula[80], tip[240];
    activation_formula(spec->activation, &spec->activation_params, formula, sizeof formula);
    text_print(tip, sizeof tip, "%s: %s", tr("The activation function of all hidden layers"),
               formula);
    lab_row_choice(room, column, NET_ACTIVATION, NULL, tip);
    kind_numbers(room, column, NET_ACTIVATION);
}

void lab_section_shared(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    ui_section(&room->shell->ui, column, "section.shared", 6, tr("SHARED BY ALL"));
    refusal(room, column, false);
    lab_rows_layers(room, column);
    activation_rows(room, column);
    optimizer_rows(room, column);
    around_rows(room, column);
    masks_note(room, column);
    batch_row(room, column);
    refusal(room, column, true);
    lab_shelf_rows(room, column, SETTING_SHARED);
    if (row_fold(
            &room->shell->ui, "lab.more", column_row(column, 24, 2), tr("More"),
            N_("The optimizer's other numbers and what goes around it, all rows in one batch, the "
               "seed"),
            &space->training_open) &&
        (!space->hide[LAB_HIDE_MORE] || room->shell->hiding)) {
        seed_row(room, column);
    }
    column_row(column, 6, 0);
}

void lab_section_network(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    char heading[256];
    text_print(heading, sizeof heading, tr("NETWORK %s · SELECTED"),
               labspace_letter(space->selected));
    const Rect row = ui_section(ui, column, "section.network", 6, heading);
    const Color color = labspace_color(space, space->selected, ui->theme);
    canvas_box(ui->canvas, (Rect){ row.x + row.w - 14, row.y, 14, 14 }, 4, color, 0, color);
    lab_row_choice(room, column, NET_INIT, NULL,
                   tr("How the first weights are drawn; begins anew"));
    kind_numbers(room, column, NET_INIT);
    lab_row_norm(room, column);
    lab_row_number(room, column, NET_DROPOUT, NULL);
    lab_row_residual(room, column);
    lab_row_own_layers(room, column);
    lab_shelf_rows(room, column, SETTING_OWN);
    lab_shelf_button(room, column);
    column_row(column, 6, 0);
}

// clang-format off
static const char *const hide_rows[LAB_HIDE_COUNT] = {
    [LAB_HIDE_DATA]      = "section.data",    [LAB_HIDE_NETWORK] = "section.network",
    [LAB_HIDE_SHARED]    = "section.shared",  [LAB_HIDE_PAINT]   = "lab.brush.* lab.eraser lab.unpaint lab.points.save",
    [LAB_HIDE_ROWS]      = "lab.data.more lab.data.scale lab.data.subset lab.data.imbalance lab.data.label_noise",
    [LAB_HIDE_INIT]      = "lab.init lab.init.number lab.init.std lab.init.rounds",
    [LAB_HIDE_NORM]      = "lab.norm lab.norm.place lab.groups",
    [LAB_HIDE_BATCHNORM] = "lab.batchnorm",   [LAB_HIDE_LAYERNORM] = "lab.layernorm",
    [LAB_HIDE_DROPOUT]   = "lab.dropout",     [LAB_HIDE_RESIDUAL] = "lab.residual lab.residual_order lab.own.residual",
    [LAB_HIDE_HIDDEN]    = "lab.layers lab.units lab.hidden lab.own.hidden lab.layer_text lab.own.layers lab.off.layers",
    [LAB_HIDE_ACTIVATION] = "lab.activation lab.activation.number lab.own.activation",
    [LAB_HIDE_OPTIMIZER] = "lab.optimizer lab.own.optimizer",
    [LAB_HIDE_RATE]      = "lab.optimizer.lr lab.own.optimizer.lr",
    [LAB_HIDE_BATCH]     = "lab.batch lab.batch.all lab.own.batch",
    [LAB_HIDE_MORE]      = "lab.more lab.shelf",
};
// clang-format on

void lab_panel(NetworkRoom *room, Rect rect)
{
    canvas_rect(&room->shell->canvas, rect, room->shell->ui.theme->panel);
    Ui *ui = &room->shell->ui;
    ui_hiding_begin(ui, hide_rows, LAB_HIDE_COUNT, room->lab.hide, room->shell->hiding);
    Column column = column_begin_scroll(&room->shell->ui, "lab.left", rect, 14);
    lab_section_data(room, &column);
    lab_section_network(room, &column);
    lab_section_shared(room, &column);
    hidden_foot(ui, &column, room->lab.hide, LAB_HIDE_COUNT, &room->shell->hiding);
    column_end(ui, &column);
    ui_hiding_end(ui);
}
