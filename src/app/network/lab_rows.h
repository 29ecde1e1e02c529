// Rows of the Network room's panel: each edits one setting, of all networks or of the selected one.
#pragma once

#include "app/network/room_network.h"
#include "ui/widgets.h"

// Whose a setting is from the start, and what can be chosen, says its row of net_settings.

// Layers and units.
void lab_rows_layers(NetworkRoom *room, Column *column);
// The layers as text where they are the selected network's own: in its section, like all its own.
void lab_row_own_layers(NetworkRoom *room, Column *column);
// The norm and its place, or what "norm" is in layers as text.
void lab_row_norm(NetworkRoom *room, Column *column);
void lab_row_residual(NetworkRoom *room, Column *column);
// A number: a slider. row NULL: its own slider; else this narrower one.
void lab_row_number(NetworkRoom *room, Column *column, NetKey key, const Param *row);
// One of a registry: a list. open: what it calls a value that is not said; NULL: there always is
// one.
void lab_row_choice(NetworkRoom *room, Column *column, NetKey key, const char *open,
                    const char *tip);
// One of very few, side by side.
void lab_row_segments(NetworkRoom *room, Column *column, NetKey key, const char *tip);
// A list of what is on: a button for each.
void lab_row_switches(NetworkRoom *room, Column *column, NetKey key, const char *tip);
// The control of one of them.
void lab_switch_name(NetKey key, int place, char name[UI_NAME_MAX]);
// Dims what follows, until ui_enable(), where the setting has no say; then what is told is why,
// else the tip. dim is the caller's, kept as long.
const char *lab_row_dim(NetworkRoom *room, NetKey key, const char *tip, Theme *dim);
// A button at the right end of what can be shared: whether it is, or the selected network's alone.
void lab_own_toggle(NetworkRoom *room, Rect *row, NetKey key);
// One more for the same setting, by another name, at the row of a part of it: what its tip is
// about, in English.
void lab_own_toggle_as(NetworkRoom *room, Rect *row, NetKey key, const char *name,
                       const char *about);
// The spec to change: the shared one, or the selected network's, which then owns the key.
NetSpec *lab_target(NetworkRoom *room, NetKey key);
// Takes a change over.
void lab_row_changed(NetworkRoom *room, NetKey key);
// An optimizer that needs all data in every step brings the batch that it needs, for those networks
// that have it. Whether that changed anything.
bool lab_take_all_data(NetworkRoom *room);
// "Rate η: 1e-6 to 10"
void lab_param_tip(const Param *param, char *text, size_t size);

// Sections of the panel.
void lab_section_data(NetworkRoom *room, Column *column);
void lab_section_shared(NetworkRoom *room, Column *column);
void lab_section_network(NetworkRoom *room, Column *column);
