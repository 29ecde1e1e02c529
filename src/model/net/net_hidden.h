// The hidden layers of a network spec, as a type of setting.
//
//     hidden = "none" | part { "," part }      part = units | layers "x" units
#pragma once

#include "base/setting.h"

extern const SettingType net_hidden; // the owner is a NetSpec
extern const Param net_units; // units of a hidden layer, layers: ranges for sliders (offset unused)
extern const Param net_layers;
