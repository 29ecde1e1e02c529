// The layers: two sliders for even networks, a field for the units of any; or a text for networks
// of every kind, in which case the others have no say and are not there.
#include "app/network/lab_layer_text.h"
#include "app/network/lab_rows.h"
#include "app/network/lab_say.h"
#include "app/network/lab_shelf.h"
#include "app/parts/setting_rows.h"
#include "base/utf8.h"
#include "base/words.h"
#include "model/net/net_hidden.h"

#include <math.h>

static const double SLIDER_LAYERS = 20; // more are typed

// The place of a mistake is the spec's own; what is right is said as one types it here, where no
// key stands before it.
static bool good_widths(const void *context, const char *text, Error *err)
{
    NetSpec trial = *(const NetSpec *)context;
    Error mistake = { .at = -1 };
    return net_spec_set(&trial, NET_HIDDEN, text, &mistake) ||
           fail_at(err, mistake.at,
                   tr("8,8 or 2x16 or none: 1 to %d in a layer, and at most %d of these"),
                   NET_UNITS_MAX, NET_HIDDEN_MAX);
}

static bool is_even(const NetSpec *spec)
{
    bool even = true;
    for (int i = 1; i < spec->hidden_count; i++) {
        even = even && spec->hidden[i] == spec->hidden[0];
    }
    return even;
}

// Layers and units, as two sliders for even networks and as text for any.
static void sliders(NetworkRoom *room, Column *column)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    NetSpec *spec = lab_target(room, NET_HIDDEN);
    char tip[160];
    Rect row = column_row(column, 26, 0);
    lab_own_toggle(room, &row, NET_HIDDEN);
    double layers = spec->hidden_count, units = spec->hidden_count > 0 ? spec->hidden[0] : 1;
    Param shown = net_layers;
    shown.max = fmin(shown.max, SLIDER_LAYERS);
    lab_param_tip(&net_layers, tip, sizeof tip);
    if (ui_slider_wide(ui, "lab.layers", row, &shown, &net_layers, &layers, net_layers.def, NULL,
                       tip)) {
        for (int i = spec->hidden_count; i < (int)layers; i++) {
            spec->hidden[i] = i > 0 ? spec->hidden[i - 1] : (int)net_units.def;
        }
        spec->hidden_count = (int)layers;
        lab_row_changed(room, NET_HIDDEN);
    }
    lab_param_tip(&net_units, tip, sizeof tip);
    if (ui_slider(ui, "lab.units", column_row(column, 26, 0), &net_units, &units, net_units.def,
                  is_even(spec) ? NULL : tr("Units (differ)"), tip)) {
        for (int i = 0; i < spec->hidden_count; i++) {
            spec->hidden[i] = (int)units;
        }
        lab_row_changed(room, NET_HIDDEN);
    }
    const Rect field = row_labelled(ui, column_row(column, 28, 2), 136, tr("Units"));
    net_spec_write_key(spec, NET_HIDDEN, space->hidden_text, sizeof space->hidden_text);
    Error err;
    if (ui_text_entry(ui, "lab.hidden", field, space->hidden_text, sizeof space->hidden_text,
                      good_widths, spec,
                      tr("Units of every hidden layer: 8,8,4 or 10x100 or none")) &&
        net_spec_set(spec, NET_HIDDEN, space->hidden_text, &err)) {
        lab_row_changed(room, NET_HIDDEN);
    }
}

static bool own_text(const LabSpace *space)
{
    return labspace_owns(space, space->selected, NET_LAYERS);
}

void lab_row_own_layers(NetworkRoom *room, Column *column)
{
    if (own_text(&room->lab) && lab_shelf_stands(&room->lab, NET_LAYERS)) {
        lab_layer_text(room, column);
    }
}

// A text that stopped being the network's own in this pass was there already.
void lab_rows_layers(NetworkRoom *room, Column *column)
{
    if (!own_text(&room->lab) && lab_shelf_stands(&room->lab, NET_LAYERS) &&
        !ui_find(&room->shell->ui, "lab.own.layers") &&
        !ui_find(&room->shell->ui, "lab.layer_text")) {
        lab_layer_text(room, column);
    }
    if (!lab_layers_say(&room->lab)) {
        sliders(room, column);
    }
}
