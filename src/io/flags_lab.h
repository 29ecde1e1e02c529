// The lab flags: collected as typed in any order, then read in one: data, what networks share, each
// network.
#pragma once

#include "io/flags.h"

extern const Flag lab_flags[]; // of LabTyped; ends with name NULL

// Texts as typed; NULL: not given; not owned.
typedef struct LabTyped {
    const char *data, *epochs, *patience;
    const char *all_shared;            // --shared
    const char *shared[NET_KEY_COUNT]; // those of the networks' settings that have a flag
    const char *networks[LAB_NETWORKS_ADDED];
    int network_count;
} LabTyped;

bool lab_typed_apply(const LabTyped *typed, LabSpec *spec, FlagsError *err);
// Whether a flag of the table tells by itself that a lab is meant; races have --optimizer and
// --seed as well.
bool lab_flag_is_telling(const Flag *flag);
