// Which settings of a network have no say beside its others, and what would give them one: of
// hidden= and layers= one has it, a norm's kind needs the word in layers=, groups a group norm, and
// what is said of residual connections needs some.
#pragma once

#include "model/net/net_spec.h"

// Bit k: beside the others NetKey k has no say.
SettingBits net_spec_idle(const NetSpec *spec);
// Why it has none, in the language of the program; NULL: it has one, or asks for nothing (its value
// is the default, and that is to have none of it).
const char *net_spec_idle_why(const NetSpec *spec, NetKey key);
