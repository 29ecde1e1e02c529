// Moments of a lab, for undo.
#pragma once

#include "app/network/labspace.h"

// What undo brings back; the view with another preset alone.
typedef struct LabMoment {
    LabSpec spec;
    bool painted;
    int painted_classes;
    LabPoints points;
    bool hide[LAB_HIDE_COUNT];
    SettingBits added;
    unsigned begun;
    unsigned best; // LabLook.best
    double smooth;
    LabAxes axes;
    LabPresetView view;
    bool playing; // brought back with a lab of which nothing goes on
} LabMoment;

void labspace_moment(const LabSpace *space, LabMoment *moment);
bool labspace_moment_equal(const void *a, const void *b);
void labspace_restore(LabSpace *space, const LabMoment *moment);
