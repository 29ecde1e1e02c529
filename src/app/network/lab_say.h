// What of a network's settings has a say: the layers as text put some of them out of force, and
// some need another one.
#pragma once

#include "app/network/labspace.h"

// Whether the selected network's layers are said as text.
bool lab_layers_say(const LabSpace *space);
// Whether any network has norms.
bool lab_has_norms(const LabSpace *space);
// Whether it has a group norm that asks how many groups.
bool lab_groups_say(const LabSpace *space);
// Why a setting of the selected network does nothing now, in the reader's language; NULL: it does.
const char *lab_in_vain(const LabSpace *space, NetKey key);
