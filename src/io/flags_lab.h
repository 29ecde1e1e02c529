// The lab flags: collected as typed in any order, then read in one: data, what networks share, each
// network.
#pragma once

#include "io/flags_past.h"

// Texts as typed; NULL: not given; not owned.
typedef struct LabTyped {
    const char *settings[LAB_SETTINGS_MAX]; // of lab_settings
    const char *shows[LAB_SHOW_MAX];        // of lab_show_settings
    const char *all_shared;                 // --shared
    const char *shared[NET_KEYS_MAX];       // those of the networks' settings that have a flag
    const char *networks[LAB_NETWORKS_MAX];
    int network_count;
    PastTyped past; // of files alone
} LabTyped;

// The flags of labs, among them those of settings. typed: LabTyped.
const Flag *lab_flag_at(size_t index);
bool lab_typed_take(void *typed, const Setting *setting, const char *value, Error *err);
// Data, what networks share, each network, what is shown. typed: LabTyped.
bool lab_typed_apply(const void *typed, Subject *subject, Arena *arena, FlagsError *err);
// Of a lab, and what is shown of it; not its past.
void lab_flags_write(Line *line, const Subject *subject);

// Of a lab that was typed: whether --epochs was given; else its epochs are the default.
bool lab_typed_epochs(const TypedSubject *lab);
// What lab_create() found wrong with it, with its place in what was typed and, where there are
// several, the network's number.
FlagsError lab_typed_error(const TypedSubject *lab, const LabError *wrong);
// Whether the data, of so many rows, have the sample that is to be shown.
bool lab_typed_has_sample(const TypedSubject *lab, int rows, FlagsError *err);
// Whether the unit that is to be enlarged is `there`; sees: of those data units can be seen.
bool lab_typed_has_unit(const TypedSubject *lab, bool sees, bool there, FlagsError *err);
