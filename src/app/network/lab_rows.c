// One way to change a setting, whoever's it is.
#include "app/network/lab_rows.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>

enum { ROW = 26, TOGGLE = 20 };

NetSpec *lab_target(NetworkRoom *room, NetKey key, bool shared)
{
    LabSpace *space = &room->lab;
    return shared ? labspace_edit(space, key) : &space->wish.spec.networks[space->selected];
}

void lab_row_changed(NetworkRoom *room, NetKey key, bool shared)
{
    LabSpace *space = &room->lab;
    if (!shared) {
        space->wish.spec.networks[space->selected].own |= 1u << key;
    }
    labspace_edited(space);
}

void lab_own_toggle_as(NetworkRoom *room, Rect *row, NetKey key, const char *name)
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
               tr(net_settings[key].param.label), labspace_letter(space->selected));
    const UiPress press = ui_press(ui, name, box, true);
    canvas_box(ui->canvas, box, 4, press.hovered ? ui->theme->raised : ui->theme->panel, 1,
               own ? color : ui->theme->line);
    ui_label(ui, box, ALIGN_CENTER, FONT_BOLD, 11, color,
             own ? labspace_letter(space->selected) : tr("="));
    if (press.focused && ui->focus_visible) {
        ui_focus_ring(ui, box, 4);
    }
    if (press.hovered) {
        ui->cursor = UI_CURSOR_HAND;
    }
    ui_tip(ui, tip);
    if (ui_activated(ui, &press)) {
        labspace_set_own(space, space->selected, key, !own);
    }
}

void lab_own_toggle(NetworkRoom *room, Rect *row, NetKey key)
{
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lab.own.%s", net_settings[key].param.key);
    lab_own_toggle_as(room, row, key, name);
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

void lab_row_number(NetworkRoom *room, Column *column, NetKey key, const Param *row, bool shared)
{
    Rect rect = column_row(column, ROW, 0);
    char name[UI_NAME_MAX], tip[160];
    const Param slider = setting_slider(&net_settings[key]), *param = row ? row : &slider;
    if (shared) {
        lab_own_toggle(room, &rect, key);
    }
    double *value = net_spec_number(lab_target(room, key, shared), key);
    snprintf(name, sizeof name, "lab.%s", net_settings[key].param.key);
    lab_param_tip(param, tip, sizeof tip);
    const bool in_vain = key == NET_LABEL_SMOOTHING && !labspace_smooths(&room->lab);
    const Theme *theme = room->shell->ui.theme;
    Theme dim;
    if (in_vain) {
        ui_disable(&room->shell->ui, &dim);
    }
    if (ui_slider(
            &room->shell->ui, name, rect, param, value, param->def, NULL,
            in_vain ? tr("Softens the targets of softmax cross-entropy alone; the loss is another")
                    : tip)) {
        lab_row_changed(room, key, shared);
    }
    ui_enable(&room->shell->ui, theme);
}

bool lab_row_choice(NetworkRoom *room, Column *column, NetKey key, bool shared, int count,
                    const char *(*label)(const void *context, int index), const void *context,
                    int *chosen, const char *tip)
{
    Rect rect = column_row(column, ROW + 4, 2);
    char name[UI_NAME_MAX];
    if (shared) {
        lab_own_toggle(room, &rect, key);
    }
    const Rect choice = cut_right(&rect, fminf(136, rect.w * 0.58f), 8);
    ui_label(&room->shell->ui, rect, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE,
             room->shell->ui.theme->muted, net_settings[key].param.label);
    snprintf(name, sizeof name, "lab.%s", net_settings[key].param.key);
    return ui_choice(&room->shell->ui, name, choice, count, label, context, chosen, NULL, tip);
}
