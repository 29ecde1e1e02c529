// One unit of one network that is enlarged onto its surface.
#pragma once

typedef struct LabSpace LabSpace;

typedef struct LabUnitPlace {
    int network; // its place
    int layer;   // with weights, from 1; the last is the output's, 0: of the inputs
    int unit;    // from 1; 0: none
} LabUnitPlace;

// The unit that is enlarged: the one that is pointed at, else the one that is pinned. What is
// pinned is part of what is shown (LabShow), what is pointed at is not.
LabUnitPlace labspace_enlarged(const LabSpace *space);
void labspace_pin(LabSpace *space, LabUnitPlace unit);
void labspace_point(LabSpace *space, LabUnitPlace unit);
