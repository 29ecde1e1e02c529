// A camera as it is typed:
//
//     camera = name | azimuth "," elevation "," distance [ "," "parallel" ]     "front",
//     "30,35,1"
#pragma once

#include "base/setting.h"

extern const SettingType relief_camera_type; // of an Orbit; choices: relief_cameras
