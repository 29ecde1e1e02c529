// A row for a setting that is a list of what is on: its name, and below it a button for each.
#include "app/network/lab_rows.h"

#include "base/words.h"

#include <stdio.h>

enum { NAME = 22, BUTTON = 24, BETWEEN = 3, LEAST = 52 };

void lab_switch_name(NetKey key, int place, char name[UI_NAME_MAX])
{
    const Setting *setting = &net_settings[key];
    snprintf(name, UI_NAME_MAX, "lab.%s.%s", setting->param.key,
             registry_key(setting->choices, (size_t)place));
}

// Whether it is the only one that is on: without any there were no row, and nothing to be given.
static bool is_last(const Setting *setting, const bool *on, int place)
{
    int count = 0;
    for (size_t i = 0; i < setting->choices->count; i++) {
        count += on[i];
    }
    return count == 1 && on[place];
}

static void button(NetworkRoom *room, Rect rect, NetKey key, int place, const char *tip)
{
    Ui *ui = &room->shell->ui;
    char name[UI_NAME_MAX];
    bool *all = setting_field(&net_settings[key], lab_target(room, key)), *on = all + place;
    const bool last = is_last(&net_settings[key], all, place);
    lab_switch_name(key, place, name);
    if (ui_hides(ui, name)) {
        return;
    }
    const UiPress press = ui_press(ui, name, rect, true);
    ui_button_face(ui, rect, &press, *on);
    ui_label(ui, rect, ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE - 1,
             *on ? ui->theme->on_accent : ui->theme->text,
             registry_name(net_settings[key].choices, place));
    ui_tip(ui, last && !ui->disabled ? tr("A network needs one: the last one stays on") : tip);
    if (ui_activated(ui, &press) && !last) {
        *on = !*on;
        lab_row_changed(room, key);
    }
}

void lab_row_switches(NetworkRoom *room, Column *column, NetKey key, const char *tip)
{
    const Setting *setting = &net_settings[key];
    Ui *ui = &room->shell->ui;
    const Theme *theme = ui->theme;
    Theme dim;
    const int count = (int)setting->choices->count;
    Rect head = column_row(column, NAME, 2);
    lab_own_toggle(room, &head, key);
    const char *said = lab_row_dim(room, key, tip, &dim);
    ui_label(ui, head, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
             tr(setting->param.label));
    const int across = clampi((int)((column->w + BETWEEN) / (LEAST + BETWEEN)), 1, count);
    const float each = (column->w - (float)(BETWEEN * (across - 1))) / (float)across;
    Rect row = { 0 };
    for (int i = 0; i < count; i++) {
        if (i % across == 0) {
            row = column_row(column, BUTTON, i + across < count ? BETWEEN : 5);
        }
        button(room, (Rect){ row.x + (float)(i % across) * (each + BETWEEN), row.y, each, row.h },
               key, i, said);
    }
    ui_enable(ui, theme);
}
