// What no control of the Network room has answered: its keys, and files dropped on the window.
#include "app/network/lab_best.h"
#include "app/network/lab_views.h"
#include "base/words.h"

#include <string.h>

static void dropped(NetworkRoom *room)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    Error err = { .text = "" };
    ui->consumed = true;
    if (!labspace_set_csv(space, ui->event.text, &err)) {
        shell_notice(room->shell, ui->now_s, "%s", err.text);
    }
}

static void escape(NetworkRoom *room)
{
    LabSpace *space = &room->lab;
    if (space->brush != BRUSH_NONE) {
        space->brush = BRUSH_NONE;
    } else if (space->pinned.unit > 0 && !space->study && space->wish.look.zoom_layer < 0) {
        labspace_pin(space, (LabUnitPlace){ .unit = 0 });
    } else if (space->map.channel > 0 && space->picture == LAB_PICTURE_MAPS && !space->study) {
        space->map.channel = 0;
    } else if (space->study) {
        labspace_study(space, STUDY_COUNT, NULL, NULL);
    } else if (space->wish.look.zoom_layer >= 0) {
        space->wish.look.zoom_layer = -1;
        labspace_changed(space);
    } else {
        room->shell->ui.consumed = false; // what every room does with it
    }
}

// Adds, doubles or removes a network, or says why not.
static bool network_keys_answered(NetworkRoom *room)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const int count = space->wish.spec.network_count;
    const bool full = count >= LAB_NETWORKS_ADDED;
    const bool add = ui_character(ui, 'n', 0), again = !add && ui_character(ui, 'd', 0);
    if ((add || again) && full) {
        const bool more = count > LAB_NETWORKS_ADDED; // as only a preset has
        shell_notice(
            room->shell, ui->now_s,
            tr(more ? N_("By hand a lab gets at most four networks; this one has %d already")
                    : N_("By hand a lab gets at most four networks")),
            count);
    } else if (add) {
        labspace_add(space);
    } else if (again) {
        labspace_duplicate(space, space->selected);
    } else if (!ui_key(ui, KEY_DELETE, 0)) {
        return false;
    } else if (space->wish.spec.network_count < 2) {
        shell_notice(room->shell, ui->now_s, "%s", tr("The last network stays"));
    } else {
        labspace_remove(space, space->selected);
    }
    return true;
}

void lab_shortcuts(NetworkRoom *room)
{
    LabSpace *space = &room->lab;
    Ui *ui = &room->shell->ui;
    const long step = space->shot ? space->shot->step : 0;
    if (!ui->consumed && ui->event.kind == INPUT_DROP) {
        dropped(room);
    } else if (ui_key(ui, KEY_SPACE, 0)) {
        labspace_play(space, !space->wish.playing);
    } else if (ui_key(ui, KEY_LEFT, 0)) {
        labspace_seek(space, step - 1);
    } else if (ui_key(ui, KEY_RIGHT, 0)) {
        labspace_seek(space, step + 1);
    } else if (ui_key(ui, KEY_PAGE_UP, 0)) {
        labspace_epoch(space, -1);
    } else if (ui_key(ui, KEY_PAGE_DOWN, 0)) {
        labspace_epoch(space, 1);
    } else if (ui_key(ui, KEY_HOME, 0)) {
        labspace_seek(space, 0);
    } else if (ui_key(ui, KEY_END, 0)) {
        labspace_seek(space, space->shot ? space->shot->end : 0);
    } else if (ui_key(ui, KEY_ESCAPE, 0)) {
        escape(room);
    } else if (space->picture == LAB_PICTURE_MAPS && ui_key(ui, KEY_UP, 0)) {
        labspace_sample_step(space, -1);
    } else if (space->picture == LAB_PICTURE_MAPS && ui_key(ui, KEY_DOWN, 0)) {
        labspace_sample_step(space, 1);
    } else if (ui_character(ui, '[', 0)) {
        lab_speed_step(space, -1);
    } else if (ui_character(ui, ']', 0)) {
        lab_speed_step(space, 1);
    } else if (ui_character(ui, 'o', 0)) {
        space->wish.look.bands = !space->wish.look.bands;
        labspace_changed(space);
    } else if (ui_character(ui, 'e', 0)) {
        lab_best_set(space, space->selected, !lab_best_wanted(space, space->selected));
    } else if (ui_character(ui, '0', 0)) {
        lab_axes_whole(&space->axes);
    } else if (ui_character(ui, 'r', 0)) {
        labspace_new_seed(space);
    } else if (network_keys_answered(room)) {
        ui->consumed = true;
    } else if (ui->event.kind == INPUT_KEY && ui->event.key == KEY_CHARACTER && !ui->consumed &&
               ui->event.mods == 0 && ui->event.code >= '1' &&
               ui->event.code < '1' + (uint32_t)space->wish.spec.network_count) {
        ui->consumed = true;
        space->selected = (int)(ui->event.code - '1');
    }
}
