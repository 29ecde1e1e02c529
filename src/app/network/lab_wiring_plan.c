// A plan as columns of units: one for the input and one for each layer with weights.
#include "app/network/lab_wiring.h"

#include <math.h>

static const float ROOM = 0.36f; // a unit's radius, of the distance to the next
static const float RADIUS_MOST = 7;
static const float SIDE_LEAST = 7, SIDE_MOST = 40; // of a picture

unsigned wiring_flags(const Wiring *w, int layer, int unit)
{
    const bool known = layer > 0 && layer < w->layers - 1 && w->flags[layer] >= 0;
    return known && unit < NET_UNITS_MAX ? w->net->unit_flags[w->flags[layer]][unit] : 0;
}

float wiring_x(const Wiring *w, int layer)
{
    return w->area.x + w->area.w * (float)layer / (float)(w->layers - 1);
}

float wiring_y(const Wiring *w, int layer, int unit)
{
    return w->area.y + w->area.h * ((float)unit + 0.5f) / (float)w->units[layer];
}

float wiring_spacing(const Wiring *w, int layer)
{
    return w->area.h / (float)w->units[layer];
}

float wiring_radius(const Wiring *w, int layer)
{
    const float columns = w->area.w / (float)(w->layers - 1);
    return clampf(fminf(wiring_spacing(w, layer), 0.8f * columns) * ROOM, 1, RADIUS_MOST);
}

float wiring_half(const Wiring *w, int layer)
{
    return w->side[layer] > 0 ? w->side[layer] / 2 : wiring_radius(w, layer);
}

Rect wiring_unit(const Wiring *w, int layer, int unit)
{
    const float half = wiring_half(w, layer);
    return (Rect){ wiring_x(w, layer) - half, wiring_y(w, layer, unit) - half, 2 * half, 2 * half };
}

Rect wiring_sheet(const Wiring *w)
{
    const float left = wiring_half(w, 0), right = wiring_half(w, w->layers - 1);
    return (Rect){ w->area.x - left, w->area.y, w->area.w + left + right, w->area.h };
}

bool wiring_has_pictures(const Wiring *w)
{
    for (int layer = 0; layer < w->layers; layer++) {
        if (w->side[layer] > 0) {
            return true;
        }
    }
    return false;
}

// As large as leaves lines to be seen between them.
void wiring_choose_sides(Wiring *w)
{
    const float room = w->area.w / (float)w->layers * 0.5f;
    for (int layer = 0; layer < w->layers; layer++) {
        const SeenLayer *seen = w->seen[layer];
        const bool known = layer == 0 || (seen && seen->shown >= w->units[layer]);
        const float side = fminf(fminf(wiring_spacing(w, layer) * 0.86f, room), SIDE_MOST);
        w->side[layer] = known && side >= SIDE_LEAST ? side : 0;
    }
}

static void largest_weights(Wiring *w)
{
    int at = 0;
    for (int layer = 1; layer < w->layers; layer++) {
        const int count = w->units[layer - 1] * w->units[layer];
        w->largest[layer] = 0;
        for (int i = 0; i < count && at + i < w->net->weight_total; i++) {
            const float size = fabsf(w->net->weights[at + i]);
            w->largest[layer] = isfinite(size) ? fmaxf(w->largest[layer], size) : w->largest[layer];
        }
        at += count;
    }
}

// A connection leads from the last column that is done where it begins.
static void add_arc(Wiring *w, const LayerPlan *plans, int add)
{
    int from = 0;
    for (int i = 0; i <= plans[add].other; i++) {
        from += layer_role(plans[i].kind) == ROLE_WEIGHTS;
    }
    w->arcs[w->arc_count++] = (WiringArc){ from, w->layers - 1 };
}

// The columns of a plan; false if they are not of plain units, or not those of the weights.
bool wiring_read(Wiring *w, const LayerPlan *plans, int count)
{
    int rows = 0, weights = 0; // rows: of what inspection flags
    w->layers = 1;
    w->units[0] = w->shot->features;
    w->inputs = 1u << INPUT_X | 1u << INPUT_Y;
    for (int i = 0; i < count; i++) {
        const LayerRole role = layer_role(plans[i].kind);
        if (plans[i].kind == LAYER_FEATURES) {
            w->units[0] = plans[i].out;
            w->inputs = plans[i].features;
        }
        if (shape_area(plans[i].to) > 1 || role == ROLE_POOL) {
            return false;
        }
        if (role == ROLE_WEIGHTS && w->layers < WIRING_LAYERS_MAX) {
            w->units[w->layers] = plans[i].out;
            w->flags[w->layers] = -1;
            weights += plans[i].in * plans[i].out;
            w->layers++;
        }
        const int column = w->layers - 1;
        w->normed[column] |= role == ROLE_NORM;
        w->dropped[column] |= role == ROLE_DROP && plans[i].drop > 0;
        if (role == ROLE_ACTIVATION && w->flags[column] < 0) {
            w->flags[column] = rows;
        }
        rows += role == ROLE_ACTIVATION || role == ROLE_ADD;
        if (role == ROLE_ADD && w->arc_count < WIRING_ARCS_MAX) {
            add_arc(w, plans, i);
        }
    }
    largest_weights(w);
    return weights == w->net->weight_total;
}
