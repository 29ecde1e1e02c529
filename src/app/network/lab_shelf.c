// What stands on the shelf follows from the settings' rows: all that have no place of their own in
// the panel. One more row of net_settings is one more entry here.
#include "app/network/lab_shelf.h"

#include "app/network/lab_say.h"

#include "app/parts/chooser.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdio.h>

enum { WIDTH = 400, BUTTON = 28, CROSS = 20, APART = 2, SEGMENTS_MOST = 3 };

// Whose a thing of the list is, and what it is about.
enum { GROUP_OWN, GROUP_SHARED, GROUP_REGULARIZERS, GROUP_ROWS, GROUP_HERE, GROUPS };

static const SettingBits regularizers = SETTING_BIT(NET_LABEL_SMOOTHING) | SETTING_BIT(NET_L1) |
                                        SETTING_BIT(NET_L2) | SETTING_BIT(NET_ENTROPY) |
                                        SETTING_BIT(NET_MAXNORM) | SETTING_BIT(NET_GRADIENT_NOISE);

// What always stands in the panel.
static const SettingBits placed =
    SETTING_BIT(NET_HIDDEN) | SETTING_BIT(NET_ACTIVATION) | SETTING_BIT(NET_INIT) |
    SETTING_BIT(NET_BATCHNORM) | SETTING_BIT(NET_LAYERNORM) | SETTING_BIT(NET_GROUPNORM) |
    SETTING_BIT(NET_RMSNORM) | SETTING_BIT(NET_NORM) | SETTING_BIT(NET_GROUPS) |
    SETTING_BIT(NET_RESIDUAL) | SETTING_BIT(NET_RESIDUAL_ORDER) | SETTING_BIT(NET_DROPOUT) |
    SETTING_BIT(NET_OPTIMIZER) | SETTING_BIT(NET_BATCH) | SETTING_BIT(NET_SEED);

// The row of the layers as text stands where layers do, which have their label already.
static const char *label_of(NetKey key)
{
    return tr(key == NET_LAYERS ? N_("Layers as text") : net_settings[key].param.label);
}

static bool is_shared(NetKey key)
{
    return net_settings[key].holder == SETTING_SHARED;
}

// What the panel edits, to be read.
static const NetSpec *edited(const LabSpace *space, NetKey key)
{
    const LabSpec *spec = &space->wish.spec;
    return is_shared(key) && !labspace_owns(space, space->selected, key)
               ? &spec->shared
               : &spec->networks[space->selected];
}

static bool is_usual(NetKey key, const NetSpec *spec)
{
    return net_settings[key].type->usual(&net_settings[key], spec);
}

// Not as usual, or of its own while what all share is not: then it is told that it has none.
bool lab_shelf_stands(const LabSpace *space, NetKey key)
{
    const bool apart = is_shared(key) && labspace_owns(space, space->selected, key) &&
                       !is_usual(key, &space->wish.spec.shared);
    return space->added >> key & 1 || !is_usual(key, edited(space, key)) || apart;
}

// ---- off and on

// The default again. Nothing is a network's own any more that is as usual in all of them.
static void take_off(NetworkRoom *room, NetKey key)
{
    LabSpace *space = &room->lab;
    NetSpec *network = &space->wish.spec.networks[space->selected];
    const Setting *setting = &net_settings[key];
    NetSpec *spec = lab_target(room, key);
    setting->type->reset(setting, spec);
    space->added &= ~SETTING_BIT(key);
    if (spec == network && is_usual(key, &space->wish.spec.shared)) {
        network->own &= ~SETTING_BIT(key);
        labspace_edited(space);
    } else {
        lab_row_changed(room, key);
    }
}

// The layers' sentence is another one: what comes in their place is not a default.
static const char *cross_tip(NetKey key)
{
    return tr(key == NET_LAYERS
                  ? N_("Take %s off: the layers and units from before; undo (Ctrl+Z) brings the "
                       "text back")
                  : N_("Take %s off: as it is by default"));
}

void lab_shelf_cross(NetworkRoom *room, Rect *row, NetKey key)
{
    Ui *ui = &room->shell->ui;
    const Setting *setting = &net_settings[key];
    char name[UI_NAME_MAX], tip[256];
    const Rect cut = cut_left(row, CROSS, APART);
    const Rect place = { cut.x, cut.y + 2, cut.w, cut.h - 4 };
    snprintf(name, sizeof name, "lab.off.%s", setting->param.key);
    text_print(tip, sizeof tip, cross_tip(key), label_of(key));
    const UiPress press = ui_press(ui, name, place, true);
    ui_icon(ui->canvas, ICON_CLOSE, place.x + place.w / 2, place.y + place.h / 2, 9,
            press.hovered ? ui->theme->text : ui->theme->muted);
    ui_show_press(ui, &press, place, 4);
    ui_tip(ui, tip);
    if (ui_activated(ui, &press)) {
        take_off(room, key);
    }
}

// What has but two values is added to have the other.
static void switch_on(NetworkRoom *room, NetKey key)
{
    const Setting *setting = &net_settings[key];
    if (setting->type == &setting_choice && setting->choices->count == 2) {
        const size_t other = setting->param.def == 0;
        net_spec_set(lab_target(room, key), key, registry_key(setting->choices, other), NULL);
        lab_row_changed(room, key);
    } else if (key == NET_INPUTS) {
        net_spec_set(lab_target(room, key), key, "x,y", NULL); // what there is without
        lab_row_changed(room, key);
    }
}

static void control_name(NetKey key, char name[UI_NAME_MAX])
{
    if (net_settings[key].type == &setting_switches) {
        lab_switch_name(key, 0, name);
        return;
    }
    snprintf(name, UI_NAME_MAX, "lab.%s",
             key == NET_LAYERS ? "layer_text" : net_settings[key].param.key);
}

static void add(NetworkRoom *room, NetKey key)
{
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX];
    if (!lab_shelf_stands(&room->lab, key) && !lab_in_vain(&room->lab, key)) {
        switch_on(room, key);
    }
    room->lab.added |= SETTING_BIT(key);
    // A network with hidden layers of its own would not follow a text of all.
    if (key == NET_LAYERS && labspace_owns(&room->lab, room->lab.selected, NET_HIDDEN)) {
        labspace_set_own(&room->lab, room->lab.selected, NET_LAYERS, true);
    }
    control_name(key, name);
    ui->reveal = ui_id(name);
    // Who uses the keys goes on with them there; a text is typed.
    if (ui->event.kind == INPUT_KEY || key == NET_LAYERS) {
        ui_focus(ui, name);
    }
}

// ---- the list

static int group_of(const LabSpace *space, NetKey key)
{
    return lab_shelf_stands(space, key)        ? GROUP_HERE
           : !is_shared(key)                   ? GROUP_OWN
           : SETTING_BIT(key) & regularizers   ? GROUP_REGULARIZERS
           : SETTING_BIT(key) & train_row_keys ? GROUP_ROWS
                                               : GROUP_SHARED;
}

static ChooserItem item(const void *context, int index)
{
    const LabSpace *space = context;
    const Setting *setting = &net_settings[index];
    return (ChooserItem){ .name = placed >> index & 1 ? NULL : label_of((NetKey)index),
                          .about = setting->about ? tr(setting->about) : NULL,
                          .key = setting->param.key,
                          .group = group_of(space, (NetKey)index) };
}

static const char *group(int index)
{
    static const char *const names[GROUPS] = {
        [GROUP_OWN] = N_("Of the selected network"),
        [GROUP_SHARED] = N_("Of all networks"),
        [GROUP_REGULARIZERS] = N_("Of all networks: regularizers"),
        [GROUP_ROWS] = N_("Of all networks: the rows they train on"),
        [GROUP_HERE] = N_("Already in the panel: choosing it goes there"),
    };
    return tr(names[index]);
}

void lab_shelf_button(NetworkRoom *room, Column *column)
{
    Ui *ui = &room->shell->ui;
    const Chooser chooser = {
        .popup = { .name = "lab.shelf",
                   .button = column_row(column, BUTTON, 4),
                   .width = WIDTH,
                   .count = net_key_count },
        .item = item,
        .groups = GROUPS,
        .group = group,
        .context = &room->lab,
    };
    if (ui_hides(ui, chooser.popup.name)) {
        return;
    }
    const int chosen =
        chooser_menu(ui, &chooser, tr("Add…"),
                     tr("What else can be set, found by typing; it stands here while it is set"));
    if (chosen >= 0) {
        add(room, (NetKey)chosen);
    }
}

// ---- the rows

static void row(NetworkRoom *room, Column *column, NetKey key)
{
    const Setting *setting = &net_settings[key];
    const char *tip = tr(setting->about ? setting->about : setting->param.label);
    if (setting->type == &setting_number) {
        lab_row_number(room, column, key, NULL);
    } else if (setting->type == &setting_switches) {
        lab_row_switches(room, column, key, tip);
    } else if (setting->choices && setting->choices->count <= SEGMENTS_MOST && !setting->given) {
        lab_row_segments(room, column, key, tip);
    } else if (setting_registry(setting)) {
        lab_row_choice(room, column, key, setting->given ? tr("By the data") : NULL, tip);
    }
}

void lab_shelf_rows(NetworkRoom *room, Column *column, SettingHolder holder)
{
    for (int k = 0; k < net_key_count; k++) {
        const NetKey key = (NetKey)k;
        if (net_settings[k].holder == holder && !(placed >> k & 1) && key != NET_LAYERS &&
            lab_shelf_stands(&room->lab, key)) {
            Rect begin = { column->x, column->y, column->w, 26 };
            lab_shelf_cross(room, &begin, key);
            const float cross = begin.x - column->x;
            column->x += cross;
            column->w -= cross;
            row(room, column, key);
            column->x -= cross;
            column->w += cross;
        }
    }
}
