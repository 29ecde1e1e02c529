// What is enlarged of one network: a unit onto its surface, a feature map in the place of all.
#pragma once

#include <stdbool.h>

typedef struct LabSpace LabSpace;

typedef struct LabUnitPlace {
    int network; // its place
    int layer;   // with weights, from 1; the last is the output's, 0: of the inputs
    int unit;    // from 1; 0: none
} LabUnitPlace;

// One channel of a layer's maps, or one of its filters.
typedef struct LabMapPlace {
    int network; // its place
    int layer;   // in the network's plan
    bool filter;
    int channel; // from 1; 0: none
} LabMapPlace;

// The unit that is enlarged: the one that is pointed at, else the one that is pinned. What is
// pinned is part of what is shown (LabShow), what is pointed at is not.
LabUnitPlace labspace_enlarged(const LabSpace *space);
void labspace_pin(LabSpace *space, LabUnitPlace unit);
void labspace_point(LabSpace *space, LabUnitPlace unit);
