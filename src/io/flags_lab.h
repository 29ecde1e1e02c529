// The lab flags: collected in any order; networks are read last, over what they share.
#pragma once

#include "io/flags.h"

extern const Flag lab_flags[]; // of LabTyped; ends with name NULL

typedef struct LabTyped {
    LabSpec spec;                             // what is shared, as far as it is read
    const char *networks[LAB_NETWORKS_ADDED]; // not owned
    int network_count;
} LabTyped;

// The defaults of a lab.
void lab_typed_begin(LabTyped *typed);
bool lab_typed_apply(const LabTyped *typed, LabSpec *lab, FlagsError *err);
