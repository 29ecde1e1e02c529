#include "app/network/labspace.h"

LabUnitPlace labspace_enlarged(const LabSpace *space)
{
    return space->pointed.unit > 0 ? space->pointed : space->pinned;
}

// Has the unit that is enlarged looked at as finely as surfaces are; inputs need no looking.
static void look_at_unit(LabSpace *space)
{
    LabLook *look = &space->wish.look;
    const LabUnitPlace at = labspace_enlarged(space);
    const int unit = at.layer > 0 ? at.unit : 0;
    if (look->unit != unit ||
        (unit > 0 && (look->unit_layer != at.layer || look->unit_network != at.network))) {
        look->unit_network = at.network;
        look->unit_layer = at.layer;
        look->unit = unit;
        labspace_changed(space);
    }
}

void labspace_pin(LabSpace *space, LabUnitPlace unit)
{
    space->pinned = unit;
    look_at_unit(space);
}

void labspace_point(LabSpace *space, LabUnitPlace unit)
{
    space->pointed = unit;
    look_at_unit(space);
}
