// The text of layers= as a type of setting: kept as it was typed, without the blanks around it.
#pragma once

#include "base/setting.h"

extern const SettingType net_layer_text; // the owner is a NetSpec
