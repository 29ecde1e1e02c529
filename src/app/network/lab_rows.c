// One way to change a setting, whoever's it is.
#include "app/network/lab_rows.h"

#include "app/network/lab_say.h"
#include "app/parts/setting_rows.h"
#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { ROW = 26, TOGGLE = 20 };

static bool is_shared(NetKey key)
{
    return net_settings[key].holder == SETTING_SHARED;
}

NetSpec *lab_target(NetworkRoom *room, NetKey key)
{
    LabSpace *space = &room->lab;
    return is_shared(key) ? labspace_edit(space, key) : &space->wish.spec.networks[space->selected];
}

void lab_row_changed(NetworkRoom *room, NetKey key)
{
    LabSpace *space = &room->lab;
    if (!is_shared(key)) {
        space->wish.spec.networks[space->selected].own |= SETTING_BIT(key);
    }
    labspace_edited(space);
}

void lab_own_toggle_as(NetworkRoom *room, Rect *row, NetKey key, const char *name,
                       const char *about)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    char tip[256];
    if (space->wish.spec.network_count < 2) {
        return;
    }
    const bool own = labspace_owns(space, space->selected, key);
    const Rect place = cut_right(row, TOGGLE, 6);
    const Rect box = { place.x, place.y + (place.h - 18) / 2, TOGGLE, 18 };
    const Color color = own ? labspace_color(space, space->selected, ui->theme) : ui->theme->muted;
    text_print(tip, sizeof tip,
               tr(own ? N_("%s is %s's own. Click: let it follow all again")
                      : N_("%s is shared by all networks. Click: set it for %s alone")),
               tr(about), labspace_letter(space->selected));
    const UiPress press = ui_press(ui, name, box, true);
    canvas_box(ui->canvas, box, 4, press.hovered ? ui->theme->raised : ui->theme->panel, 1,
               own ? color : ui->theme->line);
    ui_label(ui, box, ALIGN_CENTER, FONT_BOLD, 11, color,
             own ? labspace_letter(space->selected) : tr("="));
    ui_show_press(ui, &press, box, 4);
    ui_tip(ui, tip);
    if (ui_activated(ui, &press)) {
        labspace_set_own(space, space->selected, key, !own);
    }
}

void lab_own_toggle(NetworkRoom *room, Rect *row, NetKey key)
{
    char name[UI_NAME_MAX];
    if (!is_shared(key)) {
        return;
    }
    snprintf(name, sizeof name, "lab.own.%s", net_settings[key].param.key);
    lab_own_toggle_as(room, row, key, name, net_settings[key].param.label);
}

void lab_param_tip(const Param *param, char *text, size_t size)
{
    char low[32], high[32];
    text_short(low, sizeof low, param->min, 4);
    text_short(high, sizeof high, param->max, 6);
    if (param->symbol) {
        text_print(text, size, tr("%s %s: %s to %s"), tr(param->label), param->symbol, low, high);
    } else {
        text_print(text, size, tr("%s: %s to %s"), tr(param->label), low, high);
    }
}

// What it does and how far it goes.
static void number_tip(const Setting *setting, const Param *param, char *text, size_t size)
{
    char range[160];
    lab_param_tip(param, range, sizeof range);
    if (setting->about) {
        text_print(text, size, "%s (%s)", tr(setting->about), range);
    } else {
        text_print(text, size, "%s", range);
    }
}

const char *lab_row_dim(NetworkRoom *room, NetKey key, const char *tip, Theme *dim)
{
    const char *in_vain = lab_in_vain(&room->lab, key);
    if (in_vain) {
        ui_disable(&room->shell->ui, dim);
    }
    return in_vain ? in_vain : tip;
}

void lab_row_number(NetworkRoom *room, Column *column, NetKey key, const Param *row)
{
    Rect rect = column_row(column, ROW, 0);
    char name[UI_NAME_MAX], tip[320];
    const Param slider = setting_slider(&net_settings[key]), *param = row ? row : &slider;
    // What a file may bring may be typed, however far the slider goes.
    const Param *accepted = row ? row : &net_settings[key].param;
    lab_own_toggle(room, &rect, key);
    double *value = net_spec_number(lab_target(room, key), key);
    snprintf(name, sizeof name, "lab.%s", param->key);
    number_tip(&net_settings[key], accepted, tip, sizeof tip);
    const Theme *theme = room->shell->ui.theme;
    Theme dim;
    const char *said = lab_row_dim(room, key, tip, &dim);
    if (ui_slider_wide(&room->shell->ui, name, rect, param, accepted, value, param->def, NULL,
                       said)) {
        lab_row_changed(room, key);
    }
    ui_enable(&room->shell->ui, theme);
}

// What a list shows: the rows of a registry that may stand there, and before them what holds when
// none is said.
typedef struct Names {
    const Setting *setting;
    const Registry *registry;
    const char *open; // NULL: nothing
} Names;

static bool may_stand(const Names *names, int place)
{
    return !names->setting->accepts ||
           names->setting->accepts(registry_at(names->registry, (size_t)place), NULL);
}

// The place in the registry of the index-th row shown; the number of rows where there is none.
static int shown_place(const Names *names, int index)
{
    const int rows = (int)names->registry->count;
    int place = 0;
    while (place < rows && (!may_stand(names, place) || index-- > 0)) {
        place++;
    }
    return place;
}

// How many are shown before a place.
static int shown_before(const Names *names, int place)
{
    int count = 0;
    for (int i = 0; i < place; i++) {
        count += may_stand(names, i);
    }
    return count;
}

static const char *list_name(const void *context, int index)
{
    const Names *names = context;
    return names->open && index == 0
               ? names->open
               : registry_name(names->registry, shown_place(names, index - (names->open != NULL)));
}

// Which of its registry a setting is; -1: not said.
static int place_of(const Setting *setting, const NetSpec *spec)
{
    return setting->form
               ? registry_find(setting->form->registry, setting_kind_of(setting, spec)->key)
           : setting_said(setting, spec) ? *(const int *)setting_value(setting, spec)
                                         : -1;
}

bool lab_take_all_data(NetworkRoom *room)
{
    LabSpec *lab = &room->lab.wish.spec;
    const Optim *needs = NULL;
    if (lab->shared.optimizer.optim->all_data && lab->shared.numbers.batch > 0) {
        lab->shared.numbers.batch = 0;
        needs = lab->shared.optimizer.optim;
    }
    for (int i = 0; i < lab->network_count; i++) {
        NetSpec *net = &lab->networks[i];
        net_spec_follow(net, &lab->shared);
        if (net->optimizer.optim->all_data && net->numbers.batch > 0) {
            net->own |= SETTING_BIT(NET_BATCH);
            net->numbers.batch = 0;
            needs = net->optimizer.optim;
        }
    }
    if (needs) {
        shell_notice(room->shell, room->shell->ui.now_s,
                     tr("%s needs all data in every step: all rows are one batch now"),
                     tr(needs->kind.name));
    }
    return needs;
}

static void choose(NetworkRoom *room, NetKey key, int place)
{
    const Setting *setting = &net_settings[key];
    NetSpec *spec = lab_target(room, key);
    if (place < 0) {
        setting->type->reset(setting, spec);
    } else {
        net_spec_set(spec, key, registry_key(setting_registry(setting), (size_t)place), NULL);
    }
    if (key == NET_OPTIMIZER) {
        lab_take_all_data(room);
    }
    lab_row_changed(room, key);
}

void lab_row_choice(NetworkRoom *room, Column *column, NetKey key, const char *open,
                    const char *tip)
{
    const Setting *setting = &net_settings[key];
    const Names names = { setting, setting_registry(setting), open };
    const int first = open != NULL;
    Rect row = column_row(column, ROW + 4, 2);
    char name[UI_NAME_MAX];
    lab_own_toggle(room, &row, key);
    const Rect rect =
        row_labelled(&room->shell->ui, row, fminf(136, row.w * 0.58f), tr(setting->param.label));
    const int place = place_of(setting, lab_target(room, key));
    const int count = shown_before(&names, (int)names.registry->count) + first;
    int chosen = place < 0 ? 0 : shown_before(&names, place) + first;
    snprintf(name, sizeof name, "lab.%s", setting->param.key);
    const Theme *theme = room->shell->ui.theme;
    Theme dim;
    const char *said = lab_row_dim(room, key, tip, &dim);
    if (ui_choice(&room->shell->ui, name, rect, count, list_name, &names, &chosen, NULL, said)) {
        choose(room, key, chosen < first ? -1 : shown_place(&names, chosen - first));
    }
    ui_enable(&room->shell->ui, theme);
}

void lab_row_segments(NetworkRoom *room, Column *column, NetKey key, const char *tip)
{
    const Setting *setting = &net_settings[key];
    char name[UI_NAME_MAX];
    int chosen = place_of(setting, lab_target(room, key));
    const Registry *kinds = setting_registry(setting);
    Rect row = column_row(column, ROW + 2, 5);
    lab_own_toggle(room, &row, key);
    const float width = fminf(ui_kinds_width(&room->shell->ui, kinds, false, 146), row.w * 0.66f);
    const Rect rect = row_labelled(&room->shell->ui, row, width, tr(setting->param.label));
    snprintf(name, sizeof name, "lab.%s", setting->param.key);
    const Theme *theme = room->shell->ui.theme;
    Theme dim;
    const char *said = lab_row_dim(room, key, tip, &dim);
    if (ui_kinds(&room->shell->ui, name, rect, kinds, false, &chosen, said)) {
        choose(room, key, chosen);
    }
    ui_enable(&room->shell->ui, theme);
}
