// Where a racer of the scene meets the table of series (a ghost's path has kept its place in it).
#include "app/landscape/racer_look.h"

static_assert((int)RACER_LOOKS == (int)SERIES_COLOR_COUNT, "a series for each look");

Color racer_color(const Scene *scene, int racer, const Theme *theme)
{
    return series_color(scene_racer_look(scene, racer), theme);
}

Marker racer_marker(const Scene *scene, int racer)
{
    return series_marker(scene_racer_look(scene, racer));
}
