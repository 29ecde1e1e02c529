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
    for (int i = 0; i < SHOT_CURVE; i++) {
        const float share = (float)i / (SHOT_CURVE - 1);
        x[i] = dataset_scaled(set, 0, set->low[0] * (1 - share) + set->high[0] * share);
    }
    train_outputs(train, SHOT_CURVE, x, curve->values);
    curve->any = true;
    curve->spread = session->wish.look.spread;
    if (curve->spread) {
        session_spread(train, SHOT_CURVE, x, NULL, curve->mean, curve->deviation);
    }
}

// ---- units

// Units of a layer over the square, from `first` on: values [cells][units].
typedef struct Over {
    int layer, first, units;
    float *values;
} Over;

static void take_units(const Net *net, const NetPass *pass, int cell, int rows, const Over *over)
{
    const Real *y = pass->results[over->layer];
    const int width = padded(net->layers[over->layer].plan.out);
    float *values = over->values + (ptrdiff_t)cell * over->units;
    for (int i = 0; i < rows; i++) {
        for (int u = 0; u < over->units; u++) {
            *values++ = (float)y[(ptrdiff_t)i * width + over->first + u];
        }
    }
}

// In one pass over the square for all of them.
static void look_over_square(const Dataset *set, Net *net, int side, int count, const Over *overs)
{
    const int wide = padded(2), lines_at_once = UNIT_ROWS / side;
    Arena arena = { 0 };
    NetPass pass;
    net_pass_init(&pass, net, UNIT_ROWS, PASS_WHOLE, &arena);
    Real *x = arena_new(&arena, Real, UNIT_ROWS * wide);
    const unsigned before = denormals_flush();
    for (int line = 0; line < side; line += lines_at_once) {
        const int lines = side - line < lines_at_once ? side - line : lines_at_once;
        float centres[2 * SHOT_SURFACE_MAX];
        for (int i = 0; i < lines * side; i++) {
            if (i % side == 0) {
                cell_centres(set, side, line + i / side, centres);
            }
            x[i * wide] = centres[2 * (i % side)];
            x[i * wide + 1] = centres[2 * (i % side) + 1];
        }
        net_forward(net, &pass, NET_EVAL, (NetDraw){ 0 }, x, lines * side);
        for (int k = 0; k < count; k++) {
            take_units(net, &pass, line * side, lines * side, &overs[k]);
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
    look_over_square(&session->data->set, model, SHOT_UNIT_SIDE, 1, &over);
    const float most = usual_most(units, CELLS, values);
    for (int i = 0; i < CELLS * units; i++) {
        net->shot.zoom[i % units][i / units] = eighth(values[i], most);
    }
    net->shot.zoom_all = all;
    net->shot.zoom_units = units;
    net->shot.zoom_low = -most;
    net->shot.zoom_high = most;
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

bool session_wants_units(const Session *session, UNUSED const SessionNet *net)
{
    return session->wish.look.units && session->data->set.features == 2;
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

static void end_seen(const Over *over, SeenLayer *seen)
{
    enum { CELLS = SHOT_SEEN_SIDE * SHOT_SEEN_SIDE };
    seen->most = usual_most(over->units, CELLS, over->values);
    for (int i = 0; i < CELLS * over->units; i++) {
        seen->values[i % over->units][i / over->units] = eighth(over->values[i], seen->most);
    }
}

void session_look_units(Session *session, SessionNet *net, UNUSED bool coarse)
{
    enum { CELLS = SHOT_SEEN_SIDE * SHOT_SEEN_SIDE };
    Net room, *model = learner_shown(&net->time->epochs.train->learner, &room);
    LayerName names[NET_LAYERS_MAX];
    LabUnits *units = &net->units;
    float *values = memory_get(sizeof(float) * CELLS * SHOT_SEEN_UNITS * SHOT_SEEN_LAYERS);
    Over overs[SHOT_SEEN_LAYERS];
    const int hidden = inspect_hidden(net->inspect);
    const int first = hidden < SHOT_SEEN_LAYERS - 1 ? hidden : SHOT_SEEN_LAYERS - 1;
    layer_names(model, names);
    units->count = first + 1;
    for (int k = 0; k <= first; k++) {
        const int weighted = k < first ? k : hidden, layer = shown_layer(net, weighted);
        begin_seen(model, layer, weighted, names, &units->layers[k]);
        overs[k] = (Over){ layer, 0, units->layers[k].shown,
                           values + (ptrdiff_t)k * CELLS * SHOT_SEEN_UNITS };
    }
    look_over_square(&session->data->set, model, SHOT_SEEN_SIDE, units->count, overs);
    for (int k = 0; k < units->count; k++) {
        end_seen(&overs[k], &units->layers[k]);
    }
    free(values);
}

bool session_wants_unit(const Session *session, const SessionNet *net)
{
    const LabLook *look = &session->wish.look;
    const Net *model = &net->time->epochs.train->learner.net;
    if (look->unit < 1 || look->unit_network != net->place || look->surface <= 0 ||
        session->data->set.features != 2 || look->unit_layer < 1 ||
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
    unit->side = side_of(look, coarse);
    look_over_square(&session->data->set, model, unit->side, 1, &over);
    unit->most = usual_most(1, unit->side * unit->side, unit->values);
}
