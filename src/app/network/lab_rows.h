// Rows of the Network room's panel: each edits one setting, of all networks or of the selected one.
#pragma once

#include "app/network/room_network.h"
#include "ui/widgets.h"

// A number: a slider. row NULL: its own slider; else this narrower one. shared false: it is
// the selected network's own from the start.
void lab_row_number(NetworkRoom *room, Column *column, NetKey key, const Param *row, bool shared);
// One of a few names. Returns whether the user chose another.
bool lab_row_choice(NetworkRoom *room, Column *column, NetKey key, bool shared, int count,
                    const char *(*label)(const void *context, int index), const void *context,
                    int *chosen, const char *tip);
// A button at the right end: whether the setting is shared, or the selected network's alone.
void lab_own_toggle(NetworkRoom *room, Rect *row, NetKey key);
// One more for the same setting, by another name.
void lab_own_toggle_as(NetworkRoom *room, Rect *row, NetKey key, const char *name);
// The spec to change: the shared one, or the selected network's, which then owns the key.
NetSpec *lab_target(NetworkRoom *room, NetKey key, bool shared);
// Takes a change over.
void lab_row_changed(NetworkRoom *room, NetKey key, bool shared);
// "Rate η: 1e-6 to 10"
void lab_param_tip(const Param *param, char *text, size_t size);

// Sections of the panel.
void lab_section_data(NetworkRoom *room, Column *column);
void lab_section_shared(NetworkRoom *room, Column *column);
void lab_section_network(NetworkRoom *room, Column *column);
