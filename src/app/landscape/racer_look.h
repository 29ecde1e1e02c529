// A racer's one colour and marker, wherever it is shown: panel, chart, table, picture.
#pragma once

#include "draw/color.h"
#include "sim/race/racers.h"

Color racer_color(const Scene *scene, int racer, const Theme *theme);
Marker racer_marker(const Scene *scene, int racer);
