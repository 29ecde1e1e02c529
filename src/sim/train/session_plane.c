// Looking at the plane, or along a curve's line: what a network answers there, how sure it is of it
// (session_doubt.c), and what its units see.
#include "sim/train/session_looks.h"

#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>

enum { COARSE_SIDE = 32, SPREAD_SIDE = 64, UNIT_ROWS = 256 };
static_assert((int)SHOT_UNIT_POINTS == SHOT_SURFACE_MAX * SHOT_SURFACE_MAX,
              "a unit is as fine as a surface");

// The centres of a row of cells, [side][2], as the network sees them: scaled as the data are.
static void cell_centres(const Dataset *set, int side, int row, float *x)
{
    const float width = (set->high[0] - set->low[0]) / (float)side;
    const float height = (set->high[1] - set->low[1]) / (float)side;
    for (int i = 0; i < side; i++) {
        x[2 * i] = dataset_scaled(set, 0, set->low[0] + ((float)i + 0.5f) * width);
        x[2 * i + 1] = dataset_scaled(set, 1, set->low[1] + ((float)row + 0.5f) * height);
    }
}

static int side_of(const LabLook *look, bool coarse)
{
    const int wanted = clampi(look->surface, 8, SHOT_SURFACE_MAX);
    return coarse && wanted > COARSE_SIDE ? COARSE_SIDE : wanted;
}

// ---- the surface

// Products of a row's way through the network.
static double products_of(const Net *net)
{
    double products = 1;
    for (int i = 0; i < net->layer_count; i++) {
        const LayerPlan *plan = &net->layers[i].plan;
        if (layer_role(plan->kind) == ROLE_WEIGHTS) {
            const LayerMatrix matrix = layer_matrix(plan);
            products += (double)matrix.in * matrix.out * shape_area(plan->to);
        }
    }
    return products;
}

// So many passes of a large network would be felt while it plays: then they are of fewer points.
static int spread_side(const Session *session, const Net *net, bool coarse)
{
    const double felt = session->wish.playing || coarse ? 1e8 : 1e9;
    const int least = session->wish.playing || coarse ? 12 : 24;
    return clampi((int)sqrt(felt / (SHOT_PASSES * products_of(net))), least, SPREAD_SIDE);
}

bool session_wants_surface(const Session *session, UNUSED const SessionNet *net)
{
    return session->wish.look.surface > 0 && session->data->set.features == 2;
}

void session_look_surface(Session *session, SessionNet *net, bool coarse)
{
    const LabLook *look = &session->wish.look;
    NetShot *shot = &net->shot;
    Train *train = net->time->epochs.train;
    const int wanted = side_of(look, coarse),
              most = spread_side(session, &train->learner.net, coarse);
    const int side = look->spread && wanted > most ? most : wanted;
    float x[2 * SESSION_CELLS], out[DATASET_CLASSES_MAX * SESSION_CELLS];
    const int rows_at_once = SESSION_CELLS / SHOT_SURFACE_MAX;
    shot->surface_side = side;
    for (int row = 0; row < side; row += rows_at_once) {
        const int rows = side - row < rows_at_once ? side - row : rows_at_once;
        const int cells = rows * side, first = row * side;
        for (int i = 0; i < rows; i++) {
            cell_centres(&session->data->set, side, row + i, x + (ptrdiff_t)2 * i * side);
        }
        train_outputs(train, cells, x, out);
        for (int i = 0; i < cells; i++) {
            shot->surface_class[first + i] = (uint8_t)train_said(
                train, out + (ptrdiff_t)i * train->outputs, &shot->surface_value[first + i]);
        }
        if (look->spread) {
            session_spread(train, cells, x, shot->surface_class + first, NULL,
                           shot->surface_value + first);
        }
    }
    shot->surface_spread = look->spread;
    shot->spread_most = 0;
    for (int i = 0; i < side * side && look->spread; i++) {
        shot->spread_most = fmaxf(shot->spread_most, shot->surface_value[i]);
    }
}

// ---- a curve

// Points along its line, as the network sees them: scaled as the data are.
static void line_points(const Dataset *set, int count, float *x)
{
    for (int i = 0; i < count; i++) {
        const float share = (float)i / (float)(count - 1);
        x[i] = dataset_scaled(set, 0, set->low[0] * (1 - share) + set->high[0] * share);
    }
}

bool session_wants_curve(const Session *session, UNUSED const SessionNet *net)
{
    return dataset_is_curve(&session->data->set);
}

void session_look_curve(Session *session, SessionNet *net, UNUSED bool coarse)
{
    const Dataset *set = &session->data->set;
    LabCurve *curve = &net->shot.curve;
    Train *train = net->time->epochs.train;
    float x[SHOT_CURVE];
    line_points(set, SHOT_CURVE, x);
    train_outputs(train, SHOT_CURVE, x, curve->values);
    curve->any = true;
    curve->spread = session->wish.look.spread;
    if (curve->spread) {
        session_spread(train, SHOT_CURVE, x, NULL, curve->mean, curve->deviation);
    }
}

// ---- units

// Places that units are looked at: of the plane side x side cells' centres, row by row; of a curve
// `side` along its line. x [count][features], to be freed.
typedef struct Places {
    int count, features;
    float *x;
} Places;

static Places places_of(const Dataset *set, int side)
{
    Places places = { .features = set->features, .count = side };
    if (set->features == 1) {
        places.x = memory_get(sizeof(float) * (size_t)side);
        line_points(set, side, places.x);
        return places;
    }
    places.count = side * side;
    places.x = memory_get(sizeof(float) * 2 * (size_t)places.count);
    for (int row = 0; row < side; row++) {
        cell_centres(set, side, row, places.x + (ptrdiff_t)2 * row * side);
    }
    return places;
}

// Units of a layer over those places, from `first` on: values [count][units].
typedef struct Over {
    int layer, first, units;
    float *values;
} Over;

static void take_units(const Net *net, const NetPass *pass, int at, int rows, const Over *over)
{
    const Real *y = pass->results[over->layer];
    const int width = padded(net->layers[over->layer].plan.out);
    float *values = over->values + (ptrdiff_t)at * over->units;
    for (int i = 0; i < rows; i++) {
        for (int u = 0; u < over->units; u++) {
            *values++ = (float)y[(ptrdiff_t)i * width + over->first + u];
        }
    }
}

// One pass for all of them.
static void look_over(const Places *places, Net *net, int count, const Over *overs)
{
    const int features = places->features, wide = padded(features);
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, net, UNIT_ROWS, PASS_WHOLE, &arena);
    Real *x = arena_new(&arena, Real, UNIT_ROWS * wide);
    const unsigned before = denormals_flush();
    for (int at = 0; at < places->count; at += UNIT_ROWS) {
        const int rows = places->count - at < UNIT_ROWS ? places->count - at : UNIT_ROWS;
        for (int i = 0; i < rows * features; i++) {
            x[i / features * wide + i % features] = places->x[(ptrdiff_t)at * features + i];
        }
        net_forward(net, &pass, NET_EVAL, (NetDraw){ 0 }, x, rows);
        for (int k = 0; k < count; k++) {
            take_units(net, &pass, at, rows, &overs[k]);
        }
    }
    denormals_restore(before);
    arena_free(&arena);
}

static int by_size(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

// How far units usually reach: the median of their greatest values, of those that are not silent.
// One that reaches much further would leave the others dark. values [cells][units].
static float usual_most(int units, int cells, const float *values)
{
    float most[SHOT_UNITS_MAX];
    int loud = 0;
    for (int u = 0; u < units; u++) {
        most[loud] = 0;
        for (int i = 0; i < cells; i++) {
            const float v = fabsf(values[(ptrdiff_t)i * units + u]);
            most[loud] = isfinite(v) ? fmaxf(most[loud], v) : most[loud];
        }
        loud += most[loud] > 0;
    }
    qsort(most, (size_t)loud, sizeof most[0], by_size);
    return loud > 0 ? most[loud / 2] : 1;
}

static int8_t eighth(float value, float most)
{
    return (int8_t)lroundf(127 * (isnan(value) ? 0 : clampf(value / most, -1, 1)));
}

// ---- ... of the layer that is enlarged

// The layer of the network's plan whose units are shown: the one that is enlarged, of weights what
// it passes on; -1: none. The output layer has no units to see.
static int zoomed_layer(const Session *session, const SessionNet *net)
{
    const LabLook *look = &session->wish.look;
    if (look->zoom_layer < 0 || look->zoom_layer >= inspect_layers(net->inspect, look->kind)) {
        return -1;
    }
    const Sight *sight = inspect_sight(net->inspect, look->kind, look->zoom_layer);
    if (look->kind == INSPECT_WEIGHTS || look->kind == INSPECT_GRADIENTS) {
        return look->zoom_layer < inspect_hidden(net->inspect)
                   ? inspect_passed_sight(net->inspect, look->zoom_layer)->layer
                   : -1;
    }
    return sight->layer;
}

bool session_wants_zoom(const Session *session, const SessionNet *net)
{
    return session->data->set.features == 2 && zoomed_layer(session, net) >= 0;
}

void session_look_zoom(Session *session, SessionNet *net, UNUSED bool coarse)
{
    enum { CELLS = SHOT_UNIT_SIDE * SHOT_UNIT_SIDE };
    Net room, *model = learner_shown(&net->time->epochs.train->learner, &room);
    const int layer = zoomed_layer(session, net);
    const int all = model->layers[layer].plan.out;
    const int units = all < SHOT_UNITS_MAX ? all : SHOT_UNITS_MAX;
    float *values = memory_get(sizeof(float) * CELLS * (size_t)units);
    const Over over = { layer, 0, units, values };
    const Places places = places_of(&session->data->set, SHOT_UNIT_SIDE);
    look_over(&places, model, 1, &over);
    const float most = usual_most(units, CELLS, values);
    for (int i = 0; i < CELLS * units; i++) {
        net->shot.zoom[i % units][i / units] = eighth(values[i], most);
    }
    net->shot.zoom_all = all;
    net->shot.zoom_units = units;
    net->shot.zoom_low = -most;
    net->shot.zoom_high = most;
    free(places.x);
    free(values);
}

// ---- ... of every layer, and a single one

// Whose output a layer with weights shows, counted from 0: the last is the output.
static int shown_layer(const SessionNet *net, int weighted)
{
    return weighted < inspect_hidden(net->inspect)
               ? inspect_passed_sight(net->inspect, weighted)->layer
               : net->time->epochs.train->learner.net.layer_count - 1;
}

// Units can be seen over the plane, and along a curve's line.
static bool sees_units(const Dataset *set)
{
    return set->features == 2 || dataset_is_curve(set);
}

bool session_wants_units(const Session *session, UNUSED const SessionNet *net)
{
    return session->wish.look.units && sees_units(&session->data->set);
}

// What there is to see of the layer, but for its values.
static void begin_seen(const Net *model, int layer, int weighted, const LayerName *names,
                       SeenLayer *seen)
{
    const int units = model->layers[layer].plan.out;
    seen->weighted = weighted;
    seen->name = names[layer];
    seen->units = units;
    seen->shown = units < SHOT_SEEN_UNITS ? units : SHOT_SEEN_UNITS;
}

static void end_seen(const Over *over, const Places *places, SeenLayer *seen)
{
    const bool curve = places->features == 1;
    seen->most = usual_most(over->units, places->count, over->values);
    for (int i = 0; i < places->count * over->units; i++) {
        const int unit = i % over->units, at = i / over->units;
        if (curve) {
            seen->lines[unit][at] = over->values[i];
        } else {
            seen->values[unit][at] = eighth(over->values[i], seen->most);
        }
    }
}

void session_look_units(Session *session, SessionNet *net, UNUSED bool coarse)
{
    const bool curve = session->data->set.features == 1;
    const Places places = places_of(&session->data->set, curve ? SHOT_SEEN_LINE : SHOT_SEEN_SIDE);
    Net room, *model = learner_shown(&net->time->epochs.train->learner, &room);
    LayerName names[NET_LAYERS_MAX];
    LabUnits *units = &net->units;
    const size_t of_layer = (size_t)places.count * SHOT_SEEN_UNITS;
    float *values = memory_get(sizeof(float) * of_layer * SHOT_SEEN_LAYERS);
    Over overs[SHOT_SEEN_LAYERS];
    const int hidden = inspect_hidden(net->inspect);
    const int first = hidden < SHOT_SEEN_LAYERS - 1 ? hidden : SHOT_SEEN_LAYERS - 1;
    layer_names(model, names);
    units->count = first + 1;
    for (int k = 0; k <= first; k++) {
        const int weighted = k < first ? k : hidden, layer = shown_layer(net, weighted);
        begin_seen(model, layer, weighted, names, &units->layers[k]);
        overs[k] = (Over){ layer, 0, units->layers[k].shown, values + (size_t)k * of_layer };
    }
    look_over(&places, model, units->count, overs);
    for (int k = 0; k < units->count; k++) {
        end_seen(&overs[k], &places, &units->layers[k]);
    }
    free(places.x);
    free(values);
}

bool session_wants_unit(const Session *session, const SessionNet *net)
{
    const LabLook *look = &session->wish.look;
    const Net *model = &net->time->epochs.train->learner.net;
    if (look->unit < 1 || look->unit_network != net->place || look->surface <= 0 ||
        !sees_units(&session->data->set) || look->unit_layer < 1 ||
        look->unit_layer > inspect_hidden(net->inspect) + 1) {
        return false;
    }
    return look->unit <= model->layers[shown_layer(net, look->unit_layer - 1)].plan.out;
}

void session_look_unit(Session *session, SessionNet *net, bool coarse)
{
    const LabLook *look = &session->wish.look;
    Net room, *model = learner_shown(&net->time->epochs.train->learner, &room);
    LabUnit *unit = &net->unit;
    const Over over = { shown_layer(net, look->unit_layer - 1), look->unit - 1, 1, unit->values };
    unit->network = net->place;
    unit->layer = look->unit_layer;
    unit->unit = look->unit;
    unit->side = session->data->set.features == 1 ? SHOT_CURVE : side_of(look, coarse);
    const Places places = places_of(&session->data->set, unit->side);
    look_over(&places, model, 1, &over);
    unit->count = places.count;
    unit->most = usual_most(1, unit->count, unit->values);
    free(places.x);
}
