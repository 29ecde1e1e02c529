// The answer, unless one looks at the spread of answers, or into a unit: that is larger than both.
#include "app/network/lab_surface_look.h"

#include "app/network/lab_fit.h"
#include "app/network/lab_inputs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static Color spread_color(float value, float low, float high, const Theme *theme)
{
    const float share = high > low ? clampf((value - low) / (high - low), 0, 1) : 0;
    return color_mix(lab_surface_ground(theme), theme->text, isnan(value) ? 0 : 0.8f * share);
}

// The greatest of all networks, so that their surfaces can be compared.
static float greatest_spread(const LabShot *shot)
{
    float most = 0;
    for (int i = 0; i < shot->network_count; i++) {
        const NetShot *net = &shot->networks[i];
        most = net->surface_spread ? fmaxf(most, net->spread_most) : most;
    }
    return most > 0 ? most : 1;
}

// ---- a unit

const SeenLayer *lab_seen_layer(const LabShot *shot, int network, int layer)
{
    const LabUnits *units = &shot->units[network];
    for (int i = 0; i < units->count; i++) {
        if (units->layers[i].weighted == layer - 1) {
            return &units->layers[i];
        }
    }
    return NULL;
}

float lab_seen_most(const SeenLayer *seen, int unit)
{
    int most = 0;
    for (int i = 0; i < SHOT_SEEN_SIDE * SHOT_SEEN_SIDE; i++) {
        most = abs(seen->values[unit][i]) > most ? abs(seen->values[unit][i]) : most;
    }
    return seen->most * (float)most / 127;
}

static bool unit_is_there(const LabShot *shot, LabUnitPlace at)
{
    const LabUnit *unit = &shot->unit;
    return unit->network == at.network && unit->layer == at.layer && unit->unit == at.unit &&
           unit->side > 0;
}

static float unit_at(const LabShot *shot, const LabSurfaceLook *look, int i)
{
    if (look->fine) {
        return shot->unit.values[i];
    }
    if (look->seen) {
        const int unit = look->unit.unit - 1;
        return lab_fits_curve(shot) ? look->seen->lines[unit][i]
                                    : look->seen->most * (float)look->seen->values[unit][i] / 127;
    }
    if (lab_fits_curve(shot)) {
        return lab_input_at(shot, look->input, (float)i / (float)(look->side - 1), 0);
    }
    const float u = ((float)(i % look->side) + 0.5f) / (float)look->side;
    const float v = ((float)(i / look->side) + 0.5f) / (float)look->side;
    return lab_input_at(shot, look->input, u, v);
}

// As finely as it was looked at: until then its small picture, enlarged.
static bool look_at_unit(const LabSpace *space, LabUnitPlace at, LabSurfaceLook *look)
{
    const LabShot *shot = space->shot;
    const SeenLayer *seen = lab_seen_layer(shot, at.network, at.layer);
    float most = 1;
    if (at.layer == 0) {
        look->side = SHOT_SURFACE_MAX;
        look->input =
            lab_input_of(lab_inputs_of(&shot->networks[at.network], shot->shape), at.unit - 1);
        most = lab_input_most(shot, look->input);
    } else if (unit_is_there(shot, at)) {
        look->side = shot->unit.side;
        look->fine = true;
        most = shot->unit.most;
    } else if (seen && at.unit <= seen->shown) {
        look->side = SHOT_SEEN_SIDE;
        look->seen = seen;
        most = lab_seen_most(seen, at.unit - 1);
    } else {
        return false;
    }
    look->of = SURFACE_UNIT;
    look->unit = at;
    look->high = most > 0 ? most : 1;
    look->low = -look->high;
    look->color = lab_value_color;
    return true;
}

// Along a curve's line, from its least to its greatest value and 0, for silent ones as well.
static bool look_along_unit(const LabSpace *space, LabUnitPlace at, LabSurfaceLook *look)
{
    const LabShot *shot = space->shot;
    const SeenLayer *seen = lab_seen_layer(shot, at.network, at.layer);
    if (at.layer == 0) {
        look->side = SHOT_SEEN_LINE;
        look->input = INPUT_X;
    } else if (unit_is_there(shot, at)) {
        look->side = shot->unit.side;
        look->fine = true;
    } else if (seen && at.unit <= seen->shown) {
        look->side = SHOT_SEEN_LINE;
        look->seen = seen;
    } else {
        return false;
    }
    look->of = SURFACE_UNIT;
    look->unit = at;
    for (int i = 0; i < look->side; i++) {
        const float value = unit_at(shot, look, i);
        look->low = fminf(look->low, isfinite(value) ? value : 0);
        look->high = fmaxf(look->high, isfinite(value) ? value : 0);
    }
    look->high = look->high > look->low ? look->high : 1;
    return true;
}

// ---- which of all

LabSurfaceLook lab_surface_look(const LabSpace *space, int index)
{
    const LabShot *shot = space->shot;
    const NetShot *net = &shot->networks[index];
    const LabUnitPlace at = labspace_enlarged(space);
    LabSurfaceLook look = { .of = SURFACE_ANSWER, .side = net->surface_side };
    const bool enlarged = at.unit > 0 && at.network == index;
    if (enlarged && (shot->features == 2    ? look_at_unit(space, at, &look)
                     : lab_fits_curve(shot) ? look_along_unit(space, at, &look)
                                            : false)) {
        return look;
    }
    if (net->surface_spread) {
        look.of = SURFACE_SPREAD;
        look.high = greatest_spread(shot);
        look.color = spread_color;
    } else if (shot->classes == 0) {
        lab_value_range(shot, &look.low, &look.high);
        look.color = lab_value_color;
    }
    return look;
}

float lab_surface_at(const LabShot *shot, int index, const LabSurfaceLook *look, int i)
{
    return look->of == SURFACE_UNIT ? unit_at(shot, look, i)
                                    : shot->networks[index].surface_value[i];
}
