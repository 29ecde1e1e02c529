// Flags that are typed beside a scene file, and what of the file they take the places of: what they
// say again, and what was only true of that.
#pragma once

#include "io/flags_subject.h"

// Another landscape brings its own place; a parameter is replaced by name, racers all at once.
bool scene_flag_replaces(const Given *typed, const Given *filed);
// Networks are replaced all at once; painted points are with other data, but stay on a canvas; the
// changes made under way hold only for the lab as it was.
bool lab_flag_replaces(const Given *typed, const Given *filed);
