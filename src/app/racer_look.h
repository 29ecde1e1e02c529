// A racer's one colour and marker, wherever it is shown: panel, chart, table, picture.
#pragma once

#include "draw/color.h"
#include "sim/racers.h"

Color racer_color(const Scene *scene, int racer, const Theme *theme);
Marker racer_marker(const Scene *scene, int racer);
// On the heat map, which is dark in both themes: the dark theme's bright shade.
Color racer_color_on_map(const Scene *scene, int racer);
// The same of a scene that is gone: `look` as scene_racer_look() gave it.
Color racer_look_on_map(int look);
