// What becomes of training rows: how their inputs are scaled, how many are left, what they are
// called. Rows of data_common.
#include "app/network/lab_panel_data.h"
#include "app/parts/setting_rows.h"
#include "base/utf8.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { ROW = 26 };

static bool is_shown(const LabSpace *space, DataCommon key)
{
    const Setting *row = &data_common[key];
    return space->data_open || !row->type->usual(row, &space->wish.spec.data);
}

bool lab_panel_settles(const LabSpace *space)
{
    const DataSpec *data = &space->wish.spec.data;
    return data->subset > 0 || data->imbalance > 1 || data->label_noise > 0;
}

static void tip_of(const Setting *row, char *tip, size_t size)
{
    char about[200];
    text_print(about, sizeof about, "%s", tr(row->about));
    text_print(tip, size, tr("%s: %s"), tr(row->param.label), about);
}

static void scale(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const Setting *row = &data_common[DATA_SCALE];
    char tip[320];
    int chosen = (int)space->wish.spec.data.scale;
    const Rect whole = column_row(column, ROW + 2, 4);
    const float width = fminf(ui_kinds_width(ui, &data_scalings, false, 200), whole.w * 0.8f);
    tip_of(row, tip, sizeof tip);
    if (ui_kinds(ui, "lab.data.scale", row_labelled(ui, whole, width, tr(row->param.label)),
                 &data_scalings, false, &chosen, tip)) {
        space->wish.spec.data.scale = (DataScaling)chosen;
        labspace_changed(space);
    }
}

// As far as the data go, so that nothing can be asked for that they do not have.
static Param range_of(const LabSpace *space, DataCommon key)
{
    const LabShot *shot = space->shot;
    Param range = data_common[key].param;
    if (key == DATA_SUBSET && shot && shot->subset_most > 0) {
        range.min = 1;
        range.def = range.max = shot->subset_most;
    } else if (key == DATA_IMBALANCE && shot && shot->imbalance_most > 1) {
        range.max = fmin(range.max, shot->imbalance_most);
    }
    return range;
}

// All rows are shown as how many these are.
static double shown_value(DataCommon key, const Param *range, double value)
{
    return key == DATA_SUBSET && value == 0 ? range->def : value;
}

static double value_of(DataCommon key, const Param *range, double shown)
{
    return key == DATA_SUBSET && shown >= range->max ? 0 : shown;
}

// Whether the data that are wished for cannot be because of this one. With too much of imbalance it
// is not known how many rows there would be.
static bool is_too_much(const LabSpace *space, DataCommon key)
{
    const LabShot *shot = space->shot;
    const DataSpec *data = &space->wish.spec.data;
    if (!shot || !shot->error.text[0] || shot->error_network >= 0) {
        return false;
    }
    return key == DATA_SUBSET      ? shot->subset_most > 0 && data->subset > shot->subset_most
           : key == DATA_IMBALANCE ? shot->subset_most == 0 && shot->imbalance_most >= 1 &&
                                         data->imbalance > shot->imbalance_most
                                   : false;
}

bool lab_panel_settle_refusal(const LabSpace *space, char *text, size_t size)
{
    const DataSpec *data = &space->wish.spec.data;
    if (is_too_much(space, DATA_SUBSET)) {
        text_print(text, size, tr("%s: %.0f is more than there are; choose at most %d"),
                   tr(data_common[DATA_SUBSET].param.label), data->subset,
                   space->shot->subset_most);
        return true;
    }
    if (is_too_much(space, DATA_IMBALANCE)) {
        text_print(text, size, tr("%s: %g leaves a class without training rows; choose at most %g"),
                   tr(data_common[DATA_IMBALANCE].param.label), data->imbalance,
                   space->shot->imbalance_most);
        return true;
    }
    return false;
}

static void number(NetworkRoom *room, Column *column, DataCommon key, bool of_classes)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const Setting *row = &data_common[key];
    const Theme *theme = ui->theme;
    double *value = setting_field(row, &space->wish.spec.data);
    const Param range = range_of(space, key);
    Param slider = range;
    char name[UI_NAME_MAX], tip[320];
    Theme dim, wrong = *theme;
    double shown = shown_value(key, &range, *value);
    slider.max = fmin(range.max, row->slider.max > 0 ? row->slider.max : range.max);
    snprintf(name, sizeof name, "lab.data.%s", row->param.key);
    tip_of(row, tip, sizeof tip);
    if (of_classes) {
        ui_disable(ui, &dim);
    } else if (is_too_much(space, key)) {
        wrong.text = wrong.muted = wrong.accent = theme->error;
        ui->theme = &wrong;
    }
    if (ui_slider_wide(ui, name, column_row(column, ROW, 0), &slider, &range, &shown, range.def,
                       NULL,
                       of_classes ? tr("This is for data of classes; these are values") : tip)) {
        *value = value_of(key, &range, shown);
        labspace_changed(space);
    }
    ui_enable(ui, theme);
}

void lab_panel_settle(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    const LabShot *shot = space->shot;
    const bool values = shot && shot->rows > 0 && shot->classes == 0;
    if (space->asks) {
        return;
    }
    static const DataCommon numbers[] = { DATA_SUBSET, DATA_IMBALANCE, DATA_LABEL_NOISE };
    if (is_shown(space, DATA_SCALE)) {
        scale(room, column);
    }
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (is_shown(space, numbers[i])) {
            const bool odd = numbers[i] != DATA_SUBSET && values;
            number(room, column, numbers[i], odd && space->data_open);
        }
    }
    row_fold(&room->shell->ui, "lab.data.more", column_row(column, 24, 2), tr("Rows and scale"),
             N_("How inputs are scaled, how many training rows there are, how uneven the classes "
                "are, and how many labels are wrong"),
             &space->data_open);
}
